// Tasks that are contracted out, by hand: who gets a contract for how many hours, who works them, who is paid.
#include "models/city/care/task_contracts.hpp"

#include <gtest/gtest.h>

#include "models/city/care/tasks.hpp"
#include "models/city/funding/delivery.hpp"
#include "models/city/funding/payment.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

// One task of 60 hours in each of the east's two communities of 500 people. Organizations have 30 hours of their own.
struct Patrols {
  City c = hand::make_city();
  Tasks rule;
  Patrols() {
    hand::give_tasks(c, 2);
    c.tasks[1].hours = 60;
    c.tasks[1].handled = Handling::contracted_out;
    for (const std::size_t p : {0U, 1U}) c.communities.population[hand::place(p)] = 500;
    c.economy.own_hours = 30;
    c.economy.wage_growth = 0;
    c.governments.cash[hand::east_street] = 10000000;
    rule.hour_price = 20;
    rule.money = 120;  // 10,000 CNY a month: 500 hours
    rule.gifts = rule.neighbour_hours = 0;
  }
  Id<Organizations> club(std::size_t home, std::uint64_t key, Fen cash = 10000000,
                         LegalStatus status = LegalStatus::registered, std::uint8_t kind = 1) {
    return hand::organize(c, home, key, cash, status, kind);
  }
  void month(int m) {
    c.now = sim::Month{m};
    c.open_month();
    rule(c, luck("tasks", m));
    Payment()(c, luck("payment", m));
  }
  double done(std::size_t p = 0) const { return c.communities.hands(hand::place(p), 2); }
};

TEST(TaskContracts, are_let_to_legal_persons_of_the_street_as_far_as_their_hours_go) {
  Patrols t;
  const auto a = t.club(0, 1), b = t.club(1, 2);
  t.club(0, 3, 0, LegalStatus::filed);
  t.club(0, 4, 0, LegalStatus::registered, 0);  // no organization of the community
  t.club(2, 5);                                 // of another street
  t.month(0);
  ASSERT_EQ(t.c.contracts.size(), 2U);
  for (const Id<Contracts> row : t.c.contracts.rows()) {
    EXPECT_TRUE(is_for_task(t.c, row) && in_force(t.c, row));
    EXPECT_TRUE(t.c.contracts.provider[row] == a || t.c.contracts.provider[row] == b);
    EXPECT_EQ(t.c.contracts.payer[row], hand::east_street);
    EXPECT_FLOAT_EQ(t.c.contracts.hours[row], 360);
    EXPECT_EQ(t.c.contracts.value[row], 720000);  // 30 hours x 12 x 20 CNY
    EXPECT_EQ(t.c.contracts.months[row], 12);
  }
  EXPECT_NEAR(t.done(0) + t.done(1), 60, 1e-4);
  EXPECT_NEAR(t.c.communities.hands(hand::place(0), 5) + t.c.communities.hands(hand::place(1), 5), 60, 1e-4);
  EXPECT_EQ(t.c.ledger.moved(Purpose::task), 576000);  // two fifths at the beginning
  EXPECT_EQ(t.c.ledger.moved(Purpose::instalment), 0);
  EXPECT_EQ(t.c.ledger.moved(Purpose::wage), 96000);  // 60 hours at 16 CNY
  EXPECT_EQ(t.c.organizations.grants[a], 288000);
  EXPECT_EQ(t.c.governments.committed[hand::east_street], 1440000 - 576000);
  EXPECT_EQ(hand::all_money(t.c), 10000000 + 30000000);
  t.month(1);
  EXPECT_EQ(t.c.contracts.size(), 2U) << "nobody has hours left";
}

TEST(TaskContracts, reach_as_far_as_the_street_s_money) {
  Patrols t;
  for (std::uint64_t k = 0; k < 6; ++k) t.club(0, k);
  t.rule.money = 4.8;  // 400 CNY a month: 20 hours
  t.month(0);
  EXPECT_NEAR(t.done(0) + t.done(1), 20, 1e-4);
  t.month(1);
  EXPECT_NEAR(t.done(0) + t.done(1), 20, 1e-4) << "promised money is not there twice";
  t.rule.money = 120;
  t.month(2);
  EXPECT_NEAR(t.done(0) + t.done(1), 120, 1e-3);
}

TEST(TaskContracts, are_not_taken_for_less_than_hours_are_worth_elsewhere) {
  Patrols t;
  t.club(0, 1);
  t.rule.hour_price = 12;
  t.month(0);
  EXPECT_EQ(t.c.contracts.size(), 0U);
  t.rule.hour_price = 14;
  t.c.procurement.hours_direct = 70;  // 30 x 12 x 2 CNY do not pay for 70 hours of talks
  t.month(1);
  EXPECT_EQ(t.c.contracts.size(), 0U);
  t.c.procurement.hours_direct = 6;
  t.month(2);
  EXPECT_EQ(t.c.contracts.size(), 1U);
  EXPECT_EQ(t.c.organizations.bid_debt[Id<Organizations>(0U)], 6);
}

TEST(TaskContracts, take_hours_that_cases_and_events_leave) {
  Patrols t;
  const auto a = t.club(0, 1);
  t.month(0);
  EXPECT_NEAR(t.done(), 30, 1e-4);
  t.c.organizations.own_hours[a] = 20;  // on cases, this month
  t.month(1);
  EXPECT_NEAR(t.done(), 10, 1e-4);
  const auto w = hand::employ(t.c, Employer::organization, a.value, 7, 50);
  t.c.workers.load[w] = 45;
  t.month(2);  // five of a social worker, ten own ones
  EXPECT_NEAR(t.done(), 15, 1e-4);
  EXPECT_EQ(t.c.ledger.moved(Purpose::wage), 16000);  // whoever has a wage is not paid again
  t.c.organizations.cash[a] = 3200;
  t.month(3);
  EXPECT_NEAR(t.done(), 5 + 2, 1e-4) << "own people work as long as they are paid";
}

TEST(TaskContracts, are_clawed_back_recorded_and_let_again) {
  Patrols t;
  const auto a = t.club(0, 1);
  t.c.organizations.record[a] = 0.5F;
  for (int m = 0; m < 12; ++m) {
    t.month(m);
    if (m == 0) t.c.organizations.own_hours[a] = 15;  // half of it is not done from now on
    Delivery()(t.c, luck("delivery", m));
  }
  EXPECT_NEAR(t.c.organizations.record[a], 0.52, 0.03);
  EXPECT_NEAR(t.c.contracts.used[Id<Contracts>(0U)], 30 + 11 * 15, 1e-3);
  ASSERT_EQ(t.c.contracts.size(), 1U);
  t.month(12);
  EXPECT_NEAR(static_cast<double>(t.c.ledger.moved(Purpose::clawback)), 720000 * (0.8 - 195 / 360.0), 1);
  ASSERT_EQ(t.c.contracts.size(), 2U);
  EXPECT_NEAR(t.done(), 15, 1e-4);
}

TEST(TaskContracts, go_on_with_who_had_them) {
  Patrols t;
  t.c.procurement.signing = 3;
  const auto a = t.club(0, 1);
  for (int m = 0; m < 6 && t.c.contracts.size() == 0; ++m) t.month(m);
  const Id<Contracts> first(0U);
  const int end = end_of(t.c, first);
  for (int m = t.c.month() + 1; m <= end; ++m) t.month(m);
  ASSERT_EQ(t.c.contracts.size(), 2U);
  const Id<Contracts> next(1U);
  EXPECT_EQ(t.c.contracts.follows[next], first);
  EXPECT_EQ(t.c.contracts.provider[next], a);
  EXPECT_EQ(t.c.contracts.starts[next], end);
  EXPECT_NEAR(t.done(0) + t.done(1), 30, 1e-4) << "no month between";
}

TEST(TaskContracts, are_no_casework) {
  Patrols t;
  t.club(0, 1);
  t.month(0);
  const auto row = hand::open_case(t.c, 0, hand::settle(t.c, 0, 0, 40), 0, Progress::waiting, 1);
  EXPECT_EQ(t.c.contracts.load[Id<Contracts>(0U)], 0);
  EXPECT_EQ(t.c.cases.progress[row], Progress::waiting);
  EXPECT_EQ(t.c.contracts.offered[Id<Contracts>(0U)], 30);
}

}  // namespace
