// Licensing: who sits the exam, who passes, whose licence lapses, by hand.
#include "models/city/workers/licensing.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

/// People who know of the exam, and for whom nothing but the title speaks.
City informed(std::size_t people, Employer employer = Employer::none) {
  City c = hand::make_city();
  if (employer == Employer::organization) hand::organize(c, 0, 1);
  for (std::uint64_t i = 0; i < people; ++i) hand::employ(c, employer, 0, i);
  std::fill(c.workers.knows.all().begin(), c.workers.knows.all().end(), std::uint8_t{1});
  return c;
}
/// Everybody for whom it pays finds the time; 1,000 CNY are the worth of the hours at 3,000 CNY a month.
Licensing licensing() {
  Licensing rule;
  rule.sits = 1;
  rule.hours = 58;
  rule.full_time = 174;
  rule.horizon = 60;
  rule.title = 0;
  rule.title_spread = 0;
  rule.lapse = rule.hears = rule.word = 0;
  rule.pass = 0.2;
  rule.pass_skill = 0;
  return rule;
}
int sitters(const City& c) {
  int out = 0;
  for (const std::uint8_t sat : c.workers.sat.all()) out += sat;
  return out;
}
int sitters(City c, const Licensing& rule) {
  rule(c, luck("licensing", 5));
  return sitters(c);
}
/// Of so many who searched in the last year, without and with a licence, one who found a post and one who did not.
void add_searchers(City& c, int had_licence, int found, int searched) {
  for (int i = 0; i < searched; ++i) {
    const auto row = hand::employ(c, Employer::none, 0, static_cast<std::uint64_t>(1000000 + 1000 * had_licence + i));
    c.workers.licence[row] = had_licence != 0 ? Licence::senior : Licence::none;
    c.workers.licensed[row] = -100;
    c.workers.searched[row] = c.month();
    c.workers.hired[row] = i < found ? c.month() : never;
  }
}

TEST(Licensing, passing_is_a_logit_and_graduates_sit_the_second_level) {
  City c = informed(20000);
  for (float& s : c.workers.skill.all()) s = 0.7F;
  Licensing rule = licensing();
  rule.title = 1e6;
  rule.pass_skill = 2;  // log-odds ln 0.25 + 2 x 0.2
  rule.sits = 0.5;
  rule(c, luck("licensing", 5));
  const double p = 0.5 / (1 + std::exp(-(std::log(0.25) + 0.4)));
  double licensed = 0, graduates = 0;
  for (const Licence l : c.workers.licence.all()) {
    licensed += l != Licence::none ? 1 : 0;
    graduates += l == Licence::social_worker ? 1 : 0;
    EXPECT_LE(l, Licence::social_worker);
  }
  EXPECT_NEAR(sitters(c), 10000, 5 * std::sqrt(5000));
  EXPECT_NEAR(licensed / 20000, p, 5 * std::sqrt(p * (1 - p) / 20000));
  EXPECT_NEAR(graduates / licensed, 0.25, 5 * std::sqrt(0.25 * 0.75 / licensed));
}

// A licence is worth a fifth of what it brings, and costs 1,000 CNY of time.
TEST(Licensing, who_sits_are_those_who_know_and_whom_it_pays) {
  const Licensing rule = licensing();
  City c = informed(10, Employer::organization);
  EXPECT_EQ(sitters(c, rule), 0);
  c.economy.licence_bonus = 83;  // 60 months of it are 4,980 CNY
  EXPECT_EQ(sitters(c, rule), 0);
  c.economy.licence_allowance = 1;
  EXPECT_EQ(sitters(c, rule), 10);
  c.workers.knows[Id<Workers>(3U)] = 0;
  EXPECT_EQ(sitters(c, rule), 9);
  c.economy.outside_wage = 1.02;  // now the time is worth more
  EXPECT_EQ(sitters(c, rule), 0);
}

TEST(Licensing, a_post_that_a_licence_opens_draws_those_who_earn_less) {
  City c = informed(8);
  for (std::size_t i = 0; i < 8; ++i)
    c.workers.outside[Id<Workers>(i)] = 0.6F + 0.1F * static_cast<float>(i);  // 0.6 to 1.3 of 3,000 CNY
  const Licensing rule = licensing();
  EXPECT_EQ(sitters(c, rule), 0) << "nobody was ever seen to find a post";
  City easy = c;
  add_searchers(easy, 1, 2, 2);
  add_searchers(easy, 0, 2, 2);
  EXPECT_EQ(sitters(easy, rule), 0) << "everybody finds one, licensed or not";
  add_searchers(c, 1, 2, 2);
  add_searchers(c, 0, 1, 2);
  // 0.2 x 60 x half x (3,000 - w) > w / 3: w < 2,842.
  EXPECT_EQ(sitters(c, rule), 4);
  c.economy.field_wage = 1.2;  // w < 3,411
  EXPECT_EQ(sitters(c, rule), 6);
  c.economy.field_wage = 1;
  c.economy.wage *= 1.2;
  EXPECT_EQ(sitters(c, rule), 4) << "the wage outside moves with it";
}

TEST(Licensing, an_allowance_brings_more_the_larger_it_is) {
  City c = informed(5000, Employer::organization);
  Licensing rule = licensing();
  rule.hours = 145;
  rule.title = 3000;
  rule.title_spread = 1;
  std::vector<int> sat;
  for (const double allowance : {0.0, 100.0, 300.0}) {
    c.economy.licence_allowance = allowance;
    sat.push_back(sitters(c, rule));
  }
  EXPECT_GT(sat[0], 0);
  EXPECT_GT(sat[1], sat[0]);
  EXPECT_GT(sat[2], sat[1]);
}

TEST(Licensing, does_not_know_in_what_unit_money_is_counted) {
  City c = informed(5000);
  for (std::size_t i = 0; i < 5000; ++i) c.workers.outside[Id<Workers>(i)] = 0.5F + 0.0002F * static_cast<float>(i);
  add_searchers(c, 1, 2, 2);
  add_searchers(c, 0, 1, 4);
  Licensing rule = licensing();
  rule.title = 5000;
  rule.title_spread = 1;
  c.economy.licence_allowance = 100;
  const int before = sitters(c, rule);
  for (double* yuan : {&c.economy.wage, &c.economy.licence_allowance, &rule.title}) *yuan *= 10;
  EXPECT_EQ(sitters(c, rule), before);
  EXPECT_GT(before, 1000);
  EXPECT_LT(before, 4000);
}

TEST(Licensing, who_passes_outside_looks_for_a_post_if_it_pays_better) {
  City c = informed(2);
  const Id<Workers> poor(0U), rich(1U);
  c.workers.outside[poor] = 0.9F;
  c.workers.outside[rich] = 1.1F;
  c.workers.gone[poor] = c.workers.gone[rich] = 1;
  Licensing rule = licensing();
  rule.title = 1e6;
  rule.pass = 0.999;
  for (int m = 5; m < 41; m += 12) rule(c, luck("licensing", m));
  EXPECT_EQ(c.workers.gone[poor], 0);
  EXPECT_EQ(c.workers.gone[rich], 1);
  EXPECT_NE(c.workers.licence[rich], Licence::none);
}

TEST(Licensing, word_spreads_with_the_licensed) {
  City c = hand::make_city();
  for (std::uint64_t i = 0; i < 20000; ++i) hand::employ(c, Employer::none, 0, i);
  for (std::size_t i = 0; i < 10000; ++i) c.workers.district[Id<Workers>(i)] = 1;
  for (std::size_t i = 0; i < 2000; ++i) c.workers.licence[Id<Workers>(i)] = Licence::senior;  // a fifth of the west
  Licensing rule = licensing();
  rule.hears = 0.1;
  rule.word = 0.5;
  const auto told = [&](double own_district) {
    City copy = c;
    rule.own_district = own_district;
    rule(copy, luck("licensing", 5));
    std::array<double, 2> out{};
    for (std::size_t i = 2000; i < 20000; ++i)
      out[copy.workers.district[Id<Workers>(i)]] += copy.workers.knows[Id<Workers>(i)];
    return std::array<double, 2>{out[0] / 10000, out[1] / 8000};
  };
  EXPECT_NEAR(told(0)[0], 0.15, 0.015);
  EXPECT_NEAR(told(0)[1], 0.15, 0.015);
  EXPECT_NEAR(told(1)[0], 0.1, 0.015);
  EXPECT_NEAR(told(1)[1], 0.2, 0.02);
}

TEST(Licensing, lapses_and_takes_the_bonus_along) {
  City c = informed(1000, Employer::organization);
  for (Licence& l : c.workers.licence.all()) l = Licence::assistant;
  for (std::int32_t& wage : c.workers.wage.all()) wage = 310000;
  c.economy.licence_bonus = 100;
  Licensing rule = licensing();
  rule.lapse = 0.1;
  rule(c, luck("licensing", 5));
  int lapsed = 0;
  for (std::size_t i = 0; i < 1000; ++i) {
    const Id<Workers> w(i);
    const bool gone = c.workers.licence[w] == Licence::none;
    lapsed += gone ? 1 : 0;
    EXPECT_EQ(c.workers.wage[w], gone ? 300000 : 310000);
  }
  EXPECT_NEAR(lapsed, 100, 50);
}

TEST(Licensing, goes_up_one_step_and_senior_only_where_it_exists) {
  City c = informed(2);
  const Id<Workers> a(0U), b(1U);
  c.workers.licence[a] = Licence::assistant;
  c.workers.licence[b] = Licence::social_worker;
  Licensing rule = licensing();
  rule.upgrade = 5;  // all for whom it pays, of the second licence too
  rule.pass = 0.999;
  c.economy.licence_bonus = 1000;  // the next one brings no more of it
  rule(c, luck("licensing", 5));
  EXPECT_EQ(sitters(c), 0);
  rule.title = 1e5;
  for (int y = 0; y < 3; ++y) rule(c, luck("licensing", 5 + 12 * y));
  EXPECT_EQ(c.workers.licence[a], Licence::social_worker);
  EXPECT_EQ(c.workers.licence[b], Licence::social_worker);
  rule.senior = true;
  for (int y = 3; y < 6; ++y) rule(c, luck("licensing", 5 + 12 * y));
  EXPECT_EQ(c.workers.licence[a], Licence::senior);
}

}  // namespace
