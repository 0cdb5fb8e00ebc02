// The three ways of July's round, by hand: what a tender weighs, whom an officer asks, what bids cost, who stays away;
// and that fair and direct award agree where everybody knows everything and bids cost nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/city/funding/fair.hpp"
#include "models/city/funding/unpaid.hpp"
#include "models/city/shared/hours.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

City scene(Mechanism mechanism) {
  City c = hand::make_city();
  c.now = sim::Month{6};
  c.procurement.mechanism = mechanism;
  c.economy.own_hours = 68;  // for two usual contracts
  c.governments.fair_budget(hand::east, 0) = 100000000;
  return c;
}
Id<Organizations> provider(City& c, std::uint64_t key, float record, std::size_t home = 0) {
  const auto row = hand::organize(c, home, key);
  c.organizations.record[row] = record;
  c.organizations.skill[row] = 0.8F;
  return row;
}
Fair fair() {
  Fair f;
  f.open = true;
  return f;
}

TEST(Tender, buys_what_was_posted_from_whom_it_costs_less) {
  City c = scene(Mechanism::tender);
  const auto idle = provider(c, 1, 0.5F), hires = provider(c, 2, 0.5F);
  c.procurement.staff_counts = 0;  // the price alone tells them apart
  c.procurement.sunk = 0.5;
  hand::employ(c, Employer::organization, idle.value, 9);
  const auto row = hand::post(c, 0, 0, hand::east, 1000000, 1);
  fair()(c, luck("fair", 6));
  ASSERT_EQ(c.contracts.provider[row], idle);
  EXPECT_EQ(c.contracts.bids[row], 2);
  // Cost 0.8 x (1 - 0.5) of 10,000 CNY; of the 6,000 up to the posted value each of two bidders asks a half.
  EXPECT_EQ(c.contracts.value[row], 700000);
  EXPECT_EQ(c.contracts.asked[row], 1000000);
  EXPECT_EQ(c.governments.committed[hand::east], 700000);
  EXPECT_NEAR(c.contracts.hours[row], 10000 / c.hour_cost(), 1e-3);
  EXPECT_EQ(c.organizations.last_bid[hires], 6);
}

TEST(Tender, weighs_the_record_against_the_price) {
  for (const double weight : {0.0, 1.0}) {
    City c = scene(Mechanism::tender);
    const auto good = provider(c, 1, 0.9F), cheap = provider(c, 2, 0.5F);
    c.procurement.staff_counts = 0;
    c.procurement.price_weight = weight;
    hand::employ(c, Employer::organization, cheap.value, 9);
    const auto row = hand::post(c, 0, 0, hand::east, 1000000, 1);
    fair()(c, luck("fair", 6));
    EXPECT_EQ(c.contracts.provider[row], weight > 0 ? cheap : good);
  }
}

TEST(Direct, asks_whom_the_payer_has_paid_before) {
  City c = scene(Mechanism::direct);
  const auto known = provider(c, 1, 0.8F), better = provider(c, 2, 0.9F);
  const auto before = hand::contract(c, 1, 0, hand::east, known, 100, 12, 1);  // another community, the same payer
  c.contracts.over[before] = 1;
  const auto row = hand::post(c, 0, 0, hand::east, 1000000, 1);
  fair()(c, luck("fair", 6));
  EXPECT_EQ(c.contracts.provider[row], known);
  EXPECT_EQ(c.contracts.value[row], 1000000);
  EXPECT_EQ(c.contracts.bids[row], 1);  // nobody else was asked
  EXPECT_EQ(c.organizations.last_bid[better], never);
}

TEST(Bids, cost_the_founder_first_and_then_the_staff) {
  City c = scene(Mechanism::fair);
  c.economy.own_hours = 10;
  c.procurement.hours_fair = 15;
  c.procurement.bidding_time = 0.2;
  const auto firm = provider(c, 1, 0.5F);
  const auto worker = hand::employ(c, Employer::organization, firm.value, 9, 65);
  hand::post(c, 0, 0, hand::east, 10000000, 1);
  hand::post(c, 0, 0, hand::east, 10000000, 2);
  fair()(c, luck("fair", 6));
  // (65 + 10) x 0.2 hours are one bid, 15 hours: ten of the founder's, five of the staff's.
  EXPECT_EQ(c.contracts.bids[Id<Contracts>(0U)] + c.contracts.bids[Id<Contracts>(1U)], 1);
  EXPECT_FLOAT_EQ(c.organizations.bid_debt[firm], 15);
  Unpaid rule;
  rule.bid_months = 1;
  rule(c, luck("unpaid", 6));
  EXPECT_FLOAT_EQ(c.organizations.bid_hours[firm], 10);
  EXPECT_FLOAT_EQ(c.workers.hours[worker], 60);
  EXPECT_EQ(own_hours(c, firm), 0);
}

TEST(Bids, are_not_made_where_there_is_nothing_to_win) {
  City c = scene(Mechanism::fair);
  c.economy.own_hours = 100;
  c.procurement.hours_fair = 10;  // 390 CNY of time
  const auto firm = provider(c, 1, 0.5F);
  const auto small = hand::post(c, 1, 0, hand::east, 90000, 1);   // at the most 180 x 1.25 CNY in it
  const auto large = hand::post(c, 1, 0, hand::east, 900000, 2);  // at the least 1,800 x 0.75
  fair()(c, luck("fair", 6));
  EXPECT_EQ(c.contracts.bids[small], 0);
  EXPECT_EQ(c.contracts.provider[large], firm);
}

// One strong provider and many weak ones: those who come after the strong one see no chance.
TEST(Bids, keep_away_from_a_crowd_only_because_they_cost) {
  const auto bidders = [](double hours) {
    City c = scene(Mechanism::fair);
    c.economy.own_hours = 100;
    c.procurement.hours_fair = hours;
    for (std::uint64_t key = 1; key <= 30; ++key) provider(c, key, 0.5F);
    const auto row = hand::post(c, 1, 0, hand::east, 900000, 1);
    fair()(c, luck("fair", 6));
    return c.contracts.bids[row];
  };
  EXPECT_EQ(bidders(0), 30);
  EXPECT_GE(bidders(10), 2);
  EXPECT_LE(bidders(10), 8);  // 1,800 CNY x 1.5 x 1.25 among nine are less than 390
}

// A day's work costs the way there: 100 km away it takes more than there is in a project.
TEST(Bids, are_made_as_far_as_the_way_leaves_something) {
  City c = scene(Mechanism::fair);
  c.communities.x[hand::place(1)] = 100;
  const auto near = provider(c, 1, 0.1F), far = provider(c, 2, 0.9F, 1);
  const auto here = hand::post(c, 0, 0, hand::east, 900000, 1), there = hand::post(c, 1, 0, hand::east, 900000, 2);
  fair()(c, luck("fair", 6));
  EXPECT_EQ(c.contracts.provider[here], near);
  EXPECT_EQ(c.contracts.provider[there], far);
  EXPECT_EQ(c.contracts.bids[here] + c.contracts.bids[there], 2);
}

// Ten providers alike but for what is added to the records of a keyed half; how many of five contracts these win.
std::vector<Id<Organizations>> winners(Mechanism mechanism, float added, double view, std::uint64_t seed) {
  City c = scene(mechanism);
  c.economy.own_hours = 34;  // for one contract
  c.procurement.noise = 0.15;
  c.procurement.own_view = c.procurement.public_view = view;
  for (std::uint64_t i = 0; i < 10; ++i) provider(c, seed * 10 + i, 0.5F + (i % 2 == 0 ? added : 0.0F));
  for (std::uint64_t i = 0; i < 5; ++i) hand::post(c, 0, 0, hand::east, 900000, sim::combine(seed, i));
  fair()(c, luck("fair", 6, seed));
  return {c.contracts.provider.all().begin(), c.contracts.provider.all().end()};
}

TEST(Record, is_what_buyers_see_of_it_and_nothing_else) {
  for (const Mechanism mechanism : {Mechanism::fair, Mechanism::tender, Mechanism::direct}) {
    int before = 0, after = 0;
    const auto half = [](const std::vector<Id<Organizations>>& list) {
      return std::count_if(list.begin(), list.end(), [](Id<Organizations> who) { return who && who.value % 2 == 0; });
    };
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
      before += static_cast<int>(half(winners(mechanism, 0, 0.5, seed)));
      after += static_cast<int>(half(winners(mechanism, 0.2F, 0.5, seed)));
      EXPECT_EQ(winners(mechanism, 0, 0, seed), winners(mechanism, 0.2F, 0, seed));
    }
    EXPECT_NEAR(before, 100, 4 * std::sqrt(50.0));
    EXPECT_GT(after, before + 15);
  }
}

// How many contracts each of six providers wins of fourteen, three at the most.
std::vector<int> won(Mechanism mechanism, bool all_know, std::uint64_t seed) {
  City c = scene(mechanism);
  c.procurement.own_view = 1;
  c.procurement.public_view = all_know ? 1 : 0.5;
  c.procurement.noise = all_know ? 0 : 0.3;
  c.procurement.price_weight = 0;
  std::vector<Id<Organizations>> all;
  for (std::uint64_t key = 0; key < 6; ++key)
    all.push_back(provider(c, seed * 10 + key, 0.3F + 0.1F * static_cast<float>((key * 5) % 6), key % 2));
  for (std::uint64_t key = 0; key < 14; ++key)
    hand::post(c, key % 2, 0, hand::east, static_cast<Fen>(100000 + 1000 * key), sim::combine(seed, key));
  Fair f = fair();
  f.contracting.usual = 10;
  c.economy.own_hours = 30;
  f(c, luck("fair", 6, seed));
  std::vector<int> out;
  for (const auto firm : all)
    out.push_back(
        static_cast<int>(std::count(c.contracts.provider.all().begin(), c.contracts.provider.all().end(), firm)));
  return out;
}

// With one view of everybody's record and no cost of bidding the stable matching is a queue by record, as is the
// officer's list: the same providers win as much. (Which projects they have is for their own taste at the fair.)
TEST(Mechanisms, agree_where_all_know_all_and_bids_are_free) {
  int differ = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const std::vector<int> known = won(Mechanism::fair, true, seed);
    EXPECT_EQ(std::accumulate(known.begin(), known.end(), 0), 14);
    EXPECT_EQ(known, won(Mechanism::direct, true, seed)) << seed;
    EXPECT_EQ(known, won(Mechanism::tender, true, seed)) << seed;
    differ += won(Mechanism::fair, false, seed) != won(Mechanism::direct, false, seed) ? 1 : 0;
  }
  EXPECT_GT(differ, 5);  // and not where they do not
}

}  // namespace
