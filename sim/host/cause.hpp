// What a refusal of the system means to the user: by its cause, and not by the place where it was met.
//
//   error number  --cause-->  the exit code, the reason in words of our own, and what helps
#pragma once

#include <string>
#include <system_error>

#include "sim/error.hpp"

namespace sim {

enum class Doing { reading, writing };

struct Cause {
  Exit code = Exit::io;
  std::string why;   ///< "no space is left on the disk"
  std::string mend;  ///< empty where only the place knows
};

/// Of the system's error numbers. Exit::no_input, lacking or io; never bad_data: what cannot be read is not damaged.
Cause cause(const std::error_code& error, Doing doing);

/// "FILE: cannot be read: WHY". `otherwise` is what helps where the cause does not say.
Failure refused_by_system(const std::string& file, const std::error_code& error, Doing doing,
                          const std::string& otherwise = {});

}  // namespace sim
