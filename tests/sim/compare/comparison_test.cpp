// Comparisons by hand: a few pairs whose figures anybody can check.
#include "sim/compare/comparison.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace {

using namespace sim;
using Pairs = std::vector<sim::Pair>;

const double nan = std::nan("");
constexpr double t4 = 2.776445105, t2 = 4.302652730;  // Student's t at 0.975 with 4 and 2 degrees of freedom

TEST(Compare, MeansAndDifference) {
  const Comparison c = compare(Pairs{{0, 10, 11}, {0, 20, 22}, {0, 30, 33}, {0, 40, 44}, {0, 50, 55}});
  EXPECT_EQ(c.pairs, 5u);
  EXPECT_EQ(c.points, 1u);
  EXPECT_FALSE(c.over_points());
  EXPECT_DOUBLE_EQ(c.before, 30);
  EXPECT_DOUBLE_EQ(c.after, 33);
  EXPECT_DOUBLE_EQ(c.difference.mean, 3);
  EXPECT_NEAR(c.difference.low, 3 - t4 * std::sqrt(0.5), 1e-8);
  EXPECT_DOUBLE_EQ(c.difference.same_sign, 1);
}

TEST(Compare, ARatioThatNeverVariesHasNoInterval) {
  const Comparison c = compare(Pairs{{0, 10, 11}, {0, 20, 22}, {0, 30, 33}});
  EXPECT_DOUBLE_EQ(c.ratio.value, 1.1);
  EXPECT_NEAR(c.ratio.low, 1.1, 1e-12);
  EXPECT_NEAR(c.percent.high, 10, 1e-10);
}

TEST(Compare, RatioByTheDeltaMethod) {
  // Mean 10 to 12: ratio 1.2. What is left of each `after`: 12 - 9.6, 12 - 12, 12 - 14.4; spread 2.4, over a mean
  // of 10.
  const Comparison c = compare(Pairs{{0, 8, 12}, {0, 10, 12}, {0, 12, 12}});
  EXPECT_DOUBLE_EQ(c.ratio.value, 1.2);
  EXPECT_NEAR(c.ratio.high - c.ratio.value, t2 * 0.24 / std::sqrt(3), 1e-8);
  EXPECT_NEAR(c.percent.value, 20, 1e-10);
  EXPECT_NEAR(c.percent.low, 20 - 100 * t2 * 0.24 / std::sqrt(3), 1e-6);
}

TEST(Compare, NoRatioToNothingAndNoneTheWrongWayRound) {
  EXPECT_TRUE(std::isnan(compare(Pairs{{0, 0, 1}, {0, 0, 2}}).percent.value));
  const Comparison debt = compare(Pairs{{0, -10, -5}, {0, -10, -6}});
  EXPECT_DOUBLE_EQ(debt.difference.mean, 4.5);
  EXPECT_DOUBLE_EQ(debt.ratio.value, 0.55);
  EXPECT_DOUBLE_EQ(debt.percent.value, 45);
  EXPECT_LT(debt.percent.low, debt.percent.high);
}

TEST(Compare, CommonLuckSavesVariance) {
  // Variances 1, 1; the difference varies by 0, 1, -1: variance 1. Covariance 0.5.
  const Comparison some = compare(Pairs{{0, 1, 1}, {0, 2, 3}, {0, 3, 2}});
  EXPECT_DOUBLE_EQ(some.variance_reduction, 2);
  EXPECT_DOUBLE_EQ(some.correlation, 0.5);
  EXPECT_DOUBLE_EQ(some.before_spread, 1);
  EXPECT_DOUBLE_EQ(some.after_spread, 1);
  EXPECT_TRUE(std::isinf(compare(Pairs{{0, 1, 2}, {0, 2, 3}, {0, 5, 6}}).variance_reduction));
  EXPECT_TRUE(std::isnan(compare(Pairs{{0, 1, 2}, {0, 1, 2}}).variance_reduction)) << "nothing varies";
  EXPECT_DOUBLE_EQ(compare(Pairs{{0, 1, 2}, {0, 2, 1}}).variance_reduction, 0.5) << "luck that works against it";
  // Twice the amount is twice its noise, which nothing can take away: (1 + 4) / 1.
  EXPECT_DOUBLE_EQ(compare(Pairs{{0, 1, 2}, {0, 2, 4}, {0, 4, 8}}).variance_reduction, 5);
}

TEST(Compare, UndefinedPairsDoNotCount) {
  const Comparison c = compare(Pairs{{0, nan, 1}, {0, 1, 2}, {0, 3, nan}, {0, 3, 6}});
  EXPECT_EQ(c.pairs, 2u);
  EXPECT_DOUBLE_EQ(c.before, 2);
  EXPECT_DOUBLE_EQ(c.after, 4);
  const Comparison nothing = compare(Pairs{{0, nan, 1}});
  EXPECT_EQ(nothing.pairs, 0u);
  EXPECT_TRUE(std::isnan(nothing.difference.mean) && std::isnan(nothing.before) && std::isnan(nothing.ratio.value));
}

TEST(Compare, AnInfinityLeavesNoDifference) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  for (const Pair& pair : {Pair{0, infinite, 1}, Pair{0, 1, infinite}, Pair{0, infinite, infinite}}) {
    const Comparison c = compare(Pairs{{0, 1, 2}, pair, {0, nan, 1}, {0, 3, 6}});
    EXPECT_EQ(c.pairs, 3u);
    EXPECT_TRUE(std::isinf(c.before) || std::isinf(c.after));
    EXPECT_TRUE(std::isnan(c.difference.mean) && std::isnan(c.interval.low) && std::isnan(c.percent.value));
  }
}

TEST(Compare, RoundingIsNoDifference) {
  const Comparison c = compare(Pairs{{0, 0.1, 0.1 + 1e-16}, {0, 1e6, 1e6 + 1e-5}, {0, 3, 3}});
  EXPECT_EQ(c.difference.mean, 0);
  EXPECT_EQ(c.needed, 0u);
  EXPECT_EQ(compare(Pairs{{0, 1.4e9, 1.4e9 + 1}}).difference.mean, 1);
}

TEST(Compare, OnePairHasNoIntervals) {
  const Comparison c = compare(Pairs{{0, 4, 5}});
  EXPECT_DOUBLE_EQ(c.percent.value, 25);
  EXPECT_TRUE(std::isnan(c.percent.low) && std::isnan(c.difference.low) && std::isnan(c.variance_reduction));
  EXPECT_EQ(c.needed, 0u);
}

TEST(Compare, PointsOfASweepAreWhatIsCounted) {
  // Differences 1, 3 at point 7 (mean 2), 5 at point 8, 10 and 12 at point 9 (mean 11): mean 6, spread sqrt(21).
  const Comparison c =
      compare(Pairs{{7, 10, 11}, {7, 12, 15}, {8, 100, 105}, {9, 50, 60}, {9, 52, 64}}, Counted::sample);
  EXPECT_EQ(c.pairs, 5u);
  EXPECT_EQ(c.points, 3u);
  EXPECT_TRUE(c.over_points());
  EXPECT_EQ(c.difference.count, 3u);
  EXPECT_DOUBLE_EQ(c.difference.mean, 6);
  EXPECT_NEAR(c.difference.high, 6 + t2 * std::sqrt(21.0 / 3), 1e-8);
  EXPECT_DOUBLE_EQ(c.before, 54);
  EXPECT_DOUBLE_EQ(c.difference.least, 2);
  EXPECT_DOUBLE_EQ(c.interval.low, 2) << "where points lie: all of so few";
  EXPECT_DOUBLE_EQ(c.interval.high, 11);
  EXPECT_DOUBLE_EQ(c.ratio.low, 1.05);
  EXPECT_DOUBLE_EQ(c.percent.high, 100 * (62.0 / 51 - 1));
  EXPECT_FALSE(c.in_part());
  // Luck is what differs within a point: variances 2 before (1 + 1 + 1 + 1 over 2), 8 after, 2 of the difference.
  EXPECT_DOUBLE_EQ(c.before_spread, std::sqrt(2));
  EXPECT_DOUBLE_EQ(c.after_spread, std::sqrt(8));
  EXPECT_DOUBLE_EQ(c.variance_reduction, 5);
  EXPECT_TRUE(std::isnan(compare(Pairs{{1, 1, 2}, {2, 5, 9}}, Counted::sample).variance_reduction))
      << "one pair a point";
}

TEST(Compare, ChosenPointsHaveARangeAndNothingOfAMean) {
  Pairs pairs;
  for (std::size_t i = 0; i <= 40; ++i) pairs.push_back({i, 100, 98 + static_cast<double>(i)});
  const Comparison c = compare(pairs, Counted::chosen),
                   doubtful = compare(Pairs{{1, 0, 3}, {2, 0, -1}}, Counted::chosen);
  EXPECT_DOUBLE_EQ(c.difference.mean, 18);
  EXPECT_DOUBLE_EQ(c.interval.low, -2);
  EXPECT_DOUBLE_EQ(c.interval.high, 38);
  EXPECT_NEAR(c.percent.high, 38, 1e-9);
  for (const double none : {c.difference.low, c.difference.high, c.difference.p, c.difference.spread})
    EXPECT_TRUE(std::isnan(none));
  EXPECT_EQ(doubtful.needed, 0u);
}

TEST(Compare, MorePointsDoNotNarrowARange) {
  for (const std::size_t times : {1, 10}) {
    Pairs pairs;
    for (std::size_t i = 0; i < times * 41; ++i) pairs.push_back({i, 100, 80 + static_cast<double>(i % 41)});
    const Comparison c = compare(pairs, Counted::sample);
    EXPECT_TRUE(c.in_part());
    EXPECT_NEAR(c.interval.low, -19, 0.2);
    EXPECT_NEAR(c.interval.high, 19, 0.2);
  }
}

TEST(Compare, WhatADoubtfulDifferenceTakes) {
  // Mean 1, spread 2: an interval of 5 reaches 0, and 18 is the first that does not (see statistics_test).
  const Comparison doubtful = compare(Pairs{{0, 0, -1}, {0, 0, 3}, {0, 0, 3}, {0, 0, -1}, {0, 0, 1}});
  EXPECT_DOUBLE_EQ(doubtful.difference.mean, 1);
  EXPECT_DOUBLE_EQ(doubtful.difference.spread, 2);
  EXPECT_EQ(doubtful.needed, 18u);
  EXPECT_EQ(compare(Pairs{{0, 0, 1}, {0, 0, 1.1}}).needed, 0u) << "no doubt";
  EXPECT_EQ(compare(Pairs{{0, 0, 1}, {0, 0, -1}}).needed, 0u) << "no difference";
}

}  // namespace
