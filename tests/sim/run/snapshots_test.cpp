// Yearly series: which years a run has, what they hold, what a file's layout makes of runs that differ.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <variant>

#include "sim/describe/describe.hpp"
#include "sim/parallel.hpp"
#include "sim/run/forecast.hpp"
#include "sim/run/run.hpp"
#include "tests/sim/toy_model.hpp"

namespace {

using sim::Month, sim::Years, sim::Layout, sim::Scenario;

// The toy village with a snapshot of its needs, and with houses that are known once the village is settled.
struct YearlySpec : toy::Spec {
  static std::vector<sim::Axis> axes(const World& world) {
    std::vector<sim::Axis> out = toy::Spec::axes(world);
    sim::Axis house{"house", "Houses", {"h1", "h2", "h3"}};
    const std::size_t built = world.villagers.empty() ? 3 : 2;
    house.labels.resize(built);
    const double north = world.villagers.size() > 200 ? 2 : 1;
    house.details = {
        {"house_y", "km", "North", std::vector<double>(built, world.villagers.empty() ? std::nan("") : north)},
        {"house_lane", "1", "Lane", std::vector<std::string>(built, "main")}};
    out.push_back(house);
    return out;
  }
  static const std::vector<sim::Series<World>>& series() {
    static const std::vector<sim::Series<World>> table = [] {
      std::vector<sim::Series<World>> all = toy::Spec::series();
      all.push_back({"needs_of_houses",
                     "count",
                     "Needs that arose so far, in a house of the two",
                     sim::Measure::stock,
                     {"house", "service"},
                     [](const World& w, const sim::Cells& out) {
                       for (std::size_t s = 0; s < w.totals.size(); ++s) {
                         out(0, s) = static_cast<double>(w.totals.open[toy::Totals::Row(s)] / 3);
                         out(1, s) = static_cast<double>(w.totals.open[toy::Totals::Row(s)] -
                                                         w.totals.open[toy::Totals::Row(s)] / 3);
                       }
                     },
                     {},
                     sim::Better::unsaid,
                     sim::Cadence::every_year});
      return all;
    }();
    return table;
  }
};
std::unique_ptr<sim::Model> make_yearly() { return std::make_unique<sim::Bound<YearlySpec>>(); }

Scenario from_start(Month start, int months) {
  Scenario s;
  s.name = "village";
  s.start = start;
  s.end = start + months;
  s.rows = {{"service", "elder_care", {}, "assumed", {}}, {"service", "mediation", {}, "assumed", {}}};
  return s;
}

void include(Layout& layout, const sim::RunRecord& r) { layout.include(r.start, r.months, r.axes, r.series); }

TEST(Years, are_those_within_the_months) {
  const auto within = [](Month start, int months) {
    const Years years = Years::within(start, months);
    return std::pair(years.count > 0 ? years.first : 0, years.count);
  };
  EXPECT_EQ(within(Month::of(2010, 1), 132), std::pair(2010, 11));
  EXPECT_EQ(within(Month::of(2010, 1), 12), std::pair(2010, 1));
  EXPECT_EQ(within(Month::of(2010, 1), 11), std::pair(0, 0));
  EXPECT_EQ(within(Month::of(2010, 2), 22), std::pair(0, 0));
  EXPECT_EQ(within(Month::of(2010, 2), 23), std::pair(2011, 1));
  EXPECT_EQ(within(Month::of(2010, 7), 24), std::pair(2011, 1));
  EXPECT_EQ(within(Month::of(2008, 12), 26), std::pair(2009, 2)) << "before the epoch";
}

TEST(Snapshots, are_read_when_december_is_over) {
  const sim::RunRecord r =
      sim::run(make_yearly, from_start(Month::of(2010, 7), 36), {}).record;  // 2011 and 2012 are whole
  ASSERT_EQ(r.series.size(), 4u);
  EXPECT_EQ(r.years().first, 2011);
  EXPECT_EQ(r.moments(r.series[3]), 2);
  ASSERT_EQ(r.values[3].size(), 2u * 2u * 2u);  // years, houses, services
  for (std::size_t year = 0; year < 2; ++year)
    for (std::size_t service = 0; service < 2; ++service) {
      const double* houses = &r.values[3][year * 4];
      const double december = r.values[0][(17 + 12 * year) * 2 + service];  // month 17 is December 2011
      EXPECT_GT(december, 0);
      EXPECT_EQ(houses[service] + houses[2 + service], december) << year;
    }
}

TEST(Snapshots, are_the_same_bits_for_any_number_of_threads) {
  const auto values = [](int threads) {
    const sim::Threads limit(threads);
    return sim::run(make_yearly, from_start(Month::of(2010, 1), 24), {}).record.values;
  };
  EXPECT_EQ(values(1), values(4));
}

TEST(Snapshots, stay_out_where_no_year_is_whole_or_none_is_wanted) {
  EXPECT_EQ(sim::run(make_yearly, from_start(Month::of(2010, 2), 20), {}).record.series.size(), 3u);
  Scenario s = from_start(Month::of(2010, 1), 24);
  s.snapshots = false;
  EXPECT_EQ(sim::run(make_yearly, s, {}).record.series.size(), 3u);
  EXPECT_FALSE(sim::planned_layout(make_yearly, std::vector{s}, 1).yearly());
  s.snapshots = true;
  s.series = {"needs_of_houses"};
  EXPECT_EQ(sim::run(make_yearly, s, {}).record.series.size(), 1u);
  s.start = Month::of(2010, 2);
  EXPECT_TRUE(sim::planned_layout(make_yearly, std::vector{s}, 1).series.size() == 1) << "2011 is whole";
  s.end = Month::of(2011, 12);
  EXPECT_TRUE(sim::planned_layout(make_yearly, std::vector{s}, 1).series.empty());
}

TEST(Snapshots, cost_what_their_years_and_cells_cost) {
  const std::vector one = {from_start(Month::of(2010, 1), 36)};
  Layout layout = sim::planned_layout(make_yearly, one, 5);
  const std::size_t all = layout.bytes();
  ASSERT_TRUE(layout.series.back().yearly());
  layout.series.pop_back();
  EXPECT_EQ(all - layout.bytes(), 5u * 3u * (3u * 2u) * 4u) << "3 houses may come to be, 2 services, 4 bytes a count";
}

TEST(Layout, spans_the_whole_years_of_all_runs) {
  Layout layout;
  include(layout, sim::run(make_yearly, from_start(Month::of(2014, 6), 6), {}).record);
  EXPECT_FALSE(layout.yearly());
  include(layout, sim::run(make_yearly, from_start(Month::of(2012, 7), 18), {}).record);
  include(layout, sim::run(make_yearly, from_start(Month::of(2010, 1), 17), {}).record);
  EXPECT_EQ(layout.years.first, 2010);
  EXPECT_EQ(layout.years.count, 4) << "2010 to 2013, of which the runs have the first and the last";
}

TEST(Layout, leaves_unknown_what_runs_disagree_on) {
  Scenario small = from_start(Month::of(2010, 1), 12), large = small;
  large.settings = {{"population.villagers", std::int64_t{300}, {}}};
  Layout layout;
  include(layout, sim::run(make_yearly, small, {}).record);
  include(layout, sim::run(make_yearly, small, {}).record);
  const auto y = [&](std::size_t house) {
    return std::get<std::vector<double>>(axis_named(layout.axes, "house").details.at(0).values).at(house);
  };
  EXPECT_EQ(y(0), 1);
  include(layout, sim::run(make_yearly, large, {}).record);
  include(layout, sim::run(make_yearly, small, {}).record);
  EXPECT_TRUE(std::isnan(y(0))) << "what was in doubt once stays so";
  EXPECT_EQ(std::get<std::vector<std::string>>(axis_named(layout.axes, "house").details.at(1).values).at(1), "main");
}

TEST(Layout, takes_new_labels_with_all_that_is_known_of_them) {
  const auto houses = [](std::vector<std::string> labels, std::vector<double> y) {
    return std::vector<sim::Axis>{{"house", "Houses", std::move(labels), {{"house_y", "km", "North", std::move(y)}}}};
  };
  Layout layout;
  layout.include(Month::of(2010, 1), 12, houses({"a", "c"}, {1, 3}), {});
  layout.include(Month::of(2010, 1), 12, houses({"b", "c"}, {2, 3}), {});
  EXPECT_EQ(axis_named(layout.axes, "house").labels, (std::vector<std::string>{"a", "c", "b"}));
  EXPECT_EQ(std::get<std::vector<double>>(axis_named(layout.axes, "house").details[0].values),
            (std::vector<double>{1, 3, 2}));
}

TEST(Describe, tells_yearly_series_apart) {
  const std::string text = sim::describe(make_yearly, {"series"}, "markdown"),
                    file = sim::describe(make_yearly, {"file"}, "markdown");
  EXPECT_NE(text.find("run, year, house, service"), std::string::npos) << text;
  EXPECT_NE(text.find("at year's end"), std::string::npos) << text;
  EXPECT_NE(file.find("house_lane"), std::string::npos) << file;
  EXPECT_NE(file.find("year: point"), std::string::npos) << file;
  EXPECT_EQ(sim::describe(toy::make, {"series"}, "markdown").find("year"), std::string::npos);
  EXPECT_EQ(sim::describe(toy::make, {"file"}, "json").find("\"year\""), std::string::npos);
}

}  // namespace
