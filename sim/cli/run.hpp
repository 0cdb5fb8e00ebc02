// `run`: scenarios x replicates into one run file.
//
//   options --> scenarios, all checked --> room on the disk --> runs (or their forecast) --> file --> summary
#pragma once

#include <string>
#include <vector>

#include "sim/cli/options.hpp"
#include "sim/model.hpp"
#include "sim/settings/scenario.hpp"

namespace sim {

/// The options of `run` for a model that suggests this scenario.
Command run_command(const std::string& suggested);

/// Carries it out. `program` and `typed` are as on the command line. Throws Failure.
int run_scenarios(const MakeModel& make, const std::string& program, const std::string& typed, const Given& given);

}  // namespace sim
