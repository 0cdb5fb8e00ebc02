// Budgets: lines by hand, and what inertia remembers.
#include "models/city/funding/budget.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/city/funding/awards.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

// 100 residents in each community, of whom five in a thousand have a need of each service every month by the standard.
City peopled_plainly() {
  City c = hand::peopled();
  for (Service& s : c.services) s.incidence = 5;
  return c;
}

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
  City c = peopled_plainly();
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
  City c = peopled_plainly();
  Budget rule = plain_budget();
  rule.fair_per_resident.set(20, 1);
  rule(c, luck("budget"));
  EXPECT_EQ(line(c, hand::top), (std::vector<Fen>{20000, 20000})) << "the city's lines follow the city's amount";
  EXPECT_EQ(line(c, hand::east), (std::vector<Fen>{50000, 50000}));
  EXPECT_EQ(line(c, hand::west), (std::vector<Fen>{100000, 100000}));
  EXPECT_EQ(line(c, hand::west_street), (std::vector<Fen>{80000, 80000}));
}

// East asks for care three times as often as 200 residents would at the standard, and for meals as often; nobody asks
// in the west, where a tenth of the standard is reckoned with.
TEST(Budget, follows_what_asked_over_the_standard_as_far_as_inertia_lets_it) {
  City c = peopled_plainly();  // by the standard 12 cases a year among 200
  c.governments.asked(hand::east, 0) = 12;
  c.governments.asked(hand::east, 1) = 36;
  Budget rule = plain_budget();
  rule.inertia = 0;
  rule(c, luck("budget"));
  EXPECT_EQ(line(c, hand::east), (std::vector<Fen>{25000, 75000}));
  EXPECT_EQ(line(c, hand::west), (std::vector<Fen>{50000, 50000}));
  EXPECT_EQ(c.governments.asked(hand::east, 1), 0);  // a year begins
  rule.inertia = 0.5;
  c.governments.asked(hand::east, 0) = c.governments.asked(hand::east, 1) = 12;
  rule(c, luck("budget", 12));
  // Wanted 1 : 1, last year 1 : 3: roots of 1 and 3.
  EXPECT_NEAR(static_cast<double>(line(c, hand::east)[1]) / static_cast<double>(line(c, hand::east)[0]), std::sqrt(3.0),
              1e-4);
}

TEST(Budget, counts_who_first_seeks_help_each_month_for_all_who_govern_them) {
  City c = peopled_plainly();
  const auto who = hand::settle(c, 0, 0, 40);
  hand::open_case(c, 0, who, 0, Progress::waiting, 1);
  hand::open_case(c, 0, who, 1, Progress::latent, 2);  // nobody knows of it
  plain_budget()(c, luck("budget"));                   // counts January's after its lines are drawn
  c.now = sim::Month{1};
  plain_budget()(c, luck("budget", 1));  // sought in January: counted once
  for (const auto g : {hand::top, hand::east, hand::east_street}) {
    EXPECT_EQ(c.governments.asked(g, 0), 1);
    EXPECT_EQ(c.governments.asked(g, 1), 0);
  }
  EXPECT_EQ(c.governments.asked(hand::west, 0), 0);
}

TEST(Budget, has_no_line_for_what_the_standard_does_not_know) {
  City c = peopled_plainly();
  c.services[1].left_behind_only = true;  // and no villages here
  plain_budget()(c, luck("budget"));
  EXPECT_EQ(line(c, hand::east), (std::vector<Fen>{100000, 0}));
  c.communities.rural[hand::place(0)] = 1;
  plain_budget()(c, luck("budget", 12));
  EXPECT_GT(line(c, hand::east)[1], 0);  // the line begins anew
}

// Ten times as many ask in 2010 and never again: seven Januaries later nothing but inertia's fading is left of it.
TEST(Budget, forgets_the_need_of_long_ago) {
  const auto share = [](std::int32_t first_year) {
    City c = peopled_plainly();
    for (int january = 0; january <= 84; january += 12) {
      c.now = sim::Month{january};
      for (const auto g : {hand::top, hand::east, hand::west, hand::east_street, hand::west_street})
        for (const std::size_t s : {0U, 1U}) c.governments.asked(g, s) = january == 12 && s == 1 ? first_year : 10;
      plain_budget()(c, luck("budget", january));
    }
    return static_cast<double>(line(c, hand::east)[1]) / 100000;
  };
  EXPECT_DOUBLE_EQ(share(10), 0.5);
  // Log odds of ln 10 enter by a half and halve each January: ln(10) / 2^7 in the seventh.
  EXPECT_NEAR(share(100), 1 / (1 + std::exp(-std::log(10.0) / 128)), 1e-4);
}

// What was spent is part of last year's line: spending must not shrink the next one.
TEST(Budget, remembers_the_line_and_not_what_is_left_of_it) {
  City c = peopled_plainly();
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
  City c = peopled_plainly();
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
  City c = peopled_plainly();
  c.districts[1].own_line = 3;
  plain_budget()(c, luck("budget"));
  EXPECT_EQ(c.governments.off_fair_budget(hand::east, 0), 25000);
  EXPECT_EQ(c.governments.off_fair_budget(hand::west, 0), 25000 + 30000);  // 200 x 3 CNY over two services
  EXPECT_EQ(line(c, hand::west), line(c, hand::east));
}

TEST(Budget, lines_come_to_the_total_to_the_fen_whatever_asked) {
  City c = peopled_plainly();
  for (int asked = 1; asked < 30; ++asked) {
    c.governments.asked(hand::west, 0) = asked;
    c.governments.asked(hand::west, 1) = 31;
    plain_budget()(c, luck("budget", 12 * asked));
    EXPECT_EQ(line(c, hand::west)[0] + line(c, hand::west)[1], 100000) << asked;
  }
}

TEST(Budget, adds_a_part_of_what_came_in_last_year) {
  City c = peopled_plainly();
  Budget rule = plain_budget();
  rule.fair_per_resident = rule.off_fair_per_resident = 0;
  rule.of_means = 0.1;
  for (const auto g : {hand::top, hand::west, hand::west_street}) c.governments.means[g] = 500000;
  c.governments.means[hand::east] = -1;  // passed on more than came
  rule(c, luck("budget"));
  EXPECT_EQ(c.governments.off_fair_budget(hand::west, 0), 25000);
  EXPECT_EQ(c.governments.off_fair_budget(hand::top, 1), 25000);
  EXPECT_EQ(c.governments.off_fair_budget(hand::east, 0), 0);
  EXPECT_EQ(c.governments.off_fair_budget(hand::west_street, 0), 0) << "for stations";
  EXPECT_EQ(c.governments.means[hand::west], 0) << "a year begins";
}

TEST(Budget, of_a_region_is_its_share) {
  City c = peopled_plainly();
  const Id<Governments> region = c.governments.add();
  c.governments.level[region] = Level::region;
  c.governments.parent[hand::top] = region;
  Budget rule = plain_budget();
  rule(c, luck("budget"));
  EXPECT_EQ(line(c, region), (std::vector<Fen>{0, 0}));
  rule.region_share = 0.2;
  rule(c, luck("budget", 12));
  EXPECT_EQ(line(c, region), (std::vector<Fen>{40000, 40000}));  // 400 x 10 x 0.2
}

}  // namespace
