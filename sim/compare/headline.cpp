#include "sim/compare/headline.hpp"

#include <algorithm>
#include <cmath>

#include "sim/compare/statistics.hpp"
#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace {

// A series of a record, month by month (or year by year) in one number.
class Joined {
 public:
  Joined(const RunRecord& record, std::size_t series, const Selection& selection)
      : record_(record),
        series_(series),
        join_(record.series[series], record.axes, selection, record.series),
        weight_(place(record, join_.weight())) {}

  double operator()(int moment) const { return join_(cells(series_, moment), cells(weight_, moment)); }

  static std::size_t place(const RunRecord& record, const std::string& name) {
    return static_cast<std::size_t>(std::find_if(record.series.begin(), record.series.end(),
                                                 [&name](const SeriesInfo& s) { return s.name == name; }) -
                                    record.series.begin());
  }

 private:
  std::span<const double> cells(std::size_t series, int moment) const {
    if (series == record_.series.size()) return {};
    const std::array<std::size_t, 3> size = extents(record_.series[series], record_.axes);
    const std::size_t count = size[0] * size[1] * size[2];
    return std::span(record_.values[series]).subspan(static_cast<std::size_t>(moment) * count, count);
  }

  const RunRecord& record_;
  std::size_t series_;
  Join join_;
  std::size_t weight_;
};

// The sum or the mean of what is defined; NaN when nothing is.
struct Gathered {
  double sum = 0;
  std::size_t count = 0;
  void add(double value) {
    if (std::isnan(value)) return;
    sum += value;
    ++count;
  }
  double value(bool as_sum) const {
    if (count == 0) return undefined;
    return as_sum ? sum : sum / static_cast<double>(count);
  }
};

}  // namespace

std::string Terms::heads_of(const SeriesInfo& series) const {
  return per == 0 || !adds_up(series) || heads.empty() ? "" : series.yearly() ? heads.back() : heads.front();
}

std::string Terms::per_text(const SeriesInfo& series) const {
  return heads_of(series).empty() ? "" : say(" per {}", readable(per));
}

std::string Terms::scale_text() const {
  if (scales.empty()) return "";
  const auto [least, most] = std::minmax_element(scales.begin(), scales.end());
  const std::string text = *least == *most ? say("scale {}", *least) : say("scales {} to {}", *least, *most);
  return whole && *least < 1 ? say("the whole, estimated from {}", text) : text;
}

Period period_of(const RunRecord& record) { return {record.start, record.start + (record.months - 1)}; }

Period shared(const Period& one, const Period& other) {
  return {std::max(one.from, other.from), std::min(one.until, other.until)};
}

Period months_of(const SeriesInfo& series, const Period& period) {
  if (!series.yearly()) return period;
  const Years years = Years::within(period.from, period.until - period.from + 1);
  return {Month::of(years.first, 1), Month::of(years.end(), 1) - 1};
}

double headline(const RunRecord& record, std::size_t series, const Period& period, const Selection& selection,
                const Terms& terms, double scale) {
  const SeriesInfo& info = record.series[series];
  const Period months = months_of(info, period);
  const auto number = [&](Month month) {
    return info.yearly() ? month.year() - record.years().first : month - record.start;
  };
  const int first = number(months.from), last = number(months.until);
  const int wanted = info.measure == Measure::flow                     ? last - first + 1
                     : info.measure == Measure::rate && !info.yearly() ? 12
                                                                       : 1;
  const Joined joined(record, series, selection);
  const std::string heads = terms.heads_of(info);
  const std::size_t of = Joined::place(record, heads);
  if (!heads.empty() && of == record.series.size()) return undefined;
  const Joined count(record, heads.empty() ? series : of, selection);
  Gathered all;
  for (int m = std::max(first, last + 1 - wanted); m <= last; ++m)
    all.add(heads.empty() ? joined(m) : joined(m) / count(m) * terms.per);
  const double value = all.value(info.measure == Measure::flow);
  return terms.whole && adds_up(info) ? value / scale : value;
}

SeriesInfo of_headline(SeriesInfo info, std::span<const Axis> axes, const Selection& selection) {
  for (const std::string& name : info.axes) {
    const Axis& axis = axis_named(axes, name);
    const std::vector<bool> counts = that_count(axis, selection);
    for (std::size_t i = 0; i < axis.labels.size(); ++i)
      if (axis.stands_apart(i) && !counts[i] && selected(axis, selection)[i])
        info.without += (info.without.empty() ? "" : ", ") + axis.called(i);
  }
  info.axes.clear();
  info.weight.clear();
  return info;
}

RunRecord condensed(const RunRecord& record, std::span<const std::string> headlines) {
  RunRecord out{record.scenario, record.replicate, record.seed, record.start, record.months, {}, {}, {}};
  for (std::size_t s = 0; s < record.series.size(); ++s) {
    if (std::find(headlines.begin(), headlines.end(), record.series[s].name) == headlines.end()) continue;
    const Joined joined(record, s, {});
    out.series.push_back(of_headline(record.series[s], record.axes));
    out.values.emplace_back();
    for (int m = 0; m < record.moments(record.series[s]); ++m) out.values.back().push_back(joined(m));
  }
  return out;
}

}  // namespace sim
