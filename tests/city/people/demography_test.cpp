// Demography: the life table, births, moves and disabilities; totals follow the data; books balance.
#include "models/city/people/demography.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "models/city/people/head_count.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

// Nobody is born, moves or becomes disabled, and nobody is wanted from outside.
Demography closed() {
  Demography rule;
  rule.birth_rate = rule.departure_local = rule.departure_migrant = rule.disability_scale = rule.moves = 0;
  rule.departure_more = 0;
  return rule;
}

City crowd(int years, std::uint16_t traits = 0, std::uint32_t each = 10000) {
  City c = hand::make_city(each + each / 2);
  for (std::uint32_t p = 0; p < 4; ++p)
    for (std::uint32_t i = 0; i < each; ++i) hand::settle(c, p, i, years, traits);
  c.censuses[0].contemporaneous = c.censuses[0].revised = 4;
  return c;
}

// Gives every n-th resident a trait.
void mark(City& c, std::size_t n, std::uint16_t trait) {
  for (std::size_t i = 0; i < c.residents.size(); i += n) {
    Traits t{c.residents.traits[Id<Residents>(i)]};
    if (t.has(Traits::present)) t.set(trait, true);
    c.residents.traits[Id<Residents>(i)] = t.bits;
  }
}

double present(const City& c) {
  double n = 0;
  for (const std::uint16_t t : c.residents.traits.all()) n += t & Traits::present;
  return n;
}

TEST(Mortality, is_gompertz_makeham) {
  Demography rule;
  rule.gompertz_level = 2e-5;
  rule.gompertz_slope = 0.1;
  rule.makeham = 3e-4;
  rule.infant = 0.004;
  EXPECT_NEAR(rule.mortality(70 * 12), 1 - std::exp(-(2e-5 * std::exp(7.0) + 3e-4) / 12), 1e-12);
  EXPECT_NEAR(rule.mortality(6), 1 - std::exp(-(2e-5 * std::exp(0.05) + 3e-4 + 0.004) / 12), 1e-12);
  EXPECT_EQ(rule.mortality(200 * 12), 0.05);
}

// 40,000 of 70 and a half. Each month the chance to die is that of the middle of the year of age.
TEST(Demography, survival_follows_the_life_table) {
  City c = crowd(70);
  const Demography rule = closed();
  double alive = 1;
  for (int m = 1; m <= 120; ++m) {
    c.now = sim::Month{m};
    rule(c, luck("demography", m));
    alive *= 1 - rule.mortality((70 * 12 + 6 + m) / 12 * 12 + 6);
    if (m % 24 == 0) {
      EXPECT_NEAR(present(c) / 40000, alive, 5 * std::sqrt(alive * (1 - alive) / 40000)) << m;
    }
  }
  EXPECT_LT(alive, 0.75);
}

TEST(Demography, moves_on_at_the_rates_of_locals_and_migrants) {
  City c = crowd(30);
  mark(c, 2, Traits::migrant);
  for (std::size_t p = 0; p < 4; ++p) count_residents(c, hand::place(p));
  Demography rule = closed();
  rule.gompertz_level = rule.makeham = 0;
  rule.departure_local = 0.01;
  rule.departure_migrant = 0.02;
  c.censuses[0].contemporaneous = 40000;  // as many as there are: nobody more than usual leaves
  rule(c, luck("demography"));
  std::int32_t left = 0, arrived = 0;
  for (std::size_t p = 0; p < 4; ++p) {
    left += c.communities.departures[hand::place(p)];
    arrived += c.communities.arrivals[hand::place(p)];
    EXPECT_EQ(c.communities.population[hand::place(p)], 10000);
  }
  EXPECT_NEAR(left, 600, 5 * std::sqrt(600.0));
  EXPECT_EQ(arrived, left);
}

TEST(Demography, at_most_one_in_a_hundred_more_than_usual_leaves_where_the_data_shrink) {
  City c = crowd(30);  // the data say four residents
  Demography rule = closed();
  rule.gompertz_level = rule.makeham = 0;
  rule.departure_more = 0.01;
  rule.departure_local = 0.01;
  rule(c, luck("demography"));
  EXPECT_NEAR(40000 - present(c), 800, 5 * std::sqrt(800.0));
}

TEST(Demography, people_come_as_well_where_the_data_shrink) {
  City c = crowd(30);
  for (std::size_t p = 0; p < 4; ++p) count_residents(c, hand::place(p));
  c.censuses[0].contemporaneous = 39800;  // 200 fewer than there are
  Demography rule = closed();
  rule.gompertz_level = rule.makeham = 0;
  rule.departure_more = 0.01;
  rule.departure_local = 0.01;
  rule(c, luck("demography"));
  std::int32_t left = 0, arrived = 0;
  for (std::size_t p = 0; p < 4; ++p) {
    left += c.communities.departures[hand::place(p)];
    arrived += c.communities.arrivals[hand::place(p)];
  }
  EXPECT_NEAR(left, 600, 5 * std::sqrt(600.0));
  EXPECT_NEAR(arrived, left - 200, 4);
  EXPECT_NEAR(present(c), 39800, 4);
}

// Nineteen hundred with a need each in the first community; by the data all four are to have as many people.
struct Movers : testing::Test {
  City c = hand::make_city(2000);
  Demography rule = closed();
  std::vector<Id<Cases>> cases;
  void SetUp() override {
    rule.gompertz_level = rule.makeham = 0;
    rule.moves = 0.1;
    for (std::uint32_t i = 0; i < 1900; ++i) {
      const Id<Residents> who = hand::settle(c, 0, i, 30, Traits::served);
      c.residents.trust[who] = static_cast<std::uint16_t>(i);
      const Id<Cases> row = hand::open_case(c, 0, who, 0, i % 2 == 0 ? Progress::waiting : Progress::active, i);
      c.cases.sought[row] = -3;
      if (c.cases.progress[row] == Progress::active) c.cases.organization[row] = Id<Organizations>(7U);
      cases.push_back(row);
    }
    c.censuses[0].contemporaneous = c.censuses[0].revised = 7600;
    count_residents(c, hand::place(0));
  }
};

TEST_F(Movers, take_their_trust_their_needs_and_the_months_they_have_waited_along) {
  int moved = 0;
  for (int month = 0; month < 20; ++month) {
    c.now = sim::Month{month};
    rule(c, luck("demography", month));
    std::vector<Id<Residents>> seen;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const Id<Cases> row = cases[i];
      const Id<Residents> who = c.cases.resident[row];
      ASSERT_NE(c.cases.progress[row], Progress::closed);
      EXPECT_EQ(c.residents.trust[who], i);
      EXPECT_TRUE(Traits{c.residents.traits[who]}.has(Traits::served));
      EXPECT_FALSE(Traits{c.residents.traits[who]}.has(Traits::moved));
      EXPECT_EQ(c.cases.sought[row], -3);
      const Id<Communities> place = c.cases.community[row];
      EXPECT_TRUE(who.value >= c.communities.first[place] &&
                  who.value < c.communities.first[place] + c.communities.slots[place]);
      seen.push_back(who);
      if (c.cases.community[row] == hand::place(0)) continue;
      ++moved;
      EXPECT_EQ(c.cases.progress[row], Progress::waiting) << "with somebody new";
      EXPECT_FALSE(c.cases.organization[row]);
    }
    std::sort(seen.begin(), seen.end());
    EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end()) << "two in one slot";
  }
  EXPECT_GT(moved, 100);
}

// Nobody grows older, and nobody is missed.
TEST_F(Movers, are_replaced_by_their_like_while_the_city_comes_to_rest) {
  rule.departure_local = 0.01;
  rule.birth_rate = 60;
  rule.disability_scale = 10;
  c.first = sim::Month{30};
  const std::vector<std::int16_t> born(c.residents.born.all().begin(), c.residents.born.all().end());
  for (int month = 0; month < 20; ++month) {
    c.now = sim::Month{month};
    rule(c, luck("demography", month));
    EXPECT_EQ(c.communities.arrivals[hand::place(0)], c.communities.departures[hand::place(0)]);
  }
  EXPECT_EQ(present(c), 1900);
  EXPECT_TRUE(std::equal(born.begin(), born.end(), c.residents.born.all().begin()));
  int closed = 0, fresh = 0;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Id<Residents> who = c.cases.resident[cases[i]];
    const bool gone = c.cases.progress[cases[i]] == Progress::closed;
    closed += gone ? 1 : 0;
    fresh += Traits{c.residents.traits[who]}.has(Traits::served) ? 0 : 1;
    EXPECT_EQ(gone, !Traits{c.residents.traits[who]}.has(Traits::served));
  }
  EXPECT_EQ(closed, fresh);
  EXPECT_NEAR(closed, 1900 * (1 - std::pow(1 - 0.01 - 0.1 / 12, 20)), 100);
}

TEST(Demography, births_are_those_of_hukou_residents_and_born_now) {
  City c = crowd(30);
  mark(c, 4, Traits::female);
  for (std::size_t p = 0; p < 4; ++p) count_residents(c, hand::place(p));
  Demography rule = closed();
  rule.gompertz_level = rule.makeham = 0;
  rule.birth_rate = 30;  // 40,000 x 30 / 1000 / 12 = 100 a month
  rule(c, luck("demography"));
  double births = 0, newborn = 0, girls = 0;
  for (std::size_t p = 0; p < 4; ++p) births += c.communities.births[hand::place(p)];
  EXPECT_NEAR(births, 100, 5 * std::sqrt(100.0));
  for (std::size_t i = 0; i < c.residents.size(); ++i) {
    const Traits t{c.residents.traits[Id<Residents>(i)]};
    if (!t.has(Traits::present) || c.residents.born[Id<Residents>(i)] != 0) continue;
    ++newborn;
    girls += t.has(Traits::female) ? 1 : 0;
    EXPECT_FALSE(t.has(Traits::migrant));
  }
  EXPECT_EQ(newborn, births);
  EXPECT_NEAR(girls / newborn, 0.48, 5 * std::sqrt(0.25 / newborn));
}

TEST(Demography, keeps_the_disabled_share_by_age) {
  City c = crowd(40);
  Demography rule = closed();
  rule.gompertz_level = rule.makeham = 0;
  rule.disability_scale = 10;
  // From 10 % of adults to 20 % of elders over 42 years: 10 x (0.1 / 0.9) / 42 / 12 a month.
  rule(c, luck("demography"));
  double disabled = 0;
  for (const std::uint16_t t : c.residents.traits.all()) disabled += (t & Traits::disabled) != 0 ? 1 : 0;
  EXPECT_NEAR(disabled, 40000 * 10 * 0.1 / 0.9 / 42 / 12, 5 * std::sqrt(88.0));
}

TEST(Demography, fills_up_to_what_the_data_foresee_with_the_migrants_they_foresee) {
  City c = crowd(30, 0, 1000);
  c.censuses = {{"2010", 2010, 4000, 4000, 0.1}, {"2011", 2011, 5000, 5000, 0.25}};
  Demography rule = closed();
  rule.gompertz_level = rule.makeham = 0;
  c.now = sim::Month{18};
  rule(c, luck("demography", 18));
  EXPECT_NEAR(present(c), 5000, 4);
  double migrants = 0;
  for (std::size_t p = 0; p < 4; ++p) {
    migrants += c.communities.migrants[hand::place(p)];
    EXPECT_EQ(c.communities.population[hand::place(p)], 1000 + c.communities.arrivals[hand::place(p)]);
  }
  EXPECT_NEAR(migrants / 1000, 0.95, 0.04);  // 1250 are missing: as many of the arrivals as may be
}

TEST(Demography, newcomers_have_the_shares_that_are_said_of_them) {
  City c = crowd(30, Traits::female, 1000);
  for (std::size_t p = 0; p < 4; ++p) count_residents(c, hand::place(p));
  c.censuses[0].contemporaneous = 5000;
  Demography rule = closed();
  rule.gompertz_level = rule.makeham = 0;
  rule.birth_rate = 60;
  rule.girls = rule.newborn_high_income = 0;
  rule.arrival_women = rule.arrival_low_income = 1;
  rule.arrival_high_income = 0;
  rule.arrival_migrants_least = rule.arrival_migrants_most = 0.5;
  c.population_data.mother_to = 31;  // nobody here is older than 30
  rule(c, luck("demography"));
  int births = 0, arrived = 0, migrants = 0;
  for (std::size_t p = 0; p < 4; ++p)
    for (std::uint32_t i = 1000; i < 1500; ++i) {
      const Id<Residents> who = c.slot(hand::place(p), i);
      const Traits t{c.residents.traits[who]};
      if (!t.has(Traits::present)) continue;
      const bool newborn = t.income() == Income::middle;
      (newborn ? births : arrived) += 1;
      migrants += t.has(Traits::migrant) ? 1 : 0;
      EXPECT_EQ(t.has(Traits::female), !newborn);
      EXPECT_EQ(t.income(), newborn ? Income::middle : Income::low);
    }
  EXPECT_GT(births, 0);
  EXPECT_NEAR(arrived + births, 1000, 4);
  EXPECT_NEAR(migrants, arrived / 2.0, 5 * std::sqrt(250.0));
}

TEST(Demography, nobody_gives_birth_outside_the_ages_of_it) {
  City c = crowd(30, Traits::female, 1000);
  c.population_data.mother_to = 30;
  for (std::size_t p = 0; p < 4; ++p) count_residents(c, hand::place(p));
  Demography rule = closed();
  rule.birth_rate = 60;
  rule(c, luck("demography"));
  for (std::size_t p = 0; p < 4; ++p) EXPECT_EQ(c.communities.births[hand::place(p)], 0);
}

TEST(Demography, counts_no_arrival_for_whom_there_is_no_room) {
  City c = crowd(30, 0, 100);  // 150 slots a community
  c.censuses[0].contemporaneous = 4000;
  Demography rule = closed();
  rule.gompertz_level = rule.makeham = 0;
  rule(c, luck("demography"));
  for (std::size_t p = 0; p < 4; ++p) {
    EXPECT_EQ(c.communities.population[hand::place(p)], 150);
    EXPECT_EQ(c.communities.arrivals[hand::place(p)], 50);
  }
}

TEST(Demography, closes_the_cases_of_those_who_are_gone) {
  City c = crowd(30, 0, 1000);
  for (std::uint32_t i = 0; i < 1000; ++i) hand::open_case(c, 0, c.slot(hand::place(0), i), 0, Progress::active, i);
  Demography rule = closed();
  rule.makeham = 0.5;
  rule.departure_local = 0.01;
  rule(c, luck("demography"));
  std::int32_t died = 0, moved = 0;
  for (std::size_t i = 0; i < 1000; ++i) {
    const Id<Cases> row(i);
    died += c.cases.closure[row] == Closure::died ? 1 : 0;
    moved += c.cases.closure[row] == Closure::moved ? 1 : 0;
    EXPECT_EQ(c.cases.progress[row] == Progress::closed, c.cases.closure[row] != Closure::open);
  }
  EXPECT_EQ(died, c.communities.deaths[hand::place(0)]);
  EXPECT_EQ(moved, c.communities.departures[hand::place(0)]);
  EXPECT_GT(died, 10);
  EXPECT_GT(moved, 3);
}

// A slot's next resident takes part by own luck: not because somebody before them did.
TEST(Demography, who_comes_volunteers_by_own_luck) {
  City c = crowd(30);
  const Id<Communities> home = hand::place(0);
  for (std::size_t p = 0; p < 4; ++p) {
    c.communities.volunteer_level[hand::place(p)] = -2.2F;
    c.communities.part_luck[hand::place(p)] = 7 * p;
  }
  mark(c, 1, Traits::volunteer);
  for (std::size_t p = 0; p < 4; ++p) count_residents(c, hand::place(p));
  EXPECT_EQ(c.communities.volunteers[home], 10000);
  Demography rule = closed();
  rule.gompertz_level = rule.makeham = 0;
  rule.departure_local = 0.08;
  c.censuses[0].contemporaneous = 40000;
  rule(c, luck("demography"));
  EXPECT_EQ(c.communities.population[home], 10000);
  const double gone = c.communities.departures[home];
  ASSERT_GT(gone, 700);
  int adults = 0;
  for (std::uint32_t i = 0; i < c.communities.slots[home]; ++i) {
    const Id<Residents> who = c.slot(home, i);
    const bool here = Traits{c.residents.traits[who]}.has(Traits::present);
    if (!here) {
      EXPECT_FALSE(Traits{c.residents.traits[who]}.has(Traits::volunteer));
    }
    adults += here && c.age_months(who) >= 18 * 12 && c.residents.born[who] != -30 * 12 - 6 ? 1 : 0;
  }
  const double p = 1 / (1 + std::exp(2.2));
  EXPECT_NEAR(c.communities.volunteers[home] - (10000 - gone), p * adults, 4 * std::sqrt(p * adults) + 0.5 * gone * p);
  EXPECT_GT(c.communities.volunteers[home], 10000 - gone);
}

TEST(Demography, of_an_age_that_stays_nobody_leaves) {
  City c = crowd(30);
  for (AgeBand& band : c.ages) band.departures = 0;
  for (std::size_t p = 0; p < 4; ++p) count_residents(c, hand::place(p));
  Demography rule = closed();
  rule.gompertz_level = rule.makeham = 0;
  rule.departure_local = rule.departure_migrant = 0.02;
  rule(c, luck("demography"));
  for (std::size_t p = 0; p < 4; ++p) EXPECT_EQ(c.communities.departures[hand::place(p)], 0);
  for (AgeBand& band : c.ages) band.departures = 1.5;
  rule(c, luck("demography", 1));
  std::int32_t left = 0;
  for (std::size_t p = 0; p < 4; ++p) left += c.communities.departures[hand::place(p)];
  EXPECT_NEAR(left, 1200, 5 * std::sqrt(1200.0));
}

}  // namespace
