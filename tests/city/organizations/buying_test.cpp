// Buying: from whom institutions buy, how long they stay, what they pay; and who finds those that nobody serves.
#include "models/city/organizations/buying.hpp"

#include <gtest/gtest.h>

#include "tests/city/organizations/by_hand.hpp"

namespace {

using namespace city;
using hand::estate, hand::luck, hand::market;

double served(const City& c) {
  double n = 0;
  for (const Id<Organizations> provider : c.buyers.provider.all()) n += provider ? 1 : 0;
  return n;
}

TEST(Buying, is_from_legal_persons_of_the_named_classes_within_reach) {
  City c = market();
  c.buyer_kinds[0].suits = 1;
  const auto group = hand::organize(c, 0, 1, 0, LegalStatus::filed, 1),
             other = hand::organize(c, 0, 2, 0, LegalStatus::registered, 0),
             far = hand::organize(c, 2, 3, 0, LegalStatus::registered, 1),
             asleep = hand::organize(c, 0, 4, 0, LegalStatus::registered, 1);
  c.organizations.dormant[asleep] = 1;
  const auto here = estate(c, 1);
  Buying()(c, luck("buying"));
  EXPECT_FALSE(c.buyers.provider[here]) << group.value << other.value;
  c.buyer_kinds[0].within = Level::city;
  Buying()(c, luck("buying"));
  EXPECT_EQ(c.buyers.provider[here], far);
  c.organizations.status[far] = LegalStatus::filed;  // it left the register
  Buying()(c, luck("buying"));
  EXPECT_FALSE(c.buyers.provider[here]);
}

TEST(Buying, pays_a_twelfth_of_the_order_each_month) {
  City c = market();
  c.buyer_kinds[0].suits = 1;
  const auto club = hand::organize(c, 0, 1, 0, LegalStatus::registered, 1);
  for (std::uint64_t key = 0; key < 3; ++key) estate(c, key);
  Buying()(c, luck("buying"));
  EXPECT_EQ(c.organizations.income[club], 3 * 8333);
  EXPECT_EQ(c.organizations.cash[club], 3 * 8333);
  EXPECT_EQ(c.ledger.moved(Purpose::order), 3 * 8333);
  EXPECT_EQ(hand::all_money(c), 0);
}

// Each suits a tenth, for good: one provider serves a tenth, ten serve 1 - 0.9^10, half of them new demand.
TEST(Buying, finds_those_whom_nobody_suited) {
  City c = market();
  c.buyer_kinds[0].suits = 0.1;
  c.buyer_kinds[0].leaves = 0;
  constexpr int n = 20000;
  for (std::uint64_t key = 0; key < n; ++key) estate(c, key);
  const auto first = hand::organize(c, 0, 1, 0, LegalStatus::registered, 1);
  for (int m = 0; m < 3; ++m) Buying()(c, luck("buying", m));
  EXPECT_NEAR(served(c) / n, 0.1, 5 * std::sqrt(0.09 / n)) << "asking again changes nothing";
  for (std::uint64_t key = 2; key <= 10; ++key) hand::organize(c, 0, key, 0, LegalStatus::registered, 1);
  Buying()(c, luck("buying", 3));
  EXPECT_NEAR(served(c) / n, 1 - std::pow(0.9, 10), 5 * std::sqrt(0.25 / n));
  double kept = 0;
  for (const Id<Organizations> provider : c.buyers.provider.all()) kept += provider == first ? 1 : 0;
  EXPECT_NEAR(kept / n, 0.1, 5 * std::sqrt(0.09 / n)) << "who has one stays";
}

TEST(Buying, is_left_at_its_rate_and_chosen_by_size) {
  City c = market();
  c.buyer_kinds[0].suits = 1;
  c.buyer_kinds[0].leaves = 0.2;
  constexpr int n = 20000;
  const auto small = hand::organize(c, 0, 1, 0, LegalStatus::registered, 1),
             large = hand::organize(c, 0, 2, 0, LegalStatus::registered, 1);
  c.organizations.weight[large] = 3;
  for (std::uint64_t key = 0; key < n; ++key) estate(c, key, small);
  for (int m = 0; m < 12; ++m) Buying()(c, luck("buying", m));
  double gone = 0;
  for (const Id<Organizations> provider : c.buyers.provider.all()) gone += provider == large ? 1 : 0;
  // Who leaves goes to the larger in three of four cases; a few of those come back within the year.
  EXPECT_NEAR(gone / n, 0.75 * (1 - std::exp(-0.2231)), 0.015);
}

}  // namespace
