// Registering: waiting, capital, sponsors and the desk.
#include "models/city/organizations/registering.hpp"

#include <gtest/gtest.h>

#include "models/city/organizations/markets.hpp"
#include "models/city/shared/hours.hpp"
#include "tests/city/organizations/by_hand.hpp"

namespace {

using namespace city;
using hand::luck;
using hand::market, hand::rival;

// An applicant who will not reconsider this year (the key decides on the month).
Id<Organizations> applicant(City& c, std::uint64_t key, Fen cash) {
  const auto row = hand::organize(c, 0, key, cash, LegalStatus::filed, 1);
  c.organizations.applying[row] = 1;
  return row;
}

TEST(Registering, waits_and_shows_capital_and_pays_the_papers) {
  City c = market();  // a direct route: two months, 30,000 shown, 3000 spent
  const auto rich = applicant(c, 11, 3300000), poor = applicant(c, 23, 3299999);
  for (int m = 0; m < 4; ++m) {
    c.now = sim::Month{m};
    Registering()(c, luck("registering", m));
    EXPECT_EQ(c.organizations.status[rich] == LegalStatus::registered, m >= 2) << m;
  }
  EXPECT_EQ(c.organizations.registered_on[rich], 2);
  EXPECT_EQ(c.organizations.status_since[rich], 2);
  EXPECT_EQ(c.organizations.was_filed[rich], 1);
  EXPECT_EQ(c.organizations.applying[rich], 0);
  EXPECT_EQ(c.organizations.cash[rich], 3000000);
  EXPECT_EQ(c.organizations.status[poor], LegalStatus::filed);
  EXPECT_EQ(c.organizations.cash[poor], 3299999);
}

TEST(Registering, finds_sponsors_at_their_rate) {
  City c = market();
  c.registration.regime = Regime::dual_management;
  c.registration.sponsor = 0.1;
  c.registration.wait_dual = 0;
  for (std::uint64_t key = 0; key < 20000; ++key) applicant(c, key * 12 + 11, 10000000);
  Registering()(c, luck("registering"));
  double n = 0;
  for (const LegalStatus s : c.organizations.status.all()) n += s == LegalStatus::registered ? 1 : 0;
  EXPECT_NEAR(n / 20000, 0.1, 5 * std::sqrt(0.09 / 20000));
}

TEST(Registering, decides_as_many_as_the_desk_can_the_longest_waiting_first) {
  City c = market();
  c.registration.desk = 300;  // three a month for 1000 residents
  std::vector<Id<Organizations>> all;
  for (std::uint64_t key = 0; key < 10; ++key) {
    all.push_back(applicant(c, key * 12 + 11, 10000000));
    c.organizations.applied[all.back()] = static_cast<std::int16_t>(-10 - static_cast<int>(key));
  }
  Registering rule;
  rule.attention = 0;
  rule(c, luck("registering"));
  for (std::size_t i = 0; i < 10; ++i)
    EXPECT_EQ(c.organizations.status[all[i]] == LegalStatus::registered, i >= 7) << i;
}

TEST(Registering, reconsiders_now_and_then) {
  City c = market();
  c.donors.purse = 10;
  c.filing.hours = 0;
  const auto group = hand::organize(c, 0, 3, 0, LegalStatus::informal, 1);
  Registering rule;
  rule.attention = 0.2;
  int since = -1;
  for (int m = 0; m < 40; ++m) {
    c.now = sim::Month{m};
    const bool looks = luck("registering", m).uniform(c.organizations.key[group], 3) < rule.attention;
    if (looks && since < 0) since = m;
    rule(c, luck("registering", m));
    EXPECT_EQ(c.organizations.status[group] == LegalStatus::filed, since >= 0) << m;
  }
  ASSERT_GT(since, 0);
  EXPECT_EQ(c.organizations.status_since[group], since);
}

// 50 hours of papers at 30 a month: what is given to offices is not there for cases.
TEST(Registering, files_with_hours_that_the_founder_gives) {
  City c = market();
  c.donors.purse = 10;
  c.economy.own_hours = 30;
  c.filing.hours = 50;
  const auto group = hand::organize(c, 0, 3, 0, LegalStatus::informal, 1);
  Registering rule;
  rule.attention = 1;
  const std::array<double, 3> left = {0, 10, 30};
  for (int m = 0; m < 3; ++m) {
    c.now = sim::Month{m};
    rule(c, luck("registering", m));
    EXPECT_DOUBLE_EQ(own_hours(c, group), left[static_cast<std::size_t>(m)]);
    EXPECT_EQ(c.organizations.status[group] == LegalStatus::filed, m == 2) << m;
  }
  EXPECT_EQ(c.organizations.papers[group], Papers::none);
}

TEST(Registering, leads_out_of_the_register_again) {
  City c = market();
  c.economy.own_hours = 30;
  c.registration.leave_cost = 3000;
  c.registration.leave_hours = 60;
  const auto club = hand::organize(c, 0, 3, 400000, LegalStatus::registered, 1),
             bound = hand::organize(c, 0, 4, 400000, LegalStatus::registered, 1);
  hand::contract(c, 0, 0, hand::east, bound, 1000, 12, 1);
  Registering rule;
  rule.attention = 1;
  for (int m = 0; m < 3; ++m) {
    c.now = sim::Month{m};
    rule(c, luck("registering", m));
  }
  EXPECT_NE(c.organizations.status[club], LegalStatus::registered);
  EXPECT_EQ(c.organizations.deregistered[club], 2);
  EXPECT_EQ(c.organizations.cash[club], 100000);
  EXPECT_EQ(c.ledger.moved(Purpose::settlement), 300000) << "to the office";
  EXPECT_EQ(c.organizations.status[bound], LegalStatus::registered) << "while a contract runs";
}

TEST(Registering, brings_seed_money_where_a_street_wants_more) {
  City c = market();
  c.registration.street_door = true;
  c.registration.street_sponsor = 1;
  c.registration.street_capital = c.registration.street_cost = 0;
  c.classes[1].street_door = true;
  c.seed.target = 2;
  c.seed.amount = 500;
  c.governments.cash[hand::east_street] = 70000;
  rival(c);  // one of the two that each community is to have
  std::vector<Id<Organizations>> all;
  for (const std::size_t home : {0U, 1U}) {
    all.push_back(hand::organize(c, home, 11 + home * 12, 0, LegalStatus::filed, 1));
    c.organizations.applying[all.back()] = 1;
    c.organizations.applied[all.back()] = -10;
  }
  Registering()(c, luck("registering"));
  EXPECT_EQ(c.organizations.cash[all[0]], 50000);
  EXPECT_EQ(c.organizations.cash[all[1]], 20000) << "as far as the street has money";
  EXPECT_EQ(c.ledger.moved(Purpose::seed), 70000);
  hand::organize(c, 1, 77, 0, LegalStatus::registered, 1);
  EXPECT_FALSE(Markets(c).wants_registered(hand::place(1)));
}

}  // namespace
