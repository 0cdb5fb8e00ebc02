// Cohesion: what one month of moves, events and rest does to it, and where it ends.
#include "models/city/people/cohesion.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

// 1,000 residents in each community, whose cohesion was drawn as 0.6.
City neighbours() {
  City c = hand::make_city();
  for (std::size_t p = 0; p < 4; ++p) {
    c.communities.population[hand::place(p)] = 1000;
    c.communities.cohesion[hand::place(p)] = c.communities.cohesion_at_rest[hand::place(p)] = 0.6F;
  }
  return c;
}

TEST(Cohesion, falls_with_moves_and_grows_with_events) {
  City c = neighbours();
  c.communities.arrivals[hand::place(1)] = 30;
  c.communities.departures[hand::place(1)] = 10;  // two per cent are replaced
  c.communities.groups[hand::place(2)] = 3;
  c.communities.cohesion[hand::place(3)] = 0.4F;
  Cohesion rule;
  rule.usual = 0;
  rule(c, luck("cohesion"));
  EXPECT_FLOAT_EQ(c.communities.cohesion[hand::place(0)], 0.6F);
  EXPECT_FLOAT_EQ(c.communities.cohesion[hand::place(1)], 0.6F - 0.3F * 0.02F);
  EXPECT_FLOAT_EQ(c.communities.cohesion[hand::place(2)], 0.6F + 0.002F * 3);
  EXPECT_FLOAT_EQ(c.communities.cohesion[hand::place(3)], 0.4F + 0.01F * 0.2F);
}

TEST(Cohesion, rests_where_moves_are_usual_and_below_where_they_are_more) {
  City c = neighbours();
  Cohesion rule;
  rule.usual = 0.01;
  c.communities.arrivals[hand::place(0)] = c.communities.departures[hand::place(0)] = 10;
  c.communities.arrivals[hand::place(1)] = c.communities.departures[hand::place(1)] = 14;
  for (int m = 0; m < 1200; ++m) rule(c, luck("cohesion", m));
  EXPECT_NEAR(c.communities.cohesion[hand::place(0)], 0.6, 1e-4);
  EXPECT_NEAR(c.communities.cohesion[hand::place(1)], 0.6 - 0.3 * 0.004 / 0.01, 1e-4);  // 0.48
  rule.moves = rule.events = 0;
  for (int m = 0; m < 1200; ++m) rule(c, luck("cohesion", m));
  EXPECT_NEAR(c.communities.cohesion[hand::place(1)], 0.6, 1e-4);
}

TEST(Cohesion, grows_with_those_who_met_last_month) {
  City c = neighbours();
  c.now = sim::Month{5};
  for (const std::size_t p : {0U, 1U}) {
    c.communities.attended[hand::place(p)] = 100;  // a tenth of all
    c.communities.met[hand::place(p)] = p == 0 ? 4 : 3;
  }
  Cohesion rule;
  rule.usual = 0;
  rule(c, luck("cohesion", 5));
  EXPECT_FLOAT_EQ(c.communities.cohesion[hand::place(0)], 0.6F + 0.03F * 0.1F);
  EXPECT_FLOAT_EQ(c.communities.cohesion[hand::place(1)], 0.6F);
}

TEST(Cohesion, stays_between_strangers_and_acquaintances) {
  City c = neighbours();
  c.communities.arrivals[hand::place(0)] = c.communities.departures[hand::place(0)] = 1000;
  c.communities.groups[hand::place(1)] = 1000;
  c.communities.population[hand::place(2)] = 0;
  c.communities.groups[hand::place(2)] = 10;
  Cohesion rule;
  rule.moves = 10;
  rule(c, luck("cohesion"));
  EXPECT_EQ(c.communities.cohesion[hand::place(0)], 0);
  EXPECT_EQ(c.communities.cohesion[hand::place(1)], 1);
  EXPECT_FLOAT_EQ(c.communities.cohesion[hand::place(2)], 0.6F);
}

}  // namespace
