// Help seeking: the logit by hand, one lasting threshold, and who cannot or does not know.
#include "models/city/need/help_seeking.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

TEST(HelpSeeking, propensity_is_the_logit) {
  City c = hand::make_city();
  HelpSeeking h;
  h.intercept = -1;
  h.age80 = 0.3;
  h.female = 0.2;
  h.access = 0.4;
  h.income = 0.7;
  h.migrant = -0.5;
  h.severity = 1.1;
  h.support = -0.6;
  const auto plain = hand::settle(c, 0, 0, 40, hand::with(Living::alone, hand::with(Income::middle)));
  const auto woman =
      hand::settle(c, 0, 1, 80, hand::with(Living::family, hand::with(Income::high, Traits::female | Traits::migrant)));
  const auto a = hand::open_case(c, 0, plain, 0, Progress::latent, 1);
  const auto b = hand::open_case(c, 0, woman, 1, Progress::latent, 2);
  c.cases.severity[b] = 2;
  c.communities.access(hand::place(0), 1) = 2;
  EXPECT_NEAR(h.propensity(c, a), 1 / (1 + std::exp(1.0)), 1e-12);
  // -1 + 0.3 + 0.2 + 0.4 ln 2 + 0.7 - 0.5 + 2 x 1.1 - 0.6 = 1.3 + 0.4 ln 2
  EXPECT_NEAR(h.propensity(c, b), 1 / (1 + std::exp(-(1.3 + 0.4 * std::log(2.0)))), 1e-12);
  c.communities.access(hand::place(0), 1) = 0;  // counts as 0.05
  EXPECT_NEAR(h.propensity(c, b), 1 / (1 + std::exp(-(1.3 + 0.4 * std::log(0.05)))), 1e-7);
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
  // Easier: those who asked still do, and the share is the new logit.
  h.intercept = 1;
  h(c, luck("help_seeking", 24));
  EXPECT_NEAR(waiting(c) / 20000, 1 - p, 5 * std::sqrt(p * (1 - p) / 20000));
  // Harder again: nobody flips back.
  const double most = waiting(c);
  h.intercept = -6;
  h(c, luck("help_seeking", 25));
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
