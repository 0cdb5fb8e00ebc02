// `sweep`: the runs of a design into a folder, by any number of processes.
//
//   design --> plan --> folder: what is left --Ranks: who takes what--> runs --> log, claims --> summary
#pragma once

#include <string>

#include "sim/cli_options.hpp"
#include "sim/model.hpp"

namespace sim {

Command sweep_command();

/// Carries it out; returns the exit code or throws Failure. `program` is as on the command line.
int sweep(const MakeModel& make, const std::string& program, const Given& given);

}  // namespace sim
