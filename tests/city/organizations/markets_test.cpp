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
  c.communities.volunteers[hand::place(0)] = 3000;
  c.communities.willing[hand::place(0)] = 100;
  c.classes[1].members = 60;
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

// A provider of class 0 in the east with a contract of so many hours a year, worth 1,000,000 fen; its founder has 30
// hours a month. What a second founder expects of it under the register.
struct Awarded {
  City c = market();
  Id<Organizations> firm;
  Id<Contracts> row;
  Awarded() {
    c.economy.own_hours = 30;
    c.economy.wage_growth = 0;
    firm = hand::organize(c, 0, 3);
    row = hand::contract(c, 0, 0, hand::east, firm, 1000000, 12, 10);
  }
  double expected(std::uint8_t niche = 0) const {
    Founder who;
    who.niche = niche;
    who.home = hand::place(0);
    return Markets(c).expected(who, 1, LegalStatus::registered);
  }
};

TEST(Markets, count_nothing_as_overdue_before_it_is_due) {
  Awarded t;
  t.c.now = sim::Month{1};
  t.c.contracts.won[t.row] = 0;
  t.c.contracts.sealed[t.row] = t.c.contracts.starts[t.row] = 3;
  t.c.registration.interest = 0;
  const double nothing_late = t.expected();
  t.c.registration.interest = 0.5;
  EXPECT_DOUBLE_EQ(t.expected(), nothing_late) << "it begins in two months";
  t.c.now = sim::Month{4};
  EXPECT_LT(t.expected(), nothing_late - 1000) << "nothing of it is paid in its second month";
  t.c.contracts.instalments[t.row] = 1;
  EXPECT_DOUBLE_EQ(t.expected(), nothing_late);
}

// Two neighbours with all of the hours between them, or one with all and one with none: who may be either can work
// fewer of them in the second case.
TEST(Markets, expect_own_people_to_work_what_neighbours_could) {
  Awarded even, uneven;
  for (Awarded* t : {&even, &uneven}) {
    const auto other = hand::organize(t->c, 1, 4);
    const auto more = hand::contract(t->c, 0, 0, hand::east, t == &even ? other : t->firm, 1000000, 12, 30, 901);
    t->c.contracts.hours[t->row] = t->c.contracts.hours[more] = 300;
    EXPECT_EQ(t->c.contracts.provider[more] == other, t == &even);
  }
  EXPECT_GT(even.expected(), uneven.expected() + 1000);
}

// What an earmark draws: founders who see that demand in a service is funded. The same money, moved from the one
// service to the other, moves what their founders expect.
TEST(Markets, draw_founders_to_the_need_that_is_bought) {
  const auto expects = [](std::uint8_t niche, std::uint8_t bought) {
    Awarded t;
    const auto other = hand::organize(t.c, 1, 4);
    t.c.organizations.niche[other] = 1;
    const auto more = hand::contract(t.c, 0, bought, hand::east, other, 1000000, 12, 30, 901);
    t.c.contracts.hours[t.row] = t.c.contracts.hours[more] = 100;
    return t.expected(niche);
  };
  EXPECT_GT(expects(1, 1), expects(1, 0) + 100);
  EXPECT_LT(expects(0, 1), expects(0, 0) - 100);
}

}  // namespace
