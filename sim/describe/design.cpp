// The JSON Schema of sweep designs. It knows keys, names and types; `check` knows whether values fit their parameters.
#include <fmt/format.h>

#include "sim/describe/facts.hpp"
#include "sim/say.hpp"
#include "sim/sweep/design_points.hpp"

namespace sim {

namespace {

Json text_of(std::string_view description) {
  return {{"type", "string"}, {"pattern", "[^ \\t\\r\\n]"}, {"description", description}};
}

Json whole(std::int64_t least, std::int64_t most, std::string_view description) {
  return {{"type", "integer"}, {"minimum", least}, {"maximum", most}, {"description", description}};
}

std::string dots_plain(std::string_view path) {
  std::string out;
  for (const char c : path) out += c == '.' ? std::string("[.]") : std::string(1, c);
  return out;
}

// Paths as they are; of rows' fields any row.
Json parameter_name(const Facts& facts) {
  Json paths = Json::array({"scenario"});
  Json any = Json::array();
  for (const TableFact& table : facts.tables)
    for (const ParameterFact& p : table.parameters)
      if (p.list.empty())
        paths.push_back(p.path);
      else
        any.push_back({{"type", "string"},
                       {"pattern", fmt::format("^{}[.][a-z0-9_]+$", dots_plain(p.base))},
                       {"description", meaning(p)}});
  any.push_back({{"type", "string"}, {"enum", paths}});
  return {{"anyOf", any}, {"description", say("A parameter's path; or scenario, to let points choose their scenario")}};
}

Json parameter(const Facts& facts) {
  Json out = {{"type", "object"}, {"description", say("A parameter that the design varies")}};
  out["properties"] = {
      {"name", parameter_name(facts)},
      {"range",
       {{"anyOf",
         {{{"type", "array"}, {"items", {{"type", "number"}}}, {"minItems", 2}, {"maxItems", 2}},
          {{"const", "plausible"}}}},
        {"description", say("The least and the largest value, or \"plausible\": those that `describe` gives")}}},
      {"values",
       {{"type", "array"},
        {"items", {{"type", {"number", "boolean", "string"}}}},
        {"minItems", 1},
        {"uniqueItems", true},
        {"description", say("The values it can have; of a choice or a switch all, where nothing is said")}}},
      {"scale", {{"enum", {"linear", "log"}}, {"description", say("How values lie in the range: linear, or log")}}}};
  out["required"] = {"name"};
  out["additionalProperties"] = false;
  return out;
}

}  // namespace

Json design_schema(const Facts& facts) {
  Json names = Json::array(), series = Json::array();
  for (const std::string_view word : words(Method())) names.push_back(word);
  for (const SeriesInfo& s : facts.series) series.push_back(s.name);
  Json out = {{"$schema", "http://json-schema.org/draft-07/schema#"},
              {"title", say("Sweep design of {}", facts.info().name)},
              {"type", "object"},
              {"description", say("Which scenarios are run, at which values of which parameters, how often")}};
  out["properties"] = {
      {"title", text_of(say("One line that says what the design is"))},
      {"question", text_of(say("What the design asks"))},
      {"scenarios",
       {{"type", "array"},
        {"items", {{"type", "string"}, {"minLength", 1}}},
        {"minItems", 1},
        {"description", say("Scenario files, relative to this file; every point is run with each")}}},
      {"replicates", whole(1, 1'000'000, say("Runs of every point, with luck of their own"))},
      {"method", {{"enum", names}, {"description", say("How points are laid")}}},
      {"points",
       whole(1, static_cast<std::int64_t>(most_points),
             say("Points of random, lhs and sobol; base points of saltelli; trajectories of morris; levels of each "
                 "range of grid and one-at-a-time"))},
      {"levels", whole(2, 1000, say("Levels of morris: even, 4 where nothing is said"))},
      {"second_order",
       {{"type", "boolean"}, {"description", say("Whether saltelli makes room for pairs: 2d + 2 points")}}},
      {"seed",
       whole(0, std::numeric_limits<std::int64_t>::max(), say("The design's own luck, 1 where nothing is said"))},
      {"table", text_of(say("The CSV file of method table, relative to this file: a header line of parameters"))},
      {"parameter",
       {{"type", "array"},
        {"items", parameter(facts)},
        {"description", say("The parameters that vary, one [[parameter]] each")}}},
      {"output",
       {{"type", "object"},
        {"description", say("What the runs keep")},
        {"properties",
         {{"series",
           {{"type", "array"},
            {"description", say("The series to keep; what each scenario keeps where nothing is said")},
            {"items", {{"type", "string"}, {"enum", series}}}}},
          {"snapshots",
           {{"type", "boolean"},
            {"default", false},
            {"description", say("Whether series of the year are kept where series names none")}}}}},
        {"additionalProperties", false}}}};
  out["required"] = {"scenarios", "method"};
  out["additionalProperties"] = false;
  return out;
}

}  // namespace sim
