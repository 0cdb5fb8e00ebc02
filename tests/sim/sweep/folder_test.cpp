// A sweep's folder: what two processes may do to it, one after another.
#include "sim/sweep/folder.hpp"

#include <gtest/gtest.h>

#include "tests/sim/own_folder.hpp"

namespace {

sim::Plan two_runs() {
  sim::Plan plan;
  plan.program = "sample 1.0";
  plan.title = "Two";
  plan.method = "grid";
  plan.scenarios = {{"a", "A", "", "title = \"A\"\n", 1}, {"b", "B", "", "title = \"B\"\n", 2}};
  plan.points.resize(1);
  plan.own.resize(2);
  plan.cases = {{0, 0}, {0, 1}};
  return plan;
}

sim::RunRecord a_month() {
  sim::RunRecord out{"a", 0, 1, sim::Month::of(2010, 1), 1, {}, {}, {}};
  out.series = {{"open", "count", "Open cases", sim::Measure::stock, {}}};
  out.values = {{3}};
  return out;
}

// It ends between a run's record and saying so, or before the record.
TEST(SweepFolder, a_run_that_is_there_is_not_taken_again_from_who_was_killed) {
  const own::Folder folder;
  sim::SweepFolder mine(folder.path(), two_runs());
  {
    sim::SweepFolder other(folder.path(), two_runs());
    sim::RunLog log(other.runs(), "other", "sample 1.0");
    for (const std::size_t run : {0U, 1U}) {
      ASSERT_TRUE(other.take(run));
      other.begun(run);
    }
    log.append(other.keys()[0], a_month(), 1, 1);
  }
  EXPECT_FALSE(mine.take(0));
  EXPECT_EQ(mine.tally().finished, 1u);
  EXPECT_TRUE(mine.take(1));
}

}  // namespace
