// July's fair: who bids and wins, and lines that run out.
#include "models/city/funding/fair.hpp"

#include <gtest/gtest.h>

#include "models/city/funding/awards.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

// Everybody has hours for two usual contracts.
City market() {
  City c = hand::make_city();
  c.economy.own_hours = 68;
  return c;
}

Fair fair() {
  Fair f;
  f.open = true;
  return f;
}

// A provider with money's worth of record, in the east.
Id<Organizations> provider(City& c, std::size_t home, std::uint64_t key, float record) {
  const auto row = hand::organize(c, home, key);
  c.organizations.record[row] = record;
  c.organizations.skill[row] = 0.8F;
  return row;
}

TEST(Fair, withdraws_what_was_not_awarded) {
  City c = market();
  provider(c, 0, 1, 0.5F);
  c.governments.fair_budget(hand::east, 0) = 100000;
  const auto row = hand::post(c, 0, 0, hand::east, 1000, 1);
  Fair closed = fair();
  closed.open = false;
  closed(c, luck("fair", 6));
  EXPECT_EQ(c.contracts.awarded[row], 0);
  EXPECT_EQ(c.contracts.over[row], 1);
  fair()(c, luck("fair", 6));  // and does not bring it back
  EXPECT_EQ(c.contracts.awarded[row], 0);
}

TEST(Fair, is_won_by_the_best_record_among_those_of_the_district) {
  City c = market();
  c.now = sim::Month{6};
  c.governments.fair_budget(hand::east, 0) = 100000;
  provider(c, 2, 1, 1.0F);  // best of all, but of the west: only asked when the east leaves something
  const auto poor = provider(c, 1, 2, 0.2F), good = provider(c, 1, 3, 0.6F);
  const auto row = hand::post(c, 0, 0, hand::east, 1000, 1);
  fair()(c, luck("fair", 6));
  EXPECT_EQ(c.contracts.provider[row], good);
  EXPECT_EQ(c.contracts.bids[row], 2);
  EXPECT_EQ(c.contracts.starts[row], 6);
  EXPECT_EQ(c.contracts.months[row], 12);
  EXPECT_EQ(c.contracts.incumbent[row], 0);
  EXPECT_EQ(c.organizations.last_bid[poor], 6);
}

TEST(Fair, has_a_second_round_for_the_whole_city) {
  City c = market();
  c.governments.fair_budget(hand::east, 0) = 100000;
  const auto west = provider(c, 2, 1, 0.5F);
  const auto row = hand::post(c, 0, 0, hand::east, 1000, 1);
  Fair closed = fair();
  closed.city_round = false;
  City apart = c;
  closed(apart, luck("fair", 6));
  EXPECT_EQ(apart.contracts.awarded[row], 0);
  fair()(c, luck("fair", 6));
  EXPECT_EQ(c.contracts.provider[row], west);
}

TEST(Fair, lets_filed_groups_have_small_contracts_only) {
  City c = market();
  c.governments.fair_budget(hand::east, 0) = 10000000;
  c.filing.largest_contract = 10000;
  c.organizations.status[provider(c, 0, 1, 0.5F)] = LegalStatus::filed;
  const auto small = hand::post(c, 0, 0, hand::east, 1000000, 1), large = hand::post(c, 0, 0, hand::east, 1000100, 2);
  fair()(c, luck("fair", 6));
  EXPECT_EQ(c.contracts.awarded[small], 1);
  EXPECT_EQ(c.contracts.awarded[large], 0);
}

TEST(Fair, sees_no_bid_of_the_unskilled) {
  City c = market();
  c.governments.fair_budget(hand::east, 0) = 10000000;
  Fair f = fair();
  f.least_skill = 0.3;
  const auto firm = provider(c, 0, 1, 0.5F);
  c.organizations.skill[firm] = 0.4F;  // 0.24 outside its niche
  c.organizations.niche[firm] = 1;
  const auto meals = hand::post(c, 0, 0, hand::east, 1000, 1), care = hand::post(c, 0, 1, hand::east, 1000, 2);
  f(c, luck("fair", 6));
  EXPECT_EQ(c.contracts.awarded[meals], 0);
  EXPECT_EQ(c.contracts.awarded[care], 1);
  c.organizations.learned(firm, 0) = 1;  // by doing it
  const auto again = hand::post(c, 0, 0, hand::east, 1000, 3);
  f(c, luck("fair", 6));
  EXPECT_EQ(c.contracts.awarded[again], 1);
}

TEST(Fair, sees_bids_only_for_services_of_the_class) {
  City c = market();
  c.governments.fair_budget(hand::east, 0) = 10000000;
  c.class_facts.serves[Id<ClassFacts>(std::size_t{0})] = 0b10;
  provider(c, 0, 1, 0.5F);
  const auto meals = hand::post(c, 0, 0, hand::east, 1000, 1), care = hand::post(c, 0, 1, hand::east, 1000, 2);
  fair()(c, luck("fair", 6));
  EXPECT_EQ(c.contracts.awarded[meals], 0);
  EXPECT_EQ(c.contracts.awarded[care], 1);
}

TEST(Fair, knows_the_incumbent) {
  City c = market();
  c.governments.fair_budget(hand::east, 0) = 100000;
  const auto known = provider(c, 0, 1, 0.8F);
  provider(c, 0, 2, 0.9F);
  const auto before = hand::contract(c, 0, 0, hand::east, known, 100, 12, 1);
  c.contracts.over[before] = 1;
  const auto row = hand::post(c, 0, 0, hand::east, 1000, 1);
  fair()(c, luck("fair", 6));
  // Known: 0.9 x 0.8 + 0.05 = 0.77; unknown: 0.5 x 0.9 + 0.25 = 0.70; both fit.
  EXPECT_EQ(c.contracts.provider[row], known);
  EXPECT_EQ(c.contracts.incumbent[row], 1);
}

// Money for one of two projects: over many years each community gets it about half of the time.
TEST(Fair, favours_no_row_when_a_line_runs_out) {
  int first = 0;
  for (std::uint64_t year = 0; year < 200; ++year) {
    City c = market();
    c.governments.fair_budget(hand::east, 0) = 1000;
    provider(c, 0, 1, 0.5F);
    const auto a = hand::post(c, 0, 0, hand::east, 1000, sim::combine(year, 1)),
               b = hand::post(c, 1, 0, hand::east, 1000, sim::combine(year, 2));
    fair()(c, luck("fair", 6, year));
    EXPECT_EQ(c.contracts.awarded[a] + c.contracts.awarded[b], 1);
    first += c.contracts.awarded[a];
  }
  EXPECT_NEAR(first, 100, 5 * std::sqrt(50.0));
}

}  // namespace
