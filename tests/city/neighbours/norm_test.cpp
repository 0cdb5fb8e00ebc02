// Frugal funerals: a threshold by hand, and where a norm rests with and without pledges.
#include "models/city/neighbours/norm.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

const auto village = hand::place(0);

City mourning(std::int32_t deaths) {
  City c = hand::make_city();
  hand::live(c, 0, 1000);
  c.communities.deaths[village] = deaths;
  return c;
}
Norm talked_of() {
  Norm rule;
  rule.open = true;
  rule.spread = 0;
  return rule;
}

TEST(Norm, is_kept_where_enough_others_keep_it) {
  for (const double first : {0.4, 0.5}) {
    City c = mourning(2);
    Norm rule = talked_of();
    rule.first = first;
    rule(c, luck("norm"));
    EXPECT_EQ(c.communities.funerals[village], 2);
    EXPECT_EQ(c.communities.frugal_funerals[village], first >= 0.5 ? 2 : 0);
    const double kept = 0.95 * 0.95;
    EXPECT_FLOAT_EQ(c.communities.frugal[village],
                    static_cast<float>(first >= 0.5 ? 1 - (1 - first) * kept : first * kept));
  }
}

TEST(Norm, counts_pledges_of_neighbours_who_met) {
  for (const std::int32_t met : {124, 126}) {  // four each know of it: 0.2 + 0.8 x 0.5 of 0.6
    City c = mourning(1);
    c.communities.met[village] = -2;
    c.communities.attended[village] = met;
    Norm rule = talked_of();
    rule.first = 0.2;
    rule.threshold = 0.6;
    rule(c, luck("norm"));
    EXPECT_EQ(c.communities.frugal_funerals[village], met > 125 ? 1 : 0);
  }
}

TEST(Norm, that_nobody_talks_of_is_nothing) {
  City c = mourning(3);
  Norm()(c, luck("norm"));
  EXPECT_EQ(c.communities.funerals[village], 0);
  EXPECT_EQ(c.communities.frugal[village], -1);
}

// The long run: from a tenth the norm dies out alone, and is kept by nearly all where many have pledged.
TEST(Norm, tips_or_dies_out) {
  for (const bool pledged : {false, true}) {
    City c = mourning(50);
    if (pledged) {
      c.communities.met[village] = 0;
      c.communities.attended[village] = 100;
    }
    Norm rule;
    rule.open = true;
    rule.memory = 100;
    for (int month = 0; month < 200; ++month) rule(c, luck("norm", month));
    if (pledged) {
      EXPECT_GT(c.communities.frugal[village], 0.95);
    } else {
      EXPECT_LT(c.communities.frugal[village], 0.05);
    }
  }
}

}  // namespace
