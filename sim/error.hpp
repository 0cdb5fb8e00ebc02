// Errors that users can mend: where, what, how. Mistakes of ours are asserts.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// Exit codes of every program built on the kernel (after sysexits.h).
enum class Exit : int {
  done = 0,
  some_failed = 1,
  usage = 64,
  bad_data = 65,
  no_input = 66,
  bug = 70,
  lacking = 71,  ///< memory, threads, processes or descriptors
  would_overwrite = 73,
  io = 74,
  stopped = 75,  ///< saved: run again with --resume
};

/// One thing wrong, for the user's eyes.
struct Problem {
  std::string file;
  int line = 0, column = 0;  ///< from 1; 0 where a whole file is meant
  std::string text;          ///< the offending line
  std::string what;
  std::string mend;
};

/// Everything found wrong at once, with the exit code it leads to.
class Failure : public std::runtime_error {
 public:
  Failure(Exit code, std::vector<Problem> problems);
  Failure(Exit code, std::string what, std::string mend = {});
  Exit code() const { return code_; }
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  Exit code_;
  std::vector<Problem> problems_;
};

/// "file:3:7: error: ..." with the line, a caret and the mend, a problem a paragraph; of very many the first 200.
std::string to_text(const std::vector<Problem>& problems);

/// The candidate nearest in spelling (Damerau-Levenshtein), or "" when none is near.
std::string nearest(std::string_view name, std::span<const std::string> candidates);

}  // namespace sim
