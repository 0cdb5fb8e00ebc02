// Contracts for several years: money from each year's own lines, the same provider and cases, and what ends them early.
#include "models/city/funding/renewal.hpp"

#include <gtest/gtest.h>

#include "models/city/funding/awards.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

struct RenewalScene {
  City c = hand::make_city();
  Id<Organizations> firm = hand::organize(c, 0, 1);
  Id<Contracts> first;
  Id<Cases> need;
  RenewalScene() {
    c.now = sim::Month{6};
    c.governments.fair_budget(hand::east, 0) = 100000;
    first = hand::post(c, 0, 0, hand::east, 100000, 1);
    EXPECT_TRUE(award(c, first, firm, {12, 0.8, 3}));
    need = hand::open_case(c, 0, hand::settle(c, 0, 0, 40), 0, Progress::active, 1);
    c.cases.contract[need] = first;
  }
  void month(int m, Fen line = 0) {
    c.now = sim::Month{m};
    if (m % 12 == 0) c.governments.fair_budget(hand::east, 0) = line;
    Renewal()(c, luck("renewal", m));
  }
};

TEST(Renewal, goes_on_with_money_of_the_next_year) {
  RenewalScene s;
  s.month(12, 150000);
  EXPECT_EQ(s.c.governments.fair_budget(hand::east, 0), 50000);
  EXPECT_EQ(s.c.governments.committed[hand::east], 200000);
  s.month(17);
  EXPECT_EQ(s.c.contracts.size(), 1U);
  s.month(18);
  ASSERT_EQ(s.c.contracts.size(), 2U);
  const Id<Contracts> second(1U);
  EXPECT_EQ(s.c.contracts.provider[second], s.firm);
  EXPECT_EQ(s.c.contracts.value[second], 100000);
  EXPECT_EQ(s.c.contracts.starts[second], 18);
  EXPECT_EQ(s.c.contracts.years[second], 1);
  EXPECT_EQ(s.c.contracts.hours[second], static_cast<float>(1000 * 0.8 / s.c.hour_cost()));
  EXPECT_EQ(s.c.cases.contract[s.need], second);
  EXPECT_EQ(s.c.governments.committed[hand::east], 200000);
  s.c.contracts.over[s.first] = 1;
  s.month(24, 150000);
  s.month(30);
  EXPECT_EQ(s.c.contracts.size(), 3U);
  s.c.contracts.over[second] = 1;
  s.month(36, 150000);  // three years are over
  EXPECT_EQ(s.c.governments.fair_budget(hand::east, 0), 150000);
  s.month(42);
  EXPECT_EQ(s.c.contracts.size(), 3U);
}

TEST(Renewal, ends_where_the_line_has_no_money) {
  RenewalScene s;
  s.month(12, 99999);
  s.month(18);
  EXPECT_EQ(s.c.contracts.size(), 1U);
  EXPECT_EQ(s.c.governments.committed[hand::east], 100000);
}

TEST(Renewal, frees_the_money_of_a_provider_that_is_gone) {
  RenewalScene s;
  s.month(12, 150000);
  s.c.organizations.alive[s.firm] = 0;
  s.month(13);
  EXPECT_EQ(s.c.governments.fair_budget(hand::east, 0), 150000);
  EXPECT_EQ(s.c.governments.committed[hand::east], 100000);
  s.month(18);
  EXPECT_EQ(s.c.contracts.size(), 1U);
}

TEST(Renewal, leaves_contracts_of_a_year_alone) {
  RenewalScene s;
  s.c.contracts.years[s.first] = 0;
  s.month(12, 150000);
  EXPECT_EQ(s.c.governments.fair_budget(hand::east, 0), 150000);
}

}  // namespace
