#include "sim/compare/ranks.hpp"

#include "sim/compare/lines.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace {

using sim::Better;

sim::SeriesInfo series(Better better) {
  sim::SeriesInfo out{"wait", "month", "", sim::Measure::rate, {}};
  out.better = better;
  return out;
}

const std::vector<std::vector<double>> four = {{1, 2, 3}, {1, 3, 2}, {5, 4, 3}, {9, 8, 7}};

TEST(Ranked, shares_of_points_at_which_each_is_best) {
  const sim::Rank most = sim::ranked(series(Better::more), four, true, false);
  EXPECT_EQ(most.shares, (std::vector<double>{0.5, 0.25, 0.25}));
  EXPECT_EQ(most.first, 0U);
  const sim::Rank least = sim::ranked(series(Better::less), four, true, false);
  EXPECT_EQ(least.shares, (std::vector<double>{0.5, 0, 0.5}));
  EXPECT_EQ(sim::ranked(series(Better::unsaid), four, true, false).shares, most.shares) << "the largest";
}

TEST(Ranked, equals_share_a_point_and_what_lacks_a_number_is_none) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  const std::vector<std::vector<double>> values = {{1, 1 + 1e-12, 0}, {1, 0, none}};
  const sim::Rank r = sim::ranked(series(Better::more), values, true, false);
  EXPECT_EQ(r.points, 1U);
  EXPECT_EQ(r.shares, (std::vector<double>{0.5, 0.5, 0}));
  const double endless = std::numeric_limits<double>::infinity();
  EXPECT_EQ(sim::ranked(series(Better::more), std::vector<std::vector<double>>{{1, endless}}, true, false).points, 0U);
}

// The first of two has won k of n points: that a draw of n with replacement has more of its than of the other's is
// binomial's upper tail.
TEST(Ranked, how_sure_is_a_binomial_tail) {
  const int n = 11, k = 7;
  std::vector<std::vector<double>> values;
  for (int i = 0; i < n; ++i) values.push_back(i < k ? std::vector<double>{1, 0} : std::vector<double>{0, 1});
  double tail = 0;
  for (int won = n / 2 + 1; won <= n; ++won)
    tail += std::exp(std::lgamma(n + 1) - std::lgamma(won + 1) - std::lgamma(n - won + 1)) *
            std::pow(static_cast<double>(k) / n, won) * std::pow(1 - static_cast<double>(k) / n, n - won);
  const sim::Rank r = sim::ranked(series(Better::more), values, true, false);
  EXPECT_NEAR(r.sure, tail, 0.015);
  EXPECT_EQ(r.sure, sim::ranked(series(Better::more), values, true, false).sure) << "always the same draws";
  EXPECT_TRUE(std::isnan(sim::ranked(series(Better::more), values, false, false).sure)) << "no sample";
}

TEST(Ranked, in_words) {
  const std::vector<std::string> scenarios = {"base", "more", "other"};
  const std::vector<sim::Rank> ranks = {sim::ranked(series(Better::less), four, true, false)};
  const std::string text = sim::laid_out(sim::rank_text(ranks, scenarios), 110);
  EXPECT_NE(text.find("Best in what share of 4 points"), std::string::npos) << text;
  EXPECT_NE(text.find("wait, least"), std::string::npos) << text;
  EXPECT_NE(text.find("base  50 %"), std::string::npos) << text;
}

TEST(Ranked, a_series_that_is_nowhere_defined_and_a_single_pair) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  const std::vector<std::string> scenarios = {"base", "more"};
  const std::vector<std::vector<double>> nowhere = {{none, 1}}, one = {{1, 2}};
  const std::vector<sim::Rank> ranks = {sim::ranked(series(Better::less), nowhere, true, true),
                                        sim::ranked(series(Better::less), one, true, true)};
  const std::string text = sim::laid_out(sim::rank_text(ranks, scenarios), 110);
  EXPECT_NE(text.find("Best in what share of 1 pair,"), std::string::npos) << text;
  EXPECT_NE(text.find("sure is empty, as one is too few"), std::string::npos) << text;
}

}  // namespace
