// Statistics of paired runs. The only door to Boost.Math.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sim {

/// What the differences of paired runs come to.
struct Paired {
  std::size_t pairs = 0;
  double mean = 0;
  double low = 0, high = 0;    ///< 95 % Student-t interval of the mean; NaN for fewer than two pairs
  double least = 0, most = 0;  ///< the range of the differences
  double same_sign = 0;        ///< share of the differences that point the way the mean points
  double p = 1;                ///< two-sided, that the mean is zero; NaN for fewer than two pairs
};

/// Of the differences, one a pair; those that are NaN (not defined in one of the two runs) do not count.
Paired paired(std::span<const double> differences);

/// Which of several tests looked at together hold, so that the chance of one false among them stays at most `level`
/// (Holm 1979). NaN is no test.
std::vector<bool> holm(std::span<const double> p, double level);

}  // namespace sim
