#include "sim/describe/describe.hpp"

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

constexpr std::array<std::string_view, 3> formats = {"text", "markdown", "json"};

// ---- parameters

std::string own_values(const Facts& facts) { return say("; each {} may have its own", facts.info().places); }

void parameters_page(const Facts& facts, Page& page) {
  page.title(say("Parameters of {}", facts.info().name));
  page.paragraph(say(
      "Every one has a unit, a range and a default, and below them a meaning and a source. It can be set in a scenario "
      "file, on the command line with --set and, unless it is used while the world is built, by a dated [[change]]. A "
      "path that ends in `<...>` is a field of every row of that list. Of what is assumed it is said where the value "
      "could plausibly be; of a factor or an added effect, the neutral value at which it does nothing."));
  for (const TableFact& table : facts.tables) {
    page.heading(table.name);
    page.paragraph(table.rule);
    std::vector<Row> rows;
    for (const ParameterFact& p : table.parameters)
      rows.push_back({p.path, std::string(p.field().unit), range(p), default_text(p),
                      meaning(p) + (p.field().fixed ? say("; used while the world is built") : "") +
                          (p.by_place && p.list.empty() ? own_values(facts) : ""),
                      plausible(p.field()), neutral(p.field()), std::string(p.field().source)});
    page.table({say("Parameter"), say("Unit"), say("Range"), say("Default"), say("Meaning"), say("Plausible"),
                say("Neutral"), say("Source")},
               rows, 4);
  }
}

Json parameters_json(const Facts& facts) {
  Json out = Json::array();
  const auto limit = [](double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); };
  const auto plausible = [](const Plausible& p) {
    return p.known() ? Json({p.least, p.most}) : p.said() ? Json("none known") : Json(nullptr);
  };
  static constexpr std::array types = {"true or false", "whole number", "number", "text", "choice"};
  for (const TableFact& table : facts.tables)
    for (const ParameterFact& p : table.parameters)
      out.push_back({{"path", p.path},
                     {"type", types[static_cast<std::size_t>(p.type)]},
                     {"unit", p.field().unit},
                     {"least", limit(p.field().least)},
                     {"most", limit(p.field().most)},
                     {"choices", p.like.words},
                     {"default", p.initial() ? json(*p.initial()) : Json(nullptr)},
                     {"meaning", p.field().meaning},
                     {"source", p.field().source},
                     {"plausible", plausible(p.field().plausible)},
                     {"neutral", limit(p.field().neutral)},
                     {"rule", table.rule},
                     {"rows", p.list},
                     {"where", p.by_place},
                     {"dated_change", !p.field().fixed}});
  return out;
}

// ---- series

void series_page(const Facts& facts, Page& page) {
  page.title(say("Series of {}", facts.info().name));
  page.paragraph(
      facts.yearly()
          ? say("One value a month in every run, or a year: snapshots. A file keeps all of them, or those that "
                "[output] series names; [output] snapshots = false leaves out those of the year.")
          : say("One value a month in every run; a file keeps all of them, or those that [output] series names."));
  std::vector<Row> rows;
  for (const SeriesInfo& s : facts.series) rows.push_back({s.name, s.unit, measure_text(s), dimensions(s), s.meaning});
  page.table({say("Series"), say("Unit"), say("Measure"), say("Dimensions"), say("Meaning")}, rows, 1);
  page.heading(say("Dimensions"));
  rows = {{"run", say("The runs of a file: scenarios and replicates"), ""}, {"time", say("Months"), ""}};
  if (facts.yearly()) rows.push_back({"year", say("Calendar years that a run has whole"), ""});
  for (const Axis& a : facts.axes) rows.push_back({a.name, a.meaning, fmt::format("{}", fmt::join(a.labels, ", "))});
  page.table({say("Dimension"), say("Meaning"), say("Labels")}, rows, 1);
}

Json series_json(const Facts& facts) {
  Json series = Json::array(), axes = Json::array();
  for (const SeriesInfo& s : facts.series) {
    std::vector<std::string> dimensions = {"run", s.yearly() ? "year" : "time"};
    dimensions.insert(dimensions.end(), s.axes.begin(), s.axes.end());
    series.push_back({{"name", s.name},
                      {"unit", s.unit},
                      {"dimensions", dimensions},
                      {"measure", measure_text(s)},
                      {"cell_methods", cell_methods(s)},
                      {"type", storage(s.unit)},
                      {"meaning", s.meaning}});
  }
  for (const Axis& a : facts.axes) axes.push_back({{"name", a.name}, {"meaning", a.meaning}, {"labels", a.labels}});
  return {{"series", series}, {"dimensions", axes}};
}

// ---- schedule

void schedule_page(const Facts& facts, Page& page) {
  page.title(say("Schedule of {}", facts.info().name));
  page.paragraph(
      say("What happens in a run, in this order: first what builds the world, then every month the phases that it has. "
          "Dated changes take effect before the first phase of their month; series are read after the last."));
  std::vector<Row> rows;
  for (const Phase& phase : facts.phases) rows.push_back({phase.name, text(phase.when), std::string(phase.about)});
  page.table({say("Phase"), say("When"), say("Rule")}, rows);
}

Json schedule_json(const Facts& facts) {
  Json out = Json::array();
  for (const Phase& phase : facts.phases)
    out.push_back({{"name", phase.name}, {"when", text(phase.when)}, {"rule", phase.about}});
  return out;
}

// ---- words

void words_page(const Facts& facts, Page& page) {
  page.title(say("Texts of {}", facts.info().name));
  page.paragraph(say(
      "All that the program says, as a translator needs it: {{}} is where a value stands. What the model declares is "
      "with `describe parameters`, `series` and `schedule`. \\n is a line's end."));
  std::vector<Word> words = facts.words;
  std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) { return a.files < b.files; });
  std::string_view above;
  for (const Word& word : words) {
    const std::string_view first = word.files.substr(0, word.files.find(' '));
    if (first != above) page.heading(above = first);
    std::string line;
    for (const char c : word.text) line += c == '\n' ? "\\n" : std::string(1, c);
    page.paragraph(line);
  }
}

Json words_json(const Facts& facts) {
  Json out = Json::array();
  for (const Word& word : facts.words) out.push_back({{"text", word.text}, {"files", word.files}});
  return out;
}

// ---- topics

struct Topic {
  std::string name, about;
  void (*page)(const Facts&, Page&);
  Json (*json)(const Facts&);
};

std::vector<Topic> topics() {
  return {{"parameters", say("every parameter: unit, range, default, meaning, source, what is plausible, what neutral"),
           parameters_page, parameters_json},
          {"series", say("every output series and its dimensions"), series_page, series_json},
          {"schedule", say("the phases of a run, in order"), schedule_page, schedule_json},
          {"schema", say("the JSON Schema of scenario files, for editors"),
           [](const Facts& facts, Page& page) { page.code("json", schema(facts).dump(2)); }, schema},
          {"design-schema", say("the JSON Schema of sweep designs, for editors"),
           [](const Facts& facts, Page& page) { page.code("json", design_schema(facts).dump(2)); }, design_schema},
          {"file", say("the layout of run files"), file_page, file_json},
          {"words", say("every text that the program says, for translators"), words_page, words_json},
          {"odd", say("the model's description (ODD)"), nullptr, [](const Facts& facts) {
             return Json({{"title", facts.info().title}, {"odd", facts.info().odd}});
           }}};
}

Failure no_topic(const Facts& facts, const std::string& name) {
  std::vector<std::string> names, abouts;
  const auto add = [&](std::string_view topic, std::string_view about) {
    names.emplace_back(topic);
    abouts.emplace_back(about);
  };
  for (const Topic& topic : topics()) add(topic.name, topic.about);
  for (const RowList& list : facts.lists) add(plural(list.name), list.meaning);
  std::size_t width = 0;
  for (const std::string& topic : names) width = std::max(width, topic.size());
  std::string lines;
  for (std::size_t i = 0; i < names.size(); ++i)
    lines += fmt::format("\n        {:<{}}  {}", names[i], width, abouts[i]);
  const std::string near = nearest(name, names);
  return Failure(Exit::usage, name.empty() ? say("describe what?") : say("there is no topic \"{}\"", name),
                 say("{}The topics are:{}", (near.empty() ? "" : say("did you mean {}? ", near)), lines));
}

}  // namespace

std::string describe(const MakeModel& make, const std::vector<std::string>& arguments, const std::string& format,
                     bool assumed, std::span<const Word> words) {
  if (std::find(formats.begin(), formats.end(), format) == formats.end()) {
    const std::string near = nearest(format, std::vector<std::string>(formats.begin(), formats.end()));
    throw Failure(Exit::usage, say("there is no format \"{}\"", format),
                  say("{}text, markdown or json", (near.empty() ? "" : say("did you mean {}? ", near))));
  }
  Facts facts(make);
  facts.words.insert(facts.words.end(), words.begin(), words.end());
  const std::string name = arguments.empty() ? std::string() : arguments[0];
  if (assumed && name != "parameters")
    throw Failure(Exit::usage, say("--assumed is for parameters"),
                  say("{} describe parameters --assumed", facts.info().name));
  if (assumed) {
    for (TableFact& table : facts.tables)
      std::erase_if(table.parameters, [](const ParameterFact& p) { return !p.field().plausible.said(); });
    std::erase_if(facts.tables, [](const TableFact& table) { return table.parameters.empty(); });
  }
  const auto refuse_more = [&](std::size_t most) {
    if (arguments.size() > most)
      throw Failure(Exit::usage, say("describe {} does not know what to do with \"{}\"", name, arguments[most]),
                    say("{} describe {}", facts.info().name, name));
  };
  if (const RowList* list = facts.list(name)) {
    refuse_more(2);
    return rows_page(facts, *list, make, arguments.size() > 1 ? arguments[1] : "", format);
  }
  const std::vector<Topic> all = topics();
  const auto topic = std::find_if(all.begin(), all.end(), [&name](const Topic& t) { return t.name == name; });
  if (topic == all.end()) throw no_topic(facts, name);
  refuse_more(1);
  if (format == "json" || (name.ends_with("schema") && format == "text")) return topic->json(facts).dump(2) + "\n";
  if (name == "odd") return facts.info().odd;
  Page page(format == "markdown");
  topic->page(facts, page);
  return page.text();
}

}  // namespace sim
