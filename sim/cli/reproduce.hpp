// `reproduce`: runs again what a run file embeds, and says whether the bits are the same.
//
//   FILE --> scenarios, seeds, replicates (cli_reproduce_original) --> runs --> held against the file's values -->
//   words
#pragma once

#include "sim/cli/options.hpp"
#include "sim/model.hpp"

namespace sim {

Command reproduce_command();

/// Carries it out: Exit::done when every bit is the same, Exit::some_failed when not. Throws Failure.
int reproduce(const MakeModel& make, const Given& given);

}  // namespace sim
