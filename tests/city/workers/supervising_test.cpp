// Supervision: who supervises, whom their hours reach, what it costs in casework.
#include "models/city/workers/supervising.hpp"

#include <gtest/gtest.h>

#include "models/city/care/working_time.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

// Five in post and one without; two of those in post are licensed in the middle grade.
City team() {
  City c = hand::make_city();
  hand::organize(c, 0, 1);
  for (std::uint64_t i = 0; i < 5; ++i) hand::employ(c, Employer::organization, 0, i, 50);
  hand::employ(c, Employer::none, 0, 5);
  for (std::size_t i = 0; i < 6; ++i) c.workers.burnout[Id<Workers>(i)] = 0.1F * static_cast<float>(i);
  c.workers.licence[Id<Workers>(0U)] = Licence::assistant;
  c.workers.licence[Id<Workers>(1U)] = c.workers.licence[Id<Workers>(2U)] = c.workers.licence[Id<Workers>(5U)] =
      Licence::social_worker;
  c.workers.skill[Id<Workers>(2U)] = 0.8F;
  c.supervision.studios = 1;
  c.supervision.supervisors = 1;
  c.supervision.hours = 5;
  c.supervision.contact = 2;
  c.supervision.order = SupervisionOrder::worst_first;
  return c;
}
std::vector<int> seen(City& c, int month = 0) {
  Supervising()(c, luck("supervising", month));
  return {c.workers.supervised.all().begin(), c.workers.supervised.all().end()};
}

TEST(Supervising, reaches_as_many_as_its_hours_the_worst_off_first) {
  City c = team();
  EXPECT_EQ(seen(c), (std::vector<int>{0, 0, 0, 1, 1, 0}));  // five hours are two seats
  for (std::size_t i = 0; i < 6; ++i)
    EXPECT_EQ(c.workers.supervising[Id<Workers>(i)], i == 2 ? 4 : 0) << "the most skilled of the licensed in post";
}

TEST(Supervising, takes_no_more_supervisors_than_there_are) {
  City c = team();
  c.supervision.studios = 10;
  EXPECT_EQ(seen(c), (std::vector<int>{1, 1, 1, 1, 1, 0}));  // two supervisors have five seats
  EXPECT_EQ(c.workers.supervising[Id<Workers>(1U)], 5);
  EXPECT_EQ(c.workers.supervising[Id<Workers>(2U)], 5);
  c.supervision.studios = 0;
  EXPECT_EQ(seen(c), std::vector<int>(6));
}

TEST(Supervising, by_lot_sees_the_same_every_month) {
  City c = team();
  for (std::uint64_t i = 10; i < 200; ++i) hand::employ(c, Employer::organization, 0, i, 50);
  c.supervision.order = SupervisionOrder::lottery;
  c.supervision.hours = 100;
  const std::vector<int> first = seen(c);
  EXPECT_EQ(std::count(first.begin(), first.end(), 1), 50);
  for (float& b : c.workers.burnout.all()) b = 1 - b;
  EXPECT_EQ(seen(c, 7), first);
}

TEST(Supervising, comes_out_of_the_supervisors_casework) {
  City c = team();
  for (float& b : c.workers.burnout.all()) b = 0;
  Supervising()(c, luck("supervising"));
  WorkingTime rule;
  rule.office = 0.1;
  rule(c, luck("working_time"));
  EXPECT_FLOAT_EQ(c.workers.hours[Id<Workers>(1U)], 90);
  EXPECT_FLOAT_EQ(c.workers.hours[Id<Workers>(2U)], 86);
}

}  // namespace
