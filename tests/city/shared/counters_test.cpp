// Counters: queues of specialists and generalists, and when one closes.
#include "models/city/shared/counters.hpp"

#include <gtest/gtest.h>

#include "tests/city/station_by_hand.hpp"

namespace {

using namespace city;
using hand::errand_city;

TEST(Counters, specialists_are_queues_of_their_own) {
  City c = errand_city();
  const Counters desks = counters(c, hand::place(0), 0);
  EXPECT_EQ(desks.open, 4);
  EXPECT_NEAR(desks.errands, 800, 1e-9);
  EXPECT_NEAR(desks.wait / desks.errands, 15, 1e-9);  // 0.5 / (1 - 0.5) x 15
  c.tasks[0].errands = 380;                           // 95 % busy: a second counter
  EXPECT_EQ(counters(c, hand::place(0), 0).open, 5);
  c.tasks[0].handled = Handling::moved_up;
  EXPECT_EQ(counters(c, hand::place(0), 0).open, 3);
}

TEST(Counters, every_generalist_more_shortens_the_wait_and_one_alone_does_not) {
  const City c = errand_city();
  double before = counters(c, hand::place(0), 0).wait;
  EXPECT_DOUBLE_EQ(counters(c, hand::place(0), 1).wait, before);  // nobody to share with
  for (const int trained : {2, 3, 4}) {
    const Counters desks = counters(c, hand::place(0), trained);
    EXPECT_EQ(desks.open, 4);
    EXPECT_LT(desks.wait, before) << trained;
    before = desks.wait;
  }
  EXPECT_DOUBLE_EQ(counters(c, hand::place(0), 9).wait, before);  // more staff than counters
  EXPECT_NEAR(before / 800, 15 * queue_wait(4, 2), 1e-9);
}

TEST(Counters, close_as_far_as_the_standard_of_waiting_allows) {
  City c = errand_city();
  c.station.standard = 15 * queue_wait(3, 2) + 0.01;  // what three counters keep
  EXPECT_EQ(counters(c, hand::place(0), 4).open, 3);
  EXPECT_EQ(counters(c, hand::place(0), 0).open, 4);  // specialists cannot
  c.station.contest = c.station.knowledge_base = true;
  c.station.contest_minutes = 3;
  c.station.knowledge_minutes = 4;
  EXPECT_EQ(c.station.generalist_minutes(), 8);  // load 800 x 8 / 6000 = 1.07
  const Counters fast = counters(c, hand::place(0), 4);
  EXPECT_EQ(fast.open, 2);
  EXPECT_NEAR(fast.wait / 800, 8 * queue_wait(2, 800 * 8 / 6000.0), 1e-9);
}

}  // namespace
