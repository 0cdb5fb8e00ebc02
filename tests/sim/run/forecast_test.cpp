#include "sim/run/forecast.hpp"

#include <gtest/gtest.h>

#include "tests/sim/toy_model.hpp"

namespace {

using sim::Month;

sim::Scenario village(int months) {
  sim::Scenario s;
  s.name = "village";
  s.start = Month::of(2010, 1);
  s.end = s.start + months;
  s.rows = {{"service", "elder_care", {}, "assumed", {}}, {"service", "mediation", {}, "assumed", {}}};
  return s;
}

TEST(Layout, IsKnownBeforeTheRuns) {
  sim::Scenario s = village(24);
  s.series = {"open_needs", "asked_share"};
  const sim::Layout layout = sim::planned_layout(toy::make, std::vector{s}, 3);
  const sim::RunRecord run = sim::run(toy::make, s, {}).record;
  EXPECT_EQ(layout.runs, 3u);
  EXPECT_EQ(layout.months, 24);
  EXPECT_EQ(layout.scenarios.size(), 1u);
  ASSERT_EQ(layout.series.size(), run.series.size());
  for (std::size_t i = 0; i < run.series.size(); ++i) EXPECT_EQ(layout.series[i].name, run.series[i].name);
  ASSERT_EQ(layout.axes.size(), run.axes.size());
  EXPECT_EQ(layout.axes[0].labels, run.axes[0].labels);
}

TEST(Forecast, GrowsWithTheWork) {
  const std::vector one = {village(12)}, ten = {village(120)};
  const sim::Forecast little = sim::forecast(toy::make, one, 1, 1, SIZE_MAX);
  EXPECT_EQ(little.runs, 1u);
  EXPECT_EQ(little.in_flight, 1u);
  EXPECT_GT(little.memory, 1e6);
  const sim::Forecast much = sim::forecast(toy::make, ten, 50, 1, SIZE_MAX);
  EXPECT_EQ(much.runs, 50u);
  EXPECT_GT(much.seconds, little.seconds);
  EXPECT_GT(much.memory, little.memory);
}

TEST(Forecast, TightMemoryMeansOneRunAtATime) {
  EXPECT_EQ(sim::forecast(toy::make, std::vector{village(12)}, 8, 1, 1).in_flight, 1u);
}

}  // namespace
