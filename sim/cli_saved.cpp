#include "sim/cli_saved.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "sim/error.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

constexpr const char* start_over = "start over with --force instead of --resume, or choose another file with -o";

Failure refusal(const fs::path& folder, std::string what, std::string mend) {
  return Failure(Exit::would_overwrite, {{folder.string(), 0, 0, {}, std::move(what), std::move(mend)}});
}

// Why a run in the log is none of ours.
std::string reason(const RunHead& head, const std::string& program) {
  if (head.program != program)
    return fmt::format("holds runs of another program: {}; this is {}", head.program, program);
  return fmt::format(
      "holds a run that this command does not ask for: {}, replicate {}, seed {}, or its scenario was "
      "another then",
      head.scenario, head.replicate, head.seed);
}

}  // namespace

fs::path part_folder(const fs::path& file) { return file.string() + ".part"; }

std::unique_ptr<RunLog> open_saved(const fs::path& file, const std::string& program,
                                   const std::vector<std::uint64_t>& keys, Earlier earlier) {
  auto log = std::make_unique<RunLog>(part_folder(file), "run", program);
  const std::size_t there = log->entries().size();
  if (there == 0 || !earlier.resume) {
    if (there > 0 && !earlier.force)
      throw refusal(log->folder(),
                    fmt::format("holds {} that an earlier command finished before it was ended", counted(there, "run")),
                    "go on with --resume, or start over with --force");
    if (fs::exists(file) && !earlier.force)
      throw refusal(file, "exists already, and there is nothing to resume",
                    "choose another file with -o, or replace it with --force");
    log->remove();
    return log;
  }
  const std::unordered_set<std::uint64_t> ours(keys.begin(), keys.end());
  for (const RunLog::Entry& entry : log->entries())
    if (!ours.contains(entry.head.key)) throw refusal(log->folder(), reason(entry.head, program), start_over);
  return log;
}

}  // namespace sim
