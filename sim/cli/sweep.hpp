// What a sweep is to run, and where: from the design and the options of `sweep` and `slurm`.
#pragma once

#include <filesystem>
#include <string>

#include "sim/cli/options.hpp"
#include "sim/output/run_file.hpp"
#include "sim/sweep/design.hpp"
#include "sim/sweep/plan.hpp"

namespace sim {

/// What is to be run, the same on every rank.
struct SweepOrder {
  Design design;  ///< its scenarios have its selection of series
  Plan plan;
  Layout layout;  ///< of the sealed file
};

/// From the design and the options that change it, all checked. Throws Failure.
SweepOrder read_sweep_order(const MakeModel& make, const Given& given);

/// What -o names. Throws Failure (Exit::usage).
std::filesystem::path sweep_folder(const Given& given);

}  // namespace sim
