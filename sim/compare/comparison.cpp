#include "sim/compare/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

namespace sim {

namespace {

// Sums of the pairs at one point.
struct Sum {
  double count = 0, before = 0, after = 0;
  void add(const Pair& pair) {
    ++count;
    before += pair.before;
    after += pair.after;
  }
};

// The ratio of means, with its interval by the delta method (Cochran 1977, 6.4): what is left of each pair's `after`
// when the mean ratio times its `before` is taken away is the noise of the ratio. A mean of log-ratios would be another
// quantity than the difference in percent that stands beside it, and is undefined where a count is 0, as rare events
// often are.
Estimate ratio_of(std::span<const Pair> counted, double before, double after) {
  if (before == 0 || counted.empty()) return {};
  const double ratio = after / before;
  std::vector<double> left;
  for (const Pair& p : counted) left.push_back((p.after - ratio * p.before) / std::abs(before));
  if (left.size() < 2) return {ratio, undefined, undefined};
  const double half = half_interval(left.size(), paired(left).spread);
  return {ratio, ratio - half, ratio + half};
}

// A ratio for each point.
Range ratios_of(std::span<const Pair> points, bool in_part) {
  std::vector<double> out;
  for (const Pair& p : points) out.push_back(p.before == 0 ? undefined : p.after / p.before);
  return most_of(std::move(out), in_part);
}

Estimate percent_of(const Estimate& ratio, double before) {
  const auto change = [](double r) { return 100 * (r - 1); };
  if (before > 0) return {change(ratio.value), change(ratio.low), change(ratio.high)};
  return {-change(ratio.value), -change(ratio.high), -change(ratio.low)};  // less of a debt is a rise
}

// Variances between the replicates of a point, all points pooled.
void add_luck(std::span<const Pair> pairs, const std::map<std::size_t, Sum>& points, Comparison& out) {
  if (pairs.size() <= points.size()) return;
  double before = 0, after = 0, both = 0, difference = 0;
  for (const Pair& p : pairs) {
    const Sum& sum = points.at(p.point);
    const double b = p.before - sum.before / sum.count, a = p.after - sum.after / sum.count,
                 d = (p.after - p.before) - (sum.after - sum.before) / sum.count;
    before += b * b;
    after += a * a;
    both += a * b;
    difference += d * d;
  }
  const auto free = static_cast<double>(pairs.size() - points.size());
  out.before_spread = std::sqrt(before / free);
  out.after_spread = std::sqrt(after / free);
  if (before > 0 && after > 0) out.correlation = both / std::sqrt(before * after);
  out.variance_reduction = (before + after) / difference;  // x / 0 is infinite, 0 / 0 is NaN
}

}  // namespace

bool is_infinite(const Pair& p) { return std::isinf(p.before) || std::isinf(p.after); }

Pair rounded(const Pair& p) {
  constexpr double none = 5e-10;
  const bool same =
      !is_infinite(p) && std::abs(p.after - p.before) <= none * std::max(std::abs(p.before), std::abs(p.after));
  return {p.point, p.before, same ? p.before : p.after};
}

std::vector<Pair> counted_of(std::span<const Pair> pairs, Counted what) {
  if (what == Counted::pairs) return {pairs.begin(), pairs.end()};
  std::map<std::size_t, Sum> points;
  for (const Pair& p : pairs) points[p.point].add(p);
  std::vector<Pair> out;
  out.reserve(points.size());
  for (const auto& [point, sum] : points) out.push_back({point, sum.before / sum.count, sum.after / sum.count});
  return out;
}

Comparison compare(std::span<const Pair> pairs, Counted what) {
  std::vector<Pair> known;
  for (const Pair& p : pairs)
    if (!std::isnan(p.before) && !std::isnan(p.after)) known.push_back(rounded(p));
  std::map<std::size_t, Sum> points;
  for (const Pair& p : known) points[p.point].add(p);

  const std::vector<Pair> counted = counted_of(known, what);
  Comparison out;
  out.counted = what;
  out.pairs = known.size();
  out.points = points.size();
  Sum all;
  std::vector<double> differences;
  for (const Pair& p : counted) {
    all.add(p);
    differences.push_back(p.after - p.before);
  }
  if (known.empty()) return out;
  out.before = all.before / all.count;
  out.after = all.after / all.count;
  if (std::any_of(known.begin(), known.end(), is_infinite)) return out;  // without them it would be another question
  out.difference = paired(differences);
  out.ratio = ratio_of(counted, out.before, out.after);
  out.interval = {out.difference.low, out.difference.high};
  if (out.over_points()) {
    out.interval = most_of(differences, out.in_part());
    const Range ratios = ratios_of(counted, out.in_part());
    out.ratio = {out.ratio.value, ratios.low, ratios.high};
  }
  out.percent = percent_of(out.ratio, out.before);
  add_luck(known, points, out);
  Paired& d = out.difference;
  if (what == Counted::chosen) d.spread = d.low = d.high = d.p = undefined;
  if (d.mean != 0 && d.low <= 0 && d.high >= 0) out.needed = needed(d.mean, d.spread);
  return out;
}

}  // namespace sim
