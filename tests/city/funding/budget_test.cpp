// Budgets: lines by hand, and what inertia remembers.
#include "models/city/funding/budget.hpp"

#include <gtest/gtest.h>

#include "models/city/funding/awards.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;
using hand::peopled;

Budget plain_budget() {
  Budget rule;
  rule.fair_per_resident = 10;
  rule.off_fair_per_resident = 5;
  rule.city_share = 0.1;
  rule.district_share = 0.5;
  rule.street_share = 0.4;
  return rule;
}

std::vector<Fen> line(const City& c, Id<Governments> g) {
  const auto row = c.governments.fair_budget.row(g);
  return {row.begin(), row.end()};
}

TEST(Budget, follows_people_level_wealth_and_salience) {
  City c = peopled();
  c.services[1].salience = 3;
  c.districts[0].wealth = 2;
  plain_budget()(c, luck("budget"));
  // Per resident 10: city 400 x 0.1, east 200 x 0.5 x 2, its street 200 x 0.4 x 2, west 200 x 0.5; shared 1 : 3.
  EXPECT_EQ(line(c, hand::top), (std::vector<Fen>{10000, 30000}));
  EXPECT_EQ(line(c, hand::east), (std::vector<Fen>{50000, 150000}));
  EXPECT_EQ(line(c, hand::east_street), (std::vector<Fen>{40000, 120000}));
  EXPECT_EQ(line(c, hand::west), (std::vector<Fen>{25000, 75000}));
  EXPECT_EQ(c.governments.off_fair_budget(hand::west, 1), 37500);
}

TEST(Budget, of_a_district_that_decides_for_itself_is_its_own_and_its_streets) {
  City c = peopled();
  Budget rule = plain();
  rule.fair_per_resident.set(20, 1);
  rule(c, luck("budget"));
  EXPECT_EQ(line(c, hand::top), (std::vector<Fen>{20000, 20000})) << "the city's lines follow the city's amount";
  EXPECT_EQ(line(c, hand::east), (std::vector<Fen>{50000, 50000}));
  EXPECT_EQ(line(c, hand::west), (std::vector<Fen>{100000, 100000}));
  EXPECT_EQ(line(c, hand::west_street), (std::vector<Fen>{80000, 80000}));
}

TEST(Budget, follows_need_as_far_as_inertia_lets_it) {
  City c = peopled();
  const auto who = hand::settle(c, 0, 0, 40);
  --c.communities.population[hand::place(0)];
  hand::open_case(c, 0, who, 0, Progress::waiting, 1);                                 // 730
  hand::open_case(c, 0, who, 1, Progress::active, 2);                                  // 2920
  hand::open_case(c, 0, who, 0, Progress::latent, 3);                                  // nobody knows of it
  for (const std::size_t s : {0U, 1U}) c.governments.first_need(hand::top, s) = 3.65;  // care has grown fourfold since
  Budget rule = plain_budget();
  rule.inertia = 0;
  rule(c, luck("budget"));
  EXPECT_EQ(line(c, hand::east), (std::vector<Fen>{20000, 80000}));
  EXPECT_EQ(line(c, hand::west), (std::vector<Fen>{50000, 50000}));  // no need there: by salience
  rule.inertia = 1;                                                  // this year as last year, whatever is needed
  c.cases.progress[Id<Cases>(std::size_t{0})] = Progress::closed;
  rule(c, luck("budget", 12));
  EXPECT_EQ(line(c, hand::east), (std::vector<Fen>{20000, 80000}));
}

// What was spent is part of last year's line: spending must not shrink the next one.
TEST(Budget, remembers_the_line_and_not_what_is_left_of_it) {
  City c = peopled();
  Budget rule = plain_budget();
  rule.inertia = 1;
  rule(c, luck("budget"));
  const auto before = line(c, hand::east);
  c.now = sim::Month{6};
  const auto row = hand::post(c, 0, 0, hand::east, before[0], 1);
  ASSERT_TRUE(award(c, row, hand::organize(c, 0, 1), {}));
  ASSERT_EQ(c.governments.fair_budget(hand::east, 0), 0);
  c.now = sim::Month{12};
  rule(c, luck("budget", 12));
  EXPECT_EQ(line(c, hand::east), before);
}

TEST(Budget, city_makes_up_a_share_of_poor_districts_gap) {
  City c = peopled();
  c.districts[0].wealth = 1.5;
  c.districts[1].wealth = 0.5;
  c.transfers.equalised = 0.2;
  Budget rule = plain_budget();
  rule.city_share = 0.2;
  rule.district_share = rule.street_share = 0.4;
  rule(c, luck("budget"));
  // West: 200 x 0.4 x (0.5 + 0.2 x 0.5) x 10 CNY; the city: 400 x 0.2 less 200 x 0.8 x 0.1. The sum stays.
  EXPECT_EQ(line(c, hand::west), (std::vector<Fen>{24000, 24000}));
  EXPECT_EQ(line(c, hand::west_street), (std::vector<Fen>{24000, 24000}));
  EXPECT_EQ(line(c, hand::top), (std::vector<Fen>{32000, 32000}));
  EXPECT_EQ(line(c, hand::east), (std::vector<Fen>{60000, 60000}));
  c.transfers.equalised = 1;  // the gap is as large as all that the city has
  rule.city_share = 0.1;
  rule(c, luck("budget"));
  EXPECT_EQ(line(c, hand::top), (std::vector<Fen>{0, 0}));
  EXPECT_EQ(line(c, hand::west), (std::vector<Fen>{30000, 30000}));
}

TEST(Budget, has_a_line_of_its_own_for_a_district) {
  City c = peopled();
  c.districts[1].own_line = 3;
  plain_budget()(c, luck("budget"));
  EXPECT_EQ(c.governments.off_fair_budget(hand::east, 0), 25000);
  EXPECT_EQ(c.governments.off_fair_budget(hand::west, 0), 25000 + 30000);  // 200 x 3 CNY over two services
  EXPECT_EQ(line(c, hand::west), line(c, hand::east));
}

}  // namespace
