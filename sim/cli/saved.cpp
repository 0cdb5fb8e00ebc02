#include "sim/cli/saved.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "sim/error.hpp"
#include "sim/hash.hpp"
#include "sim/host/child.hpp"
#include "sim/output/reader.hpp"
#include "sim/run/checkpoint.hpp"
#include "sim/say.hpp"

namespace sim {

namespace fs = std::filesystem;

namespace {

std::string start_over() { return say("start over with --force instead of --resume, or choose another file with -o"); }

Failure refusal(const fs::path& folder, std::string what, std::string mend) {
  return Failure(Exit::would_overwrite, {{folder.string(), 0, 0, {}, std::move(what), std::move(mend)}});
}

// Why a run that was finished or begun is none of ours.
template <class Head>
std::string why_refused(const Head& head, const std::string& program) {
  if (head.program != program) return say("holds runs of another program: {}; this is {}", head.program, program);
  return say("holds a run that this command does not ask for: {}, replicate {}, seed {}, as its scenario was",
             head.scenario, head.replicate, head.seed);
}

}  // namespace

std::string saved_text(const RunLog& log) {
  const std::vector<CheckpointHead> heads = checkpoints_in(log.folder());
  const auto begun = static_cast<std::size_t>(std::count_if(
      heads.begin(), heads.end(), [&log](const CheckpointHead& h) { return log.find(h.key) == nullptr; }));
  std::string out = log.entries().empty() ? std::string() : say("{} finished", log.entries().size());
  if (begun > 0) out += out.empty() ? say("{} begun", begun) : say(" and {} begun", begun);
  return out.empty() ? say("nothing") : out;
}

fs::path part_folder(const fs::path& file) { return file.string() + ".part"; }

std::string runs_hash(const std::vector<std::uint64_t>& keys) {
  Checksum sum;
  sum.add(keys.data(), keys.size() * sizeof keys[0]);
  return fmt::format("{:016x}", sum.value());
}

std::string runs_hash_of(const fs::path& file) {
  if (!fs::exists(file)) return {};
  return in_child([&file] { return std::vector{provenance_of(file, "runs")}; }).front();
}

std::vector<std::string> runs_in(const fs::path& file) {
  return in_child([&file] {
    const RunReader in(file);
    std::vector<std::string> out;
    for (const RunName& run : in.runs()) out.push_back(fmt::format("{} {} {}", run.replicate, run.seed, run.scenario));
    return out;
  });
}

std::string what_is_wrong(const fs::path& file) {
  const std::vector<std::string> wrong = in_child([&file] { return check_run_file(file); }, fit_for(file));
  return wrong.empty() ? "" : wrong.front();
}

void drop_saved(RunLog& log) {
  log.remove();
  remove_checkpoints(log.folder());
}

std::unique_ptr<RunLog> open_saved(const fs::path& file, const std::string& program,
                                   const std::vector<std::uint64_t>& keys, Earlier earlier) {
  auto log = std::make_unique<RunLog>(part_folder(file), "run", program, RunLog::Taken::refuse, RunLog::Reads::all,
                                      earlier.locks);
  const std::vector<CheckpointHead> begun = checkpoints_in(log->folder());
  if (const bool nothing = log->entries().empty() && begun.empty(); nothing || !earlier.resume) {
    if (!nothing && !earlier.force)
      throw refusal(log->folder(), say("holds runs of an earlier command: {}", saved_text(*log)),
                    say("go on with --resume, or start over with --force"));
    if (fs::exists(file) && !earlier.force)
      throw refusal(
          file, say("exists already, and there is nothing to resume"),
          say("a whole file does not grow: choose another with -o, or replace it with --force; what is to get more "
              "replicates later is better a sweep"));
    if (!earlier.resume) drop_saved(*log);  // a resumed run is told why its checkpoint is not used
    return log;
  }
  if (fs::exists(file) && !earlier.force && !earlier.ours)
    throw refusal(file, say("exists already, and is not what this command writes"),
                  say("move it away and go on with --resume, or let --resume --force replace it"));
  const std::unordered_set<std::uint64_t> ours(keys.begin(), keys.end());
  for (const RunLog::Entry& entry : log->entries())
    if (!ours.contains(entry.head.key)) throw refusal(log->folder(), why_refused(entry.head, program), start_over());
  for (const CheckpointHead& head : begun)
    if (!ours.contains(head.key)) throw refusal(log->folder(), why_refused(head, program), start_over());
  return log;
}

}  // namespace sim
