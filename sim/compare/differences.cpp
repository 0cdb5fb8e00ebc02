#include "sim/compare/differences.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "sim/say.hpp"
#include "sim/sweep/design.hpp"

namespace sim {

namespace {

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
    if (count == 0) return std::numeric_limits<double>::quiet_NaN();
    return as_sum ? sum : sum / static_cast<double>(count);
  }
};

// One month of a series in one number; of its row-major cells those count that are selected or belong to the whole.
double month_of(const RunRecord& record, std::size_t series, Month month, const Selection& selection = {}) {
  const SeriesInfo& info = record.series[series];
  std::vector<std::vector<bool>> axes;  // whether a label counts
  std::size_t cells = 1;
  for (const std::string& name : info.axes) {
    const Axis& axis = axis_named(record.axes, name);
    const auto selected = selection.find(name);
    std::vector<bool>& labels = axes.emplace_back();
    for (std::size_t i = 0; i < axis.labels.size(); ++i)
      labels.push_back(selected != selection.end() ? axis.labels[i] == selected->second
                                                   : (!axis.whole_first || i == 0) && !axis.stands_apart(i));
    cells *= labels.size();
  }
  const std::size_t first = static_cast<std::size_t>(month - record.start) * cells;
  Gathered all;
  for (std::size_t i = 0; i < cells; ++i) {
    bool counts = true;
    for (std::size_t a = axes.size(), rest = i; a-- > 0; rest /= axes[a].size())
      counts = counts && axes[a][rest % axes[a].size()];
    if (counts) all.add(record.values[series].at(first + i));
  }
  return all.value(info.unit == "count" || info.money);
}

Counted counted_as(std::span<const Measured> series, const std::string& method) {
  std::set<std::size_t> points;
  for (const Measured& m : series)
    for (const Pair& p : m.pairs) points.insert(p.point);
  const bool drawn = method == text(Method::random) || method == text(Method::lhs) || method == text(Method::sobol) ||
                     method == text(Method::table);
  return points.size() < 2 ? Counted::pairs : drawn ? Counted::sample : Counted::chosen;
}

}  // namespace

std::string selection_text(const Selection& selection) {
  std::vector<std::string> parts;
  for (const auto& [axis, label] : selection) parts.push_back(fmt::format("{}={}", axis, label));
  return fmt::format("{}", fmt::join(parts, ", "));
}

double headline(const RunRecord& record, std::size_t series, const Period& period, const Selection& selection) {
  const auto& [from, until] = period;
  const SeriesInfo& info = record.series[series];
  const int wanted = info.measure == Measure::flow ? until - from + 1 : info.measure == Measure::stock ? 1 : 12;
  Gathered all;
  for (Month m = std::max(from, until + 1 - wanted); m <= until; m = m + 1)
    all.add(month_of(record, series, m, selection));
  return all.value(info.measure == Measure::flow);
}

SeriesInfo of_headline(SeriesInfo info, std::span<const Axis> axes, const Selection& selection) {
  for (const std::string& name : info.axes) {
    if (selection.contains(name)) continue;
    const Axis& axis = axis_named(axes, name);
    for (std::size_t i = 0; i < axis.labels.size(); ++i)
      if (axis.stands_apart(i)) info.without += (info.without.empty() ? "" : ", ") + axis.labels[i];
  }
  info.axes.clear();
  return info;
}

RunRecord condensed(const RunRecord& record, std::span<const std::string> headlines) {
  RunRecord out{record.scenario, record.replicate, record.seed, record.start, record.months, {}, {}, {}};
  for (std::size_t s = 0; s < record.series.size(); ++s) {
    if (std::find(headlines.begin(), headlines.end(), record.series[s].name) == headlines.end()) continue;
    out.series.push_back(of_headline(record.series[s], record.axes));
    out.values.emplace_back();
    for (Month m = record.start; m < record.start + record.months; m = m + 1)
      out.values.back().push_back(month_of(record, s, m));
  }
  return out;
}

Period period_of(const RunRecord& record) { return {record.start, record.start + (record.months - 1)}; }

Period shared(const Period& one, const Period& other) {
  return {std::max(one.from, other.from), std::min(one.until, other.until)};
}

std::vector<RunPair> pairs(const std::string& baseline, const std::string& scenario, std::span<const RunName> runs,
                           std::span<const std::size_t> points) {
  std::map<std::tuple<std::size_t, std::uint32_t, std::uint64_t>, std::size_t> before, after;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::tuple luck(points.empty() ? std::size_t{0} : points[i], runs[i].replicate, runs[i].seed);
    if (runs[i].scenario == baseline) before.emplace(luck, i);
    if (runs[i].scenario == scenario) after.emplace(luck, i);
  }
  std::vector<RunPair> out;
  for (const auto& [luck, i] : after)
    if (const auto base = before.find(luck); base != before.end()) out.push_back({base->second, i, std::get<0>(luck)});
  return out;
}

std::string noise(const Difference& difference) {
  return difference.found.over_points() ? say("parameter uncertainty (and simulation noise)")
                                        : say("simulation noise only");
}

std::string_view extent(const Difference& difference) {
  if (!difference.found.over_points()) return "mean (Student's t)";
  return difference.found.in_part() ? "95 % of the points" : "all points";
}

std::string why_no_verdict(const Difference& difference) {
  if (difference.found.counted != Counted::chosen) return "";
  return say("No interval of the mean and no verdict: {}",
             difference.method.empty()
                 ? say("the file does not say how its points were chosen")
                 : say("the points of a {} design are no independent sample of the ranges", difference.method));
}

RatioOfDifferences ratio_of_differences(const Measured& over, const Measured& under, const std::string& method) {
  const Difference& d = over.difference;
  RatioOfDifferences out{d.baseline, d.scenario, d.series, under.difference.series, d.period};
  out.counted = counted_as(std::span(&over, 1), method);
  std::vector<Pair> above, below;
  for (std::size_t i = 0; i < over.pairs.size(); ++i) {
    const Pair a = rounded(over.pairs[i]), b = rounded(under.pairs[i]);
    if (std::isnan(a.after - a.before) || std::isnan(b.after - b.before)) continue;
    above.push_back(a);
    below.push_back(b);
  }
  const auto differences = [&](const std::vector<Pair>& pairs) {
    std::vector<double> all;
    for (const Pair& p : counted_of(pairs, out.counted)) all.push_back(p.after - p.before);
    return all;
  };
  const std::vector<double> a = differences(above), b = differences(below);
  out.count = a.size();
  out.found = out.counted == Counted::pairs ? fieller(a, b) : bootstrapped(a, b);
  if (out.counted == Counted::chosen) out.found.low = out.found.high = undefined;
  return out;
}

std::vector<Difference> concluded(std::vector<Measured> series, const std::string& method) {
  const Counted counted = counted_as(series, method);
  std::vector<Difference> out;
  std::vector<double> p;
  for (Measured& m : series) {
    Difference& d = out.emplace_back(std::move(m.difference));
    d.found = compare(m.pairs, counted);
    if (d.found.over_points()) d.method = method;
    p.push_back(d.enough() ? d.found.difference.p : undefined);
  }
  const std::vector<double> together = holm(p);
  for (std::size_t i = 0; i < out.size(); ++i) out[i].p_together = together[i];
  return out;
}

std::vector<Difference> differences(std::span<const std::string> headlines, std::span<const std::string> scenarios,
                                    std::span<const RunRecord> records) {
  std::vector<RunName> runs;
  for (const RunRecord& r : records) runs.push_back({r.scenario, r.replicate, r.seed});
  std::vector<Difference> out;
  for (const std::string& scenario : scenarios.subspan(1)) {
    std::vector<Measured> measured;
    const std::vector<RunPair> all = pairs(scenarios[0], scenario, runs);
    for (const std::string& name : headlines) {
      const auto place = [&name](const RunRecord& record) {
        return static_cast<std::size_t>(std::find_if(record.series.begin(), record.series.end(),
                                                     [&name](const SeriesInfo& s) { return s.name == name; }) -
                                        record.series.begin());
      };
      Measured m{{scenarios[0], scenario, {}, {}, {}}, {}};
      for (const RunPair& pair : all) {
        const RunRecord &before = records[pair.before], &after = records[pair.after];
        const std::size_t there = place(before), here = place(after);
        if (there == before.series.size() || here == after.series.size()) continue;
        m.difference.series = after.series[here];
        m.difference.period = shared(period_of(before), period_of(after));
        m.pairs.push_back(
            {pair.point, headline(before, there, m.difference.period), headline(after, here, m.difference.period)});
      }
      if (!m.pairs.empty()) measured.push_back(std::move(m));
    }
    for (Difference& d : concluded(std::move(measured))) out.push_back(std::move(d));
  }
  return out;
}

}  // namespace sim
