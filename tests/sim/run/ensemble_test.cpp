#include "sim/run/ensemble.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <thread>

#include "sim/parallel.hpp"
#include "tests/sim/toy_model.hpp"

namespace {

using sim::Month;
using sim::Scenario;

Scenario named(const std::string& name, std::vector<sim::Setting> settings = {}) {
  Scenario s;
  s.name = name;
  s.start = Month::of(2010, 1);
  s.end = Month::of(2011, 1);
  s.rows = {{"service", "elder_care", {}, "assumed", {}}};
  s.settings = std::move(settings);
  return s;
}

// No model has such a parameter, so that runs of it end in an error.
Scenario broken(const std::string& name) { return named(name, {{"no.such", 1.0, {}}}); }

using Values = std::map<std::size_t, std::vector<std::vector<double>>>;

struct Collected {
  Values values;
  std::vector<sim::FailedRun> failed;
};

Collected collect(const std::vector<Scenario>& scenarios, std::uint32_t replicates, sim::EnsembleOptions options = {},
                  const sim::MakeModel& make = toy::make) {
  Collected out;
  const std::vector<sim::Wanted> wanted = sim::all_runs(scenarios.size(), replicates);
  out.failed =
      sim::run_all(make, scenarios, wanted, options, [&](std::size_t index, sim::RunResult result, double seconds) {
        EXPECT_EQ(result.record.scenario, scenarios[wanted[index].scenario].name);
        EXPECT_EQ(result.record.replicate, wanted[index].replicate);
        EXPECT_GE(seconds, 0);
        EXPECT_TRUE(out.values.emplace(index, std::move(result.record.values)).second) << "a run came twice";
      });
  return out;
}

const std::vector<Scenario> two = {named("a"), named("b", {{"help_seeking.intercept", 1.0, {}}})};

TEST(Ensemble, ALackSaysNothingOfTheRun) {
  const sim::MakeModel without_memory = []() -> std::unique_ptr<sim::Model> { throw std::bad_alloc(); };
  const sim::MakeModel without_threads = []() -> std::unique_ptr<sim::Model> {
    throw std::runtime_error("pthread_create has failed: Resource temporarily unavailable");
  };
  for (const sim::MakeModel& make : {without_memory, without_threads}) {
    const std::vector<sim::FailedRun> failed = collect({named("a")}, 1, {}, make).failed;
    ASSERT_EQ(failed.size(), 1u);
    EXPECT_TRUE(failed[0].lacking);
    EXPECT_EQ(failed[0].reason.find("pthread"), std::string::npos) << failed[0].reason;
  }
  EXPECT_FALSE(collect({broken("a")}, 1).failed.at(0).lacking);
}

TEST(Ensemble, RunsScenarioByScenario) {
  const std::vector<sim::Wanted> runs = sim::all_runs(2, 3);
  ASSERT_EQ(runs.size(), 6u);
  EXPECT_EQ(runs[2].scenario, 0u);
  EXPECT_EQ(runs[2].replicate, 2u);
  EXPECT_EQ(runs[3].scenario, 1u);
  EXPECT_EQ(runs[3].replicate, 0u);
}

TEST(Ensemble, SameBitsForAnyNumberOfThreads) {
  Values first;
  for (const int threads : {1, 2, 3, 5}) {
    const sim::Threads limit(threads);
    const Collected got = collect(two, 4);
    EXPECT_TRUE(got.failed.empty());
    ASSERT_EQ(got.values.size(), 8u);
    if (first.empty()) first = got.values;
    EXPECT_EQ(got.values, first) << threads << " threads";
  }
  EXPECT_NE(first[0], first[1]) << "replicates differ in their luck";
  EXPECT_EQ(first[0][0], first[4][0]) << "scenarios share their luck: the same needs";
  EXPECT_NE(first[0][1], first[4][1]) << "and differ in what the scenario changes";
}

TEST(Ensemble, AnotherSeedIsOtherLuck) {
  sim::EnsembleOptions other;
  other.seed = 2;
  EXPECT_NE(collect(two, 1).values[0], collect(two, 1, other).values[0]);
}

TEST(Ensemble, AFailingRunDoesNotStopTheOthers) {
  for (const int threads : {1, 3}) {
    const sim::Threads limit(threads);
    std::size_t ended = 0;
    sim::EnsembleOptions options;
    options.ended = [&ended](std::size_t) { ++ended; };
    const Collected got = collect({broken("x"), named("a"), broken("y"), named("b")}, 2, options);
    ASSERT_EQ(got.failed.size(), 4u);
    EXPECT_EQ(got.failed[0].index, 0u);
    EXPECT_EQ(got.failed[1].index, 1u);
    EXPECT_EQ(got.failed[2].index, 4u);
    EXPECT_EQ(got.failed[3].index, 5u);
    EXPECT_FALSE(got.failed[0].reason.empty());
    EXPECT_EQ(got.values.size(), 4u);
    EXPECT_EQ(ended, 8u);
  }
}

TEST(Ensemble, AllMonthsAreCounted) {
  std::atomic<int> months = 0;
  sim::EnsembleOptions options;
  options.month = [&months](int more) { months += more; };
  collect(two, 3, options);
  EXPECT_EQ(months, 2 * 3 * 12);
}

TEST(Ensemble, StopsBetweenMonths) {
  std::atomic<bool> stop = false;
  std::atomic<int> months = 0;
  sim::EnsembleOptions options;
  options.stop = &stop;
  options.month = [&](int) { stop = ++months >= 30; };
  EXPECT_THROW(collect(two, 50, options), sim::Stopped);
  EXPECT_LT(months, 30 + 12 * static_cast<int>(sim::thread_count()));
}

TEST(Ensemble, AStopAfterTheLastRunComesTooLate) {
  std::atomic<bool> stop = false;
  sim::EnsembleOptions options;
  options.stop = &stop;
  options.ended = [&stop](std::size_t index) { stop = index == 1; };
  EXPECT_EQ(collect({named("a")}, 2, options).values.size(), 2u);
}

TEST(Ensemble, WhatTheSinkThrowsEndsIt) {
  std::size_t taken = 0;
  const auto full = [&taken](std::size_t, sim::RunResult, double) {
    if (++taken == 3) throw sim::Failure(sim::Exit::io, "disk full");
  };
  EXPECT_THROW(sim::run_all(toy::make, two, sim::all_runs(2, 20), {}, full), sim::Failure);
  EXPECT_EQ(taken, 3u);
}

// The most models that lived at once: made, and not yet ended. Each but the first, which goes alone, waits so many
// milliseconds for company.
int most_in_flight(sim::EnsembleOptions options, int patience) {
  std::atomic<int> alive = 0, most = 0, made = 0;
  options.ended = [&alive](std::size_t) { --alive; };
  const auto make = [&] {
    const bool first = made++ == 0;
    most = std::max(most.load(), ++alive);
    for (int wait = 0; !first && wait < patience && most < 2; ++wait) {
      most = std::max(most.load(), alive.load());
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return toy::make();
  };
  EXPECT_EQ(collect(two, 4, options, make).values.size(), 8u);
  return most;
}

TEST(Ensemble, MemoryBoundsTheRunsInFlight) {
  const std::size_t run = sim::bytes_in_flight(sim::run(toy::make, two[0], {}).bytes);
  sim::EnsembleOptions options;
  options.memory = 2 * run - 1;
  EXPECT_EQ(most_in_flight(options, 20), 1);
  options.memory = 2 * run;
  const bool alone = sim::thread_count() == 1;
  EXPECT_EQ(most_in_flight(options, alone ? 20 : 600'000), alone ? 1 : 2) << "company comes, however late";
  options.memory = 0;
  EXPECT_EQ(most_in_flight(options, 20), 1) << "one run at a time goes whatever it takes";
}

}  // namespace
