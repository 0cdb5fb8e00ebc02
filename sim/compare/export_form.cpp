#include "sim/cli/export_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>

#include "sim/json.hpp"
#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace {

// As few digits as read back to the same bits; nothing where nothing is defined.
std::string digits(double value, const char* undefined) {
  return std::isnan(value) ? undefined : fmt::format("{}", value);
}

std::string first_day(const RunReader& file, const SeriesInfo& series, int moment) {
  return series.yearly() ? fmt::format("{}-01-01", file.years().first + moment)
                         : fmt::format("{}-01", (file.start() + moment).text());
}

// The dimensions besides run and time that any of these series has, in the file's order.
std::vector<Axis> axes_of(const RunReader& file, const std::vector<std::size_t>& series) {
  std::vector<Axis> out;
  for (const Axis& a : file.axes())
    if (std::any_of(series.begin(), series.end(), [&](std::size_t s) {
          const std::vector<std::string>& names = file.series()[s].axes;
          return std::find(names.begin(), names.end(), a.name) != names.end();
        }))
      out.push_back(a);
  return out;
}

// For each cell of a series, its labels as fields, one for each of the columns.
std::vector<std::string> cells(const SeriesInfo& series, const std::vector<Axis>& columns) {
  const std::array<std::size_t, 3> size = extents(series, columns);
  std::vector<std::string> out;
  for (std::size_t cell = 0; cell < size[0] * size[1] * size[2]; ++cell) {
    const std::array<std::size_t, 3> at = {cell / (size[1] * size[2]), cell / size[2] % size[1], cell % size[2]};
    std::string& row = out.emplace_back(",");
    for (const Axis& column : columns) {
      const auto axis = std::find(series.axes.begin(), series.axes.end(), column.name) - series.axes.begin();
      if (axis < std::ssize(series.axes)) row += csv_field(column.labels[at[axis]]);
      row += ",";
    }
  }
  return out;
}

std::string run_fields(const RunReader& file, std::size_t run) {
  const RunName& name = file.runs()[run];
  std::string out = fmt::format("{},{},{},", csv_field(name.scenario), name.replicate, name.seed);
  for (const Detail& swept : file.swept()) {
    if (const auto* numbers = std::get_if<std::vector<double>>(&swept.values))
      out += digits((*numbers)[run], "");
    else
      out += csv_field(std::get<std::vector<std::string>>(swept.values)[run]);
    out += ",";
  }
  return out;
}

Json data_of(const std::variant<std::vector<double>, std::vector<std::string>>& values) {
  return std::visit([](const auto& all) { return Json(all); }, values);  // NaN becomes null
}

Json variable(const std::vector<std::string>& dimensions, const Json& attributes, const Json& data) {
  return {{"dims", dimensions}, {"attrs", attributes}, {"data", data}};
}

Json variable(const std::string& dimension, const Detail& detail) {
  return variable({dimension}, {{"long_name", detail.meaning}, {"units", detail.unit}}, data_of(detail.values));
}

Json coordinates(const RunReader& file, const std::vector<std::size_t>& series) {
  Json out = Json::object(), scenario = Json::array(), replicate = Json::array(), seed = Json::array();
  for (const RunName& run : file.runs()) {
    scenario.push_back(run.scenario);
    replicate.push_back(run.replicate);
    seed.push_back(run.seed);
  }
  out["scenario"] = variable({"run"}, {{"long_name", say("Scenario of the run")}}, scenario);
  out["replicate"] = variable({"run"}, {{"long_name", say("Number of the replicate")}}, replicate);
  out["seed"] = variable({"run"}, {{"long_name", say("Seed of all luck")}}, seed);
  for (const Detail& swept : file.swept()) out[swept.name] = variable("run", swept);
  for (const std::size_t s : series) {
    const SeriesInfo& info = file.series()[s];
    Json all = Json::array();
    for (int m = 0; m < file.moments(info); ++m)
      info.yearly() ? all.push_back(file.years().first + m) : all.push_back(first_day(file, info, m));
    if (info.yearly())
      out["year"] = variable({"year"}, {{"long_name", say("Calendar year")}}, all);
    else
      out["time"] = variable({"time"}, {{"long_name", say("First day of the month")}}, all);
  }
  for (const Axis& axis : axes_of(file, series)) {
    out[axis.name] = variable({axis.name}, {{"long_name", axis.meaning}}, axis.labels);
    for (const Detail& detail : axis.details) out[detail.name] = variable(axis.name, detail);
  }
  return out;
}

// The values of one run as nested lists: [moment][label]...
std::string nested(const std::vector<double>& values, const std::vector<std::size_t>& shape) {
  std::string out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::size_t opens = 0;  // lists that begin here
    for (std::size_t d = shape.size(), inner = 1; d-- > 0; ++opens)
      if (i % (inner *= shape[d]) != 0) break;
    if (i > 0) out += std::string(opens, ']') + ",";
    out += std::string(opens, '[') + (std::isinf(values[i]) ? "null" : digits(values[i], "null"));
  }
  return out + std::string(shape.size(), ']');
}

}  // namespace

void to_csv(const RunReader& file, const std::vector<std::size_t>& series, const Send& send) {
  const std::vector<Axis> columns = axes_of(file, series);
  std::string out = "scenario,replicate,seed,";
  for (const Detail& swept : file.swept()) out += csv_field(swept.name) + ",";
  out += "series,time,";
  for (const Axis& column : columns) out += csv_field(column.name) + ",";
  send(out + "value,unit\n");
  for (const std::size_t s : series) {
    const SeriesInfo& info = file.series()[s];
    const std::vector<std::string> labels = cells(info, columns);
    const std::string unit = fmt::format(",{}\n", csv_field(info.unit));
    for (std::size_t run = 0; run < file.runs().size(); ++run) {
      const std::vector<double> values = file.values(s, run);
      const std::string begin = run_fields(file, run) + csv_field(info.name) + ",";
      for (std::size_t i = 0; i < values.size(); i += labels.size()) {
        const std::string time = first_day(file, info, static_cast<int>(i / labels.size()));
        out.clear();
        for (std::size_t cell = 0; cell < labels.size(); ++cell)
          out.append(begin).append(time).append(labels[cell]).append(digits(values[i + cell], "")).append(unit);
        send(out);
      }
    }
  }
}

void to_json(const RunReader& file, const std::vector<std::size_t>& series, const Send& send) {
  Json attributes = Json::object();
  for (const auto& [name, text] : file.attributes()) attributes[name] = text;
  send(
      say("{{\"attrs\": {},\n\"coords\": {},\n\"data_vars\": {{", attributes.dump(), coordinates(file, series).dump()));
  for (std::size_t i = 0; i < series.size(); ++i) {
    const SeriesInfo& info = file.series()[series[i]];
    std::vector<std::string> over = {"run", info.yearly() ? "year" : "time"};
    over.insert(over.end(), info.axes.begin(), info.axes.end());
    std::vector<std::size_t> shape = {static_cast<std::size_t>(file.moments(info))};
    for (const std::string& axis : info.axes) shape.push_back(axis_named(file.axes(), axis).labels.size());
    const Json about = {{"long_name", info.meaning}, {"units", info.unit}, {"cell_methods", cell_methods(info)}};
    send(say("{}\n{}: {{\"dims\": {}, \"attrs\": {}, \"data\": [", i == 0 ? "" : ",", Json(info.name).dump(),
             Json(over).dump(), about.dump()));
    for (std::size_t run = 0; run < file.runs().size(); ++run)
      send((run == 0 ? "\n" : ",\n") + nested(file.values(series[i], run), shape));
    send("]}");
  }
  send("}}\n");
}

}  // namespace sim
