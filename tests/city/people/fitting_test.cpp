// Iterative proportional fitting: a table solved by hand, margins met, interactions and zeros kept.
#include "models/city/people/fitting.hpp"

#include <gtest/gtest.h>

namespace {

using city::fit;
using city::Margin;

Margin margin(std::vector<int> group, std::vector<double> target) {
  return {std::move(group), Eigen::Map<Eigen::ArrayXd>(target.data(), static_cast<Eigen::Index>(target.size()))};
}

// From a seed of ones the fit is independence: row x column / total.
TEST(Fit, from_equal_cells_is_independence) {
  Eigen::ArrayXd joint = Eigen::ArrayXd::Ones(4);
  const double error = fit(joint, {margin({0, 0, 1, 1}, {30, 70}), margin({0, 1, 0, 1}, {40, 60})});
  EXPECT_LT(error, 1e-9);
  EXPECT_NEAR(joint[0], 12, 1e-9);
  EXPECT_NEAR(joint[1], 18, 1e-9);
  EXPECT_NEAR(joint[2], 28, 1e-9);
  EXPECT_NEAR(joint[3], 42, 1e-9);
}

// A seed with odds ratio 4 and margins (1/2, 1/2): x^2 / (1/2 - x)^2 = 4, so x = 1/3.
TEST(Fit, keeps_the_odds_ratio_of_the_seed) {
  Eigen::ArrayXd joint(4);
  joint << 4, 1, 1, 1;
  fit(joint, {margin({0, 0, 1, 1}, {0.5, 0.5}), margin({0, 1, 0, 1}, {0.5, 0.5})});
  EXPECT_NEAR(joint[0], 1.0 / 3, 1e-9);
  EXPECT_NEAR(joint[1], 1.0 / 6, 1e-9);
  EXPECT_NEAR(joint[2], 1.0 / 6, 1e-9);
  EXPECT_NEAR(joint[3], 1.0 / 3, 1e-9);
}

TEST(Fit, meets_three_margins_at_once) {
  Eigen::ArrayXd joint(24);  // 2 x 3 x 4
  std::vector<int> a, b, c;
  for (int i = 0; i < 24; ++i) {
    joint[i] = 1 + i * i % 7;
    a.push_back(i / 12);
    b.push_back(i / 4 % 3);
    c.push_back(i % 4);
  }
  const std::vector<Margin> margins = {margin(a, {0.3, 0.7}), margin(b, {0.2, 0.5, 0.3}),
                                       margin(c, {0.1, 0.2, 0.3, 0.4})};
  EXPECT_LT(fit(joint, margins), 1e-9);
  for (const Margin& m : margins)
    for (Eigen::Index g = 0; g < m.target.size(); ++g) {
      double total = 0;
      for (Eigen::Index i = 0; i < 24; ++i) total += m.group[static_cast<std::size_t>(i)] == g ? joint[i] : 0;
      EXPECT_NEAR(total, m.target[g], 1e-9);
    }
}

TEST(Fit, keeps_zeros_and_can_empty_a_group) {
  Eigen::ArrayXd joint(4);
  joint << 0, 1, 1, 1;
  EXPECT_LT(fit(joint, {margin({0, 0, 1, 1}, {0.25, 0.75}), margin({0, 1, 0, 1}, {0.5, 0.5})}), 1e-9);
  EXPECT_EQ(joint[0], 0);
  EXPECT_NEAR(joint[1], 0.25, 1e-9);  // all of the first row
  EXPECT_NEAR(joint[2], 0.5, 1e-9);
  Eigen::ArrayXd empty = Eigen::ArrayXd::Ones(2);
  EXPECT_LT(fit(empty, {margin({0, 1}, {1, 0})}), 1e-9);
  EXPECT_EQ(empty[1], 0);
}

TEST(Fit, says_how_far_it_is_from_margins_that_cannot_be_met) {
  Eigen::ArrayXd joint(2);
  joint << 1, 1;
  EXPECT_GT(fit(joint, {margin({0, 1}, {0.5, 0.5}), margin({0, 1}, {0.2, 0.8})}), 0.1);
}

}  // namespace
