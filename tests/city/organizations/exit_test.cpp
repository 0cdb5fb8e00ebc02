// Exit: how organizations end, go to sleep and wake.
#include "models/city/organizations/exit.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/city/organizations/by_hand.hpp"

namespace {

using namespace city;
using hand::luck;
using hand::quiet;

Exit still() {
  Exit rule;
  rule.fatigue = rule.revival = rule.dormant_leaves = rule.founder_leaves = 0;
  return rule;
}

TEST(Exit, of_those_in_arrears_pays_out_what_is_left_and_frees_workers) {
  City c = quiet();
  c.now = sim::Month{9};
  const auto firm = hand::organize(c, 0, 1, 1001);
  const auto w = hand::employ(c, Employer::organization, firm.value, 1);
  c.organizations.arrears[firm] = 4;
  Exit rule = still();
  rule.rescue = 0.5;
  rule(c, luck("exit", 9));
  EXPECT_EQ(c.organizations.alive[firm], 0);
  EXPECT_EQ(c.organizations.ended[firm], 9);
  EXPECT_EQ(c.workers.employer[w], Employer::none);
  EXPECT_EQ(c.organizations.cash[firm], 0);
  EXPECT_EQ(c.ledger.outside(Account::households), 501);
  EXPECT_EQ(c.ledger.outside(Account::treasury), 500);
}

TEST(Exit, founders_leave_whatever_the_status) {
  City c = quiet();
  for (std::uint64_t key = 0; key < 20000; ++key)
    hand::organize(c, 0, key, 0, key % 2 == 0 ? LegalStatus::registered : LegalStatus::filed);
  Exit rule = still();
  rule.founder_leaves = 0.1;
  rule(c, luck("exit"));
  double legal = 0, filed = 0;
  for (std::size_t i = 0; i < c.organizations.size(); ++i)
    (i % 2 == 0 ? legal : filed) += 1 - c.organizations.alive[Id<Organizations>(i)];
  EXPECT_NEAR(legal / 10000, 0.1, 5 * std::sqrt(0.09 / 10000));
  EXPECT_NEAR(filed / 10000, 0.1, 5 * std::sqrt(0.09 / 10000));
}

TEST(Exit, who_is_paid_may_follow_the_founder) {
  City c = quiet();
  constexpr int each = 20000;
  for (std::uint64_t key = 0; key < 3 * each; ++key) {
    const auto row = hand::organize(c, 0, key);
    c.organizations.staff[row] = static_cast<std::int32_t>(key % 3);
    if (key % 3 == 2) {  // one of two is a social worker
      c.organizations.staff[row] = 1;
      hand::employ(c, Employer::organization, row.value, key);
    }
  }
  Exit rule = still();
  rule.founder_leaves = 0.1;
  rule.succession = 0.4;
  rule(c, luck("exit"));
  std::array<double, 3> ended{};
  for (std::size_t i = 0; i < c.organizations.size(); ++i)
    ended[i % 3] += 1 - c.organizations.alive[Id<Organizations>(i)];
  const std::array left = {0.1, 0.06, 0.036};
  for (std::size_t paid = 0; paid < 3; ++paid)
    EXPECT_NEAR(ended[paid] / each, left[paid], 5 * std::sqrt(left[paid] / each)) << paid;
}

TEST(Exit, the_idle_go_dormant_and_come_back) {
  City c = quiet();
  const auto group = hand::organize(c, 0, 1, 0, LegalStatus::informal, 1), busy = hand::organize(c, 0, 2);
  hand::contract(c, 0, 0, hand::east, busy, 100, 12, 1);
  Exit rule = still();
  rule.idle_months = 12;
  for (int m = 0; m < 12; ++m) {
    EXPECT_EQ(c.organizations.dormant[group], 0) << m;
    rule(c, luck("exit", m));
  }
  EXPECT_EQ(c.organizations.dormant[group], 1);
  EXPECT_EQ(c.organizations.dormant[busy], 0);
  rule.revival = 1;
  rule(c, luck("exit", 12));
  EXPECT_EQ(c.organizations.dormant[group], 0);
  EXPECT_EQ(c.organizations.pull[group], 1);
  rule.fatigue = 1;  // and tires again
  rule(c, luck("exit", 13));
  EXPECT_EQ(c.organizations.pull[group], 0);
}

TEST(Exit, newness_is_a_liability_only_where_it_is_asked_for) {
  City c = quiet();
  c.now = sim::Month{100};
  for (std::uint64_t key = 0; key < 20000; ++key)
    c.organizations.founded[hand::organize(c, 0, key)] = key % 2 == 0 ? std::int16_t{100} : std::int16_t{-1000};
  Exit rule = still();
  rule.founder_leaves = 0.05;
  rule.newness = 3;
  rule(c, luck("exit"));
  double young = 0, old = 0;
  for (std::size_t i = 0; i < c.organizations.size(); ++i)
    (i % 2 == 0 ? young : old) += 1 - c.organizations.alive[Id<Organizations>(i)];
  EXPECT_NEAR(young / 10000, 0.2, 5 * std::sqrt(0.16 / 10000));
  EXPECT_NEAR(old / 10000, 0.05, 5 * std::sqrt(0.0475 / 10000));
}

}  // namespace
