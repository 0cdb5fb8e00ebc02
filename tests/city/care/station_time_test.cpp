// The station: queues against closed forms, pooling, what training frees, where freed time goes.
#include "models/city/care/station_time.hpp"

#include <gtest/gtest.h>

#include "models/city/care/casework.hpp"
#include "models/city/care/routing.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

TEST(Queue, is_the_closed_form_of_one_and_two_counters) {
  for (const double load : {0.1, 0.5, 0.9}) {
    EXPECT_NEAR(queue_wait(1, load), load / (1 - load), 1e-12);  // M/M/1
    const double busy = load;                                    // of each of two
    EXPECT_NEAR(queue_wait(2, 2 * load), busy * busy / (1 - busy * busy), 1e-12);
  }
  EXPECT_EQ(queue_wait(3, 0), 0);
}

// The identity: one queue at as many counters never waits longer than a queue for each kind.
TEST(Queue, pooled_waits_no_longer_than_split) {
  const double loads[] = {0.01, 0.2, 0.5, 0.7, 0.85, 0.95};
  for (const double a : loads)
    for (const double b : loads)
      for (const double c : loads)
        for (const int counters : {1, 2}) {
          const double n = counters;
          const double split = a * n * queue_wait(counters, a * n) + b * n * queue_wait(counters, b * n) +
                               c * n * queue_wait(counters, c * n);
          const double sum = (a + b + c) * n;
          EXPECT_LT(sum * queue_wait(3 * counters, sum), split) << a << " " << b << " " << c;
        }
}

// Four kinds of errand, each half of a counter's month: 100 hours x 60 / 15 minutes = 400 errands at most.
City errand_city() {
  City c = hand::make_city();
  c.communities.population[hand::place(0)] = 1000;
  c.tasks.resize(4);
  for (Task& task : c.tasks) task.errands = 200;
  c.station.minutes = 15;
  c.station.standard = 0;  // all counters stay open
  return c;
}

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

TEST(StationTime, relief_frees_time_and_burden_takes_it) {
  Station s;
  s.casework_share = 0.06;
  s.freed_share = 0.2;
  EXPECT_DOUBLE_EQ(StationTime::case_share(s, 0.7, 0.7), 0.06);
  EXPECT_DOUBLE_EQ(StationTime::case_share(s, 0.7, 0.5), 0.10);     // 0.2 freed, a fifth of it for cases
  EXPECT_NEAR(StationTime::case_share(s, 0.7, 0.85), 0.03, 1e-12);  // half of the time outside administration is gone
  s.freed_share = 0;
  EXPECT_DOUBLE_EQ(StationTime::case_share(s, 0.7, 0.5), 0.06);
}

TEST(StationTime, counters_and_tasks_make_the_administration_share) {
  City c = errand_city();
  c.tasks.resize(3);       // three counters
  c.tasks[2].errands = 0;  // no, two
  c.tasks[2].hours = 120;
  const auto a = hand::employ(c, Employer::station, 0, 1), b = hand::employ(c, Employer::station, 0, 2),
             other = hand::employ(c, Employer::organization, 0, 3);
  c.station.staff = 4;
  c.station.casework_share = 0.05;
  c.station.freed_share = 0.2;
  c.communities.admin_before[hand::place(0)] = static_cast<float>(admin_share(c, counters(c, hand::place(0), 0)));
  EXPECT_FLOAT_EQ(c.communities.admin_before[hand::place(0)], 320 / 400.0F);
  StationTime rule;
  rule(c, luck("station_time"));
  EXPECT_FLOAT_EQ(c.communities.admin[hand::place(0)], 0.8F);
  EXPECT_FLOAT_EQ(c.communities.casework[hand::place(0)], 0.05F);
  EXPECT_FLOAT_EQ(c.communities.counter_wait[hand::place(0)], 15);
  EXPECT_EQ(c.workers.generalist[a], 0);

  c.tasks[2].hours = 80;  // a tenth freed
  rule(c, luck("station_time"));
  EXPECT_FLOAT_EQ(c.communities.casework[hand::place(0)], 0.07F);

  c.station.training = 1;
  c.station.training_hours = 10;
  rule(c, luck("station_time", 1));
  EXPECT_EQ(c.workers.generalist[a] + c.workers.generalist[b], 2);
  EXPECT_EQ(c.workers.generalist[other], 0);
  EXPECT_FLOAT_EQ(c.communities.admin[hand::place(0)],
                  300 / 400.0F);                                     // two counters, the task, twenty hours of training
  EXPECT_NEAR(c.communities.counter_wait[hand::place(0)], 5, 1e-5);  // 15 x 0.25 / 0.75
  rule(c, luck("station_time", 2));
  EXPECT_FLOAT_EQ(c.communities.admin[hand::place(0)], 0.7F);  // nobody is trained twice
}

TEST(StationTime, posts_for_cases_are_for_cases_alone) {
  City c = hand::make_city();
  c.station.staff = 3;
  c.station.case_posts = 1;
  c.station.casework_share = 0.04;
  StationTime()(c, luck("station_time"));
  EXPECT_FLOAT_EQ(c.communities.casework[hand::place(0)], (3 * 0.04F + 1) / 4);
  EXPECT_EQ(station_posts(c, hand::place(0)), 4);
  c.station.case_posts = 0.5;
  int posts = 0;
  for (std::uint32_t key = 0; key < 400; ++key) {
    c.communities.key[hand::place(0)] = key;
    posts += static_cast<int>(station_posts(c, hand::place(0)));
  }
  EXPECT_NEAR(posts, 400 * 3.5, 40);
}

// Two cases in a community whose station has no hours; the neighbour of the same street has ten hours, enough for one.
int taken_up(bool pooling) {
  City c = hand::make_city();
  c.station.casework_pooling = pooling;
  hand::employ(c, Employer::station, 0, 1, 0);
  hand::employ(c, Employer::station, 1, 2, 10);
  hand::employ(c, Employer::station, 2, 3, 90);  // another street
  for (std::uint32_t i = 0; i < 2; ++i) hand::open_case(c, 0, hand::settle(c, 0, i, 40), 0, Progress::waiting, 100 + i);
  Routing()(c, luck("routing"));
  Casework()(c, luck("casework"));
  int taken = 0;
  for (const std::int16_t month : c.cases.taken.all()) taken += month == never ? 0 : 1;
  return taken;
}

TEST(CaseworkPooling, lets_the_neighbours_hours_reach_a_case) {
  EXPECT_EQ(taken_up(false), 0);
  EXPECT_EQ(taken_up(true), 1);
}

}  // namespace
