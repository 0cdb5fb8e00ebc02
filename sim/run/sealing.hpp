// Finished runs of a log as one run file.
//
//   keys, in the order wanted  --RunLog::find-->  runs that are there  --write_runs, one after the other-->  FILE
//
// Memory is that of one run and the file's caches, however many there are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/host/progress.hpp"
#include "sim/output/run_file.hpp"
#include "sim/run/log.hpp"

namespace sim {

/// Those of the keys that the log has, by place among them.
std::vector<std::size_t> there(const RunLog& log, std::span<const std::uint64_t> keys);

/// Writes the runs of these keys, all of them in the log, as one file that appears when it is whole and proved, and
/// shows how far it is. The layout has the scenarios and what is known of the runs; the rest is found in the log.
/// `each` sees every run on its way. Throws Failure (Exit::io; would_overwrite where there is a file that it may not
/// replace).
void write_runs(const std::filesystem::path& file, bool replaces, Locks locks, const RunLog& log,
                std::span<const std::uint64_t> keys, Layout layout, const FileInfo& info, Screen screen,
                const std::function<void(const RunRecord&)>& each = {});

/// "12.345 0.517 ...": seconds of each run; of very many the sum alone, "sum 1234.5".
std::string seconds_text(const RunLog& log, std::span<const std::uint64_t> keys);

}  // namespace sim
