// The layout of run files: dimensions, coordinates, series, attributes.
#include <fmt/format.h>

#include <array>
#include <vector>

#include "sim/describe/facts.hpp"

namespace sim {

namespace {

struct Variable {
  std::string name, type, dimensions, meaning;
};

struct Attribute {
  std::string_view name;
  std::string meaning;
};

std::vector<Attribute> of_series(const Facts& facts) {
  const Currency& money = facts.info().currency;
  std::vector<Attribute> out = {
      {"long_name", "The series' meaning"},
      {"units", "The unit, as UDUNITS reads it; 1 for money and shares"},
      {"cell_methods",
       "time: sum for totals of the month, time: point for what stands at its end, time: mean for rates; "
       "of yearly series year: instead of time:"},
      {"coordinates",
       "scenario, replicate and seed: what distinguishes the runs; and what else is known of a dimension's labels"},
      {"_FillValue",
       "Marks what is not there: a month or year outside the run, a row that its scenario has not, a mean of nothing"},
  };
  if (!money.code.empty())
    out.insert(out.begin() + 2, {"currency", fmt::format("{}, of money alone: {} that hold whole {} exactly",
                                                         money.code, money.unit, money.hundredth)});
  return out;
}

const std::array<Attribute, 12> of_file = {{
    {"title", "What was run, in a line"},
    {"summary", "What was run"},
    {"Conventions", "CF-1.8 and ACDD-1.3, which names most of these attributes"},
    {"time_coverage_start", "The first month"},
    {"time_coverage_end", "The last month"},
    {"time_coverage_resolution", "P1M: a month"},
    {"scenario_hash_<scenario>", "The hash of the scenario's text"},
    {"scenario_text_<scenario>", "The scenario as one resolved TOML text: enough to run it again"},
    {"sweep_method", "Of a sweep: how its points were chosen"},
    {"sweep_design", "Of a sweep: the text of its design"},
    {"sweep_runs", "Of a sweep: how many runs its design has; a file that was sealed early has fewer"},
    {"/provenance", "A group: what may differ between identical runs, such as date, host, threads, compiler, times"},
}};

std::vector<Variable> coordinates(const Facts& facts) {
  std::vector<Variable> out = {
      {"time", "double", "time", "First day of each month, in days since 2010-01-01 (proleptic_gregorian)"},
      {"time_bnds", "double", "time, nv", "First day of each month and of the next"},
      {"step", "int32", "time", "Number of the month, from 0"},
      {"scenario", "string", "run", "The scenario of each run"},
      {"replicate", "int32", "run", "Number of the replicate: runs that share it share their luck"},
      {"seed", "int64", "run", "The seed of all luck"},
      {"<parameter>", "double or string", "run", "Of a sweep, for each parameter it varies: the value of each run"},
      {"<parameter>_is_set", "double", "run",
       "Of a sweep that leaves some values to the scenario: 1 where the point gives it, 0 where the scenario does"}};
  if (facts.yearly()) out.push_back({"year", "int32", "year", "Calendar year, January to December"});
  for (const Axis& a : facts.axes) {
    out.push_back({a.name, "string", a.name, a.meaning});
    for (const Detail& d : a.details)
      out.push_back({d.name, d.values.index() == 0 ? "double" : "string", a.name, d.meaning});
  }
  return out;
}

}  // namespace

void file_page(const Facts& facts, Page& page) {
  page.title("Run files of " + facts.info().name);
  page.paragraph(
      "HDF5 that is also valid netCDF-4, one layout for one run and for ten thousand: every variable of a series has "
      "the dimension run first, then time (or year), then its own. Dimensions that no "
      "series kept has are left out. A file opens in ncdump, xarray, h5py, R, Octave and a browser.");
  page.heading("Dimensions");
  std::vector<Row> rows = {{"run", "One for each scenario and replicate; of a sweep for each point too"},
                           {"time", "Months, from the first of any run to the last"},
                           {"nv", "2: where a month begins and where it ends"}};
  if (facts.yearly()) rows.push_back({"year", "Calendar years that a run has whole"});
  for (const Axis& a : facts.axes) rows.push_back({a.name, a.meaning});
  page.table({"Dimension", "Meaning"}, rows);
  page.heading("Coordinates");
  rows.clear();
  for (const Variable& v : coordinates(facts)) rows.push_back({v.name, v.type, v.dimensions, v.meaning});
  page.table({"Variable", "Type", "Dimensions", "Meaning"}, rows);
  page.heading("Series");
  rows.clear();
  for (const SeriesInfo& s : facts.series) rows.push_back({s.name, storage(s.unit), dimensions(s), cell_methods(s)});
  page.table({"Variable", "Type", "Dimensions", "Cell methods"}, rows);
  page.heading("Attributes of a series");
  rows.clear();
  for (const Attribute& a : of_series(facts)) rows.push_back({std::string(a.name), a.meaning});
  page.table({"Attribute", "Meaning"}, rows);
  page.heading("Attributes of the file");
  rows.clear();
  for (const Attribute& a : of_file) rows.push_back({std::string(a.name), a.meaning});
  page.table({"Attribute", "Meaning"}, rows);
}

Json file_json(const Facts& facts) {
  Json out = {{"format", "HDF5, netCDF-4"}, {"conventions", "CF-1.8, ACDD-1.3"}};
  const auto add = [&out](const char* part, Json one) { out[part].push_back(std::move(one)); };
  for (const char* name : {"run", "time", "nv"}) add("dimensions", name);
  if (facts.yearly()) add("dimensions", "year");
  for (const Axis& a : facts.axes) add("dimensions", a.name);
  for (const Variable& v : coordinates(facts))
    add("coordinates", {{"name", v.name}, {"type", v.type}, {"dimensions", v.dimensions}, {"meaning", v.meaning}});
  for (const SeriesInfo& s : facts.series)
    add("series", {{"name", s.name},
                   {"type", storage(s.unit)},
                   {"dimensions", dimensions(s)},
                   {"cell_methods", cell_methods(s)}});
  for (const Attribute& a : of_series(facts)) out["series_attributes"][std::string(a.name)] = a.meaning;
  for (const Attribute& a : of_file) out["file_attributes"][std::string(a.name)] = a.meaning;
  return out;
}

}  // namespace sim
