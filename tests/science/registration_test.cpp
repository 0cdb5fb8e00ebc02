// Effects that emerge: what a policy does to those who face it, in pairs that share their luck.
#include <gtest/gtest.h>

#include "tests/city/whole.hpp"

namespace {

/// Registered professional organizations at the end of a run, the whole city.
double professional(const sim::RunRecord& record, const sim::Scenario& scenario) {
  const auto classes = whole::data_of(scenario).classes;
  const std::size_t s = whole::series(record, "so_registered"), width = whole::width(record, s);
  double sum = 0;
  for (std::size_t k = 0; k < classes.size(); ++k)
    if (classes[k].professional) sum += record.values[s][record.values[s].size() - width + k];
  return sum;
}

TEST(ZeroThreshold, without_it_fewer_professional_organizations_are_registered) {
  const auto with = whole::read("scenarios/nanjing.toml", {{"population.scale", "0.1"}}, "2016-12-31");
  const auto without = whole::read("scenarios/no-zero-threshold.toml", {{"population.scale", "0.1"}}, "2016-12-31");
  for (std::uint32_t replicate = 0; replicate < 3; ++replicate) {
    const double a = professional(whole::record(with, replicate), with);
    const double b = professional(whole::record(without, replicate), without);
    EXPECT_GT(a, 100);
    EXPECT_LT(b, 0.95 * a) << "pair " << replicate;
  }
}

TEST(ZeroThreshold, is_nothing_where_the_other_doors_cost_as_little) {
  // The path cut: no capital, no papers, the same months. What is left of the policy is its name.
  const std::vector<std::pair<std::string, std::string>> equal = {{"population.scale", "0.05"},
                                                                  {"registration.capital", "0.0"},
                                                                  {"registration.cost", "0.0"},
                                                                  {"registration.wait_direct", "1.0"},
                                                                  {"registration.wait_zero", "1.0"}};
  const sim::RunRecord a = whole::record(whole::read("scenarios/nanjing.toml", equal, "2016-12-31"));
  const sim::RunRecord b = whole::record(whole::read("scenarios/no-zero-threshold.toml", equal, "2016-12-31"));
  EXPECT_EQ(whole::first_difference(a, b), -1);
}

}  // namespace
