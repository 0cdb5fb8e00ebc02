// What money policies do in a whole city, and that each does nothing once its path is cut.
#include <gtest/gtest.h>

#include "tests/city/whole.hpp"

namespace {

using Set = std::vector<std::pair<std::string, std::string>>;

sim::RunRecord city_with(Set set, const std::string& file = "scenarios/nanjing.toml",
                         const std::string& until = "2016-12-31") {
  set.emplace_back("population.scale", "0.06");  // where a dozen contracts run
  return whole::record(whole::read(file, std::move(set), until));
}
double total(const sim::RunRecord& record, const std::string& name) {
  const std::size_t s = whole::series(record, name), width = whole::width(record, s);
  double sum = 0;
  for (std::size_t i = 0; i < record.values[s].size(); i += width)
    if (record.values[s][i] == record.values[s][i]) sum += record.values[s][i];
  return sum;
}

TEST(MoneyScenarios, each_changes_something_from_its_date_on) {
  const sim::RunRecord base = city_with({}, "scenarios/nanjing.toml", "2018-12-31");
  for (const auto& [file, year] : std::vector<std::pair<const char*, int>>{{"open-tender", 2014},
                                                                           {"direct-award", 2014},
                                                                           {"payment-delay", 2014},
                                                                           {"advance-payment", 2014},
                                                                           {"multi-year-contracts", 2014},
                                                                           {"austerity", 2018}}) {
    const auto other = city_with({}, std::string("scenarios/") + file + ".toml", "2018-12-31");
    const int month = whole::first_difference(base, other);
    EXPECT_GE(month, (year - 2010) * 12) << file;
    EXPECT_NE(total(base, "cases_served"), total(other, "cases_served")) << file;
  }
}

TEST(PaymentDelay, is_nothing_where_all_is_paid_in_advance) {
  const sim::RunRecord paid = city_with({{"payment.advance", "1.0"}});
  EXPECT_EQ(whole::first_difference(paid, city_with({{"payment.advance", "1.0"}, {"payment.delay", "6"}})), -1);
  const sim::RunRecord late = city_with({{"payment.delay", "6"}}), base = city_with({});
  EXPECT_GT(total(late, "payment_delay"), total(base, "payment_delay"));
  EXPECT_GT(total(late, "contracts_late"), total(base, "contracts_late"));
  EXPECT_GT(whole::first_difference(base, late), 0);
}

TEST(Mechanism, is_nothing_while_no_round_is_held) {
  const std::string before = "2013-12-31";
  EXPECT_EQ(whole::first_difference(city_with({}, "scenarios/nanjing.toml", before),
                                    city_with({{"procurement.mechanism", "tender"}}, "scenarios/nanjing.toml", before)),
            -1);
}

}  // namespace
