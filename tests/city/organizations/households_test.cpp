// Households: who can pay whom, and what members bring.
#include "models/city/organizations/households.hpp"

#include <gtest/gtest.h>

#include "models/city/organizations/finance.hpp"
#include "models/city/organizations/markets.hpp"
#include "tests/city/organizations/by_hand.hpp"

namespace {

using namespace city;
using hand::live;

constexpr double ln2 = 0.6931471805599453;

// 100 people each in two bands of the first community; a class sells in its district.
City cells(Income a, Income b) {
  City c = hand::make_city();
  c.donors.purse = 0;
  live(c, 0, 100, a);
  live(c, 0, 100, b);
  c.classes[0].market = 12;
  c.spending.dibao = 0.25;
  c.spending.low = 0.5;
  c.spending.high = 2;
  c.spending.finds_dibao = 0;
  c.spending.finds_low = 0.5;
  c.spending.finds_middle = 1;
  c.reach.labour = c.reach.materials = 0;
  return c;
}

TEST(Households, spend_what_their_income_and_place_allow) {
  City c = cells(Income::low, Income::high);
  c.districts[0].income = 1.5;
  const Households town(c);
  EXPECT_DOUBLE_EQ(town.cell(hand::place(0), 0, Income::low).purse, 100 * 12 * 0.5 * 1.5);
  EXPECT_DOUBLE_EQ(town.cell(hand::place(0), 0, Income::high).purse, 100 * 12 * 2 * 1.5);
  EXPECT_EQ(town.cell(hand::place(0), 0, Income::middle).people, 0);
  EXPECT_EQ(town.cell(hand::place(0), 0, Income::low).people, 100);
  c.communities.rural[hand::place(0)] = 1;
  c.reach.rural_spending = 0.4;
  EXPECT_DOUBLE_EQ(Households(c).cell(hand::place(0), 0, Income::high).purse, 100 * 12 * 2 * 1.5 * 0.4);
}

// Half of those who could pay all know of the first. Of the poor fewer find one that they can pay, and of those on
// minimum income support nobody.
TEST(Households, find_fewer_whom_they_can_pay_where_they_are_poor) {
  City c = cells(Income::low, Income::high);
  live(c, 1, 100, Income::dibao);
  c.classes[0].customers = 300 * ln2;
  hand::organize(c, 1, 1);
  const Households all(c);
  EXPECT_NEAR(all.cell(hand::place(0), 0, Income::high).unserved, 0.5, 1e-9);
  EXPECT_NEAR(all.cell(hand::place(0), 0, Income::low).unserved, std::sqrt(0.5), 1e-9);
  EXPECT_EQ(all.cell(hand::place(1), 0, Income::dibao).unserved, 1);
  const Custom now = all.custom(hand::east, 0);
  EXPECT_NEAR(now.people, 100 * 0.5 + 100 * (1 - std::sqrt(0.5)), 1e-9);
  EXPECT_NEAR(now.fees, 2400 * 0.5 + 600 * (1 - std::sqrt(0.5)), 1e-9);
  EXPECT_EQ(all.cell(hand::place(2), 0, Income::high).unserved, 1) << "another district";
}

// A second one finds half of those whom the first did not, and shares the others.
TEST(Households, whom_nobody_served_come_to_who_is_new) {
  City c = cells(Income::middle, Income::high);
  c.classes[0].customers = 200 * ln2;
  const auto first = hand::organize(c, 0, 1);
  const double alone = Markets(c).fees(first);
  EXPECT_NEAR(alone, 3600 * 0.5, 1e-9);
  Founder who = hand::founder();
  who.kind = 0;
  EXPECT_NEAR(Markets(c).expected(who, 1, LegalStatus::informal), 3600 * 0.75 / 2, 1e-9);
  const auto second = hand::organize(c, 0, 2);
  const Markets both(c);
  EXPECT_NEAR(both.fees(first) + both.fees(second), 3600 * 0.75, 1e-9);
  EXPECT_GT(both.fees(second), alone / 2) << "more than half of what there was";
}

TEST(Households, are_worth_more_to_a_founder_in_a_rich_street) {
  City c = cells(Income::middle, Income::high);
  live(c, 2, 200, Income::low);
  c.classes[0].catchment = Level::street;
  Founder rich = hand::founder(), poor = rich;
  rich.kind = poor.kind = 0;
  poor.home = hand::place(2);
  const Markets markets(c);
  EXPECT_NEAR(markets.expected(rich, 1, LegalStatus::informal), 3600, 1e-9);
  EXPECT_NEAR(markets.expected(poor, 1, LegalStatus::informal), 1200, 1e-9);
}

TEST(Households, what_they_find_nobody_for_is_told) {
  City c = cells(Income::middle, Income::high);
  c.classes[0].customers = 200 * ln2;
  hand::organize(c, 0, 1);
  Finance()(c, hand::luck("finance"));
  EXPECT_EQ(c.communities.unserved(hand::place(0), 0), 3600 * 50 / 12);
  EXPECT_EQ(c.ledger.moved(Purpose::fee), 3600 * 50 / 12);
}

// 90 would be members; a group of mean size has room for 60.
TEST(Members, pay_dues_where_groups_have_room) {
  City c = hand::quiet();
  c.classes[1].members = 60;
  c.classes[1].catchment = Level::street;
  c.members.dues = 40;
  c.reach.labour = c.reach.materials = 0;
  c.communities.willing[hand::place(0)] = 60;
  c.communities.willing[hand::place(1)] = 30;
  const auto first = hand::organize(c, 0, 1, 0, LegalStatus::informal, 1);
  EXPECT_NEAR(Households(c).members(hand::place(0)), 40, 1e-9);
  EXPECT_NEAR(Households(c).members(hand::place(1)), 20, 1e-9);
  EXPECT_NEAR(Markets(c).dues(first), 60 * 40, 1e-9);
  // Another takes up those without room, and then they share: 90 members of two.
  Founder who = hand::founder();
  EXPECT_NEAR(Markets(c).expected(who, 1, LegalStatus::informal), 45 * 40, 1e-9);
  EXPECT_NEAR(Markets(c).expected(who, 0.25, LegalStatus::informal), 15 * 40, 1e-9) << "as far as it has room";
  const auto second = hand::organize(c, 1, 2, 0, LegalStatus::registered, 1);
  c.organizations.weight[second] = 2;
  EXPECT_NEAR(Households(c).members(hand::place(0)), 60, 1e-9);
  EXPECT_NEAR(Markets(c).dues(first), 30 * 40, 1e-9);
  EXPECT_NEAR(Markets(c).dues(second), 60 * 40, 1e-9);
  Finance()(c, hand::luck("finance"));
  EXPECT_EQ(c.ledger.moved(Purpose::dues), 90 * 40 * 100 / 12);
  EXPECT_EQ(c.ledger.moved(Purpose::fee), 0);
}

TEST(Members, pay_less_in_villages_and_none_to_groups_that_sleep) {
  City c = hand::quiet();
  c.classes[1].members = 60;
  c.members.dues = 40;
  c.reach.rural_spending = 0.4;
  c.communities.willing[hand::place(0)] = 50;
  c.communities.rural[hand::place(0)] = 1;
  const auto group = hand::organize(c, 0, 1, 0, LegalStatus::filed, 1);
  EXPECT_NEAR(Markets(c).dues(group), 50 * 40 * 0.4, 1e-9);
  c.organizations.dormant[group] = 1;
  EXPECT_EQ(Households(c).members(hand::place(0)), 0);
}

// Two classes that are alike in all but name have together what one would have.
TEST(Members, do_not_grow_by_dividing_a_class) {
  City c = hand::quiet();
  for (OrganizationClass& kind : c.classes) kind.members = 60;
  c.communities.willing[hand::place(0)] = 90;
  const auto one = hand::organize(c, 0, 1, 0, LegalStatus::informal, 0),
             other = hand::organize(c, 0, 2, 0, LegalStatus::informal, 1);
  const Markets markets(c);
  EXPECT_NEAR(markets.dues(one) + markets.dues(other), 90 * c.members.dues, 1e-9);
}

}  // namespace
