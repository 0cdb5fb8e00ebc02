#include "sim/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace {

using sim::paired;
using sim::Paired;

TEST(Paired, KnownAnswer) {
  // Mean 3, standard deviation sqrt(2.5), standard error sqrt(0.5); t(0.975; 4) = 2.776445105.
  const Paired p = paired(std::vector<double>{1, 2, 3, 4, 5});
  EXPECT_EQ(p.pairs, 5u);
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

TEST(Holm, EachTestHasAsManyBesideItAsAreLeft) {
  const double none = std::nan("");
  const auto holds = [](std::vector<double> p) { return sim::holm(p, 0.05); };
  using Answer = std::vector<bool>;
  EXPECT_EQ(holds({0.04, 0.01, none, 0.02}), (Answer{true, true, false, true}));
  EXPECT_EQ(holds({0.01, 0.03, 0.04}), (Answer{true, false, false})) << "0.03 x 2 is too much, and ends it";
  EXPECT_EQ(holds({0.02, 0.02, 0.02}), (Answer{false, false, false}));
  EXPECT_EQ(holds({none}), (Answer{false}));
}

TEST(Paired, TwoPairsHaveTheWidestT) {
  // t(0.975; 1) = 12.7062047362; standard error 1.
  const Paired p = paired(std::vector<double>{-1, 1});
  EXPECT_NEAR(p.high, 12.7062047362, 1e-8);
  EXPECT_NEAR(p.low, -12.7062047362, 1e-8);
}

TEST(Paired, OnePairHasNoInterval) {
  const Paired p = paired(std::vector<double>{-7});
  EXPECT_EQ(p.pairs, 1u);
  EXPECT_DOUBLE_EQ(p.mean, -7);
  EXPECT_TRUE(std::isnan(p.low) && std::isnan(p.high));
}

TEST(Paired, ShareOfTheSameSign) {
  EXPECT_DOUBLE_EQ(paired(std::vector<double>{-4, -2, 1, -3}).same_sign, 0.75);
  EXPECT_DOUBLE_EQ(paired(std::vector<double>{8, 0}).same_sign, 0.5) << "no difference points nowhere";
  EXPECT_DOUBLE_EQ(paired(std::vector<double>{0, 0, 0}).same_sign, 1) << "all agree that there is none";
}

TEST(Paired, UndefinedDifferencesDoNotCount) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Paired p = paired(std::vector<double>{nan, 2, nan, 4});
  EXPECT_EQ(p.pairs, 2u);
  EXPECT_DOUBLE_EQ(p.mean, 3);
  EXPECT_EQ(paired(std::vector<double>{nan}).pairs, 0u);
  EXPECT_TRUE(std::isnan(paired({}).mean));
}

}  // namespace
