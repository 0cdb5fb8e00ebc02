#include "sim/statistics.hpp"

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
  Paired out{known.size(), undefined, undefined, undefined, undefined};
  if (known.empty()) return out;

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
  const double t = boost::math::quantile(boost::math::students_t(n - 1), 0.975);
  out.low = out.mean - t * error;
  out.high = out.mean + t * error;
  return out;
}

}  // namespace sim
