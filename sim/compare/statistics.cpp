#include "sim/compare/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <cstdint>
#include <utility>

#include "sim/random.hpp"

namespace sim {

Paired paired(std::span<const double> differences) {
  std::vector<double> known;
  for (const double d : differences)
    if (!std::isnan(d)) known.push_back(d);
  Paired out;
  out.count = known.size();
  if (known.empty()) return out;

  const auto [least, most] = std::minmax_element(known.begin(), known.end());
  out.least = *least;
  out.most = *most;
  const auto n = static_cast<double>(known.size());
  double sum = 0, squares = 0, same = 0;
  for (const double d : known) sum += d;
  out.mean = sum / n;
  if (std::abs(out.mean) <= 1e-14 * std::max(std::abs(*least), std::abs(*most))) out.mean = 0;  // rounding of the sum
  for (const double d : known) {
    squares += (d - out.mean) * (d - out.mean);
    same += (d > 0) == (out.mean > 0) && (d < 0) == (out.mean < 0);
  }
  out.same_sign = same / n;
  if (known.size() < 2) return out;
  out.spread = std::sqrt(squares / (n - 1));
  const double half = half_interval(known.size(), out.spread), error = out.spread / std::sqrt(n);
  out.low = out.mean - half;
  out.high = out.mean + half;
  const boost::math::students_t noise(n - 1);
  out.p = error > 0 ? 2 * boost::math::cdf(noise, -std::abs(out.mean) / error) : out.mean == 0 ? 1 : 0;
  return out;
}

Range most_of(std::vector<double> values, bool in_part) {
  if (values.size() < 2 || std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); })) return {};
  std::sort(values.begin(), values.end());
  if (!in_part || values.size() < enough_for_quantiles) return {values.front(), values.back()};
  const auto quantile = [&values](double part) {
    const double place = part * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    return std::lerp(values[below], values[below + 1], place - static_cast<double>(below));
  };
  return {quantile(0.025), quantile(0.975)};
}

double half_interval(std::size_t count, double spread, double level) {
  const auto n = static_cast<double>(count);
  return boost::math::quantile(boost::math::students_t(n - 1), (1 + level) / 2) * spread / std::sqrt(n);
}

Quotient fieller(std::span<const double> over, std::span<const double> under, double level) {
  if (over.size() < 2) return {};
  const auto n = static_cast<double>(over.size());
  const Paired a = paired(over), b = paired(under);
  double both = 0;
  for (std::size_t i = 0; i < over.size(); ++i) both += (over[i] - a.mean) * (under[i] - b.mean);
  const double t = half_interval(over.size(), std::sqrt(n), level), tt = t * t / n, covariance = both / (n - 1);
  // squared * theta^2 - 2 * linear * theta + rest <= 0
  const double squared = b.mean * b.mean - tt * b.spread * b.spread, linear = a.mean * b.mean - tt * covariance,
               rest = a.mean * a.mean - tt * a.spread * a.spread;
  if (!(squared > 0)) return {};
  const double half = std::sqrt(std::max(0.0, linear * linear - squared * rest)) / squared, middle = linear / squared;
  return {a.mean / b.mean, middle - half, middle + half};
}

std::size_t drawn_again(std::uint32_t time, std::size_t i, std::size_t count) {
  constexpr std::uint64_t seed = 1979;
  const double u = unit(static_cast<std::uint32_t>(combine(combine(seed, time), i) >> 32));
  return static_cast<std::size_t>(u * static_cast<double>(count));
}

Quotient bootstrapped(std::span<const double> over, std::span<const double> under) {
  constexpr std::uint32_t times = 10'000;
  const std::size_t n = over.size();
  const Paired a = paired(over), b = paired(under);
  if (n < 2 || !(b.low > 0 || b.high < 0)) return {};
  std::vector<double> found;
  for (std::uint32_t time = 0; time < times; ++time) {
    double above = 0, below = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t which = drawn_again(time, i, n);
      above += over[which];
      below += under[which];
    }
    if (below == 0) return {};
    found.push_back(above / below);
  }
  const Range most = most_of(std::move(found));
  return {a.mean / b.mean, most.low, most.high};
}

std::size_t needed(double mean, double spread) {
  constexpr std::size_t most = 1'000'000'000;
  const auto excludes_zero = [=](std::size_t count) { return half_interval(count, spread) < std::abs(mean); };
  if (!excludes_zero(most)) return 0;
  std::size_t low = 1, high = most;  // one value has no interval; the half shrinks with every further one
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    (excludes_zero(middle) ? high : low) = middle;
  }
  return high;
}

std::vector<double> holm(std::span<const double> p) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i)
    if (!std::isnan(p[i])) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [p](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<double> out(p.size(), undefined);
  // The least has all the others beside it, the next one fewer; none is better than the one before.
  double before = 0;
  for (std::size_t i = 0; i < order.size(); ++i)
    before = out[order[i]] = std::max(before, std::min(1.0, p[order[i]] * static_cast<double>(order.size() - i)));
  return out;
}

}  // namespace sim
