// Every command that a model gets for free: see the file of its name.
#pragma once

#include "sim/cli/options.hpp"

namespace sim {

Command init_command(const Context& context);
Command run_command(const Context& context);
Command sweep_command(const Context& context);
Command slurm_command(const Context& context);
Command seal_command(const Context& context);
Command compare_command(const Context& context);
Command reproduce_command(const Context& context);
Command export_command(const Context& context);
Command snippet_command(const Context& context);
Command check_command(const Context& context);
Command diff_command(const Context& context);
Command describe_command(const Context& context);
Command explain_command(const Context& context);

}  // namespace sim
