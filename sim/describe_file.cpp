// The layout of run files: dimensions, coordinates, series, attributes.
#include <fmt/format.h>

#include <array>

#include "sim/describe_facts.hpp"

namespace sim {

namespace {

struct Variable {
  std::string name, type, dimensions, meaning;
};

struct Attribute {
  std::string_view name, meaning;
};

constexpr std::array<Attribute, 5> of_series = {{
    {"units", "The unit, as UDUNITS reads it; 1 for money and shares"},
    {"long_name", "The series' meaning"},
    {"cell_methods", "time: sum for totals of the month, time: point for what stands at its end, time: mean for rates"},
    {"_FillValue",
     "Marks what is not there: a month outside the run, a row that its scenario has not, a mean of nothing"},
    {"currency", "CNY, of money alone: yuan that hold whole fen exactly"},
}};

constexpr std::array<Attribute, 6> of_file = {{
    {"Conventions", "CF-1.8 and ACDD-1.3"},
    {"title, summary", "What was run"},
    {"source, license", "The program with its version, and the terms of use"},
    {"git commit, dirty flag", "The exact source text of the program"},
    {"scenario texts and hashes", "Each scenario as one resolved TOML text: enough to run it again"},
    {"/provenance", "A group whose attributes may differ between identical runs: date, host, threads, compiler, times"},
}};

std::vector<Variable> coordinates(const Facts& facts) {
  std::vector<Variable> out = {
      {"scenario", "string", "run", "The scenario of each run"},
      {"replicate", "int", "run", "Number of the replicate, from 0: runs that share it share their luck"},
      {"seed", "int", "run", "The seed of all luck"},
      {"time", "double", "time", "Begin of each month, in days since 2010-01-01 (proleptic_gregorian)"},
      {"time_bounds", "double", "time, bounds", "Begin of each month and of the next"},
      {"step", "int", "time", "Number of the month, from 0"}};
  for (const Axis& a : facts.axes) out.push_back({a.name, "string", a.name, a.meaning});
  return out;
}

}  // namespace

void file_page(const Facts& facts, Page& page) {
  page.title("Run files of " + facts.info().name);
  page.paragraph(
      "HDF5 that is also valid netCDF-4, one layout for one run and for ten thousand: every variable of a series has "
      "the "
      "dimension run first, then time, then its own. A file opens in ncdump, xarray, h5py, R, Octave and a browser.");
  page.heading("Dimensions");
  std::vector<Row> rows = {{"run", "One for each scenario and replicate"},
                           {"time", "Months, of the longest run"},
                           {"bounds", "2: where a month begins and ends"}};
  for (const Axis& a : facts.axes) rows.push_back({a.name, a.meaning});
  page.table({"Dimension", "Meaning"}, rows);
  page.heading("Coordinates");
  rows.clear();
  for (const Variable& v : coordinates(facts)) rows.push_back({v.name, v.type, v.dimensions, v.meaning});
  page.table({"Variable", "Type", "Dimensions", "Meaning"}, rows);
  page.heading("Series");
  rows.clear();
  for (const SeriesInfo& s : facts.series)
    rows.push_back({s.name, storage(s.unit), dimensions(s), std::string(cell_methods(s.measure))});
  page.table({"Variable", "Type", "Dimensions", "Cell methods"}, rows);
  page.heading("Attributes of a series");
  rows.clear();
  for (const Attribute& a : of_series) rows.push_back({std::string(a.name), std::string(a.meaning)});
  page.table({"Attribute", "Meaning"}, rows);
  page.heading("Attributes of the file");
  rows.clear();
  for (const Attribute& a : of_file) rows.push_back({std::string(a.name), std::string(a.meaning)});
  page.table({"Attribute", "Meaning"}, rows);
}

Json file_json(const Facts& facts) {
  Json out = {{"format", "HDF5, netCDF-4"}, {"conventions", "CF-1.8, ACDD-1.3"}};
  const auto add = [&out](const char* part, Json one) { out[part].push_back(std::move(one)); };
  for (const char* name : {"run", "time", "bounds"}) add("dimensions", name);
  for (const Axis& a : facts.axes) add("dimensions", a.name);
  for (const Variable& v : coordinates(facts))
    add("coordinates", {{"name", v.name}, {"type", v.type}, {"dimensions", v.dimensions}, {"meaning", v.meaning}});
  for (const SeriesInfo& s : facts.series)
    add("series", {{"name", s.name},
                   {"type", storage(s.unit)},
                   {"dimensions", dimensions(s)},
                   {"cell_methods", cell_methods(s.measure)}});
  for (const Attribute& a : of_series) out["series_attributes"][std::string(a.name)] = a.meaning;
  for (const Attribute& a : of_file) out["file_attributes"][std::string(a.name)] = a.meaning;
  return out;
}

}  // namespace sim
