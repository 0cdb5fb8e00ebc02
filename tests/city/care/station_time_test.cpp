// The station: what training frees, and where freed time goes.
#include "models/city/care/station_time.hpp"

#include <gtest/gtest.h>

#include "models/city/shared/counters.hpp"
#include "models/city/shared/staff.hpp"
#include "tests/city/station_by_hand.hpp"

namespace {

using namespace city;
using hand::errand_city;
using hand::luck;

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
  c.communities.admin_before[hand::place(0)] =
      static_cast<float>(admin_share(c, hand::place(0), counters(c, hand::place(0), 0)));
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

TEST(StationTime, counts_the_errands_that_return) {
  City c = errand_city();
  c.tasks[1].returning = 10;
  c.tasks[3].handled = Handling::moved_up;
  c.tasks[3].returning = 20;
  c.communities.undone(hand::place(0), 1) = c.communities.undone(hand::place(0), 3) = 300;
  StationTime()(c, luck("station_time"));
  EXPECT_FLOAT_EQ(c.communities.returning[hand::place(0)], 90);
  EXPECT_FLOAT_EQ(c.communities.errands[hand::place(0)], 630);  // 60 of them at the street
  EXPECT_EQ(c.communities.returning[hand::place(1)], 0);
}

TEST(StationTime, errands_are_practice_that_fades_and_leaves_with_people) {
  City c = errand_city();
  const auto old = hand::employ(c, Employer::station, 0, 1), fresh = hand::employ(c, Employer::station, 0, 2);
  c.workers.hired[old] = -30;
  c.workers.hired[fresh] = -30;
  start_practice(c, hand::place(0));
  EXPECT_NEAR(c.communities.practice(hand::place(0), 0), 200 / 0.02, 1e-2);
  StationTime()(c, luck("station_time"));
  EXPECT_NEAR(c.communities.practice(hand::place(0), 0), 200 / 0.02, 1e-2);  // as many are forgotten as are done
  c.now = sim::Month{5};
  c.workers.hired[fresh] = 4;  // in the place of somebody who left
  StationTime()(c, luck("station_time", 5));
  EXPECT_NEAR(c.communities.practice(hand::place(0), 0), 0.98 * 5000 + 200, 1e-2);
  EXPECT_EQ(c.communities.serving(hand::place(0), 0), 1);
}

TEST(StationTime, contests_take_time_once) {
  City c = errand_city();
  c.communities.contest_hours[hand::place(0)] = 80;
  c.station.most_admin = 0.99;
  StationTime()(c, luck("station_time"));
  EXPECT_FLOAT_EQ(c.communities.admin[hand::place(0)], 480 / 800.0F);  // four counters and the contest, of eight posts
}

TEST(StationTime, posts_for_cases_are_for_cases_alone) {
  City c = hand::make_city();
  c.station.staff = 3;
  c.station.case_posts = 1;
  c.station.casework_share = 0.04;
  for (int i = 0; i < 3; ++i) hand::employ(c, Employer::station, 0, 1);
  StationTime()(c, luck("station_time"));
  EXPECT_FLOAT_EQ(c.communities.casework[hand::place(0)], 0.04F) << "nobody has taken it";
  hand::employ(c, Employer::station, 0, 1);
  StationTime()(c, luck("station_time", 1));
  EXPECT_FLOAT_EQ(c.communities.casework[hand::place(0)], (3 * 0.04F + 1) / 4);
  EXPECT_EQ(station_posts(c, hand::place(0)), 4);
  c.station.case_posts.set(3, 1);
  EXPECT_EQ(station_posts(c, hand::place(0)), 4);
  EXPECT_EQ(station_posts(c, hand::place(2)), 6) << "the other district decides for itself";
  c.station.case_posts = 0.5;
  int posts = 0;
  for (std::uint32_t key = 0; key < 400; ++key) {
    c.communities.key[hand::place(0)] = key;
    posts += static_cast<int>(station_posts(c, hand::place(0)));
  }
  EXPECT_NEAR(posts, 400 * 3.5, 40);
}

}  // namespace
