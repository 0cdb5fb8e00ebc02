// Opening: closed cases leave and free their resident for the same need; a newcomer in the slot keeps their own.
#include "models/city/month/opening.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;

TEST(Opening, takes_closed_cases_off_the_books) {
  City c = hand::make_city();
  const auto ada = hand::settle(c, 0, 0, 40), bo = hand::settle(c, 0, 1, 40);
  const auto done = hand::open_case(c, 0, ada, 0, Progress::closed, 1);
  c.cases.closure[done] = Closure::resolved;
  hand::open_case(c, 0, ada, 1, Progress::active, 2);
  hand::open_case(c, 0, bo, 0, Progress::latent, 3);
  Opening()(c, hand::luck("opening"));
  ASSERT_EQ(c.cases.size(), 2U);
  EXPECT_EQ(c.cases.key[Id<Cases>(std::size_t{0})], 2U);
  EXPECT_EQ(c.cases.key[Id<Cases>(std::size_t{1})], 3U);
  EXPECT_EQ(c.residents.open[ada], 0b10);
  EXPECT_EQ(c.residents.open[bo], 0b01);
}

// Somebody died or left last month; whoever came into the slot since has needs of their own.
TEST(Opening, does_not_forget_the_need_of_a_newcomer) {
  for (const Closure closure : {Closure::died, Closure::moved}) {
    City c = hand::make_city();
    const auto slot = hand::settle(c, 0, 0, 40);
    const auto old = hand::open_case(c, 0, slot, 0, Progress::closed, 1);
    c.cases.closure[old] = closure;
    hand::open_case(c, 0, slot, 0, Progress::latent, 2);  // the newcomer's
    Opening()(c, hand::luck("opening"));
    EXPECT_EQ(c.residents.open[slot], 1);
  }
}

TEST(Opening, sets_the_months_counters_to_zero) {
  City c = hand::make_city();
  const auto org = hand::organize(c, 0, 1, 1000);
  const auto work = hand::contract(c, 0, 0, hand::east_street, org, 1000, 12, 10);
  const auto worker = hand::employ(c, Employer::station, 0, 1);
  c.contracts.paid_now[work] = 1;
  c.contracts.load[work] = 1;
  c.organizations.income[org] = c.organizations.grants[org] = 1;
  c.governments.payroll[hand::top] = 1;
  c.communities.groups[hand::place(0)] = c.communities.reach(hand::place(0), 0) = 1;
  c.workers.quit[worker] = 1;
  c.ledger.pay(c.governments.cash[hand::top], 5, Purpose::revenue);
  Opening()(c, hand::luck("opening"));
  EXPECT_EQ(c.contracts.paid_now[work], 0);
  EXPECT_EQ(c.contracts.load[work], 0);
  EXPECT_EQ(c.organizations.income[org] + c.organizations.grants[org], 0);
  EXPECT_EQ(c.governments.payroll[hand::top], 0);
  EXPECT_EQ(c.communities.groups[hand::place(0)] + c.communities.reach(hand::place(0), 0), 2);  // awareness reads them
  EXPECT_EQ(c.workers.quit[worker], 0);
  EXPECT_EQ(c.ledger.moved(Purpose::revenue), 0);
  EXPECT_EQ(c.governments.cash[hand::top], 5);  // what was moved stays moved
}

// Twelve months of work are the month of the award and eleven more.
TEST(Opening, ends_contracts_whose_months_are_over) {
  City c = hand::make_city();
  const auto org = hand::organize(c, 0, 1, 1000);
  const auto work = hand::contract(c, 0, 0, hand::east_street, org, 1000, 12, 10);
  for (int month = 0; month < 14; ++month) {
    c.now = sim::Month{month};
    Opening()(c, hand::luck("opening", month));
    EXPECT_EQ(c.contracts.over[work], month >= 12) << month;
  }
}

}  // namespace
