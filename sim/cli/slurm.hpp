// `slurm`: the batch script that carries a sweep out on a cluster.
//
//   options, design, all checked --> a few of its runs measured --> SlurmJob --> script on stdout
#pragma once

#include <string>

#include "sim/cli/options.hpp"
#include "sim/model.hpp"

namespace sim {

Command slurm_command();

/// Carries it out; returns the exit code or throws Failure. `program` and `typed` are as on the command line.
int print_slurm_script(const MakeModel& make, const std::string& program, const std::string& typed, const Given& given);

}  // namespace sim
