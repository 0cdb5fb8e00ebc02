// Burnout: what wears out, what restores, and quitting, by hand.
#include "models/city/workers/burnout.hpp"

#include <gtest/gtest.h>

#include "models/city/workers/licensing.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

Burnout burnout() {
  Burnout rule;
  rule.overload = 0.06;
  rule.admin = 0.02;
  rule.supervision = 0.04;
  rule.recovery = 0.02;
  rule.quit = 0;
  return rule;
}

TEST(Burnout, adds_overload_and_office_and_takes_off_rest) {
  City c = hand::make_city();
  const auto station = hand::employ(c, Employer::station, 0, 1, 50),
             overloaded = hand::employ(c, Employer::organization, 0, 2, 50),
             idle = hand::employ(c, Employer::organization, 0, 3, 50), out = hand::employ(c, Employer::none, 0, 4);
  hand::organize(c, 0, 1);
  for (float& b : c.workers.burnout.all()) b = 0.5F;
  c.communities.admin[hand::place(0)] = 0.7F;
  c.workers.load[overloaded] = 100;
  burnout()(c, luck("burnout"));
  EXPECT_NEAR(c.workers.burnout[station], 0.5 + 0.02 * 0.7 - 0.02 * 0.5, 1e-6);
  EXPECT_NEAR(c.workers.burnout[overloaded], 0.5 + 0.06 + 0.02 * 0.2 - 0.02 * 0.5, 1e-6);
  EXPECT_NEAR(c.workers.burnout[idle], 0.5 + 0.02 * 0.2 - 0.02 * 0.5, 1e-6);
  EXPECT_NEAR(c.workers.burnout[out], 0.5 * 0.98, 1e-6);
}

// Two at work with 50 hours each; the contract promises 150 a month.
TEST(Burnout, presses_who_has_promised_more_than_there_are_hours_if_there_is_work) {
  City c = hand::make_city();
  const auto firm = hand::organize(c, 0, 1), club = hand::organize(c, 0, 2);
  const auto busy = hand::employ(c, Employer::organization, firm.value, 1, 50),
             idle = hand::employ(c, Employer::organization, firm.value, 2, 50),
             next_door = hand::employ(c, Employer::organization, club.value, 3, 50);
  hand::contract(c, 0, 1, hand::east, firm, 100000, 12, 150);
  for (float& b : c.workers.burnout.all()) b = 0;
  c.workers.load[busy] = 50;
  Burnout rule = burnout();
  rule.admin = rule.recovery = 0;
  rule(c, luck("burnout"));
  EXPECT_EQ(c.workers.burnout[busy], 0) << "half of the team's hours are used: there is not the work";
  c.workers.load[idle] = 40;
  c.workers.load[next_door] = 50;
  rule(c, luck("burnout", 1));
  EXPECT_NEAR(c.workers.burnout[busy], 0.06 * 0.35, 1e-6);  // 150 / 100, nine tenths busy: 1.35
  EXPECT_NEAR(c.workers.burnout[idle], 0.06 * 0.35, 1e-6);
  EXPECT_EQ(c.workers.burnout[next_door], 0);
  rule.pressed = 0;
  rule(c, luck("burnout", 2));
  EXPECT_NEAR(c.workers.burnout[busy], 0.06 * 0.35, 1e-6);
}

TEST(Burnout, tends_to_where_office_and_rest_balance) {
  City c = hand::make_city();
  hand::organize(c, 0, 1);
  const auto w = hand::employ(c, Employer::organization, 0, 1, 50);
  for (int m = 0; m < 600; ++m) burnout()(c, luck("burnout", m));
  EXPECT_NEAR(c.workers.burnout[w], 0.02 * 0.2 / 0.02, 1e-4);  // admin x office / recovery
}

TEST(Burnout, is_relieved_by_supervision) {
  City c = hand::make_city();
  hand::organize(c, 0, 1);
  for (std::uint64_t i = 0; i < 2; ++i) hand::employ(c, Employer::organization, 0, i, 50);
  for (float& b : c.workers.burnout.all()) b = 1;
  c.workers.supervised[Id<Workers>(1U)] = 1;
  burnout()(c, luck("burnout"));
  EXPECT_NEAR(c.workers.burnout[Id<Workers>(0U)], 1 + 0.004 - 0.02, 1e-6);
  EXPECT_NEAR(c.workers.burnout[Id<Workers>(1U)], 1 + 0.004 - 0.02 - 0.04, 1e-6);
}

TEST(Burnout, makes_quit_by_its_hazard) {
  City c = hand::make_city();
  hand::organize(c, 0, 1);
  for (std::uint64_t i = 0; i < 20000; ++i) hand::employ(c, Employer::organization, 0, i, 50);
  for (float& b : c.workers.burnout.all()) b = 1;
  for (std::int32_t& wage : c.workers.wage.all()) wage = 600000;  // twice what is paid outside
  Burnout rule = burnout();
  rule.admin = rule.recovery = 0;
  rule.quit = 0.1;
  rule.quit_burnout = 1.5;
  rule.quit_wage = 2;
  rule(c, luck("burnout"));
  const double p = 1 - std::exp(-0.1 * std::exp(1.5) / 4);  // 0.106
  double quit = 0;
  for (std::size_t i = 0; i < c.workers.size(); ++i) {
    const Id<Workers> w(i);
    quit += c.workers.quit[w];
    EXPECT_EQ(c.workers.employer[w] == Employer::none, c.workers.quit[w] == 1);
  }
  EXPECT_NEAR(quit / 20000, p, 5 * std::sqrt(p * (1 - p) / 20000));
}

TEST(Burnout, quitting_follows_what_each_would_earn_outside_and_the_allowance) {
  City c = hand::make_city();
  hand::organize(c, 0, 1);
  for (std::uint64_t i = 0; i < 30000; ++i) hand::employ(c, Employer::organization, 0, i, 50);
  for (float& b : c.workers.burnout.all()) b = 0;
  for (std::size_t i = 0; i < 30000; ++i) {
    c.workers.outside[Id<Workers>(i)] = i < 10000 ? 0.5F : 1.0F;
    c.workers.licence[Id<Workers>(i)] = i < 20000 ? Licence::none : Licence::assistant;
  }
  c.economy.licence_allowance = 600;
  Burnout rule = burnout();
  rule.admin = rule.recovery = 0;
  rule.quit = 0.1;
  rule.quit_wage = 2;
  rule(c, luck("burnout"));
  std::array<double, 3> quit{};
  for (std::size_t i = 0; i < 30000; ++i) quit[i / 10000] += c.workers.quit[Id<Workers>(i)];
  const std::array<double, 3> ratio = {0.5, 1, 1 / 1.2};
  for (std::size_t group = 0; group < 3; ++group) {
    const double p = 1 - std::exp(-0.1 * ratio[group] * ratio[group]);
    EXPECT_NEAR(quit[group] / 10000, p, 5 * std::sqrt(p * (1 - p) / 10000)) << group;
  }
}

}  // namespace
