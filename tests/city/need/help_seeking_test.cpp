// Help seeking: the logit by hand, one lasting threshold, and who cannot or does not know.
#include "models/city/need/help_seeking.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

TEST(HelpSeeking, propensity_is_the_logit) {
  City c = hand::make_city();
  c.now = sim::Month{20};
  HelpSeeking h;
  h.intercept = -1;
  h.age80 = 0.3;
  h.female = 0.2;
  h.income = 0.7;
  h.migrant = -0.5;
  h.severity = 1.1;
  h.support = -0.6;
  h.coverage = 0.4;
  h.wait = -0.1;
  h.trust = 2;
  const auto plain = hand::settle(c, 0, 0, 40, hand::with(Living::alone, hand::with(Income::middle)));
  const auto woman =
      hand::settle(c, 0, 1, 80, hand::with(Living::family, hand::with(Income::high, Traits::female | Traits::migrant)));
  const auto a = hand::open_case(c, 0, plain, 0, Progress::latent, 1);
  const auto b = hand::open_case(c, 0, woman, 1, Progress::latent, 2);
  c.cases.severity[b] = 2;
  c.communities.coverage(hand::place(0), 1) = 2;
  const auto chance = [](double x) { return 1 / (1 + std::exp(-x)); };
  EXPECT_NEAR(h.propensity(c, a), chance(-1), 1e-12);
  // -1 + 0.3 + 0.2 + 0.4 ln 2 + 0.7 - 0.5 + 2 x 1.1 - 0.6 = 1.3 + 0.4 ln 2
  EXPECT_NEAR(h.propensity(c, b), chance(1.3 + 0.4 * std::log(2.0)), 1e-12);
  c.communities.coverage(hand::place(0), 1) = 0;  // counts as 0.05
  EXPECT_NEAR(h.propensity(c, b), chance(1.3 + 0.4 * std::log(0.05)), 1e-12);
  c.communities.coverage(hand::place(0), 1) = 1;
  // Who can pay counts what is for sale.
  c.services[1].paying = 0.1;
  c.communities.paid_coverage(hand::place(0), 1) = 3;
  EXPECT_NEAR(h.propensity(c, b), chance(1.3 + 0.4 * std::log(4.0)), 1e-6);
  c.communities.paid_coverage(hand::place(0), 1) = 0;
  // Six wait where one is taken up in two months here (of a year: 6), 20 where one is in the street:
  // (6 x 12 + 10 x longest 12) / 16; of that and the own wait of 4 the mean.
  c.communities.queue(hand::place(0), 1) = 6;
  c.communities.take_ups(hand::place(0), 1) = 0.5;
  c.communities.queue(hand::place(1), 1) = 14;
  c.communities.take_ups(hand::place(1), 1) = 0.5;
  h.longest_wait = 15;
  const double told = (6 * 12 + 10 * 15) / 16.0;
  EXPECT_NEAR(h.propensity(c, b), chance(1.3 - 0.1 * told), 1e-6);
  c.residents.wait[woman] = 4;
  c.residents.waited_on[woman] = -39;  // 59 months ago
  EXPECT_NEAR(h.propensity(c, b), chance(1.3 - 0.1 * (told + 4) / 2), 1e-6);
  c.residents.waited_on[woman] = -41;  // long ago
  EXPECT_NEAR(h.propensity(c, b), chance(1.3 - 0.1 * told), 1e-6);
  c.residents.trust[woman] = middling_trust * 3 / 2;
  c.residents.trusted[woman] = 20;
  EXPECT_NEAR(h.propensity(c, b), chance(1.3 - 0.1 * told + 2 * 0.25), 1e-6);
  c.residents.trusted[woman] = 20 - 36;  // half of it is forgotten
  EXPECT_NEAR(h.propensity(c, b), chance(1.3 - 0.1 * told + 2 * 0.125), 1e-6);
}

// Nothing but who they are counts where nobody goes by what is on offer, told, or remembered.
TEST(HelpSeeking, is_the_same_to_the_bit_whatever_the_supply_where_nobody_goes_by_it) {
  City c = hand::make_city();
  const auto row = hand::open_case(c, 0, hand::settle(c, 0, 0, 40), 0, Progress::latent, 1);
  HelpSeeking h;
  h.coverage = h.wait = h.trust = 0;
  const double before = h.propensity(c, row);
  c.communities.coverage(hand::place(0), 0) = 7.3F;
  c.communities.queue(hand::place(0), 0) = 3.1F;
  c.communities.take_ups(hand::place(0), 0) = 0.7F;
  c.residents.trust[c.cases.resident[row]] = 123;
  EXPECT_EQ(h.propensity(c, row), before);
}

// 20,000 alike in need, all of whom know.
City in_need() {
  City c = hand::make_city(20000);
  for (std::uint32_t i = 0; i < 20000; ++i)
    hand::open_case(c, 0, hand::settle(c, 0, i, 40, hand::with(Living::alone)), 0, Progress::latent, 1000 + i);
  for (float& a : c.communities.awareness.all()) a = 1;
  return c;
}
double waiting(const City& c) {
  double n = 0;
  for (const Progress p : c.cases.progress.all()) n += p == Progress::waiting ? 1 : 0;
  return n;
}

TEST(HelpSeeking, share_who_ask_is_the_logit_once_for_all) {
  City c = in_need();
  HelpSeeking h;
  h.intercept = -1;
  h(c, luck("help_seeking", 0));
  const double p = 1 / (1 + std::exp(1.0)), first = waiting(c);  // 0.2689
  EXPECT_NEAR(first / 20000, p, 5 * std::sqrt(p * (1 - p) / 20000));
  for (int m = 1; m < 24; ++m) {  // the same facts: nobody changes their mind
    c.now = sim::Month{m};
    h(c, luck("help_seeking", m));
    ASSERT_EQ(waiting(c), first) << m;
  }
  for (std::size_t i = 0; i < c.cases.size(); ++i) {
    const Id<Cases> row(i);
    EXPECT_EQ(c.cases.sought[row], c.cases.progress[row] == Progress::waiting ? 0 : never);
  }
  // Easier: who has decided holds to it until the need is a year older; those who asked still do.
  h.intercept = 1;
  c.now = sim::Month{25};
  h(c, luck("help_seeking", 25));
  EXPECT_EQ(waiting(c), first);
  c.now = sim::Month{36};
  h(c, luck("help_seeking", 36));
  EXPECT_NEAR(waiting(c) / 20000, 1 - p, 5 * std::sqrt(p * (1 - p) / 20000));
  // Harder again: nobody flips back.
  const double most = waiting(c);
  h.intercept = -6;
  c.now = sim::Month{48};
  h(c, luck("help_seeking", 48));
  EXPECT_EQ(waiting(c), most);
}

TEST(HelpSeeking, the_willing_in_a_harder_world_are_willing_in_an_easier_one) {
  City hard = in_need(), easy = in_need();
  HelpSeeking h;
  h.intercept = -1;
  h(hard, luck("help_seeking"));
  h.intercept = -0.5;
  h(easy, luck("help_seeking"));
  for (std::size_t i = 0; i < hard.cases.size(); ++i)
    if (hard.cases.progress[Id<Cases>(i)] == Progress::waiting) {
      EXPECT_EQ(easy.cases.progress[Id<Cases>(i)], Progress::waiting);
    }
}

TEST(HelpSeeking, share_who_know_is_the_level_and_lasts) {
  City c = in_need();
  for (float& a : c.communities.awareness.all()) a = 0.3F;
  HelpSeeking h;
  h.intercept = 100;  // all who know ask
  h(c, luck("help_seeking", 0));
  const double first = waiting(c);
  EXPECT_NEAR(first / 20000, 0.3, 5 * std::sqrt(0.3 * 0.7 / 20000));
  h(c, luck("help_seeking", 1));
  EXPECT_EQ(waiting(c), first);
}

TEST(HelpSeeking, asks_only_who_knows_and_may) {
  City c = hand::make_city();
  c.now = sim::Month{3};
  c.services[1].migrant_eligible = false;
  HelpSeeking h;
  h.intercept = 100;
  const auto stranger = hand::settle(c, 0, 0, 40);  // awareness is 0
  const auto served = hand::settle(c, 0, 1, 40, Traits::served);
  const auto migrant = hand::settle(c, 0, 2, 40, Traits::served | Traits::migrant);
  hand::open_case(c, 0, stranger, 0, Progress::latent, 1);
  hand::open_case(c, 0, served, 0, Progress::latent, 2);
  hand::open_case(c, 0, migrant, 0, Progress::latent, 3);
  hand::open_case(c, 0, migrant, 1, Progress::latent, 4);
  const auto active = hand::open_case(c, 0, served, 1, Progress::active, 5);
  h(c, luck("help_seeking", 3));
  const std::array<Progress, 5> expected = {Progress::latent, Progress::waiting, Progress::waiting, Progress::latent,
                                            Progress::active};
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(c.cases.progress[Id<Cases>(i)], expected[i]) << i;
  EXPECT_EQ(c.cases.sought[Id<Cases>(std::size_t{1})], 3);
  EXPECT_EQ(c.cases.sought[active], 3);
}

}  // namespace
