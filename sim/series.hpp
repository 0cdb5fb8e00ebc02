// Output series: each declared once, as a row of a model's table, with the function that reads it.
// Rules do not report; reports do not rule: a series sees the state as const, or what was counted of it.
//
// Most series have a value a month. A yearly one (a snapshot, of many cells) has a value for each calendar year that a
// run has whole, read when December is over.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sim {

/// How a value relates to its month or year (CF cell_methods).
enum class Measure {
  flow,   ///< total over the month ("time: sum")
  stock,  ///< at the month's end ("time: point")
  rate,   ///< a ratio or mean over the month ("time: mean")
};

/// How often a series is recorded.
enum class Cadence { every_month, every_year };

/// Which of two values people would rather have, where that can be said.
enum class Better { unsaid, more, less };

/// What else is known of an axis' labels, for maps and groups: a value each. Numbers or texts; NaN or "" is unknown.
struct Detail {
  std::string name;
  std::string unit;
  std::string meaning;
  std::variant<std::vector<double>, std::vector<std::string>> values;
};

/// A dimension besides run and time: its labels are a coordinate variable of the output file, its details auxiliary
/// ones. A model whose labels come with its world has other labels before that is built, at least as many.
struct Axis {
  std::string name;
  std::string meaning;
  std::vector<std::string> labels;
  std::vector<Detail> details = {};
  bool whole_first = false;  ///< the first label is the whole that the others are parts of
  std::string apart = {};    ///< a detail of numbers: labels where it is 1 stand apart, and headlines leave them out
  bool both_sides = false;   ///< its labels deal with each other: a total over them has the same thing twice

  /// "elder_care", or "elder_care (养老)" where it has another label than its name: the detail NAME_label.
  std::string called(std::size_t label) const {
    for (const Detail& d : details)
      if (d.name == name + "_label")
        if (const auto* texts = std::get_if<std::vector<std::string>>(&d.values);
            texts != nullptr && label < texts->size() && !(*texts)[label].empty() && (*texts)[label] != labels[label])
          return labels[label] + " (" + (*texts)[label] + ")";
    return labels[label];
  }

  bool stands_apart(std::size_t label) const {
    if (apart.empty()) return false;
    const auto found =
        std::find_if(details.begin(), details.end(), [this](const Detail& d) { return d.name == apart; });
    if (found == details.end()) return false;
    const auto* numbers = std::get_if<std::vector<double>>(&found->values);
    return numbers != nullptr && label < numbers->size() && (*numbers)[label] == 1;
  }
};

/// What a series is, apart from how it is computed.
struct SeriesInfo {
  std::string name;
  std::string unit;  ///< UDUNITS-valid, or a currency; "count" is stored as int32, others as double
  std::string meaning;
  Measure measure = Measure::stock;
  std::vector<std::string> axes;  ///< names of axes, in order
  Cadence cadence = Cadence::every_month;
  bool money = false;        ///< its unit is a currency, and its values hold whole hundredths
  std::string without = {};  ///< of a headline: labels that stand apart and are not in it
  std::string weight = {};   ///< of a mean: the series that it is weighted by, if one is
  Better better = Better::unsaid;

  bool yearly() const { return cadence == Cadence::every_year; }
};

/// How CF says what a value is of its month or year.
inline std::string cell_methods(const SeriesInfo& info) {
  const std::string over = info.yearly() ? "year: " : "time: ";
  if (info.measure == Measure::flow) return over + "sum";
  if (info.measure == Measure::rate) return over + "mean";
  return over + (info.yearly() ? "point (comment: end of December)" : "point");
}

/// The axis of a name among those that a model or a file has.
inline const Axis& axis_named(std::span<const Axis> axes, std::string_view name) {
  const auto found = std::find_if(axes.begin(), axes.end(), [name](const Axis& a) { return a.name == name; });
  assert(found != axes.end());
  return *found;
}

/// Labels on each axis of a series; 1 where it has none.
inline std::array<std::size_t, 3> extents(const SeriesInfo& info, std::span<const Axis> axes) {
  std::array<std::size_t, 3> out = {1, 1, 1};
  for (std::size_t a = 0; a < info.axes.size(); ++a) out[a] = axis_named(axes, info.axes[a]).labels.size();
  return out;
}

/// The cells of one series in one month or year: up to three axes, row-major. NaN means "not defined" (a mean of
/// nothing).
class Cells {
 public:
  Cells(std::span<double> values, std::array<std::size_t, 3> extents) : values_(values), extents_(extents) {}
  double& operator()(std::size_t i = 0, std::size_t j = 0, std::size_t k = 0) const {
    assert(i < extents_[0] && j < extents_[1] && k < extents_[2]);
    return values_[(i * extents_[1] + j) * extents_[2] + k];
  }
  std::size_t extent(std::size_t axis) const { return extents_[axis]; }

 private:
  std::span<double> values_;
  std::array<std::size_t, 3> extents_;
};

/// One row of a model's series table; `Reading` is what it is read from (see bound.hpp).
template <class Reading>
struct Series {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
  Measure measure;
  std::vector<std::string> axes;
  void (*read)(const Reading&, const Cells&);
  std::string_view weight = {};  ///< of a mean: the series that it is weighted by
  Better better = Better::unsaid;
  Cadence cadence = Cadence::every_month;
};

}  // namespace sim
