// `explain NAME [SCENARIO]`: one declaration in full, its value in a scenario, and what to write in order to use it.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cstring>

#include "sim/describe/describe.hpp"
#include "sim/describe/facts.hpp"
#include "sim/describe/find.hpp"
#include "sim/say.hpp"
#include "sim/settings/scenario.hpp"

namespace sim {

namespace {

// As a shell takes it.
std::string quoted(const std::string& word) {
  const auto plain = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || std::strchr("._-=", c); };
  return std::all_of(word.begin(), word.end(), plain) ? word : "'" + word + "'";
}

// A value that can be written: the default, or the least where there is none.
Value example(const ParameterFact& p) {
  if (const std::optional<Value> value = p.initial()) return *value;
  return p.type == Type::whole ? Value(static_cast<std::int64_t>(p.field().least)) : Value(p.field().least);
}

// A model as a scenario begins it.
struct Begun {
  Begun(const MakeModel& how, const std::string& file)
      : make(how), scenario(read_scenario(file, make)), model(fresh()) {}
  std::unique_ptr<Model> fresh() const {
    std::unique_ptr<Model> out = make();
    apply(scenario, *out);
    return out;
  }
  const MakeModel& make;
  Scenario scenario;
  std::unique_ptr<Model> model;
};

bool has(const std::vector<Setting>& settings, const std::string& path) {
  return std::any_of(settings.begin(), settings.end(), [&path](const Setting& s) { return s.path == path; });
}

// Whether a scenario says anything of this very path.
bool touched(const Scenario& scenario, const std::string& path) {
  const auto by_change = [&path](const Change& c) { return has(c.set, path) || has(c.multiply, path); };
  return has(scenario.settings, path) || std::any_of(scenario.changes.begin(), scenario.changes.end(), by_change);
}

// Whether its path goes on with the name of a row, or of a place.
bool named_below(const ParameterFact& p) { return !p.list.empty() || p.by_place; }

std::string place(const Where& where) { return fmt::format("{}:{}", where.file, where.line); }

std::string set_by(const Scenario& scenario, const std::string& path) {
  const auto find = [&path](const std::vector<Setting>& settings) -> const Setting* {
    const auto found =
        std::find_if(settings.begin(), settings.end(), [&path](const Setting& s) { return s.path == path; });
    return found == settings.end() ? nullptr : &*found;
  };
  if (const Setting* s = find(scenario.settings)) return place(s->where);
  for (const RowSetting& row : scenario.rows)
    if (const Setting* s = find(row.fields)) return place(s->where);
  return say("the default");
}

// The value a parameter begins with and each that a dated change gives it; of a field of all rows, row by row.
std::vector<Row> values(const Begun& begun, const ParameterFact& p, const std::string& path) {
  const Scenario& scenario = begun.scenario;
  std::vector<Row> out;
  // A place's own begins with what the whole has, so what changes that is played through before.
  const std::vector<Parameter> all = begun.model->parameters();
  for (const Parameter& one : all) {
    const bool of_all = path == p.path && named_below(p) && one.path.rfind(p.base + ".", 0) == 0;
    if (one.path != path && !of_all) continue;
    if (of_all && !one.place.empty() && !touched(scenario, one.path)) continue;
    const std::unique_ptr<Model> fresh = begun.fresh();
    std::vector<Parameter> alone = fresh->parameters();
    const auto now =
        std::find_if(alone.begin(), alone.end(), [&one](const Parameter& a) { return a.path == one.path; });
    out.push_back({of_all ? one.path.substr(p.base.size() + 1) : "In " + scenario.name,
                   fmt::format("{} ({})", text(now->get()), set_by(scenario, one.path))});
    for (const Change& c : scenario.changes) {
      const bool its = has(c.set, one.path) || has(c.multiply, one.path);
      const Value before = now->get();
      sim::apply(c, alone);
      if (!its && now->get() == before) continue;
      out.push_back({"  from " + c.from.text(), say("{} (change {}, {})", text(now->get()), c.id, place(c.where))});
    }
  }
  if (out.empty()) out.push_back({"In " + scenario.name, say("it has no such row")});
  return out;
}

void explain_parameter(const Facts& facts, const TableFact& table, const ParameterFact& p, const std::string& path,
                       const Begun* begun, Page& page) {
  const std::string value = text(example(p)), field(p.field().name), program = facts.info().name;
  page.title(path);
  page.paragraph(meaning(p) + ".");
  std::vector<Row> rows;
  if (p.numeric()) rows.push_back({say("Unit"), std::string(p.field().unit)});
  rows.push_back({say("Range"), p.type == Type::choice ? fmt::format("{}", fmt::join(p.like.words, ", ")) : range(p)});
  rows.push_back(
      {say("Default"), p.initial() ? say("{} (the program's)", value) : say("none: every row gives its own")});
  if (begun == nullptr)
    rows.push_back({say("In a scenario"), say("{} explain {} SCENARIO.toml", program, path == p.path ? p.base : path)});
  else
    for (Row& row : values(*begun, p, path)) rows.push_back(std::move(row));
  rows.push_back({say("Source"), std::string(p.field().source)});
  if (const std::string range = plausible(p.field()); !range.empty()) rows.push_back({say("Plausible"), range});
  if (const std::string at = neutral(p.field()); !at.empty())
    rows.push_back({say("Neutral"), say("{}: there it does nothing", at)});
  if (p.by_place)
    rows.push_back({say("Places"), say("each {0} may have its own: {1}.<{0}>, or where = [\"...\"] in a change",
                                       facts.info().places, p.base)});
  rows.push_back({say("Used by"), fmt::format("{}: {}", table.name, table.rule)});
  page.table({"", ""}, rows);

  page.heading(say("How to set it"));
  const std::string row = p.list.empty() ? "" : path.substr(path.rfind('.') + 1);
  page.paragraph(say("In a scenario file:"));
  const bool own = p.list.empty() && path != p.path;  // a place's, beside that of the whole
  const std::string key = own ? text(path.substr(table.name.size() + 1)) : field;
  page.code("toml", p.list.empty() ? fmt::format("[{}]\n{} = {}\n", table.name, key, value)
                                   : say("[[{}]]\nname = \"{}\"\n{} = {}\n", p.list, row, field, value));
  page.paragraph(say("For one command:"));
  const Value bare = example(p);
  const auto* word = std::get_if<std::string>(&bare);
  page.code("sh",
            say("{} run SCENARIO.toml --set {}\n", program, quoted(fmt::format("{}={}", path, word ? *word : value))));
  if (p.field().fixed)
    return page.paragraph(say("No dated change can reach it: it is used while the world is built, and not again."));
  page.paragraph(say("From a month on:"));
  std::string id = fmt::format("{}-2015", row.empty() ? path : p.base + "." + row);
  std::erase_if(id, [](char c) { return c == '<' || c == '>'; });
  std::replace_if(
      id.begin(), id.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '-');
  page.code("toml", say("[[change]]\nid = \"{}\"\nfrom = 2015-01-01\nbecause = \"...\"\nset.\"{}\" = {}{}\n", id, path,
                        value, p.numeric() ? say("\n# or: multiply.\"{}\" = 1.1", path) : ""));
}

void explain_series(const Facts& facts, const SeriesInfo& s, Page& page) {
  page.title(s.name);
  page.paragraph(s.meaning + ".");
  std::vector<Row> rows = {{say("Unit"), s.unit},
                           {say("Measure"), fmt::format("{} ({})", measure_text(s), cell_methods(s))},
                           {say("Dimensions"), dimensions(s)}};
  std::string cell = "run=0";
  for (const Axis& a : facts.axes)
    if (std::find(s.axes.begin(), s.axes.end(), a.name) != s.axes.end()) {
      rows.push_back({a.name, fmt::format("{}: {}", a.meaning, fmt::join(a.labels, ", "))});
      cell += fmt::format(", {}=0", a.name);
    }
  page.table({"", ""}, rows);
  page.heading(say("How to read it"));
  page.code("python",
            say("import xarray\nxarray.open_dataset(\"FILE.h5\")[\"{}\"].isel({}).to_series()\n", s.name, cell));
}

// A behaviour, or a table of parameters that several share.
void explain_table(const Facts& facts, const std::string& name, Page& page) {
  page.title(name);
  for (std::size_t i = 0; i < facts.phases.size(); ++i)
    if (const Phase& phase = facts.phases[i]; phase.name == name) {
      page.paragraph(std::string(phase.about));
      page.table({"", ""}, {{say("When"), text(phase.when)},
                            {say("Place"), say("phase {} of {} in the schedule", i + 1, facts.phases.size())}});
    }
  for (const TableFact& table : facts.tables)
    if (table.name == name) {
      page.heading(say("Parameters"));
      std::vector<Row> rows;
      for (const ParameterFact& p : table.parameters) rows.push_back({p.path, default_text(p), meaning(p)});
      page.table({say("Parameter"), say("Default"), say("Meaning")}, rows, 1);
    }
}

void explain_list(const Facts& facts, const RowList& list, Page& page) {
  page.title(list.name);
  page.paragraph(say("{}. Each is a [[{}]] of a scenario file:", list.meaning, list.name));
  std::string lines =
      say("[[{}]]\nname = \"...\"      # of a-z, 0-9 and _\nsource = \"...\"    # of its figures\n", list.name);
  for (const Parameter& p : list.blank)
    lines += fmt::format("{} = {}\n", p.field.name, text(example(fact(p, list.name))));
  page.code("toml", lines);
  page.paragraph(
      say("`{} describe {} SCENARIO.toml` lists those of a scenario.", facts.info().name, plural(list.name)));
}

// The path that is meant: of every row "visits.price.<place>", of one "visits.price.north"; "" if another.
std::string meant(const ParameterFact& p, const std::string& name) {
  if (name == p.path || name == p.base || name == p.field().name) return p.path;
  const bool one_row = named_below(p) && name.rfind(p.base + ".", 0) == 0 && name.size() > p.base.size() + 1 &&
                       name.find('.', p.base.size() + 1) == std::string::npos;
  return one_row ? name : "";
}

// Words, and no name: one that is spelt wrong should not find what has a part of it.
bool named_by_a_word(const std::string& name) { return name.find_first_of("._") == std::string::npos; }

std::vector<std::string> names_known(const Facts& facts) {
  std::vector<std::string> out;
  for (const SeriesInfo& s : facts.series) out.push_back(s.name);
  for (const Phase& phase : facts.phases) out.push_back(phase.name);
  for (const RowList& list : facts.lists) out.push_back(list.name);
  for (const TableFact& table : facts.tables) {
    out.push_back(table.name);
    for (const ParameterFact& p : table.parameters) out.insert(out.end(), {p.base, std::string(p.field().name)});
  }
  return out;
}

}  // namespace

std::string explain(const MakeModel& make, const std::string& name, const std::string& scenario) {
  const Facts facts(make);
  const std::optional<Begun> begun =
      scenario.empty() ? std::nullopt : std::optional<Begun>(std::in_place, make, scenario);
  Page page(false);
  for (const TableFact& table : facts.tables)
    for (const ParameterFact& p : table.parameters)
      if (const std::string path = meant(p, name); !path.empty())
        explain_parameter(facts, table, p, path, begun ? &*begun : nullptr, page);
  if (begun && page.text().empty())
    throw Failure(Exit::usage, say("a scenario gives values to parameters, and {} is the name of none", name),
                  say("`{} describe parameters` lists them", facts.info().name));
  for (const SeriesInfo& s : facts.series)
    if (s.name == name) explain_series(facts, s, page);
  const bool phase =
      std::any_of(facts.phases.begin(), facts.phases.end(), [&name](const Phase& p) { return p.name == name; });
  const RowList* list = facts.list(name);
  const bool table = std::any_of(facts.tables.begin(), facts.tables.end(),
                                 [&](const TableFact& t) { return t.name == name && !(list && t.name == list->name); });
  if (phase || table) explain_table(facts, name, page);
  if (list) explain_list(facts, *list, page);
  if (!page.text().empty()) {
    if (!named_by_a_word(name) || begun) return page.text();
    std::vector<Row> rows;
    for (const Found& one : find(facts, name))
      if (one.name != name && !one.name.ends_with("." + name)) rows.push_back({one.name, one.about});
    if (rows.empty()) return page.text();
    page.heading(say("What else has to do with {}", name));
    page.table({say("Name"), say("Meaning")}, rows, 1);
    return page.text();
  }
  for (const TableFact& t : facts.tables)
    for (const ParameterFact& p : t.parameters)
      if (p.field().was == name)
        throw Failure(Exit::usage, say("{} is called {} now", name, p.base),
                      say("{} explain {}", facts.info().name, p.base));
  if (named_by_a_word(name))
    if (const std::vector<Found> found = find(facts, name); !found.empty()) {
      page.title(say("What has to do with {}", name));
      std::vector<Row> rows;
      for (const Found& one : found) rows.push_back({one.name, one.about});
      page.table({say("Name"), say("Meaning")}, rows, 1);
      page.paragraph(say("`{} explain NAME` tells all of one.", facts.info().name));
      return page.text();
    }
  const std::string near = nearest(name, names_known(facts));
  const std::string program = facts.info().name;
  throw Failure(
      Exit::usage, say("nothing in {} is called \"{}\"", program, name),
      (near.empty() ? "" : say("did you mean {}? ", near)) +
          say("`{0} describe parameters`, `{0} describe series` and `{0} describe schedule` list all names", program));
}

}  // namespace sim
