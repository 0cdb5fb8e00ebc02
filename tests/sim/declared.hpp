// No source, no number: what every model must say of its parameters, rows, phases, axes and series.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sim/model.hpp"

namespace declared {

/// A unit that UDUNITS reads, or CNY; alone, per another, or to the power -1: "count", "CNY/month", "1/year", "year-1".
inline bool known_unit(std::string_view unit) {
  static constexpr std::array<std::string_view, 12> units = {"1",   "count", "percent", "CNY",    "year", "month",
                                                             "day", "hour",  "h",       "minute", "km",   "km2"};
  const auto known = [](std::string_view one) { return std::find(units.begin(), units.end(), one) != units.end(); };
  if (unit.size() > 2 && unit.substr(unit.size() - 2) == "-1") return known(unit.substr(0, unit.size() - 2));
  const std::size_t slash = unit.find('/');
  if (slash == std::string_view::npos) return known(unit);
  return known(unit.substr(0, slash)) && unit.substr(slash + 1) != "1" && known(unit.substr(slash + 1));
}

inline std::optional<double> number(const sim::Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  const auto* real = std::get_if<double>(&value);
  return real == nullptr ? std::nullopt : std::optional(*real);
}

/// What the model leaves unsaid or says wrongly, a line each; empty when all is well.
inline std::vector<std::string> faults(const sim::MakeModel& make) {
  std::vector<std::string> out;
  const auto need = [&out](bool fine, const std::string& what, std::string_view fault) {
    if (!fine) out.push_back(fmt::format("{}: {}", what, fault));
  };
  const auto name = [&need](const std::string& text) {
    need(!text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos,
         "\"" + text + "\"", "a name is of a-z, 0-9 and _");
  };
  std::set<std::string> paths, series;
  // Who assumes a number says where else it could be. A row's value is the scenario's, so its default may lie
  // elsewhere.
  const auto belief = [&need](const sim::Parameter& p, bool of_row) {
    const std::optional<double> value = number(p.get());
    const auto in_range = [&p](double x) { return p.field.least <= x && x <= p.field.most; };
    const sim::Plausible range = p.field.plausible;
    if (value && p.field.source.find("assumed") != std::string_view::npos)
      need(range.said(), p.path, "is assumed, and nothing says where it could plausibly be");
    need(value || (!range.said() && std::isnan(p.field.neutral)), p.path, "is no number and has a plausible range");
    need(std::isnan(p.field.neutral) || in_range(p.field.neutral), p.path, "is neutral outside its range");
    if (!value || !range.known()) return;
    need(in_range(range.least) && in_range(range.most), p.path, "is plausible outside its range");
    need(of_row || (range.least <= *value && *value <= range.most), p.path, "has a default that is not plausible");
  };
  const auto parameter = [&](const sim::Parameter& p, bool of_row) {
    name(std::string(p.field.name));
    need(!p.field.meaning.empty(), p.path, "has no meaning");
    need(!p.field.source.empty(), p.path, "has no source");
    need(known_unit(p.field.unit), p.path, fmt::format("has the unknown unit \"{}\"", p.field.unit));
    need(p.field.least <= p.field.most, p.path, "has an empty range");
    belief(p, of_row);
    if (of_row) return;  // a row without a default begins out of range
    const double initial = number(p.get()).value_or(p.field.least);
    need(initial >= p.field.least && initial <= p.field.most, p.path, "has a default out of its range");
  };

  const std::unique_ptr<sim::Model> model = make();
  for (const sim::Parameter& p : model->parameters()) {
    parameter(p, false);
    need(paths.insert(p.path).second, p.path, "is declared twice");
  }
  for (const sim::RowList& list : model->rows()) {
    name(list.name);
    need(!list.meaning.empty(), list.name, "has no meaning");
    for (const sim::Parameter& p : list.blank) {
      parameter(p, true);
      need(paths.insert(p.path + "." + list.name).second, p.path, "is declared twice");
    }
  }
  for (const sim::Phase& phase : model->schedule()) {
    name(phase.name);
    need(!phase.about.empty(), phase.name, "says nothing about itself");
  }
  const std::vector<sim::Axis> axes = model->axes();
  for (const sim::Axis& axis : axes) {
    name(axis.name);
    need(!axis.meaning.empty(), axis.name, "has no meaning");
  }
  for (const sim::SeriesInfo& s : model->series()) {
    name(s.name);
    need(series.insert(s.name).second, s.name, "is declared twice");
    need(!s.meaning.empty(), s.name, "has no meaning");
    need(known_unit(s.unit), s.name, fmt::format("has the unknown unit \"{}\"", s.unit));
    for (const std::string& wanted : s.axes)
      need(std::any_of(axes.begin(), axes.end(), [&wanted](const sim::Axis& a) { return a.name == wanted; }), s.name,
           "has the unknown axis " + wanted);
  }
  return out;
}

}  // namespace declared
