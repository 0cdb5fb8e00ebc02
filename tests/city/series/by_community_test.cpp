// Communities add up: every yearly series by community is, over all communities, what the city's own series says.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "tests/city/whole.hpp"

namespace {

using namespace city;

struct Told {
  explicit Told(const sim::Scenario& scenario) : record(whole::record(scenario)) {}

  sim::RunRecord record;

  const sim::SeriesInfo& info(const std::string& name) const { return record.series[whole::series(record, name)]; }
  std::size_t labels(const std::string& axis) const {
    for (const sim::Axis& a : record.axes)
      if (a.name == axis) return a.labels.size();
    throw std::runtime_error("no axis " + axis);
  }
  std::size_t kinds(const std::string& name) const {
    const std::vector<std::string>& axes = info(name).axes;
    return axes.size() > 1 ? labels(axes[1]) : 1;
  }
  double at(const std::string& name, std::size_t moment, std::size_t place, std::size_t kind = 0) const {
    const std::size_t s = whole::series(record, name);
    return record.values[s].at(moment * whole::width(record, s) +
                               place * whole::width(record, s) / labels(info(name).axes[0]) + kind);
  }
  /// The city's series over a year: flows added up, of stocks the last.
  double year(const std::string& name, std::size_t y, std::size_t kind) const {
    double sum = 0;
    for (std::size_t m = 0; m < 12; ++m) sum += at(name, 12 * y + m, 0, kind);
    return info(name).measure == sim::Measure::flow ? sum : at(name, 12 * y + 11, 0, kind);
  }
  bool direct(std::size_t service) const { return sim::axis_named(record.axes, "service").stands_apart(service); }
  double communities(const std::string& name, std::size_t y, std::size_t kind) const {
    double sum = 0;
    for (std::size_t c = 0; c < labels("community"); ++c) sum += at(name + "_by_community", y, c, kind);
    return sum;
  }
  std::size_t years() const { return static_cast<std::size_t>(record.years().count); }
};

class ByCommunity : public testing::TestWithParam<std::pair<const char*, const char*>> {
 protected:
  static const Told& told() {
    static std::map<std::string, Told> all;
    const auto& [file, scale] = GetParam();
    const auto found = all.find(file);
    if (found != all.end()) return found->second;
    return all.emplace(file, whole::read(file, {{"population.scale", scale}}, "2016-06-30")).first->second;
  }
};

TEST_P(ByCommunity, counts_and_money_are_those_of_the_city_exactly) {
  const Told& t = told();
  ASSERT_EQ(t.years(), 6u) << "2016 is not whole";
  for (const char* name :
       {"population", "need_incidence", "expressed_demand", "cases_served", "backlog", "so_registered", "so_filed"})
    for (std::size_t kind = 0; kind < t.kinds(name); ++kind) {
      ASSERT_EQ(t.kinds(name), t.kinds(std::string(name) + "_by_community"));
      for (std::size_t y = 0; y < 6; ++y)
        EXPECT_EQ(t.communities(name, y, kind), t.year(name, y, kind)) << name << " " << kind << " " << 2010 + y;
    }
  // The city tells its spending by level of the payer too.
  const std::size_t services = t.labels("service");
  double all = 0;
  for (std::size_t y = 0; y < 6; ++y)
    for (std::size_t kind = 0; kind < services; ++kind) {
      double city = 0;
      for (std::size_t level = 0; level < t.labels("gov_level"); ++level)
        city += t.year("purchase_spending", y, level * services + kind);
      EXPECT_EQ(std::llround(100 * t.communities("purchase_spending", y, kind)), std::llround(100 * city));
      all += city;
    }
  EXPECT_GT(all, 0);
}

TEST_P(ByCommunity, hours_are_those_of_the_city) {
  const Told& t = told();
  for (const char* name : {"station_casework_hours", "volunteers"})
    for (std::size_t y = 0; y < 6; ++y) {
      EXPECT_NEAR(t.communities(name, y, 0), t.year(name, y, 0), 1e-9 * t.year(name, y, 0)) << name;
      EXPECT_GT(t.year(name, y, 0), 0);
    }
}

TEST_P(ByCommunity, shares_weighted_by_residents_are_those_of_the_city) {
  const Told& t = told();
  for (const char* name : {"share_60plus", "share_migrant", "share_urban", "awareness_rate", "accessibility_2sfca"})
    for (std::size_t kind = 0; kind < t.kinds(name); ++kind)
      for (std::size_t y = 0; y < 6; ++y) {
        double sum = 0;
        for (std::size_t c = 0; c < t.labels("community"); ++c)
          sum += t.at(std::string(name) + "_by_community", y, c, kind) * t.at("population_by_community", y, c);
        EXPECT_NEAR(sum / t.year("population", y, 0), t.year(name, y, kind), 1e-9) << name;
      }
  for (std::size_t y = 0; y < 6; ++y) {
    double sum = 0, months = 0;
    for (std::size_t m = 0; m < 12; ++m) months += t.at("admin_time_share", 12 * y + m, 0) / 12;
    for (std::size_t c = 0; c < t.labels("community"); ++c) sum += t.at("admin_time_share_by_community", y, c);
    EXPECT_NEAR(sum / static_cast<double>(t.labels("community")), months, 1e-9);
  }
}

TEST_P(ByCommunity, waits_weighted_by_cases_are_those_of_the_city) {
  const Told& t = told();
  const std::size_t services = t.labels("service");
  double all = 0;
  for (std::size_t y = 0; y < 6; ++y) {
    double city = 0, places = 0;
    for (std::size_t m = 12 * y; m < 12 * y + 12; ++m) {
      double served = 0;
      for (std::size_t s = 0; s < services; ++s) served += t.direct(s) ? 0 : t.at("cases_served", m, 0, s);
      if (served > 0) city += served * t.at("wait_mean", m, 0);
    }
    for (std::size_t c = 0; c < t.labels("community"); ++c) {
      double served = 0;
      for (std::size_t s = 0; s < services; ++s) served += t.direct(s) ? 0 : t.at("cases_served_by_community", y, c, s);
      EXPECT_EQ(std::isnan(t.at("wait_mean_by_community", y, c)), served == 0);
      if (served > 0) places += served * t.at("wait_mean_by_community", y, c);
    }
    all += city;
    EXPECT_NEAR(places, city, 1e-6);
  }
  EXPECT_GT(all, 0);
}

TEST_P(ByCommunity, places_are_told_by_lasting_names) {
  const sim::Axis& axis = told().record.axes.back();
  ASSERT_EQ(axis.name, "community");
  EXPECT_EQ(std::set<std::string>(axis.labels.begin(), axis.labels.end()).size(), axis.labels.size());
  const auto& districts = std::get<std::vector<std::string>>(axis.details.at(0).values);
  const auto& streets = std::get<std::vector<std::string>>(axis.details.at(1).values);
  const auto& x = std::get<std::vector<double>>(axis.details.at(3).values);
  for (std::size_t c = 0; c < axis.labels.size(); ++c) {
    EXPECT_EQ(axis.labels[c].rfind(districts[c] + "_", 0), 0u) << axis.labels[c];
    EXPECT_EQ(streets[c].rfind(districts[c] + "_street_", 0), 0u) << streets[c];
    EXPECT_FALSE(std::isnan(x[c]));
  }
  // The same places before the sample is drawn, among all that the city has.
  const auto& [file, scale] = GetParam();
  const sim::Axis all = whole::axes_of(whole::read(file)).back();
  const std::set<std::string> names(all.labels.begin(), all.labels.end());
  EXPECT_GE(names.size(), axis.labels.size());
  for (const std::string& label : axis.labels) EXPECT_TRUE(names.contains(label)) << label;
}

INSTANTIATE_TEST_SUITE_P(Cities, ByCommunity,
                         testing::Values(std::pair("scenarios/village.toml", "1"),
                                         std::pair("scenarios/nanjing.toml", "0.06")),
                         [](const auto& one) { return std::string(one.index == 0 ? "village" : "nanjing"); });

}  // namespace
