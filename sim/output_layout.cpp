// Layout: the coordinates that runs share, or the union of what they have.
#include <fmt/format.h>

#include <algorithm>

#include "sim/hash.hpp"
#include "sim/output_values.hpp"

namespace sim {

std::size_t Layout::cells(const SeriesInfo& info) const {
  const std::array<std::size_t, 3> size = extents(info, axes);
  return size[0] * size[1] * size[2];
}

void Layout::include(Month run_start, int run_months, const std::vector<Axis>& run_axes,
                     const std::vector<SeriesInfo>& run_series) {
  const Month end = months == 0 ? run_start + run_months : std::max(start + months, run_start + run_months);
  start = months == 0 ? run_start : std::min(start, run_start);
  months = end - start;
  for (const Axis& a : run_axes) {
    const auto same = std::find_if(axes.begin(), axes.end(), [&a](const Axis& b) { return b.name == a.name; });
    if (same == axes.end()) {
      axes.push_back(a);
      continue;
    }
    for (const std::string& label : a.labels)
      if (std::find(same->labels.begin(), same->labels.end(), label) == same->labels.end())
        same->labels.push_back(label);
  }
  for (const SeriesInfo& s : run_series)
    if (std::none_of(series.begin(), series.end(), [&s](const SeriesInfo& other) { return other.name == s.name; }))
      series.push_back(s);
}

std::size_t Layout::bytes() const {
  std::size_t out = 0;
  for (const SeriesInfo& s : series)
    out += cells(s) * static_cast<std::size_t>(months) * runs * (is_count(s) ? sizeof(std::int32_t) : sizeof(double));
  for (const auto& [name, text] : scenarios) out += text.size();
  return out;
}

std::string hash_text(std::string_view text) { return fmt::format("fnv1a64:{:016x}", fnv1a(text)); }

}  // namespace sim
