// A command: what it may know, its options, what was typed. Options are declared once, read by the parser and by
// --help. The only door to Boost.Program_options.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "sim/model.hpp"
#include "sim/say.hpp"

namespace sim {

/// What commands may know.
struct Context {
  const MakeModel& make;
  std::string program;               ///< as typed
  std::string typed;                 ///< the whole command line
  std::span<const Word> words = {};  ///< what the model's own files say
};

class Given;

struct Option {
  std::string name;   ///< without the dashes
  std::string value;  ///< what its value is called; empty for a switch
  std::string about;
  char letter = '\0';
  bool repeatable = false;
};

struct Command {
  std::string name;
  int (*run)(const Context&, const Given&);  ///< returns the exit code or throws Failure
  std::string takes;                         ///< "SCENARIO..."
  std::string about;
  std::vector<Option> options = {};
  std::string more = {};  ///< last paragraph of the help
};

/// What was typed after a command's name.
class Given {
 public:
  Given(const Command& command, std::span<const std::string> words);  ///< throws Failure (Exit::usage)

  bool has(const std::string& option) const { return values_.count(option) > 0; }
  std::string text(const std::string& option, const std::string& otherwise = {}) const;
  const std::vector<std::string>& all(const std::string& option) const;
  /// "A,B" as a list, of all that was typed; empty where nothing was.
  std::vector<std::string> list(const std::string& option) const;
  /// A whole number in a range; throws Failure (Exit::usage) for anything else.
  std::int64_t whole(const std::string& option, std::int64_t otherwise, std::int64_t least, std::int64_t most) const;
  /// "a.b=value" options as pairs; `form` is how to write one.
  std::vector<std::pair<std::string, std::string>> pairs(const std::string& option, const std::string& form) const;

  /// What an option was given after the i-th of `plain` and before the next. Throws Failure (Exit::usage) if it was
  /// given before the first.
  std::vector<std::string> all_after(std::size_t i, const std::string& option) const;

  std::vector<std::string> plain;  ///< what is no option: files, names

 private:
  std::map<std::string, std::vector<std::string>> values_;
  std::map<std::string, std::vector<std::size_t>> places_;  // of each value: how many of `plain` came before it
};

std::string help(const std::string& program, const Command& command);

}  // namespace sim
