// Which cells of a series are asked for, and how they become one number a month or year.
//
//   "service=elder_care,zone=village" --selection_of--> Selection
//   Selection, a series' axes --Join--> cells that count --> their total, or their mean by weight
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "sim/error.hpp"
#include "sim/series.hpp"

namespace sim {

/// Labels by what they are labels of: an axis, or a coordinate that labels one. The coordinate may be called without
/// the axis before it: `zone` for place_zone.
using Selection = std::map<std::string, std::string>;

/// "service=elder_care, zone=village"
std::string selection_text(const Selection& selection);
/// The same with what labels are called: "service=elder_care (养老)".
std::string selection_text(const Selection& selection, std::span<const Axis> axes);

/// Of what was typed, a part each; a label may be typed as it is called. Throws Failure (Exit::usage) where no axis has
/// such a label, with the nearest one.
Selection selection_of(const std::vector<std::string>& typed, std::span<const Axis> axes);

/// A refusal of a name that was typed: the file is sound, but has no such series, axis or label.
Failure unknown(const std::string& what, const std::string& name, const std::vector<std::string>& known);

/// Whether the axes of a series have all that is selected.
bool is_told_by(const SeriesInfo& series, std::span<const Axis> axes, const Selection& selection);

/// Of an axis the labels that are selected; all of them where nothing is.
std::vector<bool> selected(const Axis& axis, const Selection& selection);

/// Of an axis the labels that count in one number: those selected; else the whole; else all that do not stand apart.
std::vector<bool> that_count(const Axis& axis, const Selection& selection);

/// Whether cells may be added up: totals, counts and money. The others are means of something.
bool adds_up(const SeriesInfo& series);

/// How the cells of a series become one number. Of means each counts as much as the series says that it is weighted by:
/// axes which that one has more are added up, as they are counted.
class Join {
 public:
  /// `there`: the series that are at hand to weigh by.
  Join(const SeriesInfo& series, std::span<const Axis> axes, const Selection& selection,
       std::span<const SeriesInfo> there);

  /// Axes of which one label has to be selected, as several make no number: nobody says how much each counts for, or
  /// what is added is there twice. Empty where there is one.
  const std::vector<std::string>& unjoined() const { return unjoined_; }
  /// The series to weigh by; "" where none is needed.
  const std::string& weight() const { return weight_; }
  /// Of one month or year, from its cells and those of the weight. NaN where nothing is defined.
  double operator()(std::span<const double> cells, std::span<const double> weights) const;

 private:
  struct Part {
    std::size_t cell;
    std::vector<std::size_t> weights;
  };
  void weigh(const SeriesInfo& series, const SeriesInfo& by, std::span<const Axis> axes, const Selection& selection);

  bool adds_ = false;
  std::vector<Part> parts_;
  std::vector<std::string> unjoined_;
  std::string weight_;
};

}  // namespace sim
