// People answer: who sits the exam and who quits follow pay and prospects in a whole city.
#include <gtest/gtest.h>

#include "tests/city/whole.hpp"

namespace {

using Set = std::vector<std::pair<std::string, std::string>>;

sim::RunRecord licences_with(Set set) {
  set.emplace_back("population.scale", "0.05");
  return whole::record(whole::read("scenarios/nanjing.toml", std::move(set), "2014-12-31"));
}
/// Over all months, of the whole city.
double city_total(const sim::RunRecord& record, const std::string& name) {
  const std::size_t s = whole::series(record, name), width = whole::width(record, s);
  double sum = 0;
  for (std::size_t i = 0; i < record.values[s].size(); i += width) sum += record.values[s][i];
  return sum;
}
double sitters(const sim::RunRecord& record) { return city_total(record, "exam_sitters"); }

TEST(Licences, an_allowance_brings_more_people_to_the_exam_the_larger_it_is) {
  std::vector<double> sat;
  for (const char* allowance : {"0.0", "100.0", "300.0"})
    sat.push_back(sitters(licences_with({{"economy.licence_allowance", allowance}})));
  EXPECT_GT(sat[1], sat[0] * 1.03);
  EXPECT_GT(sat[2], sat[1] * 1.03);
}

TEST(Licences, nobody_sits_where_nothing_speaks_for_it) {
  const double base = sitters(licences_with({}));
  EXPECT_GT(base, 300);
  const Set no_premium = {{"licensing.title", "0.0"}, {"economy.outside_wage", "10.0"}},
            no_openings = {{"licensing.title", "0.0"}, {"labour.search", "0.0"}, {"labour.look", "0.0"}};
  EXPECT_LT(sitters(licences_with(no_premium)), base * 0.02);
  EXPECT_LT(sitters(licences_with(no_openings)), base * 0.02);
}

TEST(Licences, a_raise_of_the_field_keeps_people_and_draws_them_and_one_of_all_wages_does_neither) {
  const sim::RunRecord base = licences_with({}),
                       field = licences_with({{"economy.field_wage", "1.2"}, {"treasury.street_revenue", "132.0"}}),
                       all = licences_with({{"economy.wage", "3600.0"},
                                            {"licensing.title", "7200.0"},
                                            {"treasury.street_revenue", "132.0"}});
  EXPECT_GT(sitters(field), sitters(base) * 1.1);
  EXPECT_LT(city_total(field, "turnover_rate"), city_total(base, "turnover_rate") * 0.9);
  EXPECT_NEAR(sitters(all), sitters(base), sitters(base) * 0.02);
  EXPECT_NEAR(city_total(all, "turnover_rate"), city_total(base, "turnover_rate"),
              city_total(base, "turnover_rate") * 0.02);
}

}  // namespace
