// Statistics of paired runs. The only door to Boost.Math.
#pragma once

#include <cstddef>
#include <span>

namespace sim {

/// What the differences of paired runs come to.
struct Paired {
  std::size_t pairs = 0;
  double mean = 0;
  double low = 0, high = 0;  ///< 95 % Student-t interval of the mean; NaN for fewer than two pairs
  double same_sign = 0;      ///< share of the differences that point the way the mean points
};

/// Of the differences, one a pair; those that are NaN (not defined in one of the two runs) do not count.
Paired paired(std::span<const double> differences);

}  // namespace sim
