// What scenarios have in common until the first date on which they differ: lived once, and gone on with by each.
//
//   baseline       |-----------x-------------------->     x: the state is kept in memory ...
//   policy                     x-------------------->     ... and taken up, with all that was recorded until then
//
// Scenarios that begin alike and share their changes up to a month share every bit up to it, for the same replicate:
// tables, values recorded and all. Nothing hangs on it but time: a run whose past is not there lives it itself.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "sim/model.hpp"
#include "sim/output/run_file.hpp"
#include "sim/settings/scenario.hpp"

namespace sim {

/// One run that is wanted.
struct Wanted {
  std::size_t scenario = 0;
  std::uint32_t replicate = 0;
};

/// The month before which two scenarios begin to differ; nothing when they differ from the start.
std::optional<Month> shared_until(const Scenario& a, const Scenario& b);

/// Of a list of runs. From any thread.
class SharedPast {
 public:
  /// Keeps states as long as they take no more than so many bytes together.
  SharedPast(std::span<const Scenario> scenarios, std::span<const Wanted> wanted, std::size_t memory);

  /// The list's places in an order in which pasts are there when they are wanted, and soon gone: all scenarios of
  /// `together` replicates, then of the next.
  std::vector<std::size_t> order(std::size_t together) const;
  /// Run number `index` is about to live a month: its state is kept if others begin there.
  void pass(std::size_t index, Month next, const RunRecord& record, Model& model);
  /// Puts a past into a run that has not begun; its next month. The model has its scenario's settings.
  std::optional<Month> take(std::size_t index, Model& model, RunRecord& record);
  /// Of the states kept now.
  std::size_t bytes() const;

 private:
  struct Branch {
    std::size_t scenario = 0;  ///< whose past it is
    Month month;
  };
  using Key = std::tuple<std::size_t, std::uint32_t, std::int32_t>;  // scenario, replicate, month
  struct State {
    std::size_t users = 0;
    std::string bytes;
  };

  const std::vector<Wanted> wanted_;
  const std::size_t memory_;
  std::vector<std::optional<Branch>> branches_;  // of each scenario
  mutable std::mutex mutex_;
  std::map<Key, State> states_;
  std::size_t bytes_ = 0;
};

}  // namespace sim
