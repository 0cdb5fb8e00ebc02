// Founding and registration: doors of each regime, the founder's sums by hand, waiting, capital and sponsors.
#include "models/city/organizations/founding.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

City doors() {
  City c = hand::make_city();
  c.classes[0].direct_route = true;
  c.classes[0].sponsor = 2;
  c.classes[1].zero_threshold = true;
  Registration& r = c.registration;
  r.sponsor = 0.02;
  r.capital = 30000;
  r.cost = 3000;
  r.wait_dual = 3;
  r.wait_direct = 2;
  r.wait_zero = 1;
  r.desk = 1e9;
  return c;
}

TEST(Doors, are_those_of_the_regime) {
  City c = doors();
  const auto expect = [&](Regime regime, std::size_t kind, double sponsor, double capital, double wait) {
    c.registration.regime = regime;
    const Door door = open_door(c, kind);
    EXPECT_DOUBLE_EQ(door.sponsor, sponsor);
    EXPECT_EQ(door.capital, capital);
    EXPECT_EQ(door.cost, capital / 10);
    EXPECT_EQ(door.wait, wait);
  };
  expect(Regime::dual_management, 0, 0.04, 30000, 3);
  expect(Regime::dual_management, 1, 0.02, 30000, 3);
  expect(Regime::direct, 0, 1, 30000, 2);
  expect(Regime::direct, 1, 0.02, 30000, 3);
  expect(Regime::zero_threshold, 0, 1, 30000, 2);  // a direct route stays one
  expect(Regime::zero_threshold, 1, 1, 0, 1);
}

// "None but filing": nobody enters the register.
TEST(Doors, filing_only_has_no_door_into_the_register) {
  City c = doors();
  c.registration.regime = Regime::filing_only;
  for (const std::size_t kind : {0U, 1U}) EXPECT_EQ(open_door(c, kind).sponsor, 0);
}

// Clubs of a town of 1000 who spend 10 CNY a year on them: 10,000 for the first, as far as its status reaches.
City market() {
  City c = doors();
  c.registration.regime = Regime::direct;
  c.classes[1].direct_route = true;
  c.classes[1].market = 10;
  c.classes[1].running_cost = 1000;
  c.donors.purse = 0;
  c.reach.informal_fees = 0.35;
  c.reach.filed_fees = 0.5;
  c.classes[1].compliance = 1200;
  c.communities.population[hand::place(0)] = 1000;
  return c;
}
Founder founder() {
  Founder who;
  who.key = 5;
  who.home = hand::place(0);
  who.kind = 1;
  return who;
}
// Another club of size 1, so that shares depend on status.
void rival(City& c) { hand::organize(c, 1, 99, 0, LegalStatus::registered, 1); }

TEST(Decide, is_by_worth_less_cost_and_waiting) {
  City c = market();
  rival(c);
  c.filing.cost = 2000;
  c.registration.horizon = 5;
  c.registration.interest = 0.06;
  // Worth a year: informal 10,000 x 0.35 / 1.35 - 1000 = 1593, filed 10,000 / 3 - 1000 = 2333, registered
  // 5000 - 1000 - 1200 = 2800. Filing: 741 x 5 > 2000. Registering: (2800 - 2333) x (5 - 2/12) = 2256, price
  // 3000 + 30,000 x 0.06 x 5 = 12,000.
  const Markets markets(c);
  EXPECT_NEAR(markets.expected(founder(), 1, LegalStatus::informal), 3500 / 1.35, 1e-6);
  EXPECT_NEAR(markets.expected(founder(), 1, LegalStatus::filed), 10000.0 / 3, 1e-6);
  EXPECT_NEAR(markets.expected(founder(), 1, LegalStatus::registered), 5000, 1e-6);
  Choice choice = decide(c, markets, founder(), 1, 50000, LegalStatus::informal);
  EXPECT_EQ(choice.now, LegalStatus::filed);
  EXPECT_FALSE(choice.apply);
  EXPECT_TRUE(choice.viable);
  c.filing.open = false;
  EXPECT_EQ(decide(c, markets, founder(), 1, 50000, LegalStatus::informal).now, LegalStatus::informal);
  c.filing.open = true;
  c.registration.capital = 0;
  c.registration.cost = 2200;
  EXPECT_TRUE(decide(c, markets, founder(), 1, 0, LegalStatus::informal).apply);
  c.registration.cost = 2300;
  EXPECT_FALSE(decide(c, markets, founder(), 1, 0, LegalStatus::informal).apply);
  c.registration.cost = 0;
  c.registration.capital = 1;  // which they do not have
  EXPECT_FALSE(decide(c, markets, founder(), 1, 0, LegalStatus::informal).apply);
}

TEST(Decide, gives_up_what_nobody_can_live_on) {
  City c = market();
  c.classes[1].running_cost = 20000;
  EXPECT_FALSE(decide(c, Markets(c), founder(), 1, 1e6, LegalStatus::informal).viable);
}

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
    brought += c.organizations.cash[o] + City::fen(20000.0 * static_cast<double>(c.organizations.weight[o]));
  }
  // ln wealth - ln size - ln 20,000 has mean 0.405 and variance 1 + 0.81: positive for 61.8 %.
  EXPECT_NEAR(static_cast<double>(c.organizations.size()) / 10000, 0.618, 0.025);
  EXPECT_EQ(c.ledger.moved(Purpose::founder), brought);
}

TEST(Founding, draws_classes_by_candidates_and_niches_by_salience) {
  City c = market();
  c.classes[0].market = 10;
  c.classes[0].candidates = 1;
  c.classes[1].candidates = 3;
  c.services[0].salience = 4;
  c.communities.population[hand::place(0)] = 20000;
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

// An applicant who will not reconsider this year (the key decides on the month).
Id<Organizations> applicant(City& c, std::uint64_t key, Fen cash) {
  const auto row = hand::organize(c, 0, key, cash, LegalStatus::filed, 1);
  c.organizations.applying[row] = 1;
  return row;
}

TEST(Registering, waits_and_shows_capital_and_pays_the_papers) {
  City c = market();  // a direct route: two months, 30,000 shown, 3000 spent
  const auto rich = applicant(c, 11, 3300000), poor = applicant(c, 23, 3299999);
  for (int m = 0; m < 4; ++m) {
    c.now = sim::Month{m};
    Registering()(c, luck("registering", m));
    EXPECT_EQ(c.organizations.status[rich] == LegalStatus::registered, m >= 2) << m;
  }
  EXPECT_EQ(c.organizations.registered_on[rich], 2);
  EXPECT_EQ(c.organizations.status_since[rich], 2);
  EXPECT_EQ(c.organizations.was_filed[rich], 1);
  EXPECT_EQ(c.organizations.applying[rich], 0);
  EXPECT_EQ(c.organizations.cash[rich], 3000000);
  EXPECT_EQ(c.organizations.status[poor], LegalStatus::filed);
  EXPECT_EQ(c.organizations.cash[poor], 3299999);
}

TEST(Registering, finds_sponsors_at_their_rate) {
  City c = market();
  c.registration.regime = Regime::dual_management;
  c.registration.sponsor = 0.1;
  c.registration.wait_dual = 0;
  for (std::uint64_t key = 0; key < 20000; ++key) applicant(c, key * 12 + 11, 10000000);
  Registering()(c, luck("registering"));
  double n = 0;
  for (const LegalStatus s : c.organizations.status.all()) n += s == LegalStatus::registered ? 1 : 0;
  EXPECT_NEAR(n / 20000, 0.1, 5 * std::sqrt(0.09 / 20000));
}

TEST(Registering, decides_as_many_as_the_desk_can_the_longest_waiting_first) {
  City c = market();
  c.registration.desk = 300;  // three a month for 1000 residents
  std::vector<Id<Organizations>> all;
  for (std::uint64_t key = 0; key < 10; ++key) {
    all.push_back(applicant(c, key * 12 + 11, 10000000));
    c.organizations.applied[all.back()] = static_cast<std::int16_t>(-10 - static_cast<int>(key));
  }
  Registering()(c, luck("registering"));
  for (std::size_t i = 0; i < 10; ++i)
    EXPECT_EQ(c.organizations.status[all[i]] == LegalStatus::registered, i >= 7) << i;
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

TEST(Registering, reconsiders_now_and_then) {
  City c = market();
  rival(c);
  c.filing.cost = 0;
  const auto group = hand::organize(c, 0, 3, 0, LegalStatus::informal, 1);
  Registering rule;
  rule.attention = 0.2;
  int since = -1;
  for (int m = 0; m < 40; ++m) {
    c.now = sim::Month{m};
    const bool looks = luck("registering", m).uniform(c.organizations.key[group], 3) < rule.attention;
    if (looks && since < 0) since = m;
    rule(c, luck("registering", m));
    EXPECT_EQ(c.organizations.status[group] == LegalStatus::filed, since >= 0) << m;
  }
  ASSERT_GT(since, 0);
  EXPECT_EQ(c.organizations.status_since[group], since);
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
    setup += City::fen(5000 * static_cast<double>(c.organizations.weight[Id<Organizations>(i)]));
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

// A group that looks again at what registering brings is not its own competitor: alone, it has the market.
TEST(Markets, do_not_count_an_organization_against_itself) {
  City c = market();
  c.donors.purse = 10;
  c.reach.volunteer_hours = 1;
  const auto group = hand::organize(c, 0, 3, 0, LegalStatus::filed, 1);
  c.organizations.pull[group] = 1;
  c.organizations.record[group] = 0.5F;
  const Markets with(c);
  c.organizations.dormant[group] = 1;
  const Markets without(c);
  c.organizations.dormant[group] = 0;
  const Founder who = traits(c, group);
  for (const LegalStatus s : {LegalStatus::informal, LegalStatus::filed, LegalStatus::registered})
    EXPECT_NEAR(with.expected(who, 1, s, group), without.expected(who, 1, s), 1e-6);
  EXPECT_LT(with.expected(who, 1, LegalStatus::filed), 0.6 * without.expected(who, 1, LegalStatus::filed));
}

}  // namespace
