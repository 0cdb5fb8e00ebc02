// Purchase outside the fair: which places, which providers, how many contracts, and whose turn it is.
#include "models/city/funding/off_fair.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

TEST(OffFair, buys_for_the_longest_queues_from_whom_is_known_best) {
  City c = hand::make_city();
  c.now = sim::Month{1};
  c.economy.own_hours = 100;  // with a social worker's for two contracts
  c.governments.off_fair_budget(hand::east, 1) = 30000000;
  const auto best = hand::organize(c, 0, 1), next = hand::organize(c, 1, 2), west = hand::organize(c, 2, 3);
  c.organizations.record[best] = 0.9F;
  c.organizations.record[next] = 0.5F;
  c.organizations.record[west] = 1;
  for (const auto o : {best, next, west}) hand::employ(c, Employer::organization, o.value, 10 + o.value);
  hand::open_case(c, 1, hand::settle(c, 1, 0, 40), 1, Progress::waiting, 1);
  OffFair rule;
  rule.value = 100000;
  rule(c, luck("off_fair", 1));
  ASSERT_EQ(c.contracts.size(), 3U);
  const Id<Contracts> one(std::size_t{0}), two(std::size_t{1}), three(std::size_t{2});
  EXPECT_EQ(c.contracts.community[one].value, 1U);  // somebody waits there
  EXPECT_EQ(c.contracts.provider[one], best);
  EXPECT_EQ(c.contracts.provider[two], best);  // two to a provider before the next is asked
  EXPECT_EQ(c.contracts.provider[three], next);
  EXPECT_EQ(c.contracts.community[two].value, 0U);  // the first took more off the queue than there was
  for (const Fen value : c.contracts.value.all()) EXPECT_EQ(value, 10000000);
  EXPECT_EQ(c.governments.off_fair_budget(hand::east, 1), 0);
  EXPECT_EQ(c.governments.committed[hand::east], 30000000);
}

TEST(OffFair, buys_nothing_without_money_or_providers) {
  City c = hand::make_city();
  hand::employ(c, Employer::organization, hand::organize(c, 0, 1).value, 1);
  OffFair()(c, luck("off_fair", 1));
  EXPECT_TRUE(c.contracts.empty());
  c.governments.off_fair_budget(hand::west, 0) = 30000000;  // nobody there
  OffFair()(c, luck("off_fair", 1));
  EXPECT_TRUE(c.contracts.empty());
  EXPECT_EQ(c.governments.off_fair_budget(hand::west, 0), 30000000);
}

TEST(OffFair, spends_small_lines_together) {
  City c = hand::make_city();
  c.governments.off_fair_budget(hand::east_street, 0) = 2000000;
  c.governments.off_fair_budget(hand::east_street, 1) = 3000000;  // half of a usual contract, over two services
  hand::employ(c, Employer::organization, hand::organize(c, 0, 1).value, 1);
  OffFair()(c, luck("off_fair", 1));
  ASSERT_EQ(c.contracts.size(), 1U);
  EXPECT_EQ(c.contracts.value[Id<Contracts>(0U)], 5000000);
  EXPECT_EQ(c.governments.committed[hand::east_street], 5000000);
}

// Nobody serves the service whose line it is: the money lapses unless another service's providers have time.
TEST(OffFair, buys_of_another_service_what_no_provider_of_one_has_time_for) {
  City c = hand::make_city();
  OffFair rule;
  c.economy.own_hours = 5 * rule.contracting.usual;
  c.class_facts.serves[Id<ClassFacts>(0U)] = 0b10;
  c.governments.off_fair_budget(hand::east, 0) = 20000000;
  c.governments.off_fair_budget(hand::east, 1) = 10000000;
  hand::organize(c, 0, 1);
  rule(c, luck("off_fair", 1));
  ASSERT_EQ(c.contracts.size(), 3U);
  for (const Id<Contracts> row : c.contracts.rows()) {
    EXPECT_EQ(c.contracts.service[row], 1);
    EXPECT_EQ(c.contracts.over[row], 0);
  }
  EXPECT_NE(c.contracts.key[Id<Contracts>(0U)], c.contracts.key[Id<Contracts>(1U)]);
  EXPECT_EQ(c.governments.off_fair_budget(hand::east, 0) + c.governments.off_fair_budget(hand::east, 1), 0);
}

// A fifth of the price is left after work; a way that takes more is not gone, whoever is believed best.
TEST(OffFair, is_declined_where_the_way_costs_more_than_it_brings) {
  for (const bool far : {false, true}) {
    City c = hand::make_city();
    OffFair rule;
    c.economy.own_hours = rule.contracting.usual;
    c.communities.x[hand::place(1)] = far ? 40 : 1;
    c.governments.off_fair_budget(hand::east, 0) = 10000000;
    const auto best = hand::organize(c, 1, 1), next = hand::organize(c, 0, 2);
    c.organizations.record[best] = 0.9F;
    hand::open_case(c, 0, hand::settle(c, 0, 0, 40), 0, Progress::waiting, 1);
    rule(c, luck("off_fair", 1));
    ASSERT_EQ(c.contracts.size(), 1U);
    EXPECT_EQ(c.contracts.provider[Id<Contracts>(0U)], far ? next : best);
    if (!far) continue;
    c.organizations.alive[next] = 0;
    c.governments.off_fair_budget(hand::east, 0) = 10000000;
    rule(c, luck("off_fair", 13));
    ASSERT_EQ(c.contracts.size(), 2U);
    EXPECT_EQ(c.contracts.community[Id<Contracts>(1U)], hand::place(1)) << "it buys where somebody goes";
  }
}

// In autumn what is left is offered once more, but no crumbs.
TEST(OffFair, offers_again_what_nobody_could_take) {
  City c = hand::make_city();
  OffFair rule;
  c.economy.own_hours = rule.contracting.usual;  // for one contract each
  c.governments.off_fair_budget(hand::east, 0) = 20000000;
  hand::organize(c, 0, 1);
  rule(c, luck("off_fair", 1));
  ASSERT_EQ(c.contracts.size(), 1U);
  c.now = sim::Month{8};
  rule(c, luck("off_fair", 8));
  ASSERT_EQ(c.contracts.size(), 1U);
  hand::organize(c, 1, 2);
  rule(c, luck("off_fair", 8));
  ASSERT_EQ(c.contracts.size(), 2U);
  EXPECT_EQ(c.governments.off_fair_budget(hand::east, 0), 0);
  hand::organize(c, 0, 3);
  c.governments.off_fair_budget(hand::east, 0) = 4000000;  // not half of a usual one
  rule(c, luck("off_fair", 8));
  EXPECT_EQ(c.contracts.size(), 2U);
}

// Nobody waits anywhere and two governments want the only contract that a provider can take: luck decides both.
TEST(OffFair, favours_no_community_and_no_government_for_its_row) {
  int first_place = 0, city_first = 0;
  for (std::uint64_t year = 0; year < 200; ++year) {
    City c = hand::make_city();
    c.governments.off_fair_budget(hand::top, 0) = 10000000;
    c.governments.off_fair_budget(hand::east, 0) = 10000000;
    hand::organize(c, 0, 1);
    OffFair rule;
    c.economy.own_hours = rule.contracting.usual;
    rule(c, luck("off_fair", 1, year));
    ASSERT_EQ(c.contracts.size(), 1U);
    const Id<Contracts> row(0U);
    city_first += c.contracts.payer[row] == hand::top ? 1 : 0;
    if (c.contracts.payer[row] == hand::east) first_place += c.contracts.community[row] == hand::place(0) ? 1 : 0;
  }
  EXPECT_NEAR(city_first, 100, 5 * std::sqrt(50.0));
  EXPECT_NEAR(first_place, (200 - city_first) / 2.0, 5 * std::sqrt(25.0));
}

}  // namespace
