// What the data say of a district's residents.
#include "models/city/shared/census.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;

TEST(Raked, keeps_odds_between_districts_and_meets_the_city) {
  const std::vector<double> shares = raked({0.5, 2.0 / 3}, {300, 100}, 0.2);  // odds 1 : 2
  EXPECT_NEAR((300 * shares[0] + 100 * shares[1]) / 400, 0.2, 1e-9);
  EXPECT_NEAR(shares[1] / (1 - shares[1]), 2 * shares[0] / (1 - shares[0]), 1e-9);
}

TEST(Raked, has_limits) {
  EXPECT_EQ(raked({0.5, 0.5}, {1, 1}, 0), std::vector<double>({0, 0}));
  EXPECT_NEAR(raked({1, 0.5}, {1, 1}, 0.75)[0], 1, 1e-9);  // a district of towns stays one
  EXPECT_NEAR(raked({1, 0.5}, {1, 1}, 0.75)[1], 0.5, 1e-6);
}

TEST(MigrantShares, follow_the_city_with_the_odds_of_each_district) {
  City c = hand::make_city();
  c.districts[0].migrants = 3;
  const sim::Month month{60};
  const std::vector<double> shares = migrant_shares(c, month);
  double people = 0, migrants = 0;
  for (std::size_t d = 0; d < shares.size(); ++d) {
    people += district_residents(c, d, month);
    migrants += shares[d] * district_residents(c, d, month);
  }
  EXPECT_NEAR(migrants / people, census_value(c, month, [](const Census& row) { return row.migrants; }), 1e-9);
  EXPECT_NEAR(shares[0] / (1 - shares[0]), 3 * shares[1] / (1 - shares[1]), 1e-9);
}

}  // namespace
