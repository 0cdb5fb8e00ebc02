// What runs will take, before they start: the first year of every scenario is run and measured.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "sim/output/run_file.hpp"
#include "sim/run/ensemble.hpp"

namespace sim {

struct Forecast {
  std::size_t runs = 0;
  std::size_t in_flight = 1;  ///< runs side by side
  double seconds = 0;         ///< from the pace of the first year
  double memory = 0;          ///< bytes at the peak
};

/// The coordinates of the file that all replicates of the scenarios make. Quick: no world is built.
Layout planned_layout(const MakeModel& make, std::span<const Scenario> scenarios, std::uint32_t replicates);

/// Bytes that the run file takes at the most: without compression, and with what HDF5 needs to find things again.
std::size_t file_bound(const Layout& layout);

/// Bytes that the log of all runs takes at the most, until the file is built from it.
std::size_t log_bound(const Layout& layout);

/// Seconds by the clock on the wall, and of processors, all threads together.
struct Clocks {
  double wall = 0, processor = 0;
};
Clocks clocks_now();

/// What was measured of each scenario.
struct Pace {
  std::vector<Clocks> runs;  ///< a run to its end, from the pace of the first year
  std::size_t a_run = 1;     ///< bytes of the largest one under way
  double peak = 0;           ///< bytes of the program, with one run
  double kept = 0;           ///< bytes of the largest run's results
};

/// Builds each scenario's world once and steps it for a year. Tests bring their own clock.
Pace measure(const MakeModel& make, std::span<const Scenario> scenarios, std::uint64_t seed,
             const std::function<Clocks()>& now = clocks_now);

/// `runs`: of all scenarios together, as many of each. `memory`: bytes that runs in flight may take together.
Forecast forecast(const Pace& pace, std::size_t runs, std::size_t memory);
/// Both; measures only where runs are left.
Forecast forecast(const MakeModel& make, std::span<const Scenario> scenarios, std::size_t runs, std::uint64_t seed,
                  std::size_t memory);

}  // namespace sim
