// Work that may crash or run wild, in a child process with limits: reading a damaged file of somebody else.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace sim {

struct ChildLimits {
  std::size_t memory = std::size_t{4} << 30;  ///< bytes of address space
  unsigned seconds = 120;
};

/// The lines that `work` returns, computed in a child process whose own messages are dropped. A crash, a limit passed
/// or an exception becomes a line that says so. Call it before threads are started.
std::vector<std::string> in_child(const std::function<std::vector<std::string>()>& work, ChildLimits limits = {});

}  // namespace sim
