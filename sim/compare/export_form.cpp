#include "sim/compare/export_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
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

// An axis without the labels that are not selected.
Axis narrowed(const Axis& axis, const Selection& selection) {
  const std::vector<bool> stay = selected(axis, selection);
  const auto narrow = [&stay](auto& all) {
    std::size_t to = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (stay[i]) std::swap(all[to++], all[i]);
    all.resize(to);
  };
  Axis out = axis;
  narrow(out.labels);
  for (Detail& d : out.details) std::visit(narrow, d.values);
  return out;
}

// The dimensions besides run and time that any of these series has, in the file's order, with the labels selected.
std::vector<Axis> axes_of(const RunReader& file, const Exported& what) {
  std::vector<Axis> out;
  for (const Axis& a : file.axes())
    if (std::any_of(what.series.begin(), what.series.end(), [&](std::size_t s) {
          const std::vector<std::string>& names = file.series()[s].axes;
          return std::find(names.begin(), names.end(), a.name) != names.end();
        }))
      out.push_back(narrowed(a, what.selection));
  return out;
}

// The cells of one series that are exported, and what becomes of their values.
class Cut {
 public:
  Cut(const RunReader& file, std::size_t series, const Exported& what)
      : file_(file), series_(series), what_(what), info_(file.series()[series]) {
    const std::array<std::size_t, 3> size = extents(info_, file.axes());
    all_ = size[0] * size[1] * size[2];
    std::vector<std::vector<bool>> labels;
    for (const std::string& name : info_.axes)
      labels.push_back(selected(axis_named(file.axes(), name), what.selection));
    for (std::size_t i = 0; i < all_; ++i) {
      const std::array<std::size_t, 3> at = {i / (size[1] * size[2]), i / size[2] % size[1], i % size[2]};
      bool stays = true;
      for (std::size_t a = 0; a < labels.size(); ++a) stays = stays && labels[a][at[a]];
      if (stays) cells_.push_back({i, at});
    }
    divide();
  }

  const SeriesInfo& info() const { return info_; }
  std::size_t size() const { return cells_.size(); }
  // Of each cell, its labels on the series' axes.
  std::array<std::size_t, 3> at(std::size_t cell) const { return cells_[cell].at; }
  // What is done to the values; "" where nothing is.
  std::string basis() const {
    if (!adds_up(info_)) return "";
    if (heads_) return say("per {} of {}", what_.terms.per, file_.series()[*heads_].name);
    return what_.terms.whole ? say("estimate of the whole: of the sample, divided by its scale") : "";
  }
  // Moments x cells.
  std::vector<double> values(std::size_t run) const {
    const std::vector<double> all = file_.values(series_, run),
                              heads = heads_ ? file_.values(*heads_, run) : std::vector<double>();
    std::vector<double> out;
    const int moments = file_.moments(info_);
    const std::size_t width = heads.size() / static_cast<std::size_t>(moments);
    const double whole = what_.terms.whole && adds_up(info_) ? what_.scales.at(run) : 1;
    for (std::size_t m = 0; m < static_cast<std::size_t>(moments); ++m)
      for (std::size_t c = 0; c < cells_.size(); ++c) {
        double value = all[m * all_ + cells_[c].number] / whole;
        if (heads_) value = value / joins_[of_[c]](std::span(heads).subspan(m * width, width), {}) * what_.terms.per;
        out.push_back(value);
      }
    return out;
  }

 private:
  struct Cell {
    std::size_t number;
    std::array<std::size_t, 3> at;
  };
  // For each cell the heads with the same labels, of what else the heads are of all.
  void divide() {
    const std::string name = what_.terms.heads_of(info_);
    for (std::size_t s = 0; s < file_.series().size() && !name.empty(); ++s)
      if (file_.series()[s].name == name) heads_ = s;
    if (!heads_) return;
    std::map<Selection, std::size_t> known;
    for (const Cell& cell : cells_) {
      Selection same;
      for (const std::string& axis : file_.series()[*heads_].axes)
        if (const auto found = std::find(info_.axes.begin(), info_.axes.end(), axis); found != info_.axes.end())
          same[axis] =
              axis_named(file_.axes(), axis).labels[cell.at[static_cast<std::size_t>(found - info_.axes.begin())]];
      const auto [at, fresh] = known.emplace(same, joins_.size());
      if (fresh) joins_.emplace_back(file_.series()[*heads_], file_.axes(), same, file_.series());
      of_.push_back(at->second);
    }
  }

  const RunReader& file_;
  std::size_t series_;
  const Exported& what_;
  const SeriesInfo& info_;
  std::size_t all_ = 0;
  std::vector<Cell> cells_;
  std::optional<std::size_t> heads_;
  std::vector<Join> joins_;
  std::vector<std::size_t> of_;  // of each cell, which of joins_
};

// Whether labels are called otherwise than they are named.
bool is_called(const Axis& axis) {
  for (std::size_t i = 0; i < axis.labels.size(); ++i)
    if (axis.called(i) != axis.labels[i]) return true;
  return false;
}

// What a label is called: the detail NAME_label.
std::string call(const Axis& axis, std::size_t label) {
  for (const Detail& d : axis.details)
    if (d.name == axis.name + "_label") return std::get<std::vector<std::string>>(d.values)[label];
  return axis.labels[label];
}

// For each cell of a series, its labels as fields, one or two for each of the columns.
std::vector<std::string> cells(const RunReader& file, const Cut& cut, const std::vector<Axis>& columns) {
  const std::vector<std::string>& axes = cut.info().axes;
  std::vector<std::string> out;
  for (std::size_t cell = 0; cell < cut.size(); ++cell) {
    std::string& row = out.emplace_back(",");
    for (const Axis& column : columns) {
      const auto axis = static_cast<std::size_t>(std::find(axes.begin(), axes.end(), column.name) - axes.begin());
      const Axis& whole = axis_named(file.axes(), column.name);
      if (axis < axes.size()) row += csv_field(whole.labels[cut.at(cell)[axis]]);
      if (is_called(column)) row += ",";
      if (is_called(column) && axis < axes.size()) row += csv_field(call(whole, cut.at(cell)[axis]));
      row += ",";
    }
  }
  return out;
}

// Whether the runs' scale is told beside what was swept.
bool tells_scale(const RunReader& file, const Exported& what) {
  return !what.scales.empty() &&
         std::none_of(file.swept().begin(), file.swept().end(), [&](const Detail& d) { return d.name == what.scale; });
}

std::string run_fields(const RunReader& file, const Exported& what, std::size_t run) {
  const RunName& name = file.runs()[run];
  std::string out = fmt::format("{},{},{},", csv_field(name.scenario), name.replicate, name.seed);
  if (tells_scale(file, what)) out += digits(what.scales[run], "") + ",";
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

Json coordinates(const RunReader& file, const Exported& what) {
  Json out = Json::object(), scenario = Json::array(), replicate = Json::array(), seed = Json::array();
  for (const RunName& run : file.runs()) {
    scenario.push_back(run.scenario);
    replicate.push_back(run.replicate);
    seed.push_back(run.seed);
  }
  out["scenario"] = variable({"run"}, {{"long_name", "Scenario of the run"}}, scenario);
  out["replicate"] = variable({"run"}, {{"long_name", "Number of the replicate"}}, replicate);
  out["seed"] = variable({"run"}, {{"long_name", "Seed of all luck"}}, seed);
  for (const Detail& swept : file.swept()) out[swept.name] = variable("run", swept);
  if (tells_scale(file, what))
    out[what.scale] = variable({"run"}, {{"long_name", "Share of the world that is simulated"}}, what.scales);
  for (const std::size_t s : what.series) {
    const SeriesInfo& info = file.series()[s];
    Json all = Json::array();
    for (int m = 0; m < file.moments(info); ++m)
      info.yearly() ? all.push_back(file.years().first + m) : all.push_back(first_day(file, info, m));
    if (info.yearly())
      out["year"] = variable({"year"}, {{"long_name", "Calendar year"}}, all);
    else
      out["time"] = variable({"time"}, {{"long_name", "First day of the month"}}, all);
  }
  for (const Axis& axis : axes_of(file, what)) {
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

void to_csv(const RunReader& file, const Exported& what, const Send& send) {
  const std::vector<Axis> columns = axes_of(file, what);
  const bool changed = what.terms.per > 0 || what.terms.whole;
  std::string out = "scenario,replicate,seed,";
  if (tells_scale(file, what)) out += csv_field(what.scale) + ",";
  for (const Detail& swept : file.swept()) out += csv_field(swept.name) + ",";
  out += "series,time,";
  for (const Axis& column : columns) {
    out += csv_field(column.name) + ",";
    if (is_called(column)) out += csv_field(column.name + "_label") + ",";
  }
  send(out + (changed ? "value,unit,basis\n" : "value,unit\n"));
  for (const std::size_t s : what.series) {
    const Cut cut(file, s, what);
    const std::vector<std::string> labels = cells(file, cut, columns);
    const std::string unit = fmt::format(",{}{}\n", csv_field(cut.info().unit), changed ? "," + cut.basis() : "");
    for (std::size_t run = 0; run < file.runs().size(); ++run) {
      const std::vector<double> values = cut.values(run);
      const std::string begin = run_fields(file, what, run) + csv_field(cut.info().name) + ",";
      for (std::size_t i = 0; i < values.size(); i += labels.size()) {
        const std::string time = first_day(file, cut.info(), static_cast<int>(i / labels.size()));
        out.clear();
        for (std::size_t cell = 0; cell < labels.size(); ++cell)
          out.append(begin).append(time).append(labels[cell]).append(digits(values[i + cell], "")).append(unit);
        send(out);
      }
    }
  }
}

void to_json(const RunReader& file, const Exported& what, const Send& send) {
  Json attributes = Json::object();
  for (const auto& [name, text] : file.attributes()) attributes[name] = text;
  send(fmt::format("{{\"attrs\": {},\n\"coords\": {},\n\"data_vars\": {{", dumped_in_line(attributes),
                   dumped_in_line(coordinates(file, what))));
  for (std::size_t i = 0; i < what.series.size(); ++i) {
    const Cut cut(file, what.series[i], what);
    const SeriesInfo& info = cut.info();
    std::vector<std::string> over = {"run", info.yearly() ? "year" : "time"};
    over.insert(over.end(), info.axes.begin(), info.axes.end());
    std::vector<std::size_t> shape = {static_cast<std::size_t>(file.moments(info))};
    for (const std::string& axis : info.axes)
      shape.push_back(narrowed(axis_named(file.axes(), axis), what.selection).labels.size());
    Json about = {{"long_name", info.meaning}, {"units", info.unit}, {"cell_methods", cell_methods(info)}};
    if (!info.weight.empty()) about["weight"] = info.weight;
    if (!cut.basis().empty()) about["basis"] = cut.basis();
    send(fmt::format("{}\n{}: {{\"dims\": {}, \"attrs\": {}, \"data\": [", i == 0 ? "" : ",",
                     dumped_in_line(Json(info.name)), dumped_in_line(Json(over)), dumped_in_line(about)));
    for (std::size_t run = 0; run < file.runs().size(); ++run)
      send((run == 0 ? "\n" : ",\n") + nested(cut.values(run), shape));
    send("]}");
  }
  send("}}\n");
}

}  // namespace sim
