#include "sim/run/forecast.hpp"

#include <gtest/gtest.h>

#include "sim/parallel.hpp"
#include "tests/sim/toy_model.hpp"

namespace {

using sim::Month;

sim::Scenario months_of(int months) {
  sim::Scenario s;
  s.name = "village";
  s.start = Month::of(2010, 1);
  s.end = s.start + months;
  s.rows = {{"service", "elder_care", {}, "assumed", {}}, {"service", "mediation", {}, "assumed", {}}};
  return s;
}

TEST(Layout, IsKnownBeforeTheRuns) {
  sim::Scenario s = months_of(24);
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

// A village whose work is counted on a clock of its own: five seconds to build it, one a month, two threads busy.
sim::Clocks spent;
struct Building {
  static constexpr std::string_view about = "Takes five seconds.";
  template <class V>
  void visit(V&) {}
  void operator()(toy::World&, sim::Draws) const { spent = {spent.wall + 5, spent.processor + 10}; }
};
struct Work {
  static constexpr std::string_view about = "Takes a second.";
  template <class V>
  void visit(V&) {}
  void operator()(toy::World&, sim::Draws) const { spent = {spent.wall + 1, spent.processor + 2}; }
};
struct Rules : toy::Rules {
  Building building;
  Work work;
  template <class V>
  void visit(V& v) {
    toy::Rules::visit(v);
    v("building", sim::at_start, building);
    v("work", sim::monthly, work);
  }
};
struct Spec : toy::Spec {
  using Rules = ::Rules;
};
std::unique_ptr<sim::Model> make_slow() { return std::make_unique<sim::Bound<Spec>>(); }

sim::Pace measured(const std::vector<sim::Scenario>& scenarios) {
  return sim::measure(make_slow, scenarios, 1, [] { return spent; });
}

TEST(Forecast, GrowsWithTheWork) {
  const sim::Forecast little = sim::forecast(measured({months_of(12)}), 1, SIZE_MAX);
  EXPECT_EQ(little.runs, 1u);
  EXPECT_EQ(little.in_flight, 1u);
  EXPECT_GT(little.memory, 1e6);
  const sim::Forecast much = sim::forecast(measured({months_of(120)}), 50, SIZE_MAX);
  EXPECT_EQ(much.runs, 50u);
  EXPECT_GT(much.seconds, little.seconds);
  EXPECT_GT(much.memory, little.memory);
}

TEST(Forecast, IsWhatTheRunsTake) {
  const sim::Threads one(1);
  std::vector scenarios = {months_of(30), months_of(120)};
  scenarios[1].name = "other";
  scenarios[1].settings = {{"need.growth", 0.5, {}}};
  const double told = sim::forecast(measured(scenarios), 8, SIZE_MAX).seconds;
  const double before = spent.wall;
  sim::run_all(make_slow, scenarios, sim::all_runs(2, 4), {}, [](std::size_t, const sim::RunResult&, double) {});
  EXPECT_DOUBLE_EQ(told, spent.wall - before);
  EXPECT_DOUBLE_EQ(told, 4 * (5 + 30) + 4 * (5 + 120));
}

TEST(Forecast, RunsSideBySideShareTheProcessors) {
  sim::Pace some;
  some.runs = {{10, 16}, {30, 60}};
  some.a_run = 100;
  some.peak = 1000;
  some.kept = 50;
  const sim::Threads two(2);
  ASSERT_EQ(sim::thread_count(), 2u);
  const sim::Forecast busy = sim::forecast(some, 4, SIZE_MAX);
  EXPECT_EQ(busy.in_flight, 2u);
  EXPECT_DOUBLE_EQ(busy.seconds, 10 + (2 * (16 + 60) - 16) / 2.0);
  EXPECT_DOUBLE_EQ(busy.memory, 2 * 1050);
  some.runs = {{10, 10}, {30, 30}};  // one thread each
  EXPECT_DOUBLE_EQ(sim::forecast(some, 4, SIZE_MAX).seconds, 10 + (2 * (10 + 30) - 10) / 2.0);
  const sim::Forecast tight = sim::forecast(some, 4, 199);
  EXPECT_EQ(tight.in_flight, 1u);
  EXPECT_DOUBLE_EQ(tight.seconds, 2 * (10 + 30));
  EXPECT_EQ(sim::forecast(some, 0, SIZE_MAX).seconds, 0);
}

TEST(Forecast, OfTheMachineIsSomething) {
  EXPECT_GT(sim::forecast(toy::make, std::vector{months_of(12)}, 3, 1, SIZE_MAX).seconds, 0);
  EXPECT_EQ(sim::forecast(toy::make, std::vector{months_of(12)}, 0, 1, SIZE_MAX).runs, 0u);
}

TEST(Forecast, TightMemoryMeansOneRunAtATime) {
  EXPECT_EQ(sim::forecast(toy::make, std::vector{months_of(12)}, 8, 1, 1).in_flight, 1u);
}

}  // namespace
