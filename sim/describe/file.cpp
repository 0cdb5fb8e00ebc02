// The layout of run files: dimensions, coordinates, series, attributes.

#include <vector>

#include "sim/describe/facts.hpp"
#include "sim/output/names.hpp"
#include "sim/say.hpp"

namespace sim {

namespace {

struct Variable {
  std::string name, type, dimensions, meaning;
};

struct Attribute {
  std::string name;
  std::string meaning;
};

std::vector<Attribute> of_series(const Facts& facts) {
  const Currency& money = facts.info().currency;
  std::vector<Attribute> out = {
      {"long_name", say("The series' meaning")},
      {"units", say("The unit, as UDUNITS reads it; 1 for money and shares")},
      {"cell_methods",
       say("time: sum for totals of the month, time: point for what stands at its end, time: mean for rates; "
           "of yearly series year: instead of time:")},
      {"coordinates", say("scenario, replicate and seed: what distinguishes the runs; measured, of stocks; and what "
                          "else is known of a "
                          "dimension's labels")},
      {"weight", say("Of some means: the series that they are weighted by. Dimensions that one has more are added up, "
                     "without labels "
                     "that stand apart")},
      {"_FillValue", say("Marks what is not there: a month or year outside the run, a row that its scenario has not, a "
                         "mean of nothing")},
  };
  if (!money.code.empty())
    out.insert(out.begin() + 2, {"currency", say("{}, of money alone: {} that hold whole {} exactly", money.code,
                                                 money.unit, money.hundredth)});
  return out;
}

constexpr const char* share_of_world = "<scale>";

const std::vector<Attribute> of_file = {
    {"title", say("What was run, in a line")},
    {"summary", say("What was run")},
    {"format_version", say("2: the layout described here. Files of format 1, which say nothing of it, are read still")},
    {"Conventions", say("CF-1.8 and ACDD-1.3, which names most of these attributes")},
    {"time_coverage_start", say("The first month")},
    {"time_coverage_end", say("The last month")},
    {"time_coverage_resolution", say("P1M: a month")},
    {"keywords", say("What it is about")},
    {"creator_name", say("The program")},
    {"references", say("Where the model is described")},
    {"license", say("Of the data; the program has its own")},
    {share_of_world, say("Which share of the world was simulated; a variable over run where runs differ")},
    {"scenario_sha256_<scenario>", say("SHA-256 of the scenario's text")},
    {"scenario_text_<scenario>", say("The scenario as one resolved TOML text: enough to run it again")},
    {"sweep_method", say("Of a sweep: how its points were chosen")},
    {"sweep_design", say("Of a sweep: the text of its design")},
    {"sweep_runs", say("Of a sweep: how many runs its design has; a file that was sealed early has fewer")},
    {"/provenance",
     say("A group: what may differ between identical runs, such as date, host, threads, compiler, times")},
    {"/digest",
     say("A group: its manifest has a SHA-256 of each variable, by which all readers of ours tell what was changed")},
};

std::vector<Variable> coordinates(const Facts& facts) {
  std::vector<Variable> out = {
      {"time", "double", "time", say("First day of each month, in days since 2010-01-01 (proleptic_gregorian)")},
      {"time_bnds", "double", say("time, nv"), say("First day of each month and of the next")},
      {"step", "int32", "time", say("Number of the month, from 0")},
      {"measured", "double", "time", say("Last day of each month, when stocks are counted")},
      {"scenario", "char", say("run, scenario_length"), say("The scenario of each run, in letters, digits and _")},
      {"scenario_index", "int32", "run",
       say("Its number; the attribute scenario has all their names as they were given")},
      {"replicate", "int32", "run", say("Number of the replicate: runs that share it share their luck")},
      {"seed", "int64", "run", say("The seed of all luck")},
      {"<parameter>", say("double or char"), "run",
       say("Of a sweep, for each parameter it varies: the value of each run. Dots are _; the attribute parameter has "
           "its "
           "name")},
      {"<parameter>_is_set", "double", "run",
       say("Of a sweep that leaves some values to the scenario: 1 where the point gives it, 0 where the scenario "
           "does")}};
  if (facts.yearly()) out.push_back({"year", "int32", "year", say("Calendar year, January to December")});
  for (const Axis& a : facts.axes) {
    out.push_back({a.name, "char", a.name + ", " + a.name + "_length", a.meaning});
    for (const Detail& d : a.details)
      if (d.values.index() == 0)
        out.push_back({d.name, "double", a.name, d.meaning});
      else
        out.push_back({d.name, "char", a.name + ", " + d.name + "_length", d.meaning});
  }
  return out;
}

// The parameter that says which share of the world is simulated has another name in each model.
std::vector<Attribute> of_files(const Facts& facts) {
  std::vector<Attribute> out;
  for (const Attribute& a : of_file)
    if (a.name != share_of_world)
      out.push_back(a);
    else if (!facts.info().scale.empty())
      out.push_back({plain_name(facts.info().scale), a.meaning});
  return out;
}

// Texts are rows of characters: each such variable has the dimension NAME_length.
std::vector<std::string> lengths(const Facts& facts) {
  std::vector<std::string> out;
  for (const Variable& v : coordinates(facts))
    if (v.type == "char") out.push_back(v.name + "_length");
  return out;
}

}  // namespace

void file_page(const Facts& facts, Page& page) {
  page.title(say("Run files of {}", facts.info().name));
  page.paragraph(say(
      "HDF5 that is also valid netCDF-4, one layout for one run and for ten thousand: every variable of a series has "
      "the dimension run first, then time (or year), then its own. Dimensions that no "
      "series kept has are left out. Texts are rows of characters in UTF-8, padded with NUL. A file opens in ncdump, "
      "xarray, h5py, R, Octave, NCO and a browser."));
  page.heading(say("Dimensions"));
  std::vector<Row> rows = {{"run", say("One for each scenario and replicate; of a sweep for each point too")},
                           {"time", say("Months, from the first of any run to the last")},
                           {"nv", say("2: where a month begins and where it ends")}};
  if (facts.yearly()) rows.push_back({"year", say("Calendar years that a run has whole")});
  for (const Axis& a : facts.axes) rows.push_back({a.name, a.meaning});
  rows.push_back({"<name>_length", say("Bytes of the longest text of a variable")});
  page.table({say("Dimension"), say("Meaning")}, rows);
  page.heading(say("Coordinates"));
  rows.clear();
  for (const Variable& v : coordinates(facts)) rows.push_back({v.name, v.type, v.dimensions, v.meaning});
  page.table({say("Variable"), say("Type"), say("Dimensions"), say("Meaning")}, rows);
  page.heading(say("Series"));
  rows.clear();
  for (const SeriesInfo& s : facts.series) rows.push_back({s.name, storage(s.unit), dimensions(s), cell_methods(s)});
  page.table({say("Variable"), say("Type"), say("Dimensions"), say("Cell methods")}, rows);
  page.heading(say("Attributes of a series"));
  rows.clear();
  for (const Attribute& a : of_series(facts)) rows.push_back({a.name, a.meaning});
  page.table({say("Attribute"), say("Meaning")}, rows);
  page.heading(say("Attributes of the file"));
  rows.clear();
  for (const Attribute& a : of_files(facts)) rows.push_back({a.name, a.meaning});
  page.table({say("Attribute"), say("Meaning")}, rows);
}

Json file_json(const Facts& facts) {
  Json out = {{"format", "HDF5, netCDF-4"}, {"conventions", "CF-1.8, ACDD-1.3"}};
  const auto add = [&out](const char* part, Json one) { out[part].push_back(std::move(one)); };
  for (const char* name : {"run", "time", "nv"}) add("dimensions", name);
  if (facts.yearly()) add("dimensions", "year");
  for (const Axis& a : facts.axes) add("dimensions", a.name);
  for (const std::string& name : lengths(facts)) add("dimensions", name);
  for (const Variable& v : coordinates(facts))
    add("coordinates", {{"name", v.name}, {"type", v.type}, {"dimensions", v.dimensions}, {"meaning", v.meaning}});
  for (const SeriesInfo& s : facts.series)
    add("series", {{"name", s.name},
                   {"type", storage(s.unit)},
                   {"dimensions", dimensions(s)},
                   {"cell_methods", cell_methods(s)}});
  for (const Attribute& a : of_series(facts)) out["series_attributes"][a.name] = a.meaning;
  for (const Attribute& a : of_files(facts)) out["file_attributes"][a.name] = a.meaning;
  return out;
}

}  // namespace sim
