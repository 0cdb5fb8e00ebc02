#include "sim/compare/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace {

using namespace sim;

TEST(Paired, KnownAnswer) {
  // Mean 3, standard deviation sqrt(2.5), standard error sqrt(0.5); t(0.975; 4) = 2.776445105.
  const Paired p = paired(std::vector<double>{1, 2, 3, 4, 5});
  EXPECT_EQ(p.count, 5u);
  EXPECT_DOUBLE_EQ(p.mean, 3);
  EXPECT_NEAR(p.low, 3 - 2.776445105 * std::sqrt(0.5), 1e-8);
  EXPECT_NEAR(p.high, 3 + 2.776445105 * std::sqrt(0.5), 1e-8);
  EXPECT_DOUBLE_EQ(p.same_sign, 1);
}

TEST(Paired, RangeAndP) {
  const Paired p = paired(std::vector<double>{-1, 2, 3, 4, 5});
  EXPECT_DOUBLE_EQ(p.least, -1);
  EXPECT_DOUBLE_EQ(p.most, 5);
  // SciPy's ttest_1samp.
  EXPECT_NEAR(p.p, 0.06498591, 1e-8);
  EXPECT_EQ(paired(std::vector<double>{0, 0, 0}).p, 1) << "nothing differs";
  EXPECT_EQ(paired(std::vector<double>{2, 2, 2}).p, 0);
}

TEST(MostOf, QuantilesOfManyAllOfFew) {
  std::vector<double> values;
  for (int i = 40; i >= 0; --i) values.push_back(i * i);
  // 40 is the last place: 2.5 % of it is 1, 97.5 % is 39.
  EXPECT_DOUBLE_EQ(most_of(values).low, 1);
  EXPECT_DOUBLE_EQ(most_of(values).high, 39 * 39);
  EXPECT_EQ(most_of(values, false).high, 40 * 40) << "all of them";
  values.erase(values.begin());  // 0 to 39 squared: place 38.025
  EXPECT_NEAR(most_of(values).low, 0.975, 1e-12);
  EXPECT_NEAR(most_of(values).high, 38 * 38 + 0.025 * (39 * 39 - 38 * 38), 1e-9);
  values.erase(values.begin());
  EXPECT_EQ(most_of(values).low, 0) << "39 have no 2.5 %";
  EXPECT_EQ(most_of(values).high, 38 * 38);
  EXPECT_TRUE(std::isnan(most_of({1}).low) && std::isnan(most_of({1, 2, std::nan("")}).high));
}

TEST(Holm, EachTestHasAsManyBesideItAsAreLeft) {
  const auto is = [](std::vector<double> p, std::vector<double> expected) {
    const std::vector<double> got = holm(p);
    ASSERT_EQ(got.size(), expected.size());
    for (std::size_t i = 0; i < got.size(); ++i)
      if (std::isnan(expected[i]))
        EXPECT_TRUE(std::isnan(got[i]));
      else
        EXPECT_DOUBLE_EQ(got[i], expected[i]) << i;
  };
  is({0.04, 0.01, std::nan(""), 0.02}, {0.04, 0.03, std::nan(""), 0.04});
  is({0.01, 0.03, 0.04}, {0.03, 0.06, 0.06});  // none is better than the one before it
  is({0.4, 0.5}, {0.8, 0.8});
  is({0.9, 0.6}, {1, 1});
}

TEST(Needed, IsTheFirstNumberWhoseIntervalExcludesZero) {
  // Checked with SciPy's t.ppf: at 18 the half interval is 0.4973 spreads, at 17 it is 0.5142.
  EXPECT_EQ(needed(0.5, 1), 18u);
  EXPECT_EQ(needed(-5, 10), 18u);
  EXPECT_EQ(needed(0.02, 1), 9607u);
  EXPECT_EQ(needed(1e-9, 1), 0u) << "no number that anybody can run";
  EXPECT_EQ(needed(0, 1), 0u);
  EXPECT_EQ(needed(1, 0), 2u);
  for (const double spread : {0.7, 3.0, 40.0}) {
    const std::size_t n = needed(1, spread);
    EXPECT_LT(half_interval(n, spread), 1);
    EXPECT_GE(half_interval(n - 1, spread), 1);
  }
}

TEST(Paired, TwoPairsHaveTheWidestT) {
  // t(0.975; 1) = 12.7062047362; standard error 1.
  const Paired p = paired(std::vector<double>{-1, 1});
  EXPECT_NEAR(p.high, 12.7062047362, 1e-8);
  EXPECT_NEAR(p.low, -12.7062047362, 1e-8);
}

TEST(Paired, OnePairHasNoInterval) {
  const Paired p = paired(std::vector<double>{-7});
  EXPECT_EQ(p.count, 1u);
  EXPECT_DOUBLE_EQ(p.mean, -7);
  EXPECT_TRUE(std::isnan(p.low) && std::isnan(p.high));
}

TEST(Paired, ShareOfTheSameSign) {
  EXPECT_DOUBLE_EQ(paired(std::vector<double>{-4, -2, 1, -3}).same_sign, 0.75);
  EXPECT_DOUBLE_EQ(paired(std::vector<double>{8, 0}).same_sign, 0.5) << "no difference points nowhere";
  EXPECT_DOUBLE_EQ(paired(std::vector<double>{0, 0, 0}).same_sign, 1) << "all agree that there is none";
}

TEST(Paired, WhatRoundingLeavesIsNothing) {
  EXPECT_EQ(paired(std::vector<double>{0.1, 0.2, -0.3}).mean, 0);  // 2.8e-17 as the processor adds
  EXPECT_EQ(paired(std::vector<double>{1e8, 1 - 1e8}).mean, 0.5);
}

TEST(Paired, UndefinedDifferencesDoNotCount) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Paired p = paired(std::vector<double>{nan, 2, nan, 4});
  EXPECT_EQ(p.count, 2u);
  EXPECT_DOUBLE_EQ(p.mean, 3);
  EXPECT_EQ(paired(std::vector<double>{nan}).count, 0u);
  EXPECT_TRUE(std::isnan(paired({}).mean));
}

}  // namespace
