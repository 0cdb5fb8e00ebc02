#include "sim/output/values.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "sim/error.hpp"
#include "sim/say.hpp"

namespace sim {

namespace {

constexpr double most_hundredths = 9007199254740992.0;  // beyond it a double has no whole numbers one by one

// A value that its series cannot hold.
struct Unfit {
  double value;
  std::string what;
};

std::int32_t to_count(double value) {
  if (std::isnan(value)) return no_count;
  if (value != std::floor(value) || value <= no_count || value > std::numeric_limits<std::int32_t>::max())
    throw Unfit{value, say("a whole number of 32 bits")};
  return static_cast<std::int32_t>(value);
}

// The double nearest to the whole hundredths that are meant: sums are a little off. Means need not be whole ones.
double to_money(double value, Measure measure) {
  if (std::isnan(value)) return no_value;
  const double hundredths = std::round(value * 100);
  if (!(std::abs(hundredths) <= most_hundredths) ||
      (measure != Measure::rate && std::abs(value * 100 - hundredths) > 1e-3 + 1e-15 * std::abs(hundredths)))
    throw Unfit{value, say("money in whole hundredths")};
  return hundredths / 100;
}

// For each cell of a series in the run, its number in the layout.
std::vector<std::size_t> places(const SeriesInfo& series, const RunRecord& record, const Layout& layout) {
  std::vector<std::size_t> out = {0};
  for (const std::string& name : series.axes) {
    const std::vector<std::string>&from = axis_named(record.axes, name).labels,
          &to = axis_named(layout.axes, name).labels;
    std::vector<std::size_t> wider;
    for (const std::size_t place : out)
      for (std::size_t i = 0; i < from.size(); ++i) {
        const bool same = i < to.size() && from[i] == to[i];
        const std::size_t at = same ? i : std::find(to.begin(), to.end(), from[i]) - to.begin();
        if (at == to.size()) throw Failure(Exit::bug, say("{} \"{}\" is not in the file's layout", name, from[i]));
        wider.push_back(place * to.size() + at);
      }
    out = std::move(wider);
  }
  return out;
}

template <class T, class Convert>
std::vector<T> placed(const RunRecord& record, std::size_t s, const Layout& layout, T missing, const Convert& convert) {
  const std::vector<std::size_t> cells = places(record.series[s], record, layout);
  const std::size_t width = layout.cells(record.series[s]);
  const SeriesInfo& info = record.series[s];
  const int shift = info.yearly() ? record.years().first - layout.years.first : record.start - layout.start;
  const int moments = record.moments(info);
  assert(shift >= 0 && shift + moments <= layout.moments(info));
  assert(record.values[s].size() == cells.size() * static_cast<std::size_t>(moments));
  std::vector<T> out(width * static_cast<std::size_t>(layout.moments(info)), missing);
  const double* next = record.values[s].data();
  int moment = 0;
  try {
    for (; moment < moments; ++moment)
      for (const std::size_t cell : cells)
        out[static_cast<std::size_t>(moment + shift) * width + cell] = convert(*next++);
  } catch (const Unfit& unfit) {
    const std::string when =
        info.yearly() ? std::to_string(record.years().first + moment) : (record.start + moment).text();
    throw Failure(Exit::bug, say("{}, replicate {}: {} is {} in {}, which is not {}", record.scenario, record.replicate,
                                 info.name, unfit.value, when, unfit.what));
  }
  return out;
}

}  // namespace

void want_holdable(const SeriesInfo& series, std::span<const double> values, const std::string& when) {
  const double most = is_count(series) ? std::numeric_limits<std::int32_t>::max()
                      : series.money   ? most_hundredths / 100
                                       : std::numeric_limits<double>::max();
  for (const double value : values)
    if (std::abs(value) > most)  // not so where it is undefined
      throw Failure(Exit::bad_data,
                    std::isinf(value) ? say("{} is infinite in {}", series.name, when)
                                      : say("{} is {:.0f} in {}, and no file holds more than {:.0f} of it", series.name,
                                            value, when, most),
                    say("a value of the scenario is out of all proportion, or the years go too far"));
}

std::vector<std::int32_t> counts(const RunRecord& record, std::size_t series, const Layout& layout) {
  return placed(record, series, layout, no_count, to_count);
}

std::vector<double> numbers(const RunRecord& record, std::size_t series, const Layout& layout) {
  const SeriesInfo& info = record.series[series];
  return placed(record, series, layout, no_value,
                [&info](double value) { return info.money ? to_money(value, info.measure) : value; });
}

}  // namespace sim
