// Work that may crash or run wild, in a child process with limits: reading a damaged file of somebody else. It ends
// with its parent, however that ends.
//
//   child: work --Send--> pipe -->  parent: take
//   a crash, a limit passed, an exception                --> in_child: a line;  read_in_child: a Failure
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

struct ChildLimits {
  std::size_t memory = std::size_t{4} << 30;  ///< bytes of address space
  unsigned seconds = 20;                      ///< of a processor, between two pieces that it sends
};

/// Time enough for whatever is read of a sound file of this size.
ChildLimits fit_for(const std::filesystem::path& file);

/// The lines that `work` returns, computed in a child process whose own messages are dropped. A crash, a limit passed
/// or an exception becomes a line that says so; but a Failure of another code than Exit::bad_data is thrown as it is,
/// and one with Exit::lacking where the system grants no process or too little memory for it: they say nothing of what
/// is read. Call it before threads are started.
std::vector<std::string> in_child(const std::function<std::vector<std::string>()>& work, ChildLimits limits = {});

/// Takes bytes, piece by piece.
using Send = std::function<void(std::string_view)>;

/// What `work` sends, in the same way, reaches `take` in its order, cut anywhere. A Failure of the work is thrown here
/// as it is; a crash, a limit passed or another exception is a Failure (Exit::bad_data) about `file`, a lack of
/// what the system grants one with Exit::lacking. A file that does
/// not exist, or is a folder, is one with Exit::no_input.
void read_in_child(const std::string& file, const std::function<void(const Send&)>& work, const Send& take);

/// As above, for one answer: text or bytes.
std::string read_in_child(const std::string& file, const std::function<std::string()>& work);

/// Throws Failure (Exit::no_input, lacking) unless there is such a file and it can be opened.
void want_file(const std::string& file);

}  // namespace sim
