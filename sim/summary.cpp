#include "sim/summary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

namespace sim {

namespace {

constexpr std::string_view whole_first = "district";  // the axis whose first label stands for all the others

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

// One month of a series in one number: row-major cells, of which some belong to the whole.
double over_axes(std::span<const double> cells, std::span<const std::size_t> extents, std::span<const std::string> axes,
                 bool as_sum) {
  Gathered all;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    bool counts = true;
    for (std::size_t a = axes.size(), rest = i; a-- > 0; rest /= extents[a])
      counts = counts && (axes[a] != whole_first || rest % extents[a] == 0);
    if (counts) all.add(cells[i]);
  }
  return all.value(as_sum);
}

double month_of(const RunRecord& record, std::size_t series, Month month) {
  const SeriesInfo& info = record.series[series];
  const std::array<std::size_t, 3> size = extents(info, record.axes);
  const std::size_t cells = size[0] * size[1] * size[2];
  const std::span<const double> values = record.values[series];
  return over_axes(values.subspan(static_cast<std::size_t>(month - record.start) * cells, cells), size, info.axes,
                   info.unit == "count" || info.unit == "CNY");
}

}  // namespace

double headline(const RunRecord& record, std::size_t series, Month from, Month until) {
  const SeriesInfo& info = record.series[series];
  const int wanted = info.measure == Measure::flow ? until - from + 1 : info.measure == Measure::stock ? 1 : 12;
  Gathered all;
  for (Month m = std::max(from, until + 1 - wanted); m <= until; m = m + 1) all.add(month_of(record, series, m));
  return all.value(info.measure == Measure::flow);
}

RunRecord condensed(const RunRecord& record, std::span<const std::string> headlines) {
  RunRecord out{record.scenario, record.replicate, record.seed, record.start, record.months, {}, {}, {}};
  for (std::size_t s = 0; s < record.series.size(); ++s) {
    if (std::find(headlines.begin(), headlines.end(), record.series[s].name) == headlines.end()) continue;
    out.series.push_back(record.series[s]);
    out.series.back().axes.clear();
    out.values.emplace_back();
    for (Month m = record.start; m < record.start + record.months; m = m + 1)
      out.values.back().push_back(month_of(record, s, m));
  }
  return out;
}

namespace {

// Two runs of equal luck at the same point.
struct RunPair {
  const RunRecord& before;
  const RunRecord& after;
  std::size_t point;
};

// The pairs of one series; what they share goes to the difference.
std::vector<analysis::Pair> numbers(const std::string& name, std::span<const RunPair> pairs, std::optional<Month> at,
                                    Difference& shared) {
  const auto place = [&name](const RunRecord& record) {
    return static_cast<std::size_t>(std::find_if(record.series.begin(), record.series.end(),
                                                 [&name](const SeriesInfo& s) { return s.name == name; }) -
                                    record.series.begin());
  };
  std::vector<analysis::Pair> out;
  for (const auto& [before, after, point] : pairs) {
    const std::size_t there = place(before), here = place(after);
    if (there == before.series.size() || here == after.series.size()) continue;
    shared.series = after.series[here];
    shared.from = std::max(before.start, after.start);
    shared.until = std::min(before.start + before.months, after.start + after.months) - 1;
    if (at) shared.until = std::min(shared.until, *at);
    out.push_back(
        {point, headline(before, there, shared.from, shared.until), headline(after, here, shared.from, shared.until)});
  }
  return out;
}

}  // namespace

std::string noise(const Difference& difference) {
  return difference.found.over_points() ? "parameter uncertainty and simulation noise" : "simulation noise only";
}

std::vector<Difference> differences(std::span<const std::string> headlines, std::span<const std::string> scenarios,
                                    std::span<const RunRecord> records, std::span<const std::size_t> points,
                                    std::optional<Month> at) {
  const auto luck = [&](std::size_t i) {
    return std::make_tuple(records[i].replicate, records[i].seed, points.empty() ? std::size_t{0} : points[i]);
  };
  std::map<std::tuple<std::uint32_t, std::uint64_t, std::size_t>, std::size_t> baseline;
  for (std::size_t i = 0; i < records.size(); ++i)
    if (records[i].scenario == scenarios[0]) baseline.emplace(luck(i), i);
  std::vector<Difference> out;
  for (const std::string& scenario : scenarios.subspan(1)) {
    std::vector<RunPair> pairs;
    for (std::size_t i = 0; i < records.size(); ++i)
      if (const auto base = baseline.find(luck(i)); records[i].scenario == scenario && base != baseline.end())
        pairs.push_back({records[base->second], records[i], std::get<2>(base->first)});
    const std::size_t first = out.size();
    std::vector<double> p;
    for (const std::string& name : headlines) {
      Difference d{scenarios[0], scenario, {}, {}, {}, {}};
      const std::vector<analysis::Pair> both = numbers(name, pairs, at, d);
      if (both.empty()) continue;
      d.found = analysis::compare(both);
      p.push_back(d.enough() ? d.found.difference.p : analysis::undefined);
      out.push_back(std::move(d));
    }
    const std::vector<double> together = analysis::holm(p);
    for (std::size_t i = 0; i < together.size(); ++i) out[first + i].p_together = together[i];
  }
  return out;
}

}  // namespace sim
