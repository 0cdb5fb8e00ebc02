#include "sim/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace sim {

Paired paired(std::span<const double> differences) {
  constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> known;
  for (const double d : differences)
    if (!std::isnan(d)) known.push_back(d);
  Paired out{known.size(), undefined, undefined, undefined, undefined, undefined, undefined, undefined};
  if (known.empty()) return out;

  const auto [least, most] = std::minmax_element(known.begin(), known.end());
  out.least = *least;
  out.most = *most;
  const auto n = static_cast<double>(known.size());
  double sum = 0, squares = 0, same = 0;
  for (const double d : known) sum += d;
  out.mean = sum / n;
  for (const double d : known) {
    squares += (d - out.mean) * (d - out.mean);
    same += (d > 0) == (out.mean > 0) && (d < 0) == (out.mean < 0);
  }
  out.same_sign = same / n;
  if (known.size() < 2) return out;
  const double error = std::sqrt(squares / (n - 1) / n);
  const boost::math::students_t noise(n - 1);
  const double t = boost::math::quantile(noise, 0.975);
  out.low = out.mean - t * error;
  out.high = out.mean + t * error;
  out.p = error > 0 ? 2 * boost::math::cdf(noise, -std::abs(out.mean) / error) : out.mean == 0 ? 1 : 0;
  return out;
}

std::vector<bool> holm(std::span<const double> p, double level) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i)
    if (!std::isnan(p[i])) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [p](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<bool> out(p.size(), false);
  // The least has all the others beside it, the next one fewer; the first that does not hold ends it.
  for (std::size_t i = 0; i < order.size() && p[order[i]] * static_cast<double>(order.size() - i) <= level; ++i)
    out[order[i]] = true;
  return out;
}

}  // namespace sim
