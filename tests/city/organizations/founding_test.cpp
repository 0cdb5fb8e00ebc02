// Founding: attempts at their pace, the means they need, and the classical rate.
#include "models/city/organizations/founding.hpp"

#include <gtest/gtest.h>

#include "tests/city/organizations/by_hand.hpp"

namespace {

using namespace city;
using hand::luck;
using hand::market;

TEST(Founding, attempts_come_at_their_pace_whatever_the_policy) {
  const auto keys = [](Regime regime) {
    City c = market();
    c.registration.regime = regime;
    c.communities.population[hand::place(0)] = 20000;
    c.classes[0].candidates = 0;
    c.classes[1].candidates = 1;
    Founding rule;
    rule.attempts = 50;
    rule(c, luck("founding", 7));
    EXPECT_EQ(hand::all_money(c), 0);
    return std::vector<std::uint64_t>(c.organizations.key.all().begin(), c.organizations.key.all().end());
  };
  const auto hard = keys(Regime::dual_management), easy = keys(Regime::zero_threshold);
  EXPECT_EQ(hard.size(), 100U);  // 20,000 / 10,000 x 50, all viable
  EXPECT_EQ(hard, easy);
}

TEST(Founding, needs_the_means_to_set_up_and_brings_them_in) {
  City c = market();
  c.communities.population[hand::place(0)] = 20000;
  c.classes[0].candidates = 0;
  c.classes[1].candidates = 1;
  c.classes[1].setup_cost = 20000;
  Founding rule;
  rule.attempts = 5000;
  rule(c, luck("founding"));
  Fen brought = 0;
  for (std::size_t i = 0; i < c.organizations.size(); ++i) {
    const Id<Organizations> o(i);
    EXPECT_GE(c.organizations.cash[o], 0);
    EXPECT_EQ(c.organizations.home[o], hand::place(0));
    brought += c.organizations.cash[o] + fen(20000.0 * static_cast<double>(c.organizations.weight[o]));
  }
  // ln wealth - ln size - ln 20,000 has mean 0.405 and variance 1 + 0.81: positive for 61.8 %.
  EXPECT_NEAR(static_cast<double>(c.organizations.size()) / 10000, 0.618, 0.025);
  EXPECT_EQ(c.ledger.moved(Purpose::founder), brought);
}

TEST(Founding, draws_classes_by_candidates_and_niches_by_open_needs) {
  City c = market();
  c.classes[0].market = 10;
  c.classes[0].candidates = 1;
  c.classes[1].candidates = 3;
  c.services[0].salience = 0;  // what officials hold dear is nothing to a founder
  for (std::uint32_t i = 0; i < 5; ++i)
    hand::open_case(c, i % 2, hand::settle(c, i % 2, i, 40), i == 0 ? 1 : 0,
                    i == 1 ? Progress::latent : Progress::waiting, i);
  hand::open_case(c, 2, hand::settle(c, 2, 0, 40), 1, Progress::waiting, 9);  // another street
  for (std::int32_t& people : c.communities.population.all()) people = 0;
  hand::live(c, 0, 20000);
  Founding rule;
  rule.attempts = 5000;
  rule(c, luck("founding"));
  double clubs = 0, meals = 0;
  const double n = static_cast<double>(c.organizations.size());
  ASSERT_EQ(n, 10000);
  for (std::size_t i = 0; i < c.organizations.size(); ++i) {
    clubs += c.organizations.kind[Id<Organizations>(i)] == 1 ? 1 : 0;
    meals += c.organizations.niche[Id<Organizations>(i)] == 0 ? 1 : 0;
  }
  EXPECT_NEAR(clubs / n, 0.75, 5 * std::sqrt(0.75 * 0.25 / n));
  EXPECT_NEAR(meals / n, 0.8, 5 * std::sqrt(0.8 * 0.2 / n));
}

TEST(Founding, of_professional_work_is_rarer_in_villages) {
  City c = market();
  c.classes[1].professional = true;
  c.classes[0].candidates = 0;
  c.classes[1].candidates = 1;
  c.reach.village_graduates = 0.2;
  c.communities.rural[hand::place(0)] = 1;
  c.communities.population[hand::place(0)] = 20000;
  Founding rule;
  rule.attempts = 5000;
  rule(c, luck("founding"));
  EXPECT_NEAR(static_cast<double>(c.organizations.size()) / 10000, 0.2, 5 * std::sqrt(0.16 / 10000));
}

// Premises are paid for before the first day: what comes in is the founder's money, what stays is the rest.
TEST(Founding, spends_what_it_takes_to_set_up) {
  City c = market();
  c.economy.wage_growth = 0;
  c.communities.population[hand::place(0)] = 20000;
  c.classes[0].candidates = 0;
  c.classes[1].candidates = 1;
  c.classes[1].setup_cost = 5000;
  Founding rule;
  rule.attempts = 50;
  rule(c, luck("founding"));
  ASSERT_GT(c.organizations.size(), 20U);
  Fen setup = 0, left = 0;
  for (std::size_t i = 0; i < c.organizations.size(); ++i) {
    setup += fen(5000 * static_cast<double>(c.organizations.weight[Id<Organizations>(i)]));
    left += c.organizations.cash[Id<Organizations>(i)];
  }
  EXPECT_EQ(c.ledger.moved(Purpose::setup), setup);
  EXPECT_EQ(c.ledger.moved(Purpose::founder), setup + left);
  EXPECT_EQ(hand::all_money(c), 0);
}

// rate = a exp(b1 N / 1000 - b2 (N / 1000)^2), whatever there is to live on.
TEST(Founding, by_density_follows_the_classical_rate) {
  const auto founded = [](std::size_t there, double running_cost, double sampled) {
    City c = market();
    c.communities.population[hand::place(0)] = 20000;
    c.communities.share[hand::place(0)] = sampled;
    c.communities.share[hand::place(1)] = 0;
    c.classes[0].candidates = 1;
    c.classes[1].candidates = 3;
    c.classes[0].running_cost = c.classes[1].running_cost = running_cost;
    c.classes[1].setup_cost = 1e7;  // nobody has it
    for (std::size_t i = 0; i < there; ++i) hand::organize(c, 1, i, 0, LegalStatus::informal, 1);
    Founding rule;
    rule.rule = FoundingRule::density;
    rule.attempts = 5000;  // 10,000 candidates, 7,500 of them for clubs
    rule.density_rate = 12 * 1000;
    rule.legitimation = 2;
    rule.competition = 3;
    rule(c, luck("founding"));
    double clubs = 0;
    for (std::size_t i = there; i < c.organizations.size(); ++i)
      clubs += c.organizations.kind[Id<Organizations>(i)] == 1 ? 1 : 0;
    return clubs;
  };
  const double error = 5 * std::sqrt(750.0);
  EXPECT_NEAR(founded(0, 1, 1), 750, error);  // a x 3/4 of the candidates
  EXPECT_NEAR(founded(0, 1e9, 1), founded(0, 1, 1), 1e-9) << "no matter what it costs";
  EXPECT_NEAR(founded(333, 1, 1), 750 * std::exp(2 * 0.333 - 3 * 0.111), error);  // legitimation has its peak
  EXPECT_NEAR(founded(1500, 1, 1), 750 * std::exp(2 * 1.5 - 3 * 2.25), error);    // competition has won
  EXPECT_NEAR(founded(500, 1, 0.5), 375 * std::exp(2 * 1.0 - 3 * 1.0), error);    // half the district: N is twice
}

}  // namespace
