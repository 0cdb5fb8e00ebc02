// `export`: a run file as a tidy table (CSV) or as one JSON document, for programs that read no HDF5.
//
//   FILE --RunReader, in a child process--> rows, series by series and run by run --> stdout, or OUT by rename
#pragma once

#include "sim/cli/options.hpp"

namespace sim {

Command export_command();

/// Carries it out. Throws Failure.
int export_file(const Given& given);

}  // namespace sim
