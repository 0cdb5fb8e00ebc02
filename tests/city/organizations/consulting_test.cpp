// Consultation: of which needs organizations speak, and that they count at posting.
#include "models/city/organizations/consulting.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/city/funding/posting.hpp"
#include "tests/city/organizations/by_hand.hpp"

namespace {

using namespace city;
using hand::luck;

City silent_need(std::uint32_t needs) {
  City c = hand::make_city(needs);
  c.classes[0].community = true;
  c.now = sim::Month{3};
  for (std::uint32_t i = 0; i < needs; ++i) {
    const auto who = hand::settle(c, 0, i, 70);
    hand::open_case(c, 0, who, 1, Progress::latent, i);
  }
  return c;
}

TEST(Consulting, speaks_of_needs_of_the_niche_in_the_street) {
  City c = silent_need(2000);
  Consulting rule;
  rule.regular = true;
  rule.known = 0.25;
  rule(c, luck("consulting", 3));
  EXPECT_EQ(c.communities.voiced(hand::place(0), 1), 0) << "nobody is there to ask";
  const auto other = hand::organize(c, 1, 1), elsewhere = hand::organize(c, 2, 2), informal = hand::organize(c, 0, 3);
  c.organizations.niche[elsewhere] = c.organizations.niche[informal] = 1;
  c.organizations.status[informal] = LegalStatus::informal;
  rule(c, luck("consulting", 3));
  EXPECT_EQ(c.communities.voiced(hand::place(0), 1), 0) << "of another niche, of another street, not recognised";
  c.organizations.niche[other] = 1;
  rule(c, luck("consulting", 3));
  const int voiced = c.communities.voiced(hand::place(0), 1);
  EXPECT_NEAR(voiced / 2000.0, 0.25, 5 * std::sqrt(0.19 / 2000));
  rule(c, luck("consulting", 15));
  EXPECT_EQ(c.communities.voiced(hand::place(0), 1), voiced) << "the same needs as last year";
  rule.regular = false;
  rule(c, luck("consulting", 15));
  EXPECT_EQ(c.communities.voiced(hand::place(0), 1), 0);
}

// What is voiced draws projects to it.
TEST(Consulting, moves_what_communities_post) {
  const auto posted = [](int voiced) {
    City c = hand::peopled();
    c.now = sim::Month{3};
    c.governments.fair_budget(hand::east, 0) = c.governments.fair_budget(hand::east, 1) = 400000000;
    c.communities.voiced(hand::place(0), 1) = voiced;
    Posting rule;
    rule.noise = 0;
    rule(c, luck("posting", 3));
    double care = 0, all = 0;
    for (const Id<Contracts> row : c.contracts.rows())
      if (c.contracts.community[row] == hand::place(0)) {
        all += 1;
        care += c.contracts.service[row] == 1 ? 1 : 0;
      }
    EXPECT_GT(all, 50);
    return care / all;
  };
  EXPECT_NEAR(posted(0), 0.5, 0.2);
  EXPECT_GT(posted(24), posted(0) + 0.05);
}

}  // namespace
