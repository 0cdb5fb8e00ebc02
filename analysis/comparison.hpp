// One series under two policies, in pairs of equal luck.
//
//   pairs (before, after, point of the sweep) --compare--> difference, change in percent, what common luck saves
//
// What is counted are the points of a sweep, each the mean of its pairs: replicates at one point tell of luck, points
// of what the parameters leave uncertain, and a spread over both together would be neither. Without a sweep (all pairs
// at one point) the pairs themselves are counted.
#pragma once

#include <cstddef>
#include <span>

#include "analysis/statistics.hpp"

namespace analysis {

/// The same replicate and seed at the same point, under the baseline and under the other policy.
struct Pair {
  std::size_t point = 0;
  double before = 0, after = 0;  ///< NaN: not defined
};

/// A number with its 95 % interval.
struct Estimate {
  double value = undefined, low = undefined, high = undefined;
};

struct Comparison {
  std::size_t pairs = 0;                         ///< with both numbers defined
  std::size_t points = 0;                        ///< at which these pairs are
  double before = undefined, after = undefined;  ///< means over what is counted
  Paired difference;                             ///< after - before, over what is counted
  Estimate ratio;                                ///< of the means, after / before; NaN when before is 0
  Estimate percent;                              ///< the same as a change: above 0 where `after` is above `before`
  double before_spread = undefined, after_spread = undefined;  ///< standard deviations between replicates of a point
  double correlation = undefined;                              ///< of before and after between replicates of a point
  /// How many times smaller the variance of the difference is than it would be were the luck not shared: (variance
  /// before + variance after) / variance of the difference. Infinite when the difference never varies, NaN when nothing
  /// does or no point has two pairs.
  double variance_reduction = undefined;
  /// Of what is counted, how many in all it would take for the interval of a difference of this mean and spread to
  /// exclude 0; 0 when it does already or none will do.
  std::size_t needed = 0;

  /// Whether what is counted are points of a sweep: the interval is then of what the parameters leave uncertain too.
  bool over_points() const { return points > 1; }
};

Comparison compare(std::span<const Pair> pairs);

}  // namespace analysis
