// The JSON Schema of scenario files: every file that read_scenario accepts is valid, unknown keys are not.
//
//   Facts --> definitions, one for each parameter --> tables [need], rows [[place]], changes [[change]]
//
// Editors check TOML with draft 4 to 7 of the standard; only keywords that mean the same in all of these are used.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/describe/facts.hpp"
#include "sim/say.hpp"
#include "sim/settings/scenario.hpp"

namespace sim {

namespace {

const char* const row_name = "[a-z0-9_]+";

Json filled(std::string_view description) {
  return {{"type", "string"}, {"pattern", "[^ \\t\\r\\n]"}, {"description", description}};
}

// Written without quotes in TOML; validators see the date as text.
Json date(ModelInfo::Span years, bool first_of_month, std::string_view description) {
  std::vector<std::string> decades;
  for (int decade = years.first / 10; decade <= years.last / 10; ++decade)
    decades.push_back(fmt::format("{}[{}-{}]", decade, std::max(0, years.first - 10 * decade),
                                  std::min(9, years.last - 10 * decade)));
  return {{"type", "string"},
          {"format", "date"},
          {"pattern", fmt::format("^({})-[0-9]{{2}}-{}$", fmt::join(decades, "|"), first_of_month ? "01" : "[0-9]{2}")},
          {"description", description}};
}

Json object(std::string_view description) {
  return {{"type", "object"},
          {"description", description},
          {"properties", Json::object()},
          {"additionalProperties", false}};
}

// Two declarations of one key: either will do.
void also(Json& place, const Json& one) {
  if (place.is_null())
    place = one;
  else if (place.contains("anyOf"))
    place["anyOf"].push_back(one);
  else
    place = {{"anyOf", {place, one}}};
}

Json value(const ParameterFact& p) {
  static constexpr std::array types = {"boolean", "integer", "number", "string", "string"};
  Json out = {{"type", types[static_cast<std::size_t>(p.type)]}};
  const auto limit = [&](const char* key, double bound) {
    if (!p.numeric() || !std::isfinite(bound)) return;
    if (p.type == Type::whole && std::abs(bound) < 9e15)
      out[key] = static_cast<std::int64_t>(bound);
    else
      out[key] = bound;
  };
  limit("minimum", p.field().least);
  limit("maximum", p.field().most);
  if (p.type == Type::choice) out["enum"] = p.like.words;
  std::string about = fmt::format("{}.", meaning(p));
  if (p.numeric()) about += say(" Unit: {}. Range: {}.", p.field().unit, range(p));
  if (const std::string range = plausible(p.field()); !range.empty()) about += say(" Plausible: {}.", range);
  out["description"] = about + say(" Source: {}.", p.field().source);
  if (p.initial()) out["default"] = json(*p.initial());
  return out;
}

std::string definition(const ParameterFact& p) { return p.list.empty() ? p.base : p.base + "." + p.list; }

// What a parameter may be set to, by `set` and in tables; `multiply` takes any number.
Json reference(const ParameterFact& p, bool multiply, std::string_view suffix = {}) {
  return {{"$ref", fmt::format("#/definitions/{}{}", multiply ? "factor" : definition(p), suffix)}};
}

// Whether a path may go on with the name of a row, or of a place.
bool named(const ParameterFact& p) { return !p.list.empty() || p.by_place; }

// A row's field for several rows, by their names.
Json by_row(const Json& one) {
  return {{"type", "object"},
          {"patternProperties", {{fmt::format("^{}$", row_name), one}}},
          {"additionalProperties", false},
          {"minProperties", 1}};
}

std::string dots_escaped(std::string_view path) {
  std::string out;
  for (const char c : path) out += c == '.' ? std::string("\\.") : std::string(1, c);
  return out;
}

// A parameter under `key`: a value, or for a row's field a table by row and the path of each row; of a field of places
// a value too, where the change says which.
void put(Json& table, std::string_view key, const ParameterFact& p, bool multiply, bool for_places = false) {
  Json& place = table["properties"][std::string(key)];
  if (p.list.empty() || for_places) also(place, reference(p, multiply));
  if (!named(p)) return;
  also(place, reference(p, multiply, ".by_row"));
  also(table["patternProperties"][fmt::format("^{}\\.{}$", dots_escaped(key), row_name)], reference(p, multiply));
}

Json behaviour(const TableFact& table) {
  Json out = object(table.rule);
  for (const ParameterFact& p : table.parameters) put(out, p.field().name, p, false);
  return out;
}

Json row_list(const Facts& facts, const RowList& list) {
  Json row = object(list.meaning);
  row["properties"]["name"] = {{"type", "string"},
                               {"pattern", fmt::format("^{}$", row_name)},
                               {"description", say("The row's name in paths and output files: a-z, 0-9 and _")}};
  row["properties"]["source"] =
      filled(say("Where the row's figures come from, or \"assumed\"; a row new in this file needs it"));
  for (const TableFact& table : facts.tables)
    for (const ParameterFact& p : table.parameters)
      if (p.list == list.name) row["properties"][std::string(p.field().name)] = reference(p, false);
  row["required"] = {"name"};
  return {{"type", "array"}, {"description", list.meaning}, {"items", row}};
}

// The parameters of `set` or `multiply`: paths in quotes, or tables in tables.
Json effects(const Facts& facts, bool multiply) {
  Json out = object(multiply ? say("Parameters and the factors by which they change")
                             : say("Parameters and the values that they take: set.\"behaviour.parameter\" = ..."));
  out["minProperties"] = 1;
  for (const TableFact& table : facts.tables) {
    Json inner = object(table.rule);
    inner["minProperties"] = 1;
    for (const ParameterFact& p : table.parameters) {
      if (p.field().fixed || (multiply && !p.numeric())) continue;
      put(out, p.base, p, multiply, p.by_place);
      put(inner, p.field().name, p, multiply, p.by_place);
    }
    if (!inner["properties"].empty()) out["properties"][table.name] = inner;
  }
  return out;
}

Json changes(const Facts& facts) {
  Json change = object(say("From a month on, parameters have other values"));
  change["properties"] = {
      {"id", filled(say("A name by which another scenario can drop or replace the change"))},
      {"from",
       date(facts.info().years, true, say("The first day of the month in which the change takes effect: 2013-07-01"))},
      {"because", filled(say("The document or the thought behind it"))},
      {"set", effects(facts, false)},
      {"multiply", effects(facts, true)}};
  if (!facts.info().places.empty())
    change["properties"]["where"] = {
        {"type", "array"},
        {"minItems", 1},
        {"items", {{"type", "string"}, {"pattern", fmt::format("^{}$", row_name)}}},
        {"description",
         say("The {} that the change is for, where not for all: of parameters that may have own values there",
             plural(facts.info().places))}};
  change["required"] = {"id", "from", "because"};
  change["anyOf"] = {{{"required", {"set"}}}, {{"required", {"multiply"}}}};
  return {{"type", "array"}, {"description", say("Dated changes, in the order of their dates")}, {"items", change}};
}

Json names_of(const std::vector<SeriesInfo>& series) {
  Json out = Json::array();
  for (const SeriesInfo& s : series) out.push_back(s.name);
  return out;
}

}  // namespace

Json schema(const Facts& facts) {
  Json out = {{"$schema", "http://json-schema.org/draft-07/schema#"},
              {"title", say("Scenario of {}", facts.info().name)}};
  out.update(object(facts.info().title));
  Json& keys = out["properties"];
  keys["with"] = {{"type", "array"},
                  {"items", {{"type", "string"}}},
                  {"minItems", 1},
                  {"description", say("Policies that are combined: files that extend the same base, or nothing")}};
  keys["extends"] = {{"type", "string"},
                     {"pattern", "^[^/]"},
                     {"description", say("The scenario file that this one changes, relative to this file")}};
  keys["drop"] = {{"type", "array"},
                  {"items", {{"type", "string"}, {"minLength", 1}}},
                  {"description", say("Ids of changes of the base that this scenario takes out")}};
  keys["title"] = filled(say("One line that says what the scenario is"));
  keys["question"] = filled(say("What the scenario asks"));
  keys["expect"] = filled(say("The direction that theory expects, and why it might not hold"));
  keys["start"] =
      date(facts.info().years, true, say("The first day of the first month; 2010-01-01 where nothing is said"));
  keys["until"] = date(facts.info().years, false, say("The last day simulated; 2020-12-31 where nothing is said"));
  keys["output"] = {
      {"type", "object"},
      {"description", say("What a run keeps")},
      {"properties",
       {{"series",
         {{"type", "array"},
          {"description", say("The series to keep; all where nothing is said")},
          {"items", {{"type", "string"}, {"enum", names_of(facts.series)}}}}},
        {"snapshots",
         {{"type", "boolean"},
          {"default", true},
          {"description",
           say("Whether series of the year are kept where series names none, as far as a run has whole years")}}}}},
      {"additionalProperties", false}};
  for (const TableFact& table : facts.tables) keys[table.name] = behaviour(table);
  for (const RowList& list : facts.lists) also(keys[list.name], row_list(facts, list));
  keys["change"] = changes(facts);
  out["anyOf"] = {{{"required", {"title"}}}, {{"required", {"extends"}}}};
  Json& definitions = out["definitions"];
  definitions["factor"] = {{"type", "number"}, {"description", say("The parameter's value is multiplied by this")}};
  definitions["factor.by_row"] = by_row({{"$ref", "#/definitions/factor"}});
  for (const TableFact& table : facts.tables)
    for (const ParameterFact& p : table.parameters) {
      definitions[definition(p)] = value(p);
      if (named(p)) definitions[definition(p) + ".by_row"] = by_row(reference(p, false));
    }
  return out;
}

}  // namespace sim
