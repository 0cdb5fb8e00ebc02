// Licensing: who sits the exams and passes, by hand.
#include "models/city/workers/licensing.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

TEST(Licensing, interest_and_passing_are_logits) {
  City c = hand::make_city();
  for (std::uint64_t i = 0; i < 20000; ++i) hand::employ(c, Employer::none, 0, i);
  for (float& s : c.workers.skill.all()) s = 0.7F;
  c.economy.licence_bonus = 300;
  Licensing rule;
  rule.interest = -1.9;
  rule.interest_bonus = 0.003;  // -1 in all: 0.2689 sit
  rule.pass = 0.2;
  rule.pass_skill = 2;  // log-odds ln 0.25 + 2 x 0.2
  rule(c, luck("licensing", 5));
  const double p = 1 / (1 + std::exp(1.0)) / (1 + std::exp(-(std::log(0.25) + 0.4)));
  double licensed = 0, graduates = 0;
  for (const Licence l : c.workers.licence.all()) {
    licensed += l != Licence::none ? 1 : 0;
    graduates += l == Licence::social_worker ? 1 : 0;
    EXPECT_LE(l, Licence::social_worker);
  }
  EXPECT_NEAR(licensed / 20000, p, 5 * std::sqrt(p * (1 - p) / 20000));
  EXPECT_NEAR(graduates / licensed, 0.25, 5 * std::sqrt(0.25 * 0.75 / licensed));
}

TEST(Licensing, goes_up_one_step_and_senior_only_where_it_exists) {
  City c = hand::make_city();
  const auto a = hand::employ(c, Employer::none, 0, 1), b = hand::employ(c, Employer::none, 0, 2),
             gone = hand::employ(c, Employer::none, 0, 3);
  c.workers.licence[a] = Licence::assistant;
  c.workers.licence[b] = Licence::social_worker;
  c.workers.licence[gone] = Licence::assistant;
  c.workers.gone[gone] = 1;
  Licensing rule;
  rule.upgrade = 5;  // all sit, of the second licence too
  rule.pass = 0.999;
  rule.pass_skill = 0;
  for (int y = 0; y < 3; ++y) rule(c, luck("licensing", 5 + 12 * y));
  EXPECT_EQ(c.workers.licence[a], Licence::social_worker);
  EXPECT_EQ(c.workers.licence[b], Licence::social_worker);
  EXPECT_EQ(c.workers.licence[gone], Licence::assistant);
  rule.senior = true;
  for (int y = 3; y < 6; ++y) rule(c, luck("licensing", 5 + 12 * y));
  EXPECT_EQ(c.workers.licence[a], Licence::senior);
}

}  // namespace
