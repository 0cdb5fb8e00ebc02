// The rows of a list (places, kinds ...) as a scenario gives them, side by side.

#include <filesystem>

#include "sim/describe/facts.hpp"
#include "sim/say.hpp"
#include "sim/settings/scenario.hpp"

namespace sim {

namespace {

Json rows_json(const RowList& list, const Scenario& scenario) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < list.size(); ++i) {
    Json row = {{"name", list.key(i)}, {"source", ""}};
    for (const RowSetting& r : scenario.rows)
      if (r.list == list.name && r.name == list.key(i)) row["source"] = r.source;
    for (const Parameter& p : list.fields(i)) row[std::string(p.field.name)] = json(p.get());
    rows.push_back(row);
  }
  return {{"scenario", scenario.title}, {plural(list.name), rows}};
}

std::string shown(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

}  // namespace

std::string rows_page(const Facts& facts, const RowList& list, const MakeModel& make, const std::string& file,
                      const std::string& format) {
  const std::string& usual = facts.info().scenario;
  if (file.empty() && !std::filesystem::exists(usual))
    throw Failure(Exit::no_input,
                  say("{} are rows of a scenario file, and {} is not in this folder", plural(list.name),
                      usual.empty() ? say("none") : usual),
                  say("name one: {} describe {} SCENARIO.toml", facts.info().name, plural(list.name)));
  const Scenario scenario = read_scenario(file.empty() ? usual : file, make);
  const std::unique_ptr<Model> model = make();
  apply(scenario, *model);
  Json all;
  for (const RowList& l : model->rows())
    if (l.name == list.name) all = rows_json(l, scenario);
  if (format == "json") return all.dump(2) + "\n";

  const Json& rows = all[plural(list.name)];
  Page page(format == "markdown");
  page.title(say("{} of {}", plural(list.name), scenario.name));
  page.paragraph(say("{}. From the scenario \"{}\".", list.meaning, scenario.title));
  // Many rows of few fields stand one below the other, few rows of many fields side by side.
  const bool down = rows.size() > list.blank.size();
  Row headers = {down ? list.name : "field"};
  std::vector<Row> cells;
  if (down) {
    for (const Parameter& p : list.blank) headers.emplace_back(p.field.name);
    for (const Json& row : rows) {
      cells.push_back({row["name"].get<std::string>()});
      for (const Parameter& p : list.blank) cells.back().push_back(shown(row[std::string(p.field.name)]));
    }
  } else {
    for (const Json& row : rows) headers.push_back(row["name"].get<std::string>());
    for (const Parameter& p : list.blank) {
      cells.push_back({std::string(p.field.name)});
      for (const Json& row : rows) cells.back().push_back(shown(row[cells.back()[0]]));
    }
  }
  if (!rows.empty()) page.grid(headers, cells);
  page.heading(say("Fields"));
  std::vector<Row> fields;
  for (const Parameter& blank : list.blank) {
    const ParameterFact p = fact(blank, list.name);
    fields.push_back({p.path, std::string(p.field().unit), range(p), meaning(p)});
  }
  page.table({say("Field"), say("Unit"), say("Range"), say("Meaning")}, fields, 1);
  page.heading(say("Sources"));
  std::vector<Row> sources;
  for (const Json& row : rows) sources.push_back({row["name"].get<std::string>(), row["source"].get<std::string>()});
  page.table({list.name, say("Source")}, sources);
  return page.text();
}

}  // namespace sim
