// Volunteers and members: how many, who, and that luck lasts.
#include "models/city/shared/taking_part.hpp"

#include <gtest/gtest.h>

#include "models/city/shared/trust.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;

const Id<Communities> home = hand::place(0);

// So many residents of an age in the first community, whose levels are these.
City village(std::uint32_t people, int years, float volunteer, float member) {
  City c = hand::make_city(people);
  for (std::uint32_t i = 0; i < people; ++i) hand::settle(c, 0, i, years);
  c.communities.part_luck[home] = 77;
  c.communities.volunteer_level[home] = volunteer;
  c.communities.member_level[home] = member;
  return c;
}

int with(const City& c, std::uint16_t bit) {
  int n = 0;
  for (const std::uint16_t traits : c.residents.traits.all()) n += Traits{traits}.has(bit) ? 1 : 0;
  return n;
}

void expect_share(int count, double people, double log_odds) {
  const double p = 1 / (1 + std::exp(-log_odds));
  EXPECT_NEAR(count / people, p, 4 * std::sqrt(p * (1 - p) / people));
}

TEST(TakingPart, follows_the_log_odds_of_age) {
  for (const int years : {17, 40, 65, 80}) {
    City c = village(20000, years, -3, -2);
    c.volunteers.retired = 0.4;
    c.members.retired = 0.8;
    take_part(c, TrustNow(c), home);
    EXPECT_EQ(c.communities.volunteers[home], with(c, Traits::volunteer));
    EXPECT_EQ(c.communities.willing[home], with(c, Traits::member));
    if (years < 18) {
      EXPECT_EQ(with(c, Traits::volunteer) + with(c, Traits::member), 0);
      continue;
    }
    expect_share(c.communities.volunteers[home], 20000, years < 60 ? -3 : -2.6);
    expect_share(c.communities.willing[home], 20000, years == 65 ? -1.2 : -2);
  }
}

TEST(TakingPart, of_the_one_says_nothing_of_the_other) {
  City c = village(20000, 40, 0, 0);
  take_part(c, TrustNow(c), home);
  int both = 0;
  for (const std::uint16_t traits : c.residents.traits.all())
    both += Traits{traits}.has(Traits::volunteer) && Traits{traits}.has(Traits::member) ? 1 : 0;
  expect_share(both, 20000, std::log(0.25 / 0.75));
}

// A level that rises lets nobody go, and one that comes back leaves whom it found.
TEST(TakingPart, is_by_luck_that_lasts) {
  City c = village(5000, 40, -3, -2);
  take_part(c, TrustNow(c), home);
  const auto all = c.residents.traits.all();
  const std::vector<std::uint16_t> before(all.begin(), all.end());
  c.communities.volunteer_level[home] = -2;
  take_part(c, TrustNow(c), home);
  for (std::size_t i = 0; i < before.size(); ++i)
    if (Traits{before[i]}.has(Traits::volunteer)) {
      ASSERT_TRUE(Traits{all[i]}.has(Traits::volunteer)) << i;
    }
  c.communities.volunteer_level[home] = -3;
  take_part(c, TrustNow(c), home);
  EXPECT_TRUE(std::equal(before.begin(), before.end(), all.begin()));
}

// Each alone, in any order, and all together come to the same.
TEST(TakingPart, is_the_same_for_one_and_for_all) {
  City together = village(3000, 40, -1, -1);
  for (std::uint32_t i = 0; i < 3000; ++i) {
    const Id<Residents> who(std::size_t{i});
    together.residents.born[who] = static_cast<std::int16_t>(-12 * static_cast<int>(i % 100) - 3);
    if (i % 3 == 0) together.residents.trust[who] = static_cast<std::uint16_t>(i % 2 == 0 ? 40000 : 1000);
    if (i % 7 == 0) together.residents.traits[who] = 0;
  }
  City apart = together;
  take_part(together, TrustNow(together), home);
  const TrustNow trust(apart);
  for (std::uint32_t i = 3000; i-- > 0;) take_part(apart, trust, home, Id<Residents>(std::size_t{i}));
  for (std::uint32_t i = 0; i < 3000; ++i)
    ASSERT_EQ(together.residents.traits[Id<Residents>(std::size_t{i})],
              apart.residents.traits[Id<Residents>(std::size_t{i})])
        << i;
  EXPECT_EQ(together.communities.volunteers[home], apart.communities.volunteers[home]);
  EXPECT_EQ(together.communities.willing[home], apart.communities.willing[home]);
  EXPECT_GT(together.communities.volunteers[home], 300);
}

TEST(TakingPart, follows_own_trust_and_not_where_that_is_worth_nothing) {
  for (const double worth : {2.0, 0.0}) {
    City c = village(20000, 40, -3, -2);
    c.volunteers.trust = worth;
    for (std::uint16_t& trust : c.residents.trust.all()) trust = 30000;  // 0.75
    take_part(c, TrustNow(c), home);
    expect_share(c.communities.volunteers[home], 20000, -3 + worth * 0.25);
    expect_share(c.communities.willing[home], 20000, -2);
  }
}

TEST(TakingPart, nobody_does_before_anybody_was_asked) {
  City c = village(1000, 40, nobody_would, nobody_would);
  take_part(c, TrustNow(c), home);
  EXPECT_EQ(with(c, Traits::volunteer) + with(c, Traits::member), 0);
}

}  // namespace
