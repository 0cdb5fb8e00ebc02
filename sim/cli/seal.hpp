// `seal`: what is finished of a sweep as one run file.
//
//   folder: newest plan, logs --> runs that are there, in the plan's order --> file; swept values as coordinates
#pragma once

#include <string>

#include "sim/cli/options.hpp"
#include "sim/model.hpp"

namespace sim {

Command seal_command();

/// Carries it out; returns the exit code or throws Failure. `typed` is the whole command line.
int seal(const MakeModel& make, const std::string& typed, const Given& given);

}  // namespace sim
