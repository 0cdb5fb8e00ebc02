// The synthetic city: places and their sizes, margins met, samples of whole communities, lasting keys.
#include "models/city/people/population.hpp"

#include <gtest/gtest.h>

#include <map>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;

// Data only: 200,000 residents in two districts of ten communities and two streets each.
City data() {
  const City made = hand::make_city();
  City c;
  c.services = made.services;
  c.classes = made.classes;
  c.districts = made.districts;
  c.ages = {{"children", 0, 0.15, 0.5, 0.01, 1}, {"adults", 15, 0.7, 1.5, 0.03, 5}, {"elders", 60, 0.15, 0.3, 0.2, 1}};
  c.censuses = {{"start", 2010, 200000, 200000, 0.2}};
  for (District& d : c.districts) {
    d.communities = 10;
    d.streets = 2;
    d.urban = 0.6;
  }
  return c;
}
Population rule() {
  Population p;
  p.urban = 0.6;
  return p;
}
const sim::Draws lasting_luck = hand::luck("population");

TEST(Population, builds_places) {
  City c = data();
  rule()(c, lasting_luck);
  ASSERT_EQ(c.communities.size(), 20U);
  ASSERT_EQ(c.governments.size(), 8U);
  EXPECT_EQ(c.region(), Id<Governments>(7U));
  std::map<std::uint32_t, int> streets;
  std::array<double, 2> share{}, rural{};
  double people = 0;
  for (std::size_t i = 0; i < 20; ++i) {
    const Id<Communities> row(i);
    const std::size_t d = c.communities.district[row];
    EXPECT_EQ(d, i / 10);
    EXPECT_EQ(c.communities.key[row], i);
    const Id<Governments> street = c.communities.street[row];
    EXPECT_EQ(c.governments.level[street], Level::street);
    EXPECT_EQ(c.governments.parent[street], c.district_government(d));
    ++streets[street.value];
    share[d] += c.communities.share[row];
    rural[d] += c.communities.rural[row] != 0 ? c.communities.share[row] : 0;
    EXPECT_NEAR(c.communities.population[row], 100000 * c.communities.share[row], 1);
    EXPECT_GE(c.communities.slots[row], static_cast<std::uint32_t>(c.communities.population[row]));
    people += c.communities.population[row];
  }
  for (const auto& [street, n] : streets) EXPECT_EQ(n, 5) << street;
  for (const double s : share) EXPECT_NEAR(s, 1, 1e-9);
  for (const double r : rural) EXPECT_NEAR(r, 0.4, 1e-9);
  EXPECT_NEAR(people, 200000, 20);
}

TEST(Population, meets_every_margin) {
  City c = data();
  Population p = rule();
  p.dibao = 0.02;
  p.low_income = 0.06;
  p.high_income = 0.2;
  p.alone = 0.06;
  p.empty_nest = 0.3;
  p.left_behind = 0.05;
  p(c, lasting_luck);
  double n = 0, women = 0, migrants = 0, elders = 0, alone = 0, nest = 0, children = 0, adults = 0, old_disabled = 0;
  double village_children = 0, left = 0;
  std::array<double, 4> income{};
  for (std::size_t k = 0; k < c.communities.size(); ++k)
    for (std::uint32_t i = 0; i < c.communities.slots[hand::place(k)]; ++i) {
      const Id<Residents> who = c.slot(hand::place(k), i);
      const Traits t{c.residents.traits[who]};
      if (!t.has(Traits::present)) continue;
      const int years = c.age_months(who) / 12;
      const bool rural = c.communities.rural[hand::place(k)] != 0;
      ++n;
      women += t.has(Traits::female);
      migrants += t.has(Traits::migrant);
      income[static_cast<std::size_t>(t.income())] += 1;
      children += years < 15;
      adults += years >= 15 && years < 60;
      elders += years >= 60;
      alone += t.living() == Living::alone;
      nest += t.living() == Living::empty_nest;
      old_disabled += years >= 60 && t.has(Traits::disabled);
      village_children += years < 15 && rural;
      left += t.living() == Living::left_behind;
      if (t.living() == Living::left_behind) {
        EXPECT_TRUE(years < 15 && rural && !t.has(Traits::migrant));
      }
      if (t.living() == Living::alone || t.living() == Living::empty_nest) {
        EXPECT_GE(years, 60);
      }
    }
  const double e = 0.002;
  EXPECT_NEAR(children / n, 0.15, e);
  EXPECT_NEAR(adults / n, 0.7, e);
  EXPECT_NEAR(elders / n, 0.15, e);
  EXPECT_NEAR(women / n, 0.5, e);
  EXPECT_NEAR(migrants / n, 0.2, e);
  EXPECT_NEAR(income[0] / n, 0.02, e);
  EXPECT_NEAR(income[1] / n, 0.06, e);
  EXPECT_NEAR(income[2] / n, 0.72, e);
  EXPECT_NEAR(income[3] / n, 0.2, e);
  EXPECT_NEAR(alone / elders, 0.06, 0.005);
  EXPECT_NEAR(nest / elders, 0.3, 0.005);
  EXPECT_NEAR(old_disabled / elders, 0.2, 0.005);
  EXPECT_NEAR(left / village_children, 0.05, 0.005);
  std::int64_t counted = 0;
  for (const std::int32_t s : c.strata.initial.all()) counted += s;
  EXPECT_EQ(static_cast<double>(counted), n);
}

TEST(Population, counts_what_the_registry_knows) {
  City c = data();
  rule()(c, lasting_luck);
  double people = 0, elders = 0, dibao = 0;
  for (std::size_t i = 0; i < 20; ++i) {
    people += c.communities.population[hand::place(i)];
    elders += c.communities.elders[hand::place(i)];
    dibao += c.communities.incomes(hand::place(i), static_cast<std::size_t>(Income::dibao));
  }
  EXPECT_NEAR(elders / people, 0.15, 0.002);
  EXPECT_NEAR(dibao / people, 0.011, 0.001);
}

TEST(Population, in_a_sample_keeps_whole_communities_and_their_luck) {
  City all = data(), some = data();
  rule()(all, lasting_luck);
  Population half = rule();
  half.scale = 0.5;
  half(some, lasting_luck);
  ASSERT_EQ(some.communities.size(), 10U);
  for (std::size_t i = 0; i < some.communities.size(); ++i) {
    const Id<Communities> here(i), there(std::size_t{some.communities.key[here]});
    EXPECT_EQ(all.communities.key[there], some.communities.key[here]);
    EXPECT_EQ(all.communities.share[there], some.communities.share[here]);
    ASSERT_EQ(all.communities.population[there], some.communities.population[here]);
    for (std::uint32_t s = 0; s < some.communities.slots[here]; ++s) {
      ASSERT_EQ(all.residents.traits[all.slot(there, s)], some.residents.traits[some.slot(here, s)]);
      ASSERT_EQ(all.luck(there, all.slot(there, s)), some.luck(here, some.slot(here, s)));
    }
  }
}

TEST(Population, has_its_own_seed_that_replicates_share) {
  const auto born = [](std::int64_t seed, bool shared, std::uint32_t replicate) {
    City c = data();
    Population p = rule();
    p.seed = seed;
    p.shared = shared;
    p(c, sim::Draws(99, replicate, "population", sim::Month{0}));
    return std::vector<std::int16_t>(c.residents.born.all().begin(), c.residents.born.all().end());
  };
  EXPECT_EQ(born(1, true, 0), born(1, true, 1));
  EXPECT_NE(born(1, true, 0), born(2, true, 0));
  EXPECT_NE(born(1, false, 0), born(1, false, 1));
}

TEST(Population, puts_all_into_the_only_community_there_is) {
  for (const double urban : {0.9, 0.1}) {
    City c = data();
    for (District& d : c.districts) {
      d.communities = d.streets = 1;
      d.urban = urban;
    }
    Population p = rule();
    p.urban = urban;
    p(c, lasting_luck);
    ASSERT_EQ(c.communities.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) EXPECT_NEAR(c.communities.population[hand::place(i)], 100000, 1);
  }
}

TEST(Population, has_room_for_a_city_that_starts_before_the_epoch_and_shrinks) {
  City c = data();
  c.now = sim::Month::of(2000, 7);
  c.censuses = {{"then", 2000, 400000, 400000, 0.2}, {"start", 2010, 200000, 200000, 0.2}};
  rule()(c, lasting_luck);
  double people = 0;
  for (std::size_t i = 0; i < c.communities.size(); ++i) {
    const Id<Communities> row(i);
    EXPECT_LE(static_cast<std::uint32_t>(c.communities.population[row]), c.communities.slots[row]);
    people += c.communities.population[row];
  }
  EXPECT_NEAR(people, 400000, 1000);
}

}  // namespace
