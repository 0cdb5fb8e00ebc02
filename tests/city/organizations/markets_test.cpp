// Markets: what an organization may expect.
#include "models/city/organizations/markets.hpp"

#include <gtest/gtest.h>

#include "tests/city/organizations/by_hand.hpp"

namespace {

using namespace city;
using hand::luck;
using hand::market;

// A group that looks again at what registering brings is not its own competitor: alone, it has the market.
TEST(Markets, do_not_count_an_organization_against_itself) {
  City c = market();
  c.donors.purse = 10;
  c.reach.volunteer_hours = 1;
  const auto group = hand::organize(c, 0, 3, 0, LegalStatus::filed, 1);
  c.organizations.pull[group] = 1;
  c.organizations.record[group] = 0.5F;
  const Markets with(c);
  c.organizations.dormant[group] = 1;
  const Markets without(c);
  c.organizations.dormant[group] = 0;
  const Founder who = traits(c, group);
  for (const LegalStatus s : {LegalStatus::informal, LegalStatus::filed, LegalStatus::registered})
    EXPECT_NEAR(with.expected(who, 1, s, group), without.expected(who, 1, s), 1e-6);
  EXPECT_LT(with.expected(who, 1, LegalStatus::filed), 0.6 * without.expected(who, 1, LegalStatus::filed));
}

TEST(Markets, share_gifts_with_those_whom_the_same_donors_hear_of) {
  City c = market();
  c.donors.purse = 10;
  const auto east = hand::organize(c, 0, 3, 0, LegalStatus::registered, 1);
  c.organizations.record[east] = 0.5F;
  const auto gifts = [&](Level within) {
    c.donors.within = within;
    return Markets(c).gifts(east);
  };
  const double city = gifts(Level::city), district = gifts(Level::district);
  EXPECT_GT(district, 0);
  const auto west = hand::organize(c, 2, 4, 0, LegalStatus::registered, 1);
  c.organizations.record[west] = 0.5F;
  EXPECT_LT(gifts(Level::city), city);
  EXPECT_EQ(gifts(Level::district), district);
}

}  // namespace
