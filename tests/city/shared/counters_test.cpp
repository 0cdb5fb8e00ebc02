// Counters: queues of specialists and generalists, and when one closes.
#include "models/city/shared/counters.hpp"

#include <gtest/gtest.h>

#include <cmath>

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
  c.station.search = 7;
  c.station.handling = 8;
  c.station.knowledge_base = true;  // 8 minutes: a load of 800 x 8 / 6000 = 1.07
  const Counters fast = counters(c, hand::place(0), 4);
  EXPECT_EQ(fast.open, 2);
  EXPECT_NEAR(fast.wait / 800, 8 * queue_wait(2, 800 * 8 / 6000.0), 1e-9);
}

// A station with three kinds of errand, 167 of each a month, which it has always had; nobody looks anything up.
City practised_city() {
  City c = errand_city();
  c.tasks.resize(3);
  for (Task& task : c.tasks) task.errands = 167;
  c.station = Station();
  c.station.search = 0;
  start_practice(c, hand::place(0));
  return c;
}

TEST(Counters, specialists_know_one_kind_better_than_generalists_three) {
  City c = practised_city();
  EXPECT_NEAR(minutes_alone(c, hand::place(0), 0), 7.9, 0.05);  // 167 of one kind a month
  c.station.standard = 0;                                       // the pool keeps three counters: 56 of each kind
  const Counters pool = counters(c, hand::place(0), 3);
  ASSERT_EQ(pool.open, 3);
  const double minutes = c.station.minutes(167 / 0.02 / 3);
  EXPECT_NEAR(minutes, 8.7, 0.05);
  EXPECT_NEAR(pool.wait / pool.errands, minutes * queue_wait(3, 501 * minutes / 6000), 1e-9);
  EXPECT_EQ(pool.serving, (std::vector<int>{3, 3, 3}));
  c.station.standard = 60;  // one that is open alone does all there is
  EXPECT_EQ(counters(c, hand::place(0), 3).open, 1);
  c.station.learned = 0;
  EXPECT_EQ(c.station.minutes(0), c.station.minutes(1e6));
}

TEST(Counters, are_faster_where_rules_are_in_a_common_base) {
  Station s;
  EXPECT_NEAR(s.minutes(0), 20, 1e-12);
  s.knowledge_base = true;
  EXPECT_NEAR(s.minutes(0), 16, 1e-12);
  EXPECT_NEAR(s.minutes(100), 8 + 8 * std::pow(2, -0.32), 1e-9);
}

}  // namespace
