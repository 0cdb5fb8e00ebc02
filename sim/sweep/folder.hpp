// A sweep's folder: what is wanted, what is done, who does what. Any number of processes work on it, one after another
// or at the same time, on one machine or many.
//
//   DIR/plan-1.json      the plan (see plan.hpp); the newest counts
//   DIR/claims           a byte for each run, in the order of plan 1 and then of what later plans added, and a lock on
//                        it while the run is under way
//                          .  not begun     1 2 3  begun so often, and no end recorded   + finished
//                          a b c  failed so often: failures-*.jsonl says why
//   DIR/runs/*.runs      results (see run/log.hpp), a log for each process; checkpoints of runs that were stopped
//   DIR/progress.jsonl   how far it is, a line now and then
//
// The logs are the truth, checked by checksum; claims only keep processes out of each other's way and remember what
// went wrong. A lock goes with the process that held it: what a killed one had begun is begun again by the next, unless
// its record is there. A run that three times failed, or ended the program without a word (out of memory), is set
// aside; not one that had come as far as a checkpoint.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "sim/host/disk.hpp"
#include "sim/run/log.hpp"
#include "sim/sweep/plan.hpp"

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
  SweepFolder(std::filesystem::path folder, const Plan& wanted, Locks locks = Locks::wanted);

  const std::filesystem::path& path() const { return folder_; }
  std::filesystem::path runs() const { return folder_ / "runs"; }
  const Plan& plan() const { return plan_; }
  const std::vector<std::uint64_t>& keys() const { return keys_; }

  /// Holds the claims, as they were when the folder was opened, against a log that was read since: runs that are called
  /// finished and are not there count as not begun.
  void compare(const RunLog& log);
  /// Forgets what went wrong before.
  void try_again();
  /// The runs of a part (see tally) that are neither finished nor set aside: what was never begun first, what went
  /// wrong before last; groups (see plan.hpp) together.
  enum class Failed { try_again, leave };
  std::vector<std::uint64_t> left(std::size_t part, std::size_t parts, Failed failed = Failed::try_again) const;
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
  bool is_locked(std::size_t run) const;
  bool is_aside(std::size_t run, char now) const;
  std::string states() const;  // of all runs, by number
  char state(std::size_t run) const;
  void set(std::size_t run, char state);
  bool lock(std::size_t run) const { return lock_at(slots_[run]); }
  bool lock_at(std::uint64_t slot) const;
  void unlock(std::size_t run) const { claims_->unlock_byte(slots_[run]); }

  std::filesystem::path folder_;
  std::size_t number_ = 0;  // of the plan
  Plan plan_;
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint64_t> slots_;  // by run: its byte among the claims
  Locks locks_ = Locks::wanted;
  std::optional<DiskFile> claims_;
  std::string opened_;  // states when the folder was opened
  mutable std::mutex mutex_;
  std::map<std::size_t, char> taken_;  // by run: what its state was before
};

/// Throws Failure (Exit::would_overwrite) when the folder holds runs that `wanted` has not. Writes nothing.
void require_wanted(const std::filesystem::path& folder, const Plan& wanted);

/// Drops everything a sweep has left in a folder. Throws Failure (Exit::would_overwrite) when a process works there.
void drop_sweep(const std::filesystem::path& folder, Locks locks = Locks::wanted);

}  // namespace sim
