// The command `compare`: what a policy changes, from a run file.
//
//   run file --in a child process: RunReader, condensed, differences--> table, JSON or CSV --> standard output
#pragma once

#include "sim/cli/options.hpp"
#include "sim/model.hpp"

namespace sim {

Command compare_command();

/// Compares the scenarios of a run file; returns an exit code or throws Failure.
int compare_runs(const MakeModel& make, const Given& given);

}  // namespace sim
