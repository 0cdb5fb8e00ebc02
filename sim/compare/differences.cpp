#include "sim/compare/differences.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "sim/say.hpp"
#include "sim/sweep/design.hpp"

namespace sim {

namespace {

Counted counted_as(std::span<const Measured> series, const std::string& method) {
  std::set<std::size_t> points;
  for (const Measured& m : series)
    for (const Pair& p : m.pairs) points.insert(p.point);
  return points.size() < 2 ? Counted::pairs : is_sample(method) ? Counted::sample : Counted::chosen;
}

}  // namespace

bool is_sample(const std::string& method) {
  return method == text(Method::random) || method == text(Method::lhs) || method == text(Method::sobol) ||
         method == text(Method::table);
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

std::string_view noise(const Difference& difference) {
  return difference.found.over_points() ? "parameter uncertainty (and simulation noise)" : "simulation noise only";
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
  RatioOfDifferences out{d.baseline, d.scenario, d.series, under.difference.series, d.period, d.selection, d.terms};
  out.counted = counted_as(std::span(&over, 1), method);
  std::vector<Pair> above, below;
  for (std::size_t i = 0; i < over.pairs.size(); ++i) {
    const Pair a = rounded(over.pairs[i]), b = rounded(under.pairs[i]);
    if (is_infinite(a) || is_infinite(b)) return out;
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
                                    std::span<const RunRecord> records, const std::vector<double>& scales) {
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
      Measured m{{scenarios[0], scenario, {}, {}, {}, {0, {}, false, {}, scales}}, {}};
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

std::vector<Difference> alone(std::span<const std::string> headlines, std::span<const RunRecord> records) {
  std::vector<Difference> out;
  for (const std::string& name : headlines) {
    std::vector<double> values;
    Difference d;
    for (const RunRecord& r : records)
      for (std::size_t s = 0; s < r.series.size(); ++s)
        if (r.series[s].name == name) {
          d.scenario = r.scenario;
          d.series = r.series[s];
          d.period = period_of(r);
          values.push_back(headline(r, s, d.period));
        }
    if (values.empty()) continue;
    d.found.difference = paired(values);
    d.found.before = d.found.after = d.found.difference.mean;
    d.found.pairs = values.size();
    out.push_back(std::move(d));
  }
  return out;
}

}  // namespace sim
