// One series under two policies, in pairs of equal luck.
//
//   pairs (before, after, point of the sweep) --compare--> difference, change in percent, what common luck saves
//
// What is counted are the points of a sweep, each the mean of its pairs: replicates at one point tell of luck, points
// of what the parameters leave uncertain, and a spread over both together would be neither. So the interval of a sweep
// is where its points lie, which more points do not narrow. Without a sweep the pairs themselves are counted, and the
// interval is that of their mean.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/compare/statistics.hpp"

namespace sim {

/// The same replicate and seed at the same point, under the baseline and under the other policy.
struct Pair {
  std::size_t point = 0;
  double before = 0, after = 0;  ///< NaN: not defined
};

/// What is counted: pairs; points of a sweep that are a sample of its ranges, or cover them evenly, so that their mean
/// is one over the ranges; or points chosen in another way, whose mean is only theirs.
enum class Counted { pairs, sample, chosen };

/// A number with its interval: of a mean over pairs the 95 % interval, of a sample of points
/// where they lie (see most_of), of chosen ones the whole range.
struct Estimate {
  double value = undefined, low = undefined, high = undefined;
};

struct Comparison {
  std::size_t pairs = 0;                         ///< with both numbers defined
  std::size_t points = 0;                        ///< at which these pairs are
  double before = undefined, after = undefined;  ///< means over what is counted
  Counted counted = Counted::pairs;
  Paired difference;  ///< after - before, over what is counted; of chosen points no spread, interval of the mean or p
  Range interval;     ///< of the difference, as that of an Estimate
  Estimate ratio;     ///< of the means, after / before; NaN when before is 0
  Estimate percent;   ///< the same as a change: above 0 where `after` is above `before`
  double before_spread = undefined, after_spread = undefined;  ///< standard deviations between replicates of a point
  double correlation = undefined;                              ///< of before and after between replicates of a point
  /// How many times smaller the variance of the difference is than it would be were the luck not shared: (variance
  /// before + variance after) / variance of the difference. Infinite when the difference never varies, NaN when nothing
  /// does or no point has two pairs.
  double variance_reduction = undefined;
  /// Of what is counted, how many in all it would take for the interval of a difference of this mean and spread to
  /// exclude 0; 0 when it does already or none will do, and of chosen points.
  std::size_t needed = 0;

  bool over_points() const { return counted != Counted::pairs; }
  /// Whether the intervals leave out what few points are like; else they hold all points, from least to most.
  bool in_part() const { return counted == Counted::sample && difference.count >= enough_for_quantiles; }
};

Comparison compare(std::span<const Pair> pairs, Counted counted = Counted::pairs);

/// Sums of many numbers are off in their last digits: so small a difference is none. (One among a billion is more.)
Pair rounded(const Pair& pair);
/// One of the two, or both.
bool is_infinite(const Pair& pair);

/// What is counted: the pairs, or the mean of those at each point.
std::vector<Pair> counted_of(std::span<const Pair> pairs, Counted what);

}  // namespace sim
