// Awareness: one month of the Bass equation by hand, the start, and the fixed point.
#include "models/city/need/awareness.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
const Id<Communities> a = hand::place(0), b = hand::place(1);

TEST(Awareness, starts_where_it_rests) {
  City c = hand::make_city();
  c.starting = true;
  c.communities.cohesion[b] = 0.9F;
  const Awareness rule;
  rule(c, hand::luck("awareness"));
  const std::vector<float> start(c.communities.awareness.all().begin(), c.communities.awareness.all().end());
  EXPECT_NEAR(start[0], 0.63, 0.01);  // 0.003 + 0.03 a = 0.013 a / (1 - a)
  EXPECT_GT(start[2], start[0]) << "acquaintances talk";
  c.starting = false;
  c.communities.street[a] = hand::west_street;  // each alone, so that no neighbour moves it
  c.communities.population[a] = c.communities.population[b] = 1;
  for (int m = 0; m < 120; ++m) rule(c, hand::luck("awareness", m));
  EXPECT_NEAR(c.communities.awareness(a, 0), start[0], 1e-4);
  EXPECT_NEAR(c.communities.awareness(b, 0), start[2], 1e-4);
}

TEST(Awareness, spreads_by_media_neighbours_and_events) {
  City c = hand::make_city();
  for (float& level : c.communities.awareness.all()) level = 0.5F;
  c.communities.awareness(a, 0) = 0.2F;
  c.communities.awareness(b, 0) = 0.6F;
  c.communities.population[a] = 3;
  c.communities.population[b] = 1;
  c.communities.reach(a, 0) = 4;
  c.communities.cohesion[b] = 1;
  Awareness rule;
  rule.innovation = 0.003;
  rule.imitation = 0.03;
  rule.forgetting = 0.005;
  rule.depth = 0.3;
  rule(c, hand::luck("awareness"));
  // The street knows (3 x 0.2 + 1 x 0.6) / 4 = 0.3.
  // a: contact 0.3 x 4 / 3 = 0.4; talk 1; gain 0.003 + 0.03 x (0.2 + 0.3) / 2 + 0.4 = 0.4105;
  //    0.2 + 0.4105 x 0.8 - 0.005 x 0.2 = 0.5274
  EXPECT_NEAR(c.communities.awareness(a, 0), 0.5274, 1e-6);
  // b: talk 1.5; gain 0.003 + 1.5 x 0.03 x (0.6 + 0.3) / 2 = 0.02325; 0.6 + 0.02325 x 0.4 - 0.003 = 0.6063
  EXPECT_NEAR(c.communities.awareness(b, 0), 0.6063, 1e-6);
  // Of the other service nobody told: 0.5 + (0.003 + 0.03 x 0.5) x 0.5 - 0.0025.
  EXPECT_NEAR(c.communities.awareness(a, 1), 0.5065, 1e-6);
}

// Alone and without neighbours' talk the level tends to p / (p + f).
TEST(Awareness, tends_to_where_learning_and_forgetting_balance) {
  City c = hand::make_city();
  Awareness rule;
  rule.innovation = 0.02;
  rule.imitation = 0;
  rule.forgetting = 0.06;
  for (int m = 0; m < 300; ++m) rule(c, hand::luck("awareness", m));
  for (const float level : c.communities.awareness.all()) EXPECT_NEAR(level, 0.25, 1e-5);
}

TEST(Awareness, stays_between_nobody_and_everybody) {
  City c = hand::make_city();
  Awareness rule;
  rule.innovation = 1;
  rule.imitation = 1;
  c.communities.population[a] = 1;
  c.communities.reach(a, 0) = 1000;
  for (int m = 0; m < 5; ++m) {
    rule(c, hand::luck("awareness", m));
    for (const float level : c.communities.awareness.all()) {
      EXPECT_GE(level, 0);
      EXPECT_LE(level, 1);
    }
  }
}

}  // namespace
