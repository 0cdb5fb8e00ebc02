// Doors: those of each regime, and the founder's sums by hand.
#include "models/city/organizations/doors.hpp"

#include <gtest/gtest.h>

#include "tests/city/organizations/by_hand.hpp"

namespace {

using namespace city;
using hand::doors, hand::founder, hand::market, hand::rival;
using hand::luck;

TEST(Doors, are_those_of_the_regime) {
  City c = doors();
  const auto expect = [&](Regime regime, std::size_t kind, double sponsor, double capital, double wait) {
    c.registration.regime = regime;
    const Door door = open_door(c, kind);
    EXPECT_DOUBLE_EQ(door.sponsor, sponsor);
    EXPECT_EQ(door.capital, capital);
    EXPECT_EQ(door.cost, capital / 10);
    EXPECT_EQ(door.wait, wait);
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
  for (const std::size_t kind : {0U, 1U}) EXPECT_EQ(open_door(c, kind).sponsor, 0);
}

TEST(Decide, is_by_worth_less_cost_and_waiting) {
  City c = market();
  rival(c);
  c.filing.cost = 2000;
  c.registration.horizon = 5;
  c.registration.interest = 0.06;
  // Worth a year: informal 10,000 x 0.35 / 1.35 - 1000 = 1593, filed 10,000 / 3 - 1000 = 2333, registered
  // 5000 - 1000 - 1200 = 2800. Filing: 741 x 5 > 2000. Registering: (2800 - 2333) x (5 - 2/12) = 2256, price
  // 3000 + 30,000 x 0.06 x 5 = 12,000.
  const Markets markets(c);
  EXPECT_NEAR(markets.expected(founder(), 1, LegalStatus::informal), 3500 / 1.35, 1e-6);
  EXPECT_NEAR(markets.expected(founder(), 1, LegalStatus::filed), 10000.0 / 3, 1e-6);
  EXPECT_NEAR(markets.expected(founder(), 1, LegalStatus::registered), 5000, 1e-6);
  Choice choice = decide(c, markets, founder(), 1, 50000, LegalStatus::informal);
  EXPECT_EQ(choice.now, LegalStatus::filed);
  EXPECT_FALSE(choice.apply);
  EXPECT_TRUE(choice.viable);
  c.filing.open = false;
  EXPECT_EQ(decide(c, markets, founder(), 1, 50000, LegalStatus::informal).now, LegalStatus::informal);
  c.filing.open = true;
  c.registration.capital = 0;
  c.registration.cost = 2200;
  EXPECT_TRUE(decide(c, markets, founder(), 1, 0, LegalStatus::informal).apply);
  c.registration.cost = 2300;
  EXPECT_FALSE(decide(c, markets, founder(), 1, 0, LegalStatus::informal).apply);
  c.registration.cost = 0;
  c.registration.capital = 1;  // which they do not have
  EXPECT_FALSE(decide(c, markets, founder(), 1, 0, LegalStatus::informal).apply);
}

TEST(Decide, gives_up_what_nobody_can_live_on) {
  City c = market();
  c.classes[1].running_cost = 20000;
  EXPECT_FALSE(decide(c, Markets(c), founder(), 1, 1e6, LegalStatus::informal).viable);
}

}  // namespace
