// Payment: instalments to the fen and month, clawing back, purses that are empty, providers that are gone; group
// events.
#include "models/city/funding/payment.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

struct PaymentScene {
  City c = hand::make_city();
  Id<Organizations> firm = hand::organize(c, 0, 1);
  Id<Contracts> work = hand::contract(c, 0, 0, hand::east, firm, 100001, 10, 10);
  Payment rule;

  explicit PaymentScene(Fen purse) {
    c.governments.cash[hand::east] = purse;
    c.contracts.used[work] = 100;  // as bought
  }
  void run(int month) {
    c.now = sim::Month{month};
    c.contracts.paid_now[work] = 0;
    const Fen money = hand::all_money(c);
    rule(c, luck("payment", month));
    EXPECT_EQ(hand::all_money(c), money);
    EXPECT_GE(c.governments.cash[hand::east], 0);
    EXPECT_GE(c.organizations.cash[firm], 0);
  }
  Fen committed() const { return c.governments.committed[hand::east]; }
};

TEST(Payment, comes_in_three_instalments) {
  PaymentScene s(1000000);
  std::vector<Fen> paid;
  for (int m = 0; m <= 12; ++m) {
    s.run(m);
    paid.push_back(s.c.contracts.paid_now[s.work]);
    EXPECT_EQ(s.committed(), 100001 - s.c.contracts.paid[s.work]);
  }
  // 40 % of 1000.01 CNY is 400.004, twice; the rest is 200.01.
  const std::vector<Fen> expected = {40000, 0, 0, 0, 0, 40000, 0, 0, 0, 0, 20001, 0, 0};
  EXPECT_EQ(paid, expected);
  EXPECT_EQ(s.c.organizations.cash[s.firm], 100001);
  EXPECT_EQ(s.c.contracts.over[s.work], 1);
  EXPECT_EQ(s.committed(), 0);
}

TEST(Payment, is_on_the_terms_of_the_payers_district) {
  for (const std::size_t decides : {0U, 1U}) {
    PaymentScene s(1000000);
    s.rule.delay.set(2, decides);  // the payer is district 0
    s.run(0);
    EXPECT_EQ(s.c.contracts.paid_now[s.work] > 0, decides == 1);
  }
}

TEST(Payment, is_late_by_the_delay) {
  PaymentScene s(1000000);
  s.rule.delay = 2;
  for (int m = 0; m <= 12; ++m) {
    s.run(m);
    EXPECT_EQ(s.c.contracts.paid_now[s.work] > 0, m == 2 || m == 7 || m == 12) << m;
  }
}

// Its provider works from the end of its last contract on, and is paid when this one is signed.
TEST(Payment, begins_with_the_signature) {
  PaymentScene s(1000000);
  s.c.contracts.sealed[s.work] = 2;
  s.rule.advance = 0.1;
  std::vector<int> months;
  for (int m = 0; m <= 12; ++m) {
    s.run(m);
    if (s.c.contracts.paid_now[s.work] > 0) months.push_back(m);
    EXPECT_EQ(s.c.contracts.late_now[s.work], 0);
  }
  EXPECT_EQ(months, (std::vector<int>{2, 5, 10}));
}

TEST(Payment, claws_back_hours_that_were_not_delivered) {
  PaymentScene s(1000000);
  s.c.contracts.groups[s.work] = 0.2F;
  s.c.contracts.used[s.work] = 30;  // of 100; 20 may be missing, so half of the casework share is due back
  s.rule.tolerance = 0.2;
  for (int m = 0; m <= 10; ++m) s.run(m);
  EXPECT_EQ(s.c.contracts.clawed[s.work], 40000);  // 1000.01 x 0.5 x 0.8 = 400.004
  EXPECT_EQ(s.c.contracts.paid[s.work], 60001);
  EXPECT_EQ(s.c.organizations.cash[s.firm], 60001);
  EXPECT_EQ(s.committed(), 0);
}

TEST(Payment, claws_back_no_more_than_there_is) {
  PaymentScene s(1000000);
  s.c.contracts.used[s.work] = 0;
  for (int m = 0; m <= 9; ++m) s.run(m);
  s.c.ledger.pay(s.c.organizations.cash[s.firm], 80000, Purpose::materials);
  s.run(10);  // the last 20001 arrive, 80 % of 100001 are wanted back
  EXPECT_EQ(s.c.contracts.clawed[s.work], 20001);
  EXPECT_EQ(s.c.organizations.cash[s.firm], 0);
}

TEST(Payment, waits_for_an_empty_purse_and_stays_committed) {
  PaymentScene s(80000);  // enough for two
  for (int m = 0; m <= 13; ++m) {
    s.run(m);
    EXPECT_EQ(s.committed(), 100001 - s.c.contracts.paid[s.work]) << m;
  }
  EXPECT_EQ(s.c.contracts.instalments[s.work], 2);
  EXPECT_EQ(s.committed(), 20001);  // still owed
  s.c.governments.cash[hand::east] = 50000;
  s.run(14);
  EXPECT_EQ(s.c.contracts.paid[s.work], 100001);
  EXPECT_EQ(s.committed(), 0);
  EXPECT_EQ(s.c.governments.cash[hand::east], 29999);
}

TEST(Payment, never_pays_more_than_was_agreed) {
  PaymentScene s(1000000);
  s.rule.first = 0.8;
  s.rule.second = 0.8;
  for (int m = 0; m <= 12; ++m) s.run(m);
  EXPECT_EQ(s.c.contracts.paid[s.work], 100001);
  EXPECT_EQ(s.c.organizations.cash[s.firm], 100001);
}

TEST(Payment, ends_with_the_provider) {
  PaymentScene s(1000000);
  s.run(0);
  s.c.organizations.alive[s.firm] = 0;
  for (int m = 1; m < 13; ++m) s.run(m);
  EXPECT_EQ(s.c.contracts.paid[s.work], 40000);
  EXPECT_EQ(s.c.contracts.over[s.work], 1);
  EXPECT_EQ(s.committed(), 0);
}

TEST(Payment, advance_is_never_late_and_leaves_nothing_to_be_late) {
  for (const std::int64_t delay : {0, 6}) {
    PaymentScene s(1000000);
    s.rule.advance = 1;
    s.rule.delay = delay;
    s.c.contracts.used[s.work] = 30;
    for (int m = 0; m <= 10; ++m) {
      s.run(m);
      EXPECT_EQ(s.c.contracts.paid_now[s.work], m == 0 ? 100001 : 0);
      EXPECT_EQ(s.c.contracts.late_now[s.work], 0);
    }
    EXPECT_EQ(s.c.contracts.clawed[s.work], 50001);  // settled when the work ends, whatever the delay
    EXPECT_EQ(s.committed(), 0);
  }
  PaymentScene s(1000000);
  s.rule.advance = 0.8;
  s.rule.delay = 2;
  s.run(0);
  EXPECT_EQ(s.c.contracts.paid[s.work], 80001);
  s.run(2);
  EXPECT_EQ(s.c.contracts.paid_now[s.work], 8000);
  EXPECT_EQ(s.c.contracts.late_now[s.work], 16000);  // fen times months
}

TEST(Payment, pays_the_oldest_claim_first_and_favours_no_row) {
  int first = 0;
  for (std::uint64_t key = 0; key < 200; ++key) {
    City c = hand::make_city();
    const auto firm = hand::organize(c, 0, 1);
    const auto a = hand::contract(c, 0, 0, hand::east, firm, 1000, 10, 1, sim::combine(key, 1)),
               b = hand::contract(c, 0, 0, hand::east, firm, 1000, 10, 1, sim::combine(key, 2));
    c.now = sim::Month{1};
    const auto young = hand::contract(c, 0, 0, hand::east, firm, 1000, 10, 1, 0);
    c.governments.cash[hand::east] = 400;  // one instalment
    Payment()(c, luck("payment", 1));
    EXPECT_EQ(c.contracts.paid[a] + c.contracts.paid[b], 400);
    EXPECT_EQ(c.contracts.paid[young], 0);
    EXPECT_EQ(c.contracts.late_now[a] + c.contracts.late_now[b], 400);
    first += c.contracts.paid[a] > 0 ? 1 : 0;
  }
  EXPECT_NEAR(first, 100, 5 * std::sqrt(50.0));
}

// Half of the value is for ten events; what is missing beyond the tolerance comes back, of hours and events alike.
TEST(Payment, claws_back_events_that_were_not_held) {
  const auto back = [](float bought, int held) {
    PaymentScene s(1000000);
    s.rule.tolerance = 0.1;
    s.c.contracts.groups[s.work] = 0.5F;
    s.c.contracts.events[s.work] = bought;
    s.c.contracts.held[s.work] = held;
    s.c.contracts.used[s.work] = s.c.contracts.hours[s.work];
    for (int m = 0; m <= 12; ++m) s.run(m);
    return s.c.contracts.clawed[s.work];
  };
  EXPECT_EQ(back(10, 10), 0);
  EXPECT_EQ(back(10, 9), 0);
  EXPECT_EQ(back(10, 5), 20000);  // 100,001 fen x 0.5 x (1 - 0.1 - 0.5)
  EXPECT_EQ(back(0.6F, 0), 0);    // less than one event was bought
}

}  // namespace
