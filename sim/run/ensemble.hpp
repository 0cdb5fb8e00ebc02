// Many runs: scenarios x replicates, some side by side, each with parallel work of its own.
//
//   Source: next Job  --run_all: as many in flight as threads and memory allow-->  finished RunResult  -->  Sink
//                                                                             \->  FailedRun: the others go on
//
// A run depends on nothing but its scenario, seed and replicate, so neither the order nor the neighbours matter. A sink
// may keep runs in memory or put them on disk at once; runners may be the threads of one machine or ranks of many.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/run/past.hpp"
#include "sim/run/run.hpp"

namespace sim {

/// One run that is to be carried out.
struct Job {
  std::size_t index = 0;  ///< what it is called in what follows
  std::shared_ptr<const Scenario> scenario;
  std::uint32_t replicate = 0;
  std::size_t place = 0;  ///< in the list of the past that runs share, if they do
};
/// The next runs, which one lane takes one after the other; none when there are no more. One call at a time; what it
/// throws ends it all.
using Source = std::function<std::vector<Job>()>;

/// A run that ended in an error, and why.
struct FailedRun {
  std::size_t index = 0;  ///< of the job
  std::string reason;
  bool lacking = false;  ///< the system did not grant what it takes: that says nothing of the run
};

struct EnsembleOptions {
  std::uint64_t seed = 1;
  std::size_t memory = SIZE_MAX;                      ///< bytes that the runs in flight may take together
  const std::atomic<bool>* stop = nullptr;            ///< asked between months
  std::function<void(int months)> month = {};         ///< after every month of any run, from any thread
  std::function<void(const FailedRun&)> failed = {};  ///< after a run that failed, one call at a time
  std::function<void(std::size_t)> ended = {};        ///< after every run that finished or failed, one call at a time
  std::function<Checkpoint(std::size_t)> checkpoint = {};  ///< of a wanted run: where it goes on from and is saved
  int checkpoint_every = 0;                                ///< months; 0: only when stopped
  SharedPast* past = nullptr;                              ///< what runs share
  std::function<void(std::size_t)> begun = {};             ///< before every run, one call at a time
};

/// Takes the finished run of a job. One call at a time, in any order; what it throws ends it all.
using Sink = std::function<void(std::size_t index, RunResult result, double seconds)>;

/// Bytes that a run needs whose tables take so many: the tables, and half as much for work in hand.
constexpr std::size_t bytes_in_flight(std::size_t tables) { return tables + tables / 2; }

/// All replicates of each scenario, scenario by scenario: the order of a file's runs.
std::vector<Wanted> all_runs(std::size_t scenarios, std::uint32_t replicates);

/// Carries out every run of a source; returns those that failed, by index. Throws Stopped when asked to stop before the
/// end. A failure of the disk (Exit::io) ends it all. The first run goes alone, on all threads, and shows how much
/// memory a run takes.
std::vector<FailedRun> run_all(const MakeModel& make, const Source& source, const EnsembleOptions& options,
                               const Sink& sink);

/// The same for a list; a job's index is its place there. Scenarios share what they have in common (past.hpp).
std::vector<FailedRun> run_all(const MakeModel& make, std::span<const Scenario> scenarios,
                               std::span<const Wanted> wanted, const EnsembleOptions& options, const Sink& sink);

}  // namespace sim
