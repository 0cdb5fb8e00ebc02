// One run: settings into a fresh model, build the world or take it from a checkpoint, then month by month changes,
// phases, recording.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/model.hpp"
#include "sim/output/run_file.hpp"
#include "sim/run/checkpoint.hpp"
#include "sim/settings/scenario.hpp"

namespace sim {

/// Wall seconds spent in one phase.
struct Timing {
  std::string name;
  double seconds = 0;
  std::size_t calls = 0;
};

struct RunOptions {
  std::uint64_t seed = 1;
  std::uint32_t replicate = 0;
  std::function<void(int months_done)> progress = {};  ///< after building (0; of a checkpoint more), every month
  const std::atomic<bool>* stop = nullptr;             ///< asked between months; a stopped run throws Stopped
  const Checkpoint* checkpoint = nullptr;              ///< where to go on from, and what a stopped run saves
  int checkpoint_every = 0;                            ///< months; 0: only when stopped
  /// Where to go on from when there is no checkpoint, and what is told of every month before it is lived: see past.hpp.
  std::function<std::optional<Month>(Model&, RunRecord&)> take_past = {};
  std::function<void(Month next, const RunRecord&, Model&)> pass = {};
};

/// A run asked to stop between two months.
struct Stopped {};

struct RunResult {
  RunRecord record;
  std::vector<Timing> timings;
  std::size_t bytes = 0;  ///< of the model's tables at the end
};

/// A model's series as runs record them: those in its currency are money.
std::vector<SeriesInfo> recorded_series(const Model& model);

/// Runs a scenario on a fresh model made by `make`, to its end.
RunResult run(const MakeModel& make, const Scenario& scenario, const RunOptions& options);

}  // namespace sim
