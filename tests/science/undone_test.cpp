// What undone work turns into, on whole cities in pairs that share their luck: one path after the other, and none.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/city/whole.hpp"

namespace {

using Settings = std::vector<std::pair<std::string, std::string>>;

// All consequences of Nanjing's tasks; a dose multiplies what the scenario has.
struct Dose {
  double errands = 0, needs = 0, distrust = 0, noise = 0;
};

sim::RunRecord dosed(const Dose& dose, Settings set = {}) {
  const auto scaled = [&](const std::string& path, double value, double by) {
    set.emplace_back(path, std::to_string(value * by));
  };
  for (const char* task : {"certificates", "benefit_checks", "social_insurance"})
    scaled(std::string("tasks.returning.") + task, 10, dose.errands);
  scaled("tasks.returning.sanitation_patrols", 5, dose.errands);
  scaled("tasks.distrust.sanitation_patrols", 0.001, dose.distrust);
  scaled("tasks.noise.statistics_and_inspections", 0.02, dose.noise);
  scaled("need.undone_needs.elder_care", 0.04, dose.needs);
  scaled("need.undone_needs.child_protection", 0.05, dose.needs);
  scaled("need.undone_needs.mediation", 0.3, dose.needs);
  set.emplace_back("population.scale", "0.03");
  return whole::record(whole::read("scenarios/subtraction-without-support.toml", set, "2017-12-31"));
}

/// Of the whole city, last year, one kind: mean a month.
double last_year_of(const sim::RunRecord& record, const std::string& name, std::size_t kind = 0) {
  const std::size_t s = whole::series(record, name), width = whole::width(record, s);
  double sum = 0;
  for (std::size_t m = 0; m < 12; ++m)
    sum += record.values[s][(static_cast<std::size_t>(record.months) - 1 - m) * width + kind];
  return sum / 12;
}

void expect_all_the_same_but(const std::string& but, const sim::RunRecord& a, const sim::RunRecord& b) {
  for (std::size_t s = 0; s < a.series.size(); ++s)
    for (std::size_t i = 0; a.series[s].name != but && i < a.values[s].size(); ++i) {
      const double x = a.values[s][i], y = b.values[s][i];
      ASSERT_TRUE(x == y || (std::isnan(x) && std::isnan(y))) << a.series[s].name << ": " << x << " and " << y;
    }
}

TEST(Undone, without_consequences_is_only_counted) {
  const auto slow = dosed({}), fast = dosed({}, {{"tasks.undone_kept", "0.5"}});
  expect_all_the_same_but("undone_work", slow, fast);
  EXPECT_GT(last_year_of(slow, "undone_work"), 3 * last_year_of(fast, "undone_work"));
  EXPECT_EQ(last_year_of(slow, "returning_errands"), 0);
}

TEST(Undone, brings_errands_back_by_dose) {
  const auto none = dosed({}), half = dosed({.errands = 0.5}), all = dosed({.errands = 1});
  EXPECT_EQ(last_year_of(none, "returning_errands"), 0);
  EXPECT_GT(last_year_of(half, "returning_errands"), 0);
  EXPECT_GT(last_year_of(all, "returning_errands"), 1.9 * last_year_of(half, "returning_errands"));
  EXPECT_GT(last_year_of(all, "errand_travel"), last_year_of(half, "errand_travel"));
  EXPECT_GT(last_year_of(half, "errand_travel"), last_year_of(none, "errand_travel"));
}

TEST(Undone, makes_needs_by_dose) {
  const auto none = dosed({}), half = dosed({.needs = 0.5}), all = dosed({.needs = 1});
  for (const std::size_t service : {1U, 6U}) {  // child protection, mediation
    EXPECT_GT(last_year_of(half, "need_incidence", service), last_year_of(none, "need_incidence", service)) << service;
    EXPECT_GT(last_year_of(all, "need_incidence", service), last_year_of(half, "need_incidence", service)) << service;
  }
  EXPECT_EQ(last_year_of(all, "need_incidence", 2), last_year_of(none, "need_incidence", 2));  // relief: of no task
  for (const char* same : {"population", "births", "departures"})
    EXPECT_EQ(last_year_of(all, same), last_year_of(none, same)) << same;
}

TEST(Undone, costs_trust_by_dose) {
  const auto none = dosed({}), half = dosed({.distrust = 0.5}), all = dosed({.distrust = 1});
  EXPECT_LT(last_year_of(half, "trust"), last_year_of(none, "trust"));
  EXPECT_LT(last_year_of(all, "trust"), last_year_of(half, "trust"));
}

TEST(Undone, clouds_what_officials_see) {
  const auto none = dosed({}), all = dosed({.noise = 100});
  const auto posted = [](const sim::RunRecord& run) { return run.values[whole::series(run, "projects_posted")]; };
  EXPECT_NE(posted(none), posted(all));
}

}  // namespace
