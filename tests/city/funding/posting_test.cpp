// Posting: how many projects of what value a line brings, who pays them, and that backlog weighs by its root.
#include "models/city/funding/posting.hpp"

#include <gtest/gtest.h>

#include <map>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

Posting plain_posting(double value) {
  Posting rule;
  rule.value = value;
  rule.spread = rule.noise = 0;
  rule.over_posting = 1;
  return rule;
}
City peopled_in_april() {
  City c = hand::make_city();
  c.now = sim::Month{3};
  for (std::size_t p = 0; p < 4; ++p) c.communities.population[hand::place(p)] = 100;
  return c;
}

TEST(Posting, spends_the_line_of_a_street_on_its_communities) {
  City c = peopled_in_april();
  c.governments.fair_budget(hand::east_street, 1) = 1000000;
  plain_posting(1000)(c, luck("posting", 3));
  // 10,000 CNY for two communities alike: five projects of 1000 each.
  ASSERT_EQ(c.contracts.size(), 10U);
  for (std::size_t i = 0; i < 10; ++i) {
    const Id<Contracts> row(i);
    EXPECT_EQ(c.contracts.community[row].value, i / 5);
    EXPECT_EQ(c.contracts.service[row], 1);
    EXPECT_EQ(c.contracts.payer[row], hand::east_street);
    EXPECT_EQ(c.contracts.value[row], 100000);
    EXPECT_EQ(c.contracts.posted[row], 3);
    EXPECT_EQ(c.contracts.fair[row], 1);
    EXPECT_EQ(c.contracts.awarded[row], 0);
  }
}

TEST(Posting, divides_by_residents_among_all_whom_the_payer_governs) {
  City c = peopled_in_april();
  c.communities.population[hand::place(3)] = 500;
  c.governments.fair_budget(hand::top, 0) = 1600000;  // the city's: 100 : 100 : 100 : 500 of 16,000 CNY
  plain_posting(1000)(c, luck("posting", 3));
  std::array<int, 4> count{};
  for (const auto place : c.contracts.community.all()) ++count[place.value];
  EXPECT_EQ(count, (std::array<int, 4>{2, 2, 2, 10}));
  for (const auto payer : c.contracts.payer.all()) EXPECT_EQ(payer, hand::top);
}

TEST(Posting, chooses_service_and_payer_by_money_and_root_of_backlog) {
  City c = peopled_in_april();
  // Meals: 4 from the district, 12 from the street. Care: 16, with a backlog of eight cases (nine with the one counted
  // for all) where the city's mean is five.
  c.governments.fair_budget(hand::east, 0) = 400000000;
  c.governments.fair_budget(hand::east_street, 0) = 1200000000;
  c.governments.fair_budget(hand::east, 1) = 1600000000;
  for (std::uint32_t i = 0; i < 8; ++i)
    for (const std::size_t p : {0U, 1U})
      hand::open_case(c, p, hand::settle(c, p, i, 40), 1, i % 2 == 0 ? Progress::active : Progress::waiting, i);
  plain_posting(1000)(c, luck("posting", 3));
  const double n = static_cast<double>(c.contracts.size());
  EXPECT_NEAR(n, 32000, 2);
  std::map<std::pair<int, std::uint32_t>, double> count;
  for (std::size_t i = 0; i < c.contracts.size(); ++i)
    count[{c.contracts.service[Id<Contracts>(i)], c.contracts.payer[Id<Contracts>(i)].value}] += 1 / n;
  const double e = 5 * std::sqrt(0.25 / n);
  const double care = std::sqrt(9.0 / 5) / (1 + std::sqrt(9.0 / 5));
  EXPECT_NEAR((count[{0, 1}]), (1 - care) * 0.25, e);
  EXPECT_NEAR((count[{0, 3}]), (1 - care) * 0.75, e);
  EXPECT_NEAR((count[{1, 1}]), care, e);
}

TEST(Posting, may_compare_a_backlog_with_that_of_the_district_alone) {
  City c = peopled_in_april();
  c.governments.fair_budget(hand::east, 0) = c.governments.fair_budget(hand::east, 1) = 1600000000;
  for (std::uint32_t i = 0; i < 8; ++i)
    for (const std::size_t p : {0U, 1U}) hand::open_case(c, p, hand::settle(c, p, i, 40), 1, Progress::waiting, i);
  Posting rule = plain_posting(1000);
  rule.compared_within = Level::district;  // in which all have as many
  rule(c, luck("posting", 3));
  double care = 0;
  for (const std::uint8_t service : c.contracts.service.all()) care += service;
  const double n = static_cast<double>(c.contracts.size());
  EXPECT_NEAR(care / n, 0.5, 5 * std::sqrt(0.25 / n));
}

TEST(Posting, has_values_with_the_mean_and_spread_asked_for) {
  City c = peopled_in_april();
  c.governments.fair_budget(hand::top, 0) = 4000000000;
  Posting rule = plain_posting(1000);
  rule.spread = 0.6;
  rule.over_posting = 1.12;
  rule(c, luck("posting", 3));
  const double n = static_cast<double>(c.contracts.size());
  EXPECT_NEAR(n, 44800, 4);
  double sum = 0, logs = 0;
  for (const Fen value : c.contracts.value.all()) {
    sum += static_cast<double>(value) / 100;
    logs += std::log(static_cast<double>(value) / 100);
  }
  // Lognormal: variance of a value (e^0.36 - 1) x mean^2, mean of logs ln 1000 - 0.18.
  EXPECT_NEAR(sum / n, 1000, 5 * 1000 * std::sqrt((std::exp(0.36) - 1) / n));
  EXPECT_NEAR(logs / n, std::log(1000.0) - 0.18, 5 * 0.6 / std::sqrt(n));
}

TEST(Posting, sees_less_where_statistics_were_left_undone) {
  const auto posted = [](double noise, float undone) {
    City c = peopled_in_april();
    hand::give_tasks(c, 1);
    c.tasks[0].noise = noise;
    c.communities.undone(hand::place(0), 0) = undone;
    for (const std::size_t s : {0U, 1U}) c.governments.fair_budget(hand::east_street, s) = 10000000;
    plain_posting(1000)(c, luck("posting", 3));
    std::array<int, 2> meals{};
    for (std::size_t i = 0; i < c.contracts.size(); ++i) {
      const Id<Contracts> row(i);
      meals[c.contracts.community[row].value] += c.contracts.service[row] == 0 ? 1 : 0;
    }
    return meals;
  };
  EXPECT_EQ(posted(0, 500), posted(0.2, 0));
  EXPECT_NE(posted(0.2, 500)[0], posted(0, 500)[0]);  // an error of e to the power of N
  EXPECT_EQ(posted(0.2, 500)[1], posted(0, 500)[1]);
}

TEST(Posting, needs_money) {
  City c = peopled_in_april();
  plain_posting(1000)(c, luck("posting", 3));
  EXPECT_TRUE(c.contracts.empty());
}

TEST(Posting, posts_nothing_in_a_street_where_nobody_lives) {
  City c = peopled_in_april();
  c.communities.population[hand::place(0)] = c.communities.population[hand::place(1)] = 0;
  for (const auto street : {hand::east_street, hand::west_street}) c.governments.fair_budget(street, 0) = 400000;
  plain_posting(1000)(c, luck("posting", 3));
  EXPECT_EQ(c.contracts.size(), 4U);
  for (const auto payer : c.contracts.payer.all()) EXPECT_EQ(payer, hand::west_street);
}

TEST(Posting, without_the_platform_follows_the_districts_statistics_to_the_streets_seat) {
  City c = peopled_in_april();
  c.governments.fair_budget(hand::east_street, 0) = c.governments.fair_budget(hand::east_street, 1) = 400000000;
  // All who wait for care live in the second community of the east: the first posts none of its own for it.
  for (std::uint32_t i = 0; i < 20; ++i) hand::open_case(c, 1, hand::settle(c, 1, i, 40), 1, Progress::waiting, i);
  const auto care_of_the_first = [&](bool platform) {
    City world = c;
    world.procurement.platform = platform;
    plain_posting(1000)(world, luck("posting", 3));
    double care = 0, all = 0;
    for (const Id<Contracts> row : world.contracts.rows()) {
      EXPECT_TRUE(platform || world.contracts.community[row] == hand::place(0));
      all += world.contracts.community[row] == hand::place(0) ? 1 : 0;
      care += world.contracts.community[row] == hand::place(0) && world.contracts.service[row] == 1 ? 1 : 0;
    }
    return care / all;
  };
  EXPECT_LT(care_of_the_first(true), 0.45);
  EXPECT_GT(care_of_the_first(false), 0.55);
}

}  // namespace
