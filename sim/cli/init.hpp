// `init`: a folder to begin in, with a scenario, one that extends it, the schema that editors read, and what to do
// next.
//
//   the model's starters + a word on TOML + describe schema  -->  every text in memory  -->  DIR, all of it or nothing
#pragma once

#include <string>

#include "sim/cli/options.hpp"
#include "sim/model.hpp"

namespace sim {

Command init_command();

/// Carries it out. `program` is as on the command line. Throws Failure.
int init_folder(const MakeModel& make, const std::string& program, const Given& given);

}  // namespace sim
