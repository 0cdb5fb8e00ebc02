// Doors: those of each regime, and the founder's sums by hand.
#include "models/city/organizations/doors.hpp"

#include <gtest/gtest.h>

#include "tests/city/organizations/by_hand.hpp"

namespace {

using namespace city;
using hand::doors, hand::estate, hand::founder, hand::market, hand::rival;
using hand::luck;

TEST(Doors, are_those_of_the_regime) {
  City c = doors();
  const auto expect = [&](Regime regime, std::size_t kind, double sponsor, double capital, double wait) {
    c.registration.regime = regime;
    const Route route = open_route(c, kind);
    EXPECT_DOUBLE_EQ(route.sponsor, sponsor);
    EXPECT_EQ(route.capital, capital);
    EXPECT_EQ(route.cost, capital / 10);
    EXPECT_EQ(route.wait, wait);
  };
  expect(Regime::dual_management, 0, 0.04, 30000, 3);
  expect(Regime::dual_management, 1, 0.02, 30000, 3);
  expect(Regime::direct, 0, 1, 30000, 2);
  expect(Regime::direct, 1, 0.02, 30000, 3);
  expect(Regime::zero_threshold, 0, 1, 30000, 2);  // a direct route stays one
  expect(Regime::zero_threshold, 1, 1, 0, 1);
}

// "None but filing": nobody enters the register.
TEST(Doors, filing_only_has_no_door_into_the_register) {
  City c = doors();
  c.registration.regime = Regime::filing_only;
  for (const std::size_t kind : {0U, 1U}) EXPECT_EQ(open_route(c, kind).sponsor, 0);
}

// Capital and the street as sponsor: a door of its own, whatever the regime, unless none is open.
TEST(Doors, of_the_street_is_a_lever_of_its_own) {
  City c = doors();
  Registration& r = c.registration;
  c.classes[1].zero_threshold = false;
  c.classes[1].street_door = true;
  r.street_sponsor = 0.25;
  r.street_capital = 3000;
  for (const Regime regime : {Regime::dual_management, Regime::direct, Regime::zero_threshold}) {
    r.regime = regime;
    r.street_door = false;
    EXPECT_EQ(open_route(c, 1).capital, 30000);
    r.street_door = true;
    EXPECT_EQ(open_route(c, 1).capital, 3000);
    EXPECT_EQ(open_route(c, 1).sponsor, 0.25);
    EXPECT_EQ(open_route(c, 0).capital, 30000);
  }
  r.regime = Regime::filing_only;
  EXPECT_EQ(open_route(c, 1).sponsor, 0);
}

TEST(Decide, is_by_worth_less_cost_and_waiting) {
  City c = market();
  const auto other = rival(c);
  for (std::uint64_t key = 0; key < 8; ++key) estate(c, key, key < 4 ? other : Id<Organizations>());
  c.registration.horizon = 5;
  c.registration.interest = 0.06;
  c.buyer_kinds[0].leaves = 0.2;
  // Households pay whoever is there: 5000. Of eight estates it suits a half: two that have nobody, two of the others,
  // once they leave the rival (half of a horizon's years x 0.2), of whom 1 / (1 + 0.5) choose it: 2 + 0.667 orders of
  // 1000.
  const Markets markets(c);
  for (const LegalStatus s : {LegalStatus::informal, LegalStatus::filed})
    EXPECT_NEAR(markets.expected(founder(), 1, s), 5000, 1e-6);
  EXPECT_NEAR(markets.expected(founder(), 1, LegalStatus::registered), 5000 + 2000 + 2000.0 / 3, 1e-6);
  // Worth a year: 4000, and registered 6667 - 1200. (5467 - 4000) x (5 - 2/12) = 7089; price 3000 + 30,000 x 0.06 x 5.
  Choice choice = decide(c, markets, founder(), 1, 50000, LegalStatus::informal);
  EXPECT_EQ(choice.now, LegalStatus::informal) << "nobody pays for being filed";
  EXPECT_FALSE(choice.apply);
  EXPECT_TRUE(choice.viable);
  c.registration.capital = 0;
  c.registration.cost = 7050;
  EXPECT_TRUE(decide(c, markets, founder(), 1, 0, LegalStatus::informal).apply);
  c.registration.cost = 7150;
  EXPECT_FALSE(decide(c, markets, founder(), 1, 0, LegalStatus::informal).apply);
  c.seed.target = 2;  // a street's target: there is one, the rival
  c.seed.amount = 100;
  EXPECT_TRUE(decide(c, markets, founder(), 1, 0, LegalStatus::informal).apply);
  c.seed.target = 0;
  c.registration.cost = 0;
  c.registration.capital = 1;  // which they do not have
  EXPECT_FALSE(decide(c, markets, founder(), 1, 0, LegalStatus::informal).apply);
}

// Filing is worth its hours: here through gifts, which informal groups do not get.
TEST(Decide, files_if_that_is_worth_the_hours) {
  City c = market();
  c.donors.purse = 10;  // 1000 residents: 5000 CNY for a cause
  c.donors.keep = 0;
  c.donors.filed = 0.4;
  rival(c);
  c.registration.horizon = 5;
  c.reach.hour_worth = 12;
  const Markets markets(c);
  EXPECT_NEAR(markets.expected(founder(), 1, LegalStatus::filed), 5000 + 5000 * 0.2 / 0.7, 1e-3);
  const auto now = [&](double hours) {
    c.filing.hours = hours;
    return decide(c, markets, founder(), 1, 0, LegalStatus::informal).now;
  };
  EXPECT_EQ(now(595), LegalStatus::filed);  // 7143 CNY in five years
  EXPECT_EQ(now(596), LegalStatus::informal);
  c.filing.open = false;
  EXPECT_EQ(now(0), LegalStatus::informal);
}

// Dues of 1200 a year: 6000 in five years, against 3000 CNY and 60 hours of 12.
TEST(Decide, leaves_the_register_when_status_is_not_worth_its_dues) {
  City c = market();
  c.registration.leave_cost = 3000;
  c.registration.leave_hours = 60;
  const auto club = hand::organize(c, 0, 3, 0, LegalStatus::registered, 1);
  const auto leaves = [&] { return decide(c, Markets(c), traits(c, club), 1, 0, LegalStatus::registered, club).leave; };
  EXPECT_TRUE(leaves());
  c.registration.leave_hours = 251;
  EXPECT_FALSE(leaves());
  c.registration.leave_hours = 60;
  estate(c, 1, club);  // an order pays for most of them
  EXPECT_FALSE(leaves());
  c.buyers.provider[Id<Buyers>(0U)] = {};
  c.classes[1].licence = true;  // without it households would not come either
  EXPECT_FALSE(leaves());
}

TEST(Decide, gives_up_what_nobody_can_live_on) {
  City c = market();
  c.classes[1].running_cost = 20000;
  EXPECT_FALSE(decide(c, Markets(c), founder(), 1, 1e6, LegalStatus::informal).viable);
}

}  // namespace
