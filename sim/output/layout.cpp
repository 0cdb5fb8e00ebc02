// Layout: the coordinates that runs share, or the union of what they have.
#include <algorithm>
#include <cassert>
#include <type_traits>

#include "sim/output/values.hpp"

namespace sim {

namespace {

// Adds label i of an axis, or holds what is known of it against what the layout has at `place`.
void add_details(const std::vector<Detail>& from, std::size_t i, std::vector<Detail>& to, std::size_t place) {
  for (std::size_t d = 0; d < from.size(); ++d)
    std::visit(
        [&](auto& all) {
          const auto& value = std::get<std::decay_t<decltype(all)>>(from[d].values)[i];
          if (place == all.size()) return all.push_back(value);
          if (all[place] == value) return;
          if constexpr (std::is_same_v<std::decay_t<decltype(value)>, double>)
            all[place] = no_value;
          else
            all[place].clear();
        },
        to[d].values);
}

void add_labels(const Axis& from, Axis& to) {
  for (std::size_t i = 0; i < from.labels.size(); ++i) {
    const std::string& label = from.labels[i];
    const bool same = i < to.labels.size() && to.labels[i] == label;
    const auto place = same ? to.labels.begin() + static_cast<std::ptrdiff_t>(i)
                            : std::find(to.labels.begin(), to.labels.end(), label);
    const auto at = static_cast<std::size_t>(place - to.labels.begin());
    if (at == to.labels.size()) to.labels.push_back(label);
    add_details(from.details, i, to.details, at);
  }
}

}  // namespace

bool Layout::yearly() const {
  return std::any_of(series.begin(), series.end(), [](const SeriesInfo& s) { return s.yearly(); });
}

bool Layout::uses(const Axis& axis) const {
  return std::any_of(series.begin(), series.end(), [&axis](const SeriesInfo& s) {
    return std::find(s.axes.begin(), s.axes.end(), axis.name) != s.axes.end();
  });
}

std::size_t Layout::cells(const SeriesInfo& info) const {
  const std::array<std::size_t, 3> size = extents(info, axes);
  return size[0] * size[1] * size[2];
}

void Layout::include(Month run_start, int run_months, const std::vector<Axis>& run_axes,
                     const std::vector<SeriesInfo>& run_series) {
  const Month end = months == 0 ? run_start + run_months : std::max(start + months, run_start + run_months);
  start = months == 0 ? run_start : std::min(start, run_start);
  months = end - start;
  if (const Years own = Years::within(run_start, run_months); own.count > 0) {
    const int last = years.count == 0 ? own.end() : std::max(years.end(), own.end());
    years.first = years.count == 0 ? own.first : std::min(years.first, own.first);
    years.count = last - years.first;
  }
  for (const Axis& a : run_axes) {
    const auto same = std::find_if(axes.begin(), axes.end(), [&a](const Axis& b) { return b.name == a.name; });
    if (same == axes.end())
      axes.push_back(a);
    else
      add_labels(a, *same);
  }
  const bool whole_year = Years::within(run_start, run_months).count > 0;
  for (const SeriesInfo& s : run_series)
    if ((whole_year || !s.yearly()) &&
        std::none_of(series.begin(), series.end(), [&s](const SeriesInfo& other) { return other.name == s.name; }))
      series.push_back(s);
}

std::size_t Layout::bytes() const {
  std::size_t out = 0;
  for (const SeriesInfo& s : series)
    out +=
        cells(s) * static_cast<std::size_t>(moments(s)) * runs * (is_count(s) ? sizeof(std::int32_t) : sizeof(double));
  for (const auto& [name, text] : scenarios) out += text.size();
  return out;
}

}  // namespace sim
