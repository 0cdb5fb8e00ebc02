// `describe` and `explain`: what the model is made of, and one thing of it.
#include "sim/describe/describe.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

#include "sim/cli/commands.hpp"
#include "sim/error.hpp"
#include "sim/say.hpp"

namespace sim {

namespace {

int print_description(const Context& context, const Given& given) {
  fmt::print("{}",
             describe(context.make, given.plain, given.text("format", "text"), given.has("assumed"), context.words));
  return static_cast<int>(Exit::done);
}

int print_explanation(const Context& context, const Given& given) {
  std::vector<std::string> words, scenarios;
  for (const std::string& typed : given.plain)
    (typed.ends_with(".toml") || std::filesystem::is_regular_file(typed) ? scenarios : words).push_back(typed);
  if (words.empty() || scenarios.size() > 1)
    throw Failure(Exit::usage,
                  say("explain wants one name of a parameter or series, or words, and at most one scenario"),
                  say("`describe parameters` and `describe series` list the names"));
  fmt::print("{}",
             explain(context.make, fmt::format("{}", fmt::join(words, " ")), scenarios.empty() ? "" : scenarios[0]));
  return static_cast<int>(Exit::done);
}

}  // namespace

Command describe_command(const Context&) {
  return {
      "describe",
      print_description,
      "WHAT",
      say("Prints what the model is made of: parameters, series, schedule, schema, odd ..."),
      {{"format", "FORMAT", say("text, markdown or json (text)")},
       {"assumed", "", say("of parameters, those that nobody has measured, with the range in which they could be")}}};
}

Command explain_command(const Context&) {
  return {"explain", print_explanation, say("NAME|WORDS [SCENARIO]"),
          say("One parameter or series, or all that have to do with some words: meaning, unit, range, default, source, "
              "the rule that uses it. Of a parameter its "
              "value\nin a scenario too, with where it is set and its dated changes.")};
}

}  // namespace sim
