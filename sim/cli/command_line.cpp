#include "sim/cli/command_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <span>
#include <system_error>

#include "sim/cli/commands.hpp"
#include "sim/cli/common.hpp"
#include "sim/host/cause.hpp"
#include "sim/host/machine.hpp"
#include "sim/host/process.hpp"
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
  out.reserve(of_all.size());
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
  return out + say("\nExit codes: 0 done, 1 some runs failed, 64 wrong command line, 65 wrong scenario or damaged "
                   "file, 66 no "
                   "such\ninput, 69 something is not installed, 70 a mistake of ours, 71 too little memory, threads, "
                   "processes or open files,\n73 would overwrite, 74 disk or stream, 75 stopped and saved\n"
                   "\nTo begin: {} init first-steps\n",
                   context.program);
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

// What was printed is out. A reader that wanted no more of it (`| head`) has what it wanted.
int ended(int code) {
  if (std::fflush(stdout) == 0 || errno == EPIPE) return code;
  throw refused_by_system(say("standard output"), {errno, std::generic_category()}, Doing::writing,
                          say("give it another place"));
}

// What went wrong where nobody spoke of it: by its cause.
int ended_by(const std::exception& error) {
  if (const std::string lacks = lack(error); !lacks.empty())
    return refuse(
        Exit::lacking,
        say("error: {}\n      = try a smaller world or fewer runs at once, or allow more (ulimit -a)\n", lacks));
  if (const auto* file = dynamic_cast<const std::filesystem::filesystem_error*>(&error)) {
    const Failure failure = refused_by_system(file->path1().string(), file->code(), Doing::reading);
    return refuse(failure.code(), failure.what());
  }
  if (const auto* other = dynamic_cast<const std::system_error*>(&error)) {
    if (other->code() == std::errc::broken_pipe) return static_cast<int>(Exit::done);  // as above
    const Failure failure = refused_by_system(say("standard output"), other->code(), Doing::writing);
    return refuse(failure.code(), failure.what());
  }
  return refuse(Exit::bug, say("error: {}\n      = this is a mistake of ours, not yours: please report it "
                               "with the command and the scenario\n",
                               error.what()));
}

}  // namespace

int command_line(int argc, char** argv, const MakeModel& make, const std::vector<ExtraCommand>& extras,
                 std::span<const Word> words_of_model) {
  prepare_process();
  try {
    if (!memory_granted(memory_for_files))
      throw Failure(Exit::lacking,
                    say("this process may not have {} of memory, which work with files can take",
                        readable_bytes(static_cast<double>(memory_for_files))),
                    say("raise its limits (ulimit -v, ulimit -d), or end other programs"));
    const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    Context context{make, argc > 0 ? argv[0] : make()->info().name, {}, words_of_model};
    context.typed = context.program;
    for (const std::string& word : words) context.typed += fmt::format(" {}", shell_word(word));
    return ended(dispatch(context, words, extras));
  } catch (const Failure& failure) {
    return refuse(failure.code(), failure.what());
  } catch (const std::exception& error) {
    return ended_by(error);
  } catch (...) {
    return refuse(Exit::bug, say("error: unknown\n      = this is a mistake of ours, not yours: please report it\n"));
  }
}

}  // namespace sim
