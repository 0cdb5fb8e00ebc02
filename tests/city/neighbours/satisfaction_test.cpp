// Satisfaction by hand: of those helped, those who waited, the others; and how trust hears of it.
#include "models/city/neighbours/satisfaction.hpp"

#include <gtest/gtest.h>

#include "models/city/shared/cases.hpp"
#include "models/city/shared/trust.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

const auto spot = hand::place(0);
constexpr std::size_t helped = 0, waited = 1, others = 2;

struct Told {
  City c = hand::make_city();
  Satisfaction rule;
  std::uint64_t key = 0;
  Told() {
    c.now = sim::Month{6};
    hand::live(c, 0, 100);
  }
  Id<Cases> add(Progress progress, int sought, int taken = 6) {
    const auto row = hand::open_case(c, 0, Id<Residents>(0U), 0, progress, ++key);
    c.cases.sought[row] = static_cast<std::int16_t>(sought);
    c.cases.taken[row] = static_cast<std::int16_t>(taken);
    return row;
  }
  float content(std::size_t whose) const { return c.communities.content(spot, whose); }
};

TEST(Satisfaction, follows_outcome_and_wait) {
  Told t;
  close_case(t.c, t.add(Progress::active, 2, 4), Closure::resolved);    // 0.5 + 0.3 - 2 x 0.05
  close_case(t.c, t.add(Progress::active, 4, 4), Closure::unresolved);  // 0.2
  close_case(t.c, t.add(Progress::active, 4, 4), Closure::died);
  t.add(Progress::active, 1, 2);
  t.add(Progress::waiting, 2);                                     // 0.5 - 4 x 0.05
  close_case(t.c, t.add(Progress::waiting, 0), Closure::gave_up);  // 0.2 - 0.3: nothing
  t.rule(t.c, luck("satisfaction"));
  EXPECT_FLOAT_EQ(t.content(helped), 0.45F);
  EXPECT_FLOAT_EQ(t.content(waited), 0.15F);
  EXPECT_FLOAT_EQ(t.c.communities.touched(spot, helped), 2);
  // Four tell ten each where all are acquainted, half of them here: 20 of 100 hear of a mean of 0.3.
  EXPECT_FLOAT_EQ(t.content(others), 0.5F + 0.2F * (0.3F - 0.5F));
  EXPECT_FLOAT_EQ(t.c.communities.content(hand::place(1), others), 0.5F);
}

TEST(Satisfaction, fades_over_a_year_and_comes_back_to_the_middle) {
  Told t;
  close_case(t.c, t.add(Progress::active, 6), Closure::resolved);
  t.rule(t.c, luck("satisfaction"));
  t.c.cases.resize(0);
  close_case(t.c, t.add(Progress::active, 6), Closure::unresolved);
  t.rule.told = 0;
  const double heard = t.content(others);
  t.rule(t.c, luck("satisfaction", 1));
  EXPECT_NEAR(t.content(helped), (11 / 12.0 * 0.8 + 0.2) / (11 / 12.0 + 1), 1e-6);
  EXPECT_NEAR(t.content(others), 0.5 + (heard - 0.5) * 0.95, 1e-6);
  for (int m = 0; m < 240; ++m) t.rule(t.c, luck("satisfaction", 2));
  EXPECT_NEAR(t.content(others), 0.5, 1e-4);
  EXPECT_NEAR(t.content(helped), 0.2, 1e-4) << "all that is told is the same case";
}

TEST(Satisfaction, praises_the_provider_of_the_year) {
  Told t;
  const auto firm = hand::organize(t.c, 0, 1);
  for (const Closure closure : {Closure::resolved, Closure::resolved, Closure::unresolved}) {
    const auto row = t.add(Progress::active, 6);
    t.c.cases.organization[row] = firm;
    close_case(t.c, row, closure);
  }
  t.rule(t.c, luck("satisfaction"));
  EXPECT_FLOAT_EQ(t.c.organizations.praise[firm], 0.3F);
  t.c.now = sim::Month{12};
  t.c.cases.resize(0);
  t.rule(t.c, luck("satisfaction", 12));
  EXPECT_EQ(t.c.organizations.praise[firm], 0);
}

TEST(Satisfaction, is_heard_of_by_trust_where_that_is_switched_on) {
  for (const double hearsay : {0.0, 0.5}) {
    Told t;
    t.c.trust.hearsay = hearsay;
    const auto who = hand::settle(t.c, 0, 1, 40);
    t.add(Progress::waiting, 2);
    t.rule(t.c, luck("satisfaction"));
    EXPECT_LT(t.content(others), 0.5);
    EXPECT_FLOAT_EQ(static_cast<float>(TrustNow(t.c)(who, spot)),
                    static_cast<float>(0.5 + hearsay * (t.content(others) - 0.5)));
  }
}

}  // namespace
