#include "sim/compare/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/random.hpp"

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

// The ends of the interval are the quotients at which Student's t is just significant.
TEST(Fieller, is_where_the_t_test_turns) {
  const std::vector<double> over = {3, 5, 4, 8, 6}, under = {1.2, 2.1, 1.8, 3.1, 2.6};
  const Quotient q = fieller(over, under);
  EXPECT_DOUBLE_EQ(q.value, 5.2 / 2.16);
  for (const double theta : {q.low, q.high}) {
    std::vector<double> left;
    for (std::size_t i = 0; i < over.size(); ++i) left.push_back(over[i] - theta * under[i]);
    EXPECT_NEAR(paired(left).p, 0.05, 1e-9);
  }
  EXPECT_LT(q.low, q.value);
  EXPECT_GT(q.high, q.value);
}

// Eight patients with patches of a hormone, new less old over old less placebo: the 90 % interval is -0.249 to 0.170
// (Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 25; recalled).
TEST(Fieller, is_that_of_a_textbook) {
  const std::vector<double> over = {-1200, 2601, -2705, 1982, -1290, 351, -638, -2719},
                            under = {8406, 2342, 8187, 8459, 4795, 3516, 4796, 10238};
  const Quotient q = fieller(over, under, 0.90);
  EXPECT_NEAR(q.value, -0.0713, 5e-5);
  EXPECT_NEAR(q.low, -0.249, 5e-4);
  EXPECT_NEAR(q.high, 0.170, 5e-4);
}

TEST(Fieller, of_a_sure_denominator_is_the_interval_of_the_numerator) {
  const std::vector<double> over = {1, 2, 3, 4, 5}, under(5, -2);
  const Quotient q = fieller(over, under);
  const Paired p = paired(over);
  EXPECT_NEAR(q.low, p.high / -2, 1e-12);
  EXPECT_NEAR(q.high, p.low / -2, 1e-12);
}

TEST(Fieller, is_undefined_where_the_denominator_may_be_zero) {
  EXPECT_TRUE(std::isnan(fieller(std::vector<double>{5, 6, 7}, std::vector<double>{-1, 0.5, 2}).value));
  EXPECT_TRUE(std::isnan(fieller(std::vector<double>{5}, std::vector<double>{1}).value)) << "one pair";
  EXPECT_TRUE(std::isnan(bootstrapped(std::vector<double>{5, 6, 7}, std::vector<double>{-1, 0.5, 2}).value));
}

// Ten pairs that vary together, of a quotient of 2, drawn 10,000 times: 95 in a hundred intervals hold it.
TEST(Fieller, covers) {
  constexpr int times = 10'000, n = 10;
  int held = 0;
  for (int time = 0; time < times; ++time) {
    std::vector<double> over, under;
    for (int i = 0; i < n; ++i) {
      const auto draw = [&](std::uint64_t which) {
        return unit(static_cast<std::uint32_t>(
            combine(combine(static_cast<std::uint64_t>(time), which), static_cast<std::uint64_t>(i)) >> 32));
      };
      // Box and Muller's pair of normal draws.
      const double r = std::sqrt(-2 * std::log(draw(0))), turn = 2 * 3.14159265358979 * draw(1);
      const double x = r * std::cos(turn), y = r * std::sin(turn);
      over.push_back(8 + 2 * x);
      under.push_back(4 + 0.5 * x + 1.5 * y);
    }
    const Quotient q = fieller(over, under);
    held += q.low <= 2 && 2 <= q.high ? 1 : 0;
  }
  EXPECT_NEAR(held, 0.95 * times, 0.01 * times);
}

TEST(Bootstrapped, is_near_fieller_for_many_and_always_the_same) {
  std::vector<double> over, under;
  for (int i = 0; i < 60; ++i) {
    under.push_back(4 + std::sin(i));
    over.push_back(2 * under.back() + std::cos(7 * i));
  }
  const Quotient one = bootstrapped(over, under), exact = fieller(over, under);
  EXPECT_EQ(one.low, bootstrapped(over, under).low);
  EXPECT_DOUBLE_EQ(one.value, exact.value);
  EXPECT_NEAR(one.low, exact.low, 0.1 * (exact.high - exact.low));
  EXPECT_NEAR(one.high, exact.high, 0.1 * (exact.high - exact.low));
}

}  // namespace
