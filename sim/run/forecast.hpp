// What runs will take, before they start: the first year of every scenario is run and measured.
#pragma once

#include <cstdint>
#include <span>

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

/// Builds each scenario's world once and steps it for a year. `runs`: of all scenarios together, as many of each.
/// `memory`: bytes that runs in flight may take together.
Forecast forecast(const MakeModel& make, std::span<const Scenario> scenarios, std::size_t runs, std::uint64_t seed,
                  std::size_t memory);

}  // namespace sim
