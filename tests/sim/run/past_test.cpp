#include "sim/run/past.hpp"

#include <gtest/gtest.h>

#include "sim/run/ensemble.hpp"
#include "tests/sim/toy_model.hpp"

namespace {

using sim::Month;
using sim::Scenario;

const Month start = Month::of(2010, 1);

Scenario village(std::vector<sim::Change> changes, std::vector<sim::Setting> settings = {}) {
  Scenario s;
  s.start = start;
  s.end = start + 36;
  s.rows = {{"service", "elder_care", {}, "assumed", {}}};
  s.settings = std::move(settings);
  s.changes = std::move(changes);
  return s;
}

sim::Change ask(Month from, double value, const std::string& id = "ask") {
  return {id, "assumed", from, {{"help_seeking.intercept", value, {}}}, {}, {}};
}

TEST(SharedPast, EndsWhereTheFirstChangeDiffers) {
  const Scenario base = village({ask(start + 6, 0.5), ask(start + 18, 1)});
  const auto until = [&base](const Scenario& other) { return sim::shared_until(base, other); };
  EXPECT_EQ(until(village({ask(start + 6, 0.5), ask(start + 18, 2)})), start + 18) << "another value";
  EXPECT_EQ(until(village({ask(start + 6, 0.5), ask(start + 12, 1)})), start + 12) << "another date";
  EXPECT_EQ(until(village({ask(start + 6, 0.5)})), start + 18) << "one fewer";
  EXPECT_EQ(until(village({ask(start + 6, 0.5), ask(start + 18, 1), ask(start + 20, 1)})), start + 20) << "one more";
  EXPECT_EQ(until(village({ask(start + 6, 0.5, "x"), ask(start + 18, 1, "y")})), start + 35) << "names say nothing";
  EXPECT_EQ(until(village({ask(start - 6, 0.5)})), std::nullopt) << "before the start is part of it";
  EXPECT_EQ(until(village(base.changes, {{"need.growth", 0.1, {}}})), std::nullopt) << "another start";
  EXPECT_EQ(until(village({ask(start, 2)})), start) << "what comes before the first month is shared at least";
  Scenario longer = base;
  longer.end = longer.end + 1;
  EXPECT_EQ(until(longer), std::nullopt);
  Scenario fewer = base;
  fewer.series = {"needs"};
  EXPECT_EQ(until(fewer), std::nullopt) << "what was recorded is another thing";
}

TEST(SharedPast, LeavesEveryBitAsItIs) {
  std::vector<Scenario> all = {village({ask(start + 6, 0.5)}), village({ask(start + 6, 0.5), ask(start + 30, -1)}),
                               village({ask(start + 6, 0.5), ask(start + 30, -1), ask(start + 33, 3)}),
                               village({ask(start + 12, 2)})};
  for (std::size_t i = 0; i < all.size(); ++i) all[i].name = std::string(1, static_cast<char>('a' + i));
  const std::vector<sim::Wanted> wanted = sim::all_runs(all.size(), 5);
  int lived = 0;
  sim::EnsembleOptions options;
  const auto failed =
      sim::run_all(toy::make, all, wanted, options, [&](std::size_t index, sim::RunResult result, double) {
        sim::RunOptions alone;
        alone.replicate = wanted[index].replicate;
        const sim::RunRecord whole = sim::run(toy::make, all[wanted[index].scenario], alone).record;
        EXPECT_EQ(result.record.scenario, whole.scenario);
        EXPECT_EQ(result.record.months, whole.months);
        EXPECT_EQ(result.record.values, whole.values) << whole.scenario << ", replicate " << whole.replicate;
        lived += static_cast<int>(result.timings.back().calls);  // months recorded
      });
  EXPECT_TRUE(failed.empty());
  EXPECT_LT(lived, 20 * 36) << "months were shared";
  EXPECT_GE(lived, 5 * (36 + 6 + 3 + 30)) << "none that differ were";
}

TEST(SharedPast, IsGoneWhenTheLastHasTakenItAndHasABound) {
  const std::vector<Scenario> two = {village({}), village({ask(start + 12, 1)})};
  const std::vector<sim::Wanted> wanted = sim::all_runs(2, 1);
  const auto model = toy::make();
  apply(two[0], *model);
  sim::RunRecord record;
  sim::SharedPast past(two, wanted, 1 << 20), none(two, wanted, 0);
  for (sim::SharedPast* p : {&past, &none}) {
    p->pass(0, start + 11, record, *model);
    EXPECT_EQ(p->bytes(), 0u) << "nobody begins there";
    p->pass(0, start + 12, record, *model);
  }
  EXPECT_GT(past.bytes(), 0u);
  EXPECT_EQ(none.bytes(), 0u) << "no room";
  EXPECT_EQ(none.take(1, *model, record), std::nullopt);
  EXPECT_EQ(past.take(0, *model, record), std::nullopt) << "its past is its own";
  EXPECT_EQ(past.take(1, *model, record), start + 12);
  EXPECT_EQ(past.bytes(), 0u);
  EXPECT_EQ(past.take(1, *model, record), std::nullopt);
}

TEST(SharedPast, OrderKeepsReplicatesTogether) {
  const std::vector<Scenario> two = {village({}), village({ask(start + 12, 1)})};
  const std::vector<sim::Wanted> wanted = sim::all_runs(2, 3);  // a0 a1 a2 b0 b1 b2
  EXPECT_EQ(sim::SharedPast(two, wanted, 1).order(2), (std::vector<std::size_t>{0, 1, 3, 4, 2, 5}));
}

}  // namespace
