// Inspection: who is inspected, what fails, and what two failures in a row lead to.
#include "models/city/organizations/inspection.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/city/funding/awards.hpp"
#include "models/city/organizations/exit.hpp"
#include "tests/city/organizations/by_hand.hpp"

namespace {

using namespace city;
using hand::luck;
using hand::quiet;

Inspection strict() {
  Inspection rule;
  rule.open = true;
  rule.overlooked = 0;
  return rule;
}

// A legal person with volunteers, registered long ago.
Id<Organizations> sound(City& c, std::uint64_t key, LegalStatus status = LegalStatus::registered) {
  const auto row = hand::organize(c, 0, key, 1000, status);
  c.organizations.pull[row] = 1;
  c.organizations.registered_on[row] = -100;
  return row;
}

void year(City& c, const Inspection& rule, int first) {
  for (int m = first; m < first + 12; ++m) {
    c.now = sim::Month{m};
    rule(c, luck("inspection", m));
  }
}

TEST(Inspection, fails_the_idle_those_in_arrears_and_those_without_anybody) {
  City c = quiet();
  const auto fine = sound(c, 1), dormant = sound(c, 2), idle = sound(c, 3), arrears = sound(c, 4), empty = sound(c, 5),
             filed = sound(c, 6, LegalStatus::filed), young = sound(c, 7), busy = sound(c, 8);
  Organizations& all = c.organizations;
  all.dormant[dormant] = 1;
  all.idle[idle] = 12;
  all.arrears[arrears] = 1;
  all.pull[empty] = all.pull[busy] = 0;
  hand::employ(c, Employer::organization, busy.value, 1);
  all.dormant[filed] = all.dormant[young] = 1;
  all.registered_on[young] = 0;
  year(c, strict(), 0);
  for (const auto row : {dormant, idle, arrears, empty}) EXPECT_EQ(all.failed[row], 1) << row.value;
  for (const auto row : {fine, busy, filed, young}) EXPECT_EQ(all.failed[row], 0) << row.value;
  for (const auto row : {fine, busy}) {
    EXPECT_GE(all.inspected[row], 2);  // March
    EXPECT_LE(all.inspected[row], 5);  // June
  }
  for (const auto row : {filed, young}) EXPECT_EQ(all.inspected[row], never);
}

TEST(Inspection, two_failures_in_a_row_revoke_and_end_it) {
  City c = quiet();
  const auto bad = sound(c, 1), better = sound(c, 2);
  Organizations& all = c.organizations;
  all.dormant[bad] = all.dormant[better] = 1;
  year(c, strict(), 0);
  EXPECT_EQ(all.revoked[bad], never);
  all.dormant[better] = 0;
  year(c, strict(), 12);
  EXPECT_EQ(all.failed[better], 0);
  EXPECT_GE(all.revoked[bad], 14);
  Exit rule;
  rule.fatigue = rule.revival = rule.dormant_leaves = rule.founder_leaves = 0;
  rule(c, luck("exit", 24));
  EXPECT_EQ(all.alive[bad], 0);
  EXPECT_EQ(all.cash[bad], 0);
  EXPECT_EQ(all.alive[better], 1);
  all.dormant[better] = 1;
  year(c, strict(), 24);
  EXPECT_EQ(all.failed[better], 1) << "the one before was passed: it begins anew";
  EXPECT_EQ(all.revoked[better], never);
}

TEST(Inspection, who_failed_is_not_bought_from_until_it_passes) {
  City c = quiet();
  c.economy.own_hours = 68;
  const auto row = sound(c, 1);
  const auto quota = [&] { return Capacity::of(c, Contracting{}, 0, luck("fair")).quota[row.value]; };
  EXPECT_EQ(quota(), 2U);
  c.organizations.arrears[row] = 1;
  year(c, strict(), 0);
  EXPECT_EQ(quota(), 0U);
  c.organizations.arrears[row] = 0;
  year(c, strict(), 12);
  EXPECT_EQ(quota(), 2U);
}

TEST(Inspection, sees_the_share_that_is_inspected_and_not_overlooked) {
  City c = quiet();
  for (std::uint64_t key = 0; key < 20000; ++key) c.organizations.dormant[sound(c, key)] = 1;
  Inspection rule = strict();
  rule.inspected = 0.5;
  rule.overlooked = 0.2;
  year(c, rule, 0);
  double inspected = 0, failed = 0;
  for (const auto row : c.organizations.rows()) {
    inspected += c.organizations.inspected[row] != never ? 1 : 0;
    failed += c.organizations.failed[row];
  }
  EXPECT_NEAR(inspected / 20000, 0.5, 5 * std::sqrt(0.25 / 20000));
  EXPECT_NEAR(failed / 20000, 0.4, 5 * std::sqrt(0.24 / 20000));
}

TEST(Inspection, is_nothing_while_it_is_not_held) {
  City c = quiet();
  const auto row = sound(c, 1);
  c.organizations.dormant[row] = 1;
  year(c, Inspection(), 0);
  EXPECT_EQ(c.organizations.inspected[row], never);
  EXPECT_EQ(c.organizations.failed[row], 0);
}

}  // namespace
