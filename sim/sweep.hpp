// A sweep's folder: what is wanted, what is done, who does what. Any number of processes work on it, one after another
// or at the same time, on one machine or many.
//
//   DIR/plan-1.json      the plan (see plan.hpp); the newest counts
//   DIR/claims-1         a byte for each run of plan 1, in its order, and a lock on it while the run is under way
//                          .  not begun     1 2 3  begun so often, and no end recorded   + finished
//                          a b c  failed so often: failures-*.jsonl says why
//   DIR/runs/*.runs      results (see run_log.hpp), a log for each process; checkpoints of runs that were stopped
//   DIR/progress.jsonl   how far it is, a line now and then
//
// The logs are the truth, checked by checksum; claims only keep processes out of each other's way and remember what
// went wrong. A lock goes with the process that held it: what a killed one had begun is begun again by the next. A run
// that three times failed, or ended the program without a word (out of memory), is set aside.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/disk.hpp"
#include "sim/plan.hpp"
#include "sim/run_log.hpp"

namespace sim {

/// How far a sweep is.
struct Tallied {
  std::size_t runs = 0, finished = 0, failed = 0, set_aside = 0, begun = 0;  ///< failed: those set aside among them
};

/// A run that failed, as written down.
struct FailureNote {
  std::string scenario, point, reason;
  std::uint32_t replicate = 0;
};

class SweepFolder {
 public:
  /// Opens the newest plan of a folder. Throws Failure (Exit::no_input) if it is none.
  explicit SweepFolder(std::filesystem::path folder);
  /// Makes the folder, or goes on with it: `wanted` is the newest plan from now on. Throws Failure
  /// (Exit::would_overwrite) when the folder holds runs that it does not want.
  SweepFolder(std::filesystem::path folder, Plan wanted);

  const std::filesystem::path& path() const { return folder_; }
  std::filesystem::path runs() const { return folder_ / "runs"; }
  const Plan& plan() const { return plan_; }
  const std::vector<std::uint64_t>& keys() const { return keys_; }

  /// Holds the claims against the log: runs that are called finished and are not there count as not begun.
  void compare(const RunLog& log);
  /// Whether a run is set aside.
  bool set_aside(std::size_t run) const;
  /// How often a run was begun without an end, or failed.
  int attempts_at(std::size_t run) const;
  /// Takes a run, unless another process has it or has finished it meanwhile.
  bool take(std::size_t run);
  /// It is under way from now on.
  void begun(std::size_t run);
  void finished(std::size_t run);
  void failed(std::size_t run, const std::string& reason);
  /// All runs that were taken and have no end: as if they had not been begun.
  void give_back();

  /// Of groups (see plan.hpp) `part`, `part` + `parts` ... or of all.
  Tallied tally(std::size_t part = 0, std::size_t parts = 1) const;
  /// What is known of those that failed, by run.
  std::map<std::size_t, FailureNote> failures() const;
  /// Adds a line to progress.jsonl.
  void note_progress(const std::string& who, double seconds) const;

 private:
  void open_newest();
  void open_claims();
  char state(std::size_t run) const;
  bool is_aside(std::size_t run, char now) const;
  void set(std::size_t run, char state);

  std::filesystem::path folder_;
  std::size_t number_ = 0;  // of the plan
  Plan plan_;
  std::vector<std::uint64_t> keys_;
  std::optional<DiskFile> claims_;
  std::map<std::size_t, char> taken_;  // by run: what its state was before
};

/// Drops everything a sweep has left in a folder.
void drop_sweep(const std::filesystem::path& folder);

}  // namespace sim
