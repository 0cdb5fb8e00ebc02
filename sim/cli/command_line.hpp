// The command line that any model gets for free.
//
//   int main(int argc, char** argv) { return sim::command_line(argc, argv, make); }
//
// Data goes to stdout, messages to stderr; the exit codes are sim::Exit. Of `run` the closing summary is the data, or
// one JSON document with --json; progress and timings are messages.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "sim/model.hpp"
#include "sim/say.hpp"

namespace sim {

/// A command that a model adds. It takes the words after its name and returns an exit code, or throws Failure.
struct ExtraCommand {
  std::string name;
  std::function<int(const std::vector<std::string>&)> run;
  std::string about = say("a command of this model");
};

/// Carries out one command line; never throws. `words`: the texts of the model's own files, for `describe words`.
int command_line(int argc, char** argv, const MakeModel& make, const std::vector<ExtraCommand>& extras = {},
                 std::span<const Word> words = {});

}  // namespace sim
