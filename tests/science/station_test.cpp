// Station policies on whole cities, in pairs that share their luck: each does something, and nothing with its path cut.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/city/whole.hpp"

namespace {

using Settings = std::vector<std::pair<std::string, std::string>>;

sim::RunRecord run(const std::string& name, Settings set = {}) {
  set.emplace_back("population.scale", "0.03");
  return whole::record(whole::read("scenarios/" + name + ".toml", set, "2016-12-31"));
}

/// Mean over the last year; over all kinds of the whole city.
double last_year(const sim::RunRecord& record, const std::string& name, std::size_t kinds = 1) {
  const std::size_t s = whole::series(record, name), width = whole::width(record, s);
  double sum = 0;
  for (std::size_t m = 0; m < 12; ++m)
    for (std::size_t k = 0; k < kinds; ++k)
      sum += record.values[s][(static_cast<std::size_t>(record.months) - 1 - m) * width + k];
  return sum / 12;
}
double served(const sim::RunRecord& record) { return last_year(record, "cases_served", 7); }

void expect_same(const sim::RunRecord& a, const sim::RunRecord& b, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const std::size_t s = whole::series(a, name);
    for (std::size_t i = 0; i < a.values[s].size(); ++i) {
      const double x = a.values[s][i], y = b.values[s][i];
      ASSERT_TRUE(x == y || (std::isnan(x) && std::isnan(y))) << name << ": " << x << " and " << y;
    }
  }
}

TEST(BaselineStation, relief_and_generalists_free_time_as_in_the_sources) {
  const auto a = run("nanjing");
  const std::size_t s = whole::series(a, "admin_time_share");
  EXPECT_NEAR(a.values[s][0], 0.70, 0.05);                    // 2012 and before
  EXPECT_NEAR(last_year(a, "admin_time_share"), 0.40, 0.05);  // 2016
}

TEST(Generalists, shorten_waits_and_free_hours_for_cases) {
  const auto all = run("generalist-all"), none = run("specialist-all");
  EXPECT_LT(last_year(all, "counter_wait"), 0.6 * last_year(none, "counter_wait"));
  EXPECT_GT(last_year(all, "station_casework_hours"), 1.1 * last_year(none, "station_casework_hours"));
  EXPECT_GT(served(all), served(none));
}

TEST(Generalists, are_nothing_where_nobody_comes_to_the_counters) {
  const Settings cut = {{"tasks.errands.certificates", "0.0"},
                        {"tasks.errands.benefit_checks", "0.0"},
                        {"tasks.errands.social_insurance", "0.0"},
                        {"station.contest_hours", "0.0"},
                        {"station.training_hours", "0.0"}};
  expect_same(
      run("generalist-all", cut), run("specialist-all", cut),
      {"admin_time_share", "station_casework_hours", "cases_served", "backlog", "so_registered", "turnover_rate"});
}

TEST(Generalists, with_one_queue_and_equal_minutes_gain_nothing) {
  const Settings cut = {{"tasks.errands.benefit_checks", "0.0"},
                        {"tasks.errands.social_insurance", "0.0"},
                        {"station.contest_gain", "0.0"},
                        {"station.contest_hours", "0.0"},
                        {"station.found", "6.0"},
                        {"station.training_hours", "0.0"},
                        {"tasks.errands.certificates", "10.0"}};
  expect_same(run("generalist-all", cut), run("specialist-all", cut), {"counter_wait", "cases_served", "backlog"});
}

TEST(BurdenRelief, without_it_stations_have_fewer_hours_for_cases) {
  const auto with = run("nanjing"), without = run("no-burden-relief");
  EXPECT_GT(last_year(without, "admin_time_share"), last_year(with, "admin_time_share") + 0.2);
  EXPECT_LT(last_year(without, "station_casework_hours"), 0.8 * last_year(with, "station_casework_hours"));
  EXPECT_LT(served(without), served(with));
}

TEST(BurdenRelief, is_nothing_to_cases_where_no_freed_time_reaches_them) {
  // Nor does administration exhaust, organizations earn on tasks, undone work come back, or the number of errands grow
  // beyond the start's.
  const Settings cut = {{"station.freed_share", "0.0"},
                        {"burnout.admin", "0.0"},
                        {"tasks.society_hours", "0.0"},
                        {"station.training_hours", "0.0"},
                        {"station.contest_hours", "0.0"},
                        {"tasks.errands.certificates", "0.0"},
                        {"tasks.errands.benefit_checks", "0.0"},
                        {"tasks.errands.social_insurance", "0.0"},
                        {"tasks.returning.sanitation_patrols", "0.0"},
                        {"tasks.distrust.sanitation_patrols", "0.0"},
                        {"tasks.noise.statistics_and_inspections", "0.0"},
                        {"need.undone_needs.elder_care", "0.0"},
                        {"need.undone_needs.child_protection", "0.0"},
                        {"need.undone_needs.mediation", "0.0"}};
  const auto with = run("nanjing", cut), without = run("no-burden-relief", cut);
  EXPECT_GT(last_year(without, "admin_time_share"), last_year(with, "admin_time_share"));
  expect_same(with, without, {"station_casework_hours", "cases_served", "backlog", "so_registered", "turnover_rate"});
}

TEST(SubtractionWithoutSupport, leaves_tasks_to_nobody) {
  const auto with = run("nanjing"), without = run("subtraction-without-support");
  EXPECT_GT(last_year(without, "gap_index"), last_year(with, "gap_index") + 0.03);
  EXPECT_EQ(last_year(without, "task_spending"), 0);
  EXPECT_GT(last_year(without, "errand_travel"), 0);
  EXPECT_GT(last_year(without, "tasks_moved_up"), last_year(with, "tasks_moved_up"));
}

TEST(GovernmentDoesAll, serves_in_house_for_the_money_of_purchase) {
  const auto with = run("nanjing"), in_house = run("government-does-all");
  EXPECT_GT(last_year(in_house, "station_casework_hours"), 1.3 * last_year(with, "station_casework_hours"));
  // What the districts' own lines and the lottery buy goes on.
  EXPECT_LT(last_year(in_house, "group_events"), 0.4 * last_year(with, "group_events"));
  EXPECT_NE(served(in_house), served(with));
}

TEST(CaseworkPooling, moves_cases_between_neighbours) {
  EXPECT_NE(served(run("nanjing", {{"station.casework_pooling", "true"}})), served(run("nanjing")));
}

}  // namespace
