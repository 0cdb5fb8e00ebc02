// Awareness: one month of the Bass equation by hand, the start, and the fixed point.
#include "models/city/need/awareness.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
const Id<Communities> a = hand::place(0), b = hand::place(1);

TEST(Awareness, starts_at_its_level) {
  City c = hand::make_city();
  c.starting = true;
  Awareness rule;
  rule.initial = 0.4;
  rule.innovation = rule.imitation = rule.forgetting = 0;
  rule(c, hand::luck("awareness"));
  for (const float level : c.communities.awareness.all()) EXPECT_FLOAT_EQ(level, 0.4F);
}

TEST(Awareness, spreads_by_media_neighbours_and_events) {
  City c = hand::make_city();
  for (float& level : c.communities.awareness.all()) level = 0.5F;
  c.communities.awareness(a, 0) = 0.2F;
  c.communities.awareness(b, 0) = 0.6F;
  c.communities.population[a] = 3;
  c.communities.population[b] = 1;
  c.communities.reach[a] = 4;
  c.communities.cohesion[b] = 1;
  Awareness rule;
  rule.innovation = 0.003;
  rule.imitation = 0.03;
  rule.forgetting = 0.005;
  rule.depth = 0.3;
  rule(c, hand::luck("awareness"));
  // The street knows (3 x 0.2 + 1 x 0.6) / 4 = 0.3.
  // a: contact 0.3 x 4 / 3 / 2 services = 0.2; talk 1; gain 0.003 + 0.03 x (0.2 + 0.3) / 2 + 0.2 = 0.2105;
  //    0.2 + 0.2105 x 0.8 - 0.005 x 0.2 = 0.3674
  EXPECT_NEAR(c.communities.awareness(a, 0), 0.3674, 1e-6);
  // b: talk 1.5; gain 0.003 + 1.5 x 0.03 x (0.6 + 0.3) / 2 = 0.02325; 0.6 + 0.02325 x 0.4 - 0.003 = 0.6063
  EXPECT_NEAR(c.communities.awareness(b, 0), 0.6063, 1e-6);
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
  c.communities.reach[a] = 1000;
  for (int m = 0; m < 5; ++m) {
    rule(c, hand::luck("awareness", m));
    for (const float level : c.communities.awareness.all()) {
      EXPECT_GE(level, 0);
      EXPECT_LE(level, 1);
    }
  }
}

}  // namespace
