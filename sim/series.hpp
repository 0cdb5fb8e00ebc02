// Output series: each declared once, as a row of a model's table, with the function that reads it from the state.
// Rules do not report; reports do not rule: a series sees the state as const.
#pragma once

#include <array>
#include <cassert>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// How a monthly value relates to its month (CF cell_methods).
enum class Measure {
  flow,   ///< total over the month ("time: sum")
  stock,  ///< at the month's end ("time: point")
  rate,   ///< a ratio or mean over the month ("time: mean")
};

/// A dimension besides run and time: its labels are a coordinate variable of the output file.
struct Axis {
  std::string name;
  std::string meaning;
  std::vector<std::string> labels;
};

/// What a series is, apart from how it is computed.
struct SeriesInfo {
  std::string name;
  std::string
      unit;  ///< UDUNITS-valid; "count" is stored as int32, "CNY" as double yuan holding whole fen, others double
  std::string meaning;
  Measure measure = Measure::stock;
  std::vector<std::string> axes;  ///< names of axes, in order
};

/// Labels on each axis of a series; 1 where it has none.
inline std::array<std::size_t, 3> extents(const SeriesInfo& info, std::span<const Axis> axes) {
  std::array<std::size_t, 3> out = {1, 1, 1};
  for (std::size_t a = 0; a < info.axes.size(); ++a)
    for (const Axis& axis : axes)
      if (axis.name == info.axes[a]) out[a] = axis.labels.size();
  return out;
}

/// The cells of one series in one month: up to three axes, row-major. NaN means "not defined" (a mean of nothing).
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

/// One row of a model's series table.
template <class World>
struct Series {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
  Measure measure;
  std::vector<std::string> axes;
  void (*read)(const World&, const Cells&);
};

}  // namespace sim
