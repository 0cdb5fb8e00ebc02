// `check`: is this scenario, design, run file, checkpoint or folder right? Where and how to mend what is not.
#pragma once

#include "sim/cli/options.hpp"
#include "sim/model.hpp"

namespace sim {

Command check_command();

/// Carries it out; returns the exit code or throws Failure with all that is wrong with all files.
int check_files(const MakeModel& make, const Given& given);

}  // namespace sim
