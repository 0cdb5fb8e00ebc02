#include "sim/cli/command_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <span>
#include <system_error>

#include "sim/cli/check.hpp"
#include "sim/cli/compare.hpp"
#include "sim/cli/export.hpp"
#include "sim/cli/init.hpp"
#include "sim/cli/reproduce.hpp"
#include "sim/cli/run.hpp"
#include "sim/cli/seal.hpp"
#include "sim/cli/slurm.hpp"
#include "sim/cli/sweep.hpp"
#include "sim/describe/describe.hpp"
#include "sim/host/child.hpp"
#include "sim/run/provenance.hpp"
#include "sim/settings/scenario.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace {

/// What commands may know.
struct Context {
  const MakeModel& make;
  std::string program;  ///< as typed
  std::string typed;    ///< the whole command line
};

struct BoundCommand {
  Command command;
  std::function<int(const Context&, const Given&)> run;
};

int print_description(const Context& context, const Given& given) {
  fmt::print("{}", describe(context.make, given.plain, given.text("format", "text")));
  return 0;
}

int print_explanation(const Context& context, const Given& given) {
  if (given.plain.empty() || given.plain.size() > 2)
    throw Failure(Exit::usage, "explain wants one name of a parameter or series, and at most one scenario",
                  "`describe parameters` and `describe series` list them");
  fmt::print("{}", explain(context.make, given.plain[0], given.plain.size() == 2 ? given.plain[1] : std::string()));
  return 0;
}

std::vector<BoundCommand> all_commands(const Context& context) {
  const std::string suggested = context.make()->info().scenario;
  const auto check = [](const Context& c, const Given& given) { return check_files(c.make, given); };
  const auto run = [](const Context& c, const Given& given) {
    return run_scenarios(c.make, c.program, c.typed, given);
  };
  const auto sweep = [](const Context& c, const Given& given) { return sim::sweep(c.make, c.program, given); };
  const auto seal = [](const Context& c, const Given& given) { return sim::seal(c.make, c.typed, given); };
  const auto slurm = [](const Context& c, const Given& given) {
    return print_slurm_script(c.make, c.program, c.typed, given);
  };
  return {
      {init_command(), [](const Context& c, const Given& given) { return init_folder(c.make, c.program, given); }},
      {run_command(suggested), run},
      {sweep_command(), sweep},
      {slurm_command(), slurm},
      {seal_command(), seal},
      {compare_command(), [](const Context& c, const Given& given) { return compare_runs(c.make, given); }},
      {reproduce_command(), [](const Context& c, const Given& given) { return reproduce(c.make, given); }},
      {export_command(), [](const Context&, const Given& given) { return export_file(given); }},
      {check_command(), check},
      {{"describe",
        "WHAT",
        "Prints what the model is made of: parameters, series, schedule, schema, odd ...",
        {{"format", "FORMAT", "text, markdown or json (text)"}}},
       print_description},
      {{"explain", "NAME [SCENARIO]",
        "One parameter or series: meaning, unit, range, default, source, the rule that uses it. Of a parameter its "
        "value\n"
        "in a scenario too, with where it is set and its dated changes."},
       print_explanation},
  };
}

std::string first_sentence(const std::string& text) { return text.substr(0, text.find_first_of(".:(")); }

std::string overview(const Context& context, std::span<const BoundCommand> commands,
                     const std::vector<ExtraCommand>& extras) {
  const std::unique_ptr<Model> model = context.make();
  std::string out = fmt::format("{}: {}\n\n", model->info().name, model->info().title);
  const auto line = [&](const std::string& what, const std::string& about) {
    out += fmt::format("  {} {:<24} {}\n", context.program, what, about);
  };
  for (const BoundCommand& b : commands) line(b.command.name + " " + b.command.takes, first_sentence(b.command.about));
  for (const ExtraCommand& e : extras) line(e.name, e.about);
  line("COMMAND --help", "The options of a command");
  line("--version", "Version, commit and libraries");
  return out + fmt::format("\nTo begin: {} init first-steps\n", context.program);
}

int dispatch(const Context& context, const std::vector<std::string>& words, const std::vector<ExtraCommand>& extras) {
  const std::vector<BoundCommand> commands = all_commands(context);
  const auto is_help = [](const std::string& word) { return word == "--help" || word == "-h"; };
  if (words.empty()) {
    fmt::print(stderr, "{}", overview(context, commands, extras));
    return static_cast<int>(Exit::usage);
  }
  const std::vector<std::string> rest(words.begin() + 1, words.end());
  if (is_help(words[0]) || (words[0] == "help" && rest.empty())) {
    fmt::print("{}", overview(context, commands, extras));
    return 0;
  }
  if (words[0] == "--version") {
    fmt::print("{}", version_text(context.make()->info().name));
    return 0;
  }
  const bool wants_help = words[0] == "help" || std::any_of(rest.begin(), rest.end(), is_help);
  const std::string name = words[0] == "help" ? rest[0] : words[0];
  for (const BoundCommand& b : commands)
    if (b.command.name == name) {
      if (!wants_help) return b.run(context, Given(b.command, rest));
      fmt::print("{}", help(context.program, b.command));
      return 0;
    }
  for (const ExtraCommand& e : extras)
    if (e.name == name) {
      if (!wants_help) return e.run(rest);
      fmt::print("{} {}: {}\n", context.program, e.name, e.about);
      return 0;
    }
  std::vector<std::string> names = {"help", "--help", "--version"};
  for (const BoundCommand& b : commands) names.push_back(b.command.name);
  for (const ExtraCommand& e : extras) names.push_back(e.name);
  const std::string near = nearest(name, names);
  throw Failure(Exit::usage, fmt::format("there is no command {}", name),
                near.empty() ? "--help lists the commands" : fmt::format("did you mean {}?", near));
}

int refuse(Exit code, const std::string& text) {
  std::fputs(text.c_str(), stderr);
  return static_cast<int>(code);
}

}  // namespace

int command_line(int argc, char** argv, const MakeModel& make, const std::vector<ExtraCommand>& extras) {
  try {
    const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    Context context{make, argc > 0 ? argv[0] : make()->info().name, {}};
    context.typed = context.program;
    for (const std::string& word : words) context.typed += fmt::format(" {}", shell_word(word));
    const int code = dispatch(context, words, extras);
    if (std::fflush(stdout) != 0) throw std::system_error(errno, std::generic_category(), "standard output");
    return code;
  } catch (const Failure& failure) {
    return refuse(failure.code(), failure.what());
  } catch (const std::system_error& error) {
    return refuse(Exit::io, fmt::format("error: {}\n", error.what()));
  } catch (const std::bad_alloc&) {
    return refuse(Exit::bug,
                  "error: out of memory\n      = try a smaller population or fewer runs; if they are small, "
                  "this is a mistake of ours: please report it\n");
  } catch (const std::exception& error) {
    return refuse(Exit::bug, fmt::format("error: {}\n      = this is a mistake of ours, not yours: please report it "
                                         "with the command and the scenario\n",
                                         error.what()));
  } catch (...) {
    return refuse(Exit::bug, "error: unknown\n      = this is a mistake of ours, not yours: please report it\n");
  }
}

}  // namespace sim
