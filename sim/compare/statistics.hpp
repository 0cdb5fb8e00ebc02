// Statistics of paired runs. The only door to Boost.Math.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace sim {

inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// What the differences of paired runs come to.
struct Paired {
  std::size_t count = 0;
  double mean = undefined;
  double spread = undefined;                   ///< standard deviation; NaN for fewer than two
  double low = undefined, high = undefined;    ///< 95 % Student-t interval of the mean; NaN for fewer than two
  double least = undefined, most = undefined;  ///< the range of the differences
  double same_sign = undefined;                ///< share of the differences that point the way the mean points
  double p = undefined;                        ///< two-sided, that the mean is zero; NaN for fewer than two
};

/// Of the differences, one a pair; those that are NaN (not defined in one of the two runs) do not count.
Paired paired(std::span<const double> differences);

/// Where values lie.
struct Range {
  double low = undefined, high = undefined;
};

/// Fewer have no 2.5 % at each end.
inline constexpr std::size_t enough_for_quantiles = 40;

/// Where 95 % of them lie, from the 2.5 to the 97.5 % quantile (between two values: in proportion), if `in_part` and
/// they are enough_for_quantiles; else the whole range. NaN for fewer than two, or if one of them is NaN.
Range most_of(std::vector<double> values, bool in_part = true);

/// Half the interval of a mean of so many (two or more) values with this standard deviation: the 95 % one, or another.
double half_interval(std::size_t count, double spread, double level = 0.95);

/// How many differences in all it takes, of this mean and spread, until the 95 % interval of the mean excludes 0;
/// 0 when no number will do.
std::size_t needed(double mean, double spread);

/// A mean over another mean of the same things.
struct Quotient {
  double value = undefined, low = undefined, high = undefined;  ///< NaN where the denominator may be 0 (95 %)
};

/// With the 95 % interval (or another) of Fieller (1954): all quotients theta for which the mean of `over - theta *
/// under` may be 0 by Student's t.
Quotient fieller(std::span<const double> over, std::span<const double> under, double level = 0.95);

/// With the 2.5 and 97.5 % quantiles of the quotient when as many things as there are are drawn from them with
/// replacement (Efron 1979), 10,000 times, always the same ones. It asks for nothing about their distribution.
Quotient bootstrapped(std::span<const double> over, std::span<const double> under);

/// The i-th of `count` things that are drawn from themselves with replacement, for the time-th time: always the same.
std::size_t drawn_again(std::uint32_t time, std::size_t i, std::size_t count);

/// The p of several tests looked at together: where it is at most 5 %, the chance that any such finding is false is at
/// most 5 % (Holm 1979). NaN is no test.
std::vector<double> holm(std::span<const double> p);

}  // namespace sim
