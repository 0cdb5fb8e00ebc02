// What comes of undone work: errands at which counter, and what officials no longer see.
#include "models/city/shared/undone.hpp"

#include <gtest/gtest.h>

#include "tests/city/station_by_hand.hpp"
#include "tests/city/whole.hpp"

namespace {

using namespace city;

TEST(Undone, errands_return_to_the_task_s_own_counter_or_to_all) {
  City c = hand::errand_city();
  c.tasks[2].errands = 600;
  c.tasks[3].errands = 0;
  c.tasks[0].returning = 10;
  c.tasks[3].returning = 5;
  c.communities.undone(hand::place(0), 0) = 200;
  c.communities.undone(hand::place(0), 3) = 1000;  // 50 errands, to counters of 200, 200 and 600
  EXPECT_DOUBLE_EQ(returning_errands(c, hand::place(0), 0), 20 + 10);
  EXPECT_DOUBLE_EQ(returning_errands(c, hand::place(0), 1), 10);
  EXPECT_DOUBLE_EQ(returning_errands(c, hand::place(0), 2), 30);
  EXPECT_DOUBLE_EQ(returning_errands(c, hand::place(0), 3), 0);
  EXPECT_DOUBLE_EQ(errands(c, hand::place(0), 0), 230);
  EXPECT_DOUBLE_EQ(errands(c, hand::place(1), 0), 0);  // nobody lives there
}

TEST(Undone, officials_see_less) {
  City c = hand::errand_city();
  c.tasks[1].noise = 0.02;
  c.tasks[2].noise = 0.1;
  c.communities.undone(hand::place(0), 1) = 500;
  c.communities.undone(hand::place(0), 2) = 100;
  EXPECT_DOUBLE_EQ(clouded(c, hand::place(0)), 0.2);
  EXPECT_EQ(clouded(c, hand::place(1)), 0);
}

// An hour undone for good leaves a stock of 1 / (1 - kept) hours; what returns of it takes time that may be undone too.
TEST(Undone, what_returns_is_less_than_half_of_what_was_left) {
  for (const char* name : {"nanjing", "village", "subtraction-without-support"}) {
    const sim::Scenario scenario = whole::read(std::string("scenarios/") + name + ".toml");
    const City c = whole::data_of(scenario);
    const auto model = whole::make();
    sim::apply(scenario, *model);
    double kept = 1;
    for (const sim::Parameter& p : model->parameters())
      if (p.path == "tasks.undone_kept") kept = std::get<double>(p.get());
    for (const Task& task : c.tasks)
      EXPECT_LT(task.returning / 100 / (1 - kept) * c.station.minutes(0) / 60, 0.5) << name << ' ' << task.name;
  }
}

}  // namespace
