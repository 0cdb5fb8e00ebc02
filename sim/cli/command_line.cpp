#include "sim/cli/command_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <span>
#include <system_error>

#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/run/provenance.hpp"
#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace {

std::vector<Command> all_commands(const Context& context) {
  constexpr std::array of_all = {init_command,    run_command,       sweep_command,  slurm_command,   seal_command,
                                 compare_command, reproduce_command, export_command, snippet_command, check_command,
                                 diff_command,    describe_command,  explain_command};
  std::vector<Command> out;
  for (const auto one : of_all) out.push_back(one(context));
  return out;
}

std::string first_sentence(const std::string& text) { return text.substr(0, text.find_first_of(".:(")); }

std::string overview(const Context& context, std::span<const Command> commands,
                     const std::vector<ExtraCommand>& extras) {
  const std::unique_ptr<Model> model = context.make();
  std::string out = fmt::format("{}: {}\n\n", model->info().name, model->info().title);
  const auto line = [&](const std::string& what, const std::string& about) {
    out += fmt::format("  {} {:<24} {}\n", context.program, what, about);
  };
  for (const Command& c : commands) line(c.name + " " + c.takes, first_sentence(c.about));
  for (const ExtraCommand& e : extras) line(e.name, e.about);
  line(say("COMMAND --help"), say("The options of a command"));
  line("--version", say("Version, commit and libraries"));
  return out + say("\nTo begin: {} init first-steps\n", context.program);
}

int dispatch(const Context& context, const std::vector<std::string>& words, const std::vector<ExtraCommand>& extras) {
  const std::vector<Command> commands = all_commands(context);
  const auto is_help = [](const std::string& word) { return word == "--help" || word == "-h"; };
  if (words.empty()) {
    tell(overview(context, commands, extras));
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
  for (const Command& c : commands)
    if (c.name == name) {
      if (!wants_help) return c.run(context, Given(c, rest));
      fmt::print("{}", help(context.program, c));
      return 0;
    }
  for (const ExtraCommand& e : extras)
    if (e.name == name) {
      if (!wants_help) return e.run(rest);
      fmt::print("{} {}: {}\n", context.program, e.name, e.about);
      return 0;
    }
  std::vector<std::string> names = {"help", "--help", "--version"};
  for (const Command& c : commands) names.push_back(c.name);
  for (const ExtraCommand& e : extras) names.push_back(e.name);
  const std::string near = nearest(name, names);
  throw Failure(Exit::usage, say("there is no command {}", name),
                near.empty() ? say("--help lists the commands") : say("did you mean {}?", near));
}

int refuse(Exit code, const std::string& text) {
  tell(text);
  return static_cast<int>(code);
}

}  // namespace

int command_line(int argc, char** argv, const MakeModel& make, const std::vector<ExtraCommand>& extras,
                 std::span<const Word> words_of_model) {
  try {
    const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    Context context{make, argc > 0 ? argv[0] : make()->info().name, {}, words_of_model};
    context.typed = context.program;
    for (const std::string& word : words) context.typed += fmt::format(" {}", shell_word(word));
    const int code = dispatch(context, words, extras);
    if (std::fflush(stdout) != 0) throw std::system_error(errno, std::generic_category(), say("standard output"));
    return code;
  } catch (const Failure& failure) {
    return refuse(failure.code(), failure.what());
  } catch (const std::system_error& error) {
    return refuse(Exit::io, say("error: {}\n", error.what()));
  } catch (const std::bad_alloc&) {
    return refuse(Exit::bug, say("error: out of memory\n      = try a smaller world or fewer runs; if they are small, "
                                 "this is a mistake of ours: please report it\n"));
  } catch (const std::exception& error) {
    return refuse(Exit::bug, say("error: {}\n      = this is a mistake of ours, not yours: please report it "
                                 "with the command and the scenario\n",
                                 error.what()));
  } catch (...) {
    return refuse(Exit::bug, say("error: unknown\n      = this is a mistake of ours, not yours: please report it\n"));
  }
}

}  // namespace sim
