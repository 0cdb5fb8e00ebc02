#include "sim/compare/selection.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/compare/statistics.hpp"
#include "sim/error.hpp"
#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace {

using Labels = std::vector<std::string>;

// What an axis is called by this name: its own labels, a coordinate of texts that labels it, or nothing.
const Labels* labels_called(const Axis& axis, const std::string& name) {
  if (name == axis.name) return &axis.labels;
  for (const Detail& d : axis.details)
    if (d.name == name || d.name == axis.name + "_" + name)
      if (const auto* texts = std::get_if<Labels>(&d.values)) return texts;
  return nullptr;
}

// All names that labels_called knows, the short ones of coordinates.
Labels names_of(std::span<const Axis> axes) {
  Labels out;
  for (const Axis& axis : axes) out.push_back(axis.name);
  for (const Axis& axis : axes)
    for (const Detail& d : axis.details) {
      if (!std::holds_alternative<Labels>(d.values)) continue;
      const std::string begin = axis.name + "_",
                        name = d.name.starts_with(begin) ? d.name.substr(begin.size()) : d.name;
      if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
    }
  return out;
}

// The cells of a series, row-major, whose labels are all true; with the number of the label on each axis.
struct Cell {
  std::size_t number;
  std::vector<std::size_t> at;
};
std::vector<Cell> cells_of(const std::vector<std::vector<bool>>& axes) {
  std::size_t all = 1;
  for (const auto& labels : axes) all *= labels.size();
  std::vector<Cell> out;
  std::vector<std::size_t> at(axes.size());
  for (std::size_t i = 0; i < all; ++i) {
    bool counts = true;
    for (std::size_t a = axes.size(), rest = i; a-- > 0; rest /= axes[a].size()) {
      at[a] = rest % axes[a].size();
      counts = counts && axes[a][at[a]];
    }
    if (counts) out.push_back({i, at});
  }
  return out;
}

}  // namespace

Failure unknown(const std::string& what, const std::string& name, const Labels& known) {
  const std::string near = nearest(name, known);
  return {Exit::usage, say("the file has no {} {}", what, name.empty() ? "\"\"" : name),
          near.empty() ? say("it has {}", first_listed(known)) : say("did you mean {}?", near)};
}

std::string selection_text(const Selection& selection) {
  std::vector<std::string> parts;
  for (const auto& [name, label] : selection) parts.push_back(fmt::format("{}={}", name, label));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string selection_text(const Selection& selection, std::span<const Axis> axes) {
  Selection shown = selection;
  for (auto& [name, label] : shown)
    for (const Axis& axis : axes)
      if (axis.name == name)
        label = axis.called(
            static_cast<std::size_t>(std::find(axis.labels.begin(), axis.labels.end(), label) - axis.labels.begin()));
  return selection_text(shown);
}

Selection selection_of(const std::vector<std::string>& typed, std::span<const Axis> axes) {
  Selection out;
  for (const std::string& part : typed) {
    const std::size_t sign = part.find('=');
    if (sign == std::string::npos)
      throw Failure(Exit::usage, say("--select {} is no choice of a label", part),
                    say("write --select service=elder_care, or another axis and one of its labels"));
    const std::string name = part.substr(0, sign);
    std::string label = part.substr(sign + 1);
    Labels known;
    bool is_there = false;
    for (const Axis& axis : axes)
      if (const Labels* labels = labels_called(axis, name)) {
        is_there = true;
        for (const std::string& one : *labels)
          if (!one.empty() && std::find(known.begin(), known.end(), one) == known.end()) known.push_back(one);
        const Labels* called = axis.name == name ? labels_called(axis, "label") : nullptr;
        for (std::size_t i = 0; called != nullptr && i < called->size(); ++i)
          if ((*called)[i] == label && std::find(known.begin(), known.end(), label) == known.end())
            label = axis.labels[i];
      }
    if (!is_there) throw unknown("axis", name, names_of(axes));
    if (std::find(known.begin(), known.end(), label) == known.end())
      throw unknown(say("label of {}", name), label, known);
    if (const auto [at, fresh] = out.emplace(name, label); !fresh && at->second != label)
      throw Failure(Exit::usage, say("--select chooses both {} and {} of {}", at->second, label, name),
                    say("one label of an axis at a time"));
  }
  return out;
}

bool is_told_by(const SeriesInfo& series, std::span<const Axis> axes, const Selection& selection) {
  return std::all_of(selection.begin(), selection.end(), [&](const auto& one) {
    return std::any_of(series.axes.begin(), series.axes.end(), [&](const std::string& axis) {
      return labels_called(axis_named(axes, axis), one.first) != nullptr;
    });
  });
}

std::vector<bool> selected(const Axis& axis, const Selection& selection) {
  std::vector<bool> out(axis.labels.size(), true);
  for (const auto& [name, label] : selection)
    if (const Labels* labels = labels_called(axis, name))
      for (std::size_t i = 0; i < out.size(); ++i) out[i] = out[i] && i < labels->size() && (*labels)[i] == label;
  return out;
}

std::vector<bool> that_count(const Axis& axis, const Selection& selection) {
  std::vector<bool> out = selected(axis, selection);
  const bool is_selected = std::any_of(selection.begin(), selection.end(),
                                       [&axis](const auto& one) { return labels_called(axis, one.first) != nullptr; });
  for (std::size_t i = 0; i < out.size() && !is_selected; ++i)
    out[i] = (!axis.whole_first || i == 0) && !axis.stands_apart(i);
  return out;
}

bool adds_up(const SeriesInfo& series) {
  return series.measure == Measure::flow ||
         (series.measure == Measure::stock && (series.unit == "count" || series.money));
}

Join::Join(const SeriesInfo& series, std::span<const Axis> axes, const Selection& selection,
           std::span<const SeriesInfo> there)
    : adds_(adds_up(series)) {
  std::vector<std::vector<bool>> labels;
  for (const std::string& name : series.axes) {
    const Axis& axis = axis_named(axes, name);
    labels.push_back(that_count(axis, selection));
    const auto several = std::count(labels.back().begin(), labels.back().end(), true) > 1;
    if (several && (!adds_ || axis.both_sides)) unjoined_.push_back(name);
  }
  for (const Cell& cell : cells_of(labels)) parts_.push_back({cell.number, {}});
  if (adds_ || unjoined_.empty() || series.weight.empty()) return;
  for (const SeriesInfo& by : there)
    if (by.name == series.weight && by.cadence == series.cadence && adds_up(by)) weigh(series, by, axes, selection);
}

// For each cell, those of the weight that have the same labels on the axes which both have.
void Join::weigh(const SeriesInfo& series, const SeriesInfo& by, std::span<const Axis> axes,
                 const Selection& selection) {
  std::vector<std::vector<bool>> labels, of_weight;
  for (const std::string& name : series.axes) labels.push_back(that_count(axis_named(axes, name), selection));
  for (const std::string& name : by.axes) of_weight.push_back(that_count(axis_named(axes, name), selection));
  const std::vector<Cell> mine = cells_of(labels), its = cells_of(of_weight);
  for (std::size_t i = 0; i < mine.size(); ++i)
    for (const Cell& cell : its) {
      bool same = true;
      for (std::size_t a = 0; a < by.axes.size(); ++a) {
        const auto found = std::find(series.axes.begin(), series.axes.end(), by.axes[a]);
        if (found != series.axes.end())
          same = same && mine[i].at[static_cast<std::size_t>(found - series.axes.begin())] == cell.at[a];
      }
      if (same) parts_[i].weights.push_back(cell.number);
    }
  unjoined_.clear();
  weight_ = by.name;
}

double Join::operator()(std::span<const double> cells, std::span<const double> weights) const {
  double sum = 0, of = 0;
  for (const Part& part : parts_) {
    const double value = cells[part.cell];
    if (std::isnan(value)) continue;
    double weight = weight_.empty() ? 1 : 0;
    for (const std::size_t w : part.weights) weight += std::isnan(weights[w]) ? 0 : weights[w];
    sum += value * weight;
    of += weight;
  }
  if (of == 0 || !unjoined_.empty()) return undefined;
  return adds_ ? sum : sum / of;
}

}  // namespace sim
