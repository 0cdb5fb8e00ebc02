// Need: who can have it and how much likelier, incidence met, severities, fading, and one resident spared.
#include "models/city/need/need.hpp"

#include <gtest/gtest.h>

#include <map>
#include <tuple>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

TEST(Need, relative_hazard_is_the_product_of_ratios) {
  Service s;
  s.ratio_80 = 3;
  s.ratio_alone = 4;
  s.ratio_disabled = 5;
  s.ratio_migrant = 0.5;
  s.ratio_low_income = 7;
  const Traits plain{hand::with(Income::middle)};
  EXPECT_EQ(Need::relative(s, 40, plain, false), 1);
  EXPECT_EQ(Need::relative(s, 79, plain, false), 1);
  EXPECT_EQ(Need::relative(s, 80, plain, false), 3);
  EXPECT_EQ(Need::relative(s, 40, Traits{hand::with(Living::alone, plain.bits)}, false), 4);
  EXPECT_EQ(Need::relative(s, 40, Traits{hand::with(Living::empty_nest, plain.bits)}, false), 2);  // root of 4
  EXPECT_EQ(Need::relative(s, 40, Traits{hand::with(Income::dibao)}, false), 7);
  EXPECT_EQ(Need::relative(s, 40, Traits{hand::with(Income::low)}, false), 7);
  // A disabled migrant of 85 on dibao, alone: 3 x 4 x 5 x 0.5 x 7 = 210.
  const std::uint16_t all = hand::with(Living::alone, Traits::disabled | Traits::migrant);
  EXPECT_EQ(Need::relative(s, 85, Traits{all}, false), 210);
}

TEST(Need, is_zero_for_those_who_cannot_have_it) {
  const Traits plain{hand::with(Income::middle)};
  Service elders;
  elders.least_age = 60;
  elders.most_age = 90;
  EXPECT_EQ(Need::relative(elders, 59, plain, false), 0);
  EXPECT_EQ(Need::relative(elders, 60, plain, false), 1);
  EXPECT_EQ(Need::relative(elders, 90, plain, false), 1);
  EXPECT_EQ(Need::relative(elders, 91, plain, false), 0);
  Service disabled;
  disabled.disabled_only = true;
  EXPECT_EQ(Need::relative(disabled, 30, plain, false), 0);
  EXPECT_EQ(Need::relative(disabled, 30, Traits{Traits::disabled}, false), 1);
  Service poor;
  poor.low_income_only = true;
  EXPECT_EQ(Need::relative(poor, 30, plain, false), 0);
  EXPECT_EQ(Need::relative(poor, 30, Traits{hand::with(Income::low)}, false), 1);
  Service children;
  children.left_behind_only = true;
  const Traits left{hand::with(Living::left_behind)};
  EXPECT_EQ(Need::relative(children, 8, left, false), 0);
  EXPECT_EQ(Need::relative(children, 8, left, true), 1);
  EXPECT_EQ(Need::relative(children, 8, plain, true), 0);
}

// 40,000 residents of 40, every fourth disabled.
City crowd() {
  City c = hand::make_city(10000);
  for (std::uint32_t p = 0; p < 4; ++p)
    for (std::uint32_t i = 0; i < 10000; ++i)
      hand::settle(c, p, i, 40, hand::with(Income::middle, i % 4 == 0 ? Traits::disabled : 0));
  return c;
}

TEST(Need, meets_the_incidence_with_hazards_in_ratio) {
  City c = crowd();
  c.services[0].incidence = 100;
  c.services[0].ratio_disabled = 2;
  Need()(c, luck("need"));
  // base x (30,000 + 2 x 10,000) = 0.1 x 40,000, so base = 0.08: 2400 of the others, 0.16: 1600 of the disabled.
  double disabled = 0, others = 0;
  for (std::size_t i = 0; i < c.cases.size(); ++i) {
    const Id<Cases> row(i);
    EXPECT_EQ(c.cases.service[row], 0);
    (Traits{c.residents.traits[c.cases.resident[row]]}.has(Traits::disabled) ? disabled : others) += 1;
  }
  EXPECT_NEAR(others, 2400, 5 * std::sqrt(2400 * 0.92));
  EXPECT_NEAR(disabled, 1600, 5 * std::sqrt(1600 * 0.84));
}

// Slots are looked at with 1/32: whose hazards are .046 together has several needs at once, and none too few.
TEST(Need, of_those_who_are_likelier_than_any_come_several_at_once) {
  City c = crowd();
  for (std::size_t s = 0; s < 2; ++s) {
    c.services[s].incidence = 10;
    c.services[s].ratio_disabled = 4;
  }
  double disabled = 0, others = 0, twice = 0;
  constexpr int months = 30;
  for (int month = 0; month < months; ++month) {
    Need()(c, luck("need", month));
    Id<Residents> last;
    for (const Id<Cases> row : c.cases.rows()) {
      const Id<Residents> who = c.cases.resident[row];
      (Traits{c.residents.traits[who]}.has(Traits::disabled) ? disabled : others) += 1;
      twice += who == last ? 1 : 0;
      last = who;
    }
    c.cases.resize(0);
    c.residents.open.reset();
  }
  EXPECT_GT(twice, 0);
  // Of each service base x (30,000 + 4 x 10,000) = .01 x 40,000, so base = .0057 and .0229.
  const double of_others = 2 * 0.01 * 4 / 7 * 30000 * months, of_disabled = 4 * of_others / 3;
  EXPECT_NEAR(others, of_others, 5 * std::sqrt(of_others));
  EXPECT_NEAR(disabled, of_disabled, 5 * std::sqrt(of_disabled));
}

TEST(Need, draws_severities_by_their_shares) {
  City c = crowd();
  c.services[0].incidence = 250;
  Need need;
  need.severe = 0.2;
  need.moderate = 0.3;
  need(c, luck("need"));
  std::array<double, 3> count{};
  for (const std::uint8_t s : c.cases.severity.all()) count[s] += 1;
  const double n = static_cast<double>(c.cases.size());
  EXPECT_NEAR(n, 10000, 5 * std::sqrt(10000 * 0.75));
  EXPECT_NEAR(count[2] / n, 0.2, 5 * std::sqrt(0.2 * 0.8 / n));
  EXPECT_NEAR(count[1] / n, 0.3, 5 * std::sqrt(0.3 * 0.7 / n));
}

// For want of a task: further needs, of those who can have them, while everybody else's luck stays.
TEST(Need, arises_for_want_of_work_that_nobody_did) {
  City c = crowd();
  hand::give_tasks(c, 2);
  c.tasks[1].name = "watch";
  c.services[0].incidence = 20;
  c.services[0].disabled_only = true;
  c.services[0].undone_task = "watch";
  const auto needs = [&](double each, float undone) {
    City now = c;
    now.services[0].undone_needs = each;
    now.communities.undone(hand::place(1), 1) = undone;
    now.communities.undone(hand::place(1), 0) = 1000;  // another task
    Need()(now, luck("need"));
    for (std::size_t i = 0; i < now.cases.size(); ++i)
      EXPECT_TRUE(Traits{now.residents.traits[now.cases.resident[Id<Cases>(i)]]}.has(Traits::disabled));
    std::array<double, 4> out{};
    for (std::size_t p = 0; p < 4; ++p) out[p] = now.communities.onsets(hand::place(p), 0);
    return out;
  };
  const auto none = needs(0, 2000), nothing = needs(5, 0), half = needs(5, 1000), all = needs(5, 2000);
  EXPECT_EQ(none, nothing);
  for (const std::size_t p : {0U, 2U, 3U}) EXPECT_EQ(all[p], none[p]);
  // 20 hundreds of hours x 5 = 100 needs more, but for those who have it already.
  EXPECT_NEAR(all[1] - none[1], 100, 5 * 10);
  EXPECT_NEAR(half[1] - none[1], 50, 5 * 7);
  EXPECT_GT(half[1], none[1]);
  EXPECT_GT(all[1], half[1]);
}

TEST(Need, opens_a_case_with_its_books) {
  City c = crowd();
  c.now = sim::Month{7};
  c.services[0].incidence = 20;
  c.services[1].incidence = 20;
  c.services[0].direct = true;
  Need()(c, luck("need", 7));
  ASSERT_GT(c.cases.size(), 100U);
  std::vector<int> onsets(8);
  for (std::size_t i = 0; i < c.cases.size(); ++i) {
    const Id<Cases> row(i);
    const std::uint8_t s = c.cases.service[row];
    EXPECT_NE(c.residents.open[c.cases.resident[row]] >> s & 1, 0);
    EXPECT_EQ(c.cases.opened[row], 7);
    EXPECT_EQ(c.cases.left[row], s == 0 ? 1 : 4);
    EXPECT_EQ(c.cases.progress[row], s == 0 ? Progress::waiting : Progress::latent);  // meals are direct
    EXPECT_EQ(c.cases.sought[row], s == 0 ? 7 : never);
    ++onsets[c.cases.community[row].value * 2 + s];
  }
  for (std::size_t p = 0; p < 4; ++p)
    for (std::size_t s = 0; s < 2; ++s) EXPECT_EQ(c.communities.onsets(hand::place(p), s), onsets[2 * p + s]);
}

TEST(Need, comes_to_nobody_twice_nor_to_empty_slots) {
  City c = crowd();
  c.services[0].incidence = 20;  // the chance of a month is 0.02: after 300 months nearly everybody has it
  for (std::uint32_t i = 0; i < 5000; ++i) c.residents.traits[c.slot(hand::place(3), i)] = 0;
  for (int m = 0; m < 300; ++m) {
    c.now = sim::Month{m};
    for (std::int16_t& born : c.residents.born.all()) ++born;  // nobody ages
    Need()(c, luck("need", m));
  }
  std::map<std::uint32_t, int> times;
  for (const Id<Residents> who : c.cases.resident.all()) ++times[who.value];
  for (const auto& [who, n] : times) {
    EXPECT_EQ(n, 1);
    EXPECT_TRUE(who < 30000 || who >= 35000) << who;
  }
  EXPECT_GT(times.size(), 34000U);
}

TEST(Need, fades_while_nobody_works_on_it) {
  City c = hand::make_city();
  c.services[0].natural_resolution = 1;
  const auto who = hand::settle(c, 0, 0, 40);
  std::uint64_t key = 1;
  for (const Progress p : {Progress::latent, Progress::waiting, Progress::active})
    hand::open_case(c, 0, who, 0, p, key++);
  hand::open_case(c, 0, who, 1, Progress::waiting, key);  // care never fades
  Need()(c, luck("need"));
  const auto& cases = c.cases;
  for (const std::size_t gone : {0U, 1U}) {
    EXPECT_EQ(cases.progress[Id<Cases>(gone)], Progress::closed);
    EXPECT_EQ(cases.closure[Id<Cases>(gone)], Closure::by_itself);
  }
  EXPECT_EQ(cases.progress[Id<Cases>(std::size_t{2})], Progress::active);
  EXPECT_EQ(cases.progress[Id<Cases>(std::size_t{3})], Progress::waiting);
}

// Needs that stand at the start are of the sixty months before, of each as many as have not faded since.
TEST(Need, stands_since_when_it_did_not_fade) {
  for (const double fading : {0.0, 0.03}) {
    City c = crowd();
    c.starting = true;
    c.services[0].incidence = 5;
    c.services[0].natural_resolution = fading;
    Need()(c, luck("need"));
    std::vector<double> count(61), kept(61);
    double all = 0;
    for (const std::int16_t opened : c.cases.opened.all()) {
      ASSERT_GE(opened, -60);
      ASSERT_LE(opened, -1);
      ++count[static_cast<std::size_t>(-opened)];
    }
    for (int k = 1; k <= 60; ++k) all += kept[static_cast<std::size_t>(k)] = std::pow(1 - fading, k);
    const double n = static_cast<double>(c.cases.size());
    ASSERT_GT(n, 3000);
    for (const std::size_t k : {1U, 3U, 30U, 60U}) {
      const double p = kept[k] / all;
      EXPECT_NEAR(count[k], n * p, 5 * std::sqrt(n * p)) << fading << " " << k;
    }
  }
}

TEST(Need, of_one_resident_spared_is_all_that_changes) {
  const auto cases_of = [](int spared) {
    City c = crowd();
    c.services[0].incidence = c.services[1].incidence = 20;
    if (spared >= 0) c.residents.open[Id<Residents>(static_cast<std::size_t>(spared))] = 0xffff;
    Need()(c, luck("need"));
    std::map<std::uint32_t, std::tuple<std::uint64_t, int, int>> out;
    for (std::size_t i = 0; i < c.cases.size(); ++i) {
      const Id<Cases> row(i);
      out[c.cases.resident[row].value] = {c.cases.key[row], c.cases.service[row], c.cases.severity[row]};
    }
    return out;
  };
  auto all = cases_of(-1);
  ASSERT_FALSE(all.empty());
  const std::uint32_t first = all.begin()->first;
  const auto without = cases_of(static_cast<int>(first));
  all.erase(first);
  EXPECT_EQ(all, without);
}

}  // namespace
