// What commands that run scenarios share: options, how they change scenarios, messages.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/cli_options.hpp"
#include "sim/model.hpp"
#include "sim/output.hpp"
#include "sim/settings.hpp"

namespace sim {

inline constexpr std::int64_t most_replicates = 1'000'000;

/// Those of --seed, --threads, --set ... that mean the same for a run and for a sweep, between a command's first
/// options and its last.
std::vector<Option> with_shared(std::vector<Option> first, std::vector<Option> last);

/// What --set, --multiply, --scale and --until change in every scenario. Throws Failure (Exit::usage).
Overrides overrides(const MakeModel& make, const Given& given);

/// Reads the scenario files and throws one Failure with all problems of all of them.
std::vector<Scenario> read_scenarios(const std::vector<std::string>& files, const MakeModel& make,
                                     const Overrides& overrides);

/// Throws Failure (Exit::usage) unless a run file may have this name: the finished file takes the place of what has it.
void want_run_file_name(const std::filesystem::path& file);

/// "2010-01 to 2020-12"
std::string period_text(const Layout& layout);

/// To stderr. A message that nobody reads any more is no reason to lose runs: failures are left alone.
void say(const std::string& message);

}  // namespace sim
