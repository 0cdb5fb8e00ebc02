// Delivery: hours on offer, what is learned by doing, and what both make of a record.
#include "models/city/funding/delivery.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/city/shared/skill.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;

// A firm with a social worker of so many hours and two contracts, 40 and 20 hours a month.
struct DeliveryScene {
  City c = hand::make_city();
  Id<Organizations> firm = hand::organize(c, 0, 1);
  Id<Workers> worker = hand::employ(c, Employer::organization, firm.value, 1);
  Id<Contracts> large = hand::contract(c, 0, 0, hand::top, firm, 1000, 12, 40, 901),
                small = hand::contract(c, 0, 1, hand::top, firm, 1000, 12, 20, 902);
  Delivery rule;

  void month(float hours) {
    c.workers.hours[worker] = hours;
    rule(c, hand::luck("delivery"));
  }
  Id<Cases> worked(std::uint8_t service, float hours, Closure closure = Closure::open) {
    const auto row = hand::open_case(c, 0, hand::settle(c, 0, static_cast<std::uint32_t>(c.cases.size()), 40), service,
                                     Progress::active, 10 + c.cases.size());
    c.cases.organization[row] = firm;
    c.cases.payer[row] = Payer::contract;
    c.cases.contract[row] = service == 0 ? large : small;
    c.cases.hours[row] = hours;
    c.cases.closure[row] = closure;
    return row;
  }
  double record() const { return c.organizations.record[firm]; }
};

TEST(Delivery, offers_what_there_are_hours_for) {
  DeliveryScene s;
  s.rule.half_life = 1;
  s.month(15);  // a quarter of what is promised
  EXPECT_FLOAT_EQ(s.c.contracts.offered[s.large], 10);
  EXPECT_FLOAT_EQ(s.c.contracts.offered[s.small], 5);
  EXPECT_NEAR(s.record(), 0.375, 1e-6);  // half of the way from 0.5 to 0.25
  s.month(200);
  EXPECT_FLOAT_EQ(s.c.contracts.offered[s.large], 40);
  EXPECT_NEAR(s.record(), (0.375 + 1) / 2, 1e-6);
}

TEST(Delivery, is_judged_by_what_was_offered_and_not_by_who_came) {
  DeliveryScene s, idle;
  s.worked(0, 12);
  s.month(60);
  idle.month(60);
  EXPECT_EQ(s.record(), idle.record());
  s.month(15);
  EXPECT_FLOAT_EQ(s.c.contracts.offered[s.large], 12);  // what was given was on offer
}

TEST(Delivery, owes_nothing_before_a_contract_begins_and_after_it_ends) {
  DeliveryScene s;
  s.c.contracts.starts[s.large] = 1;
  s.c.contracts.over[s.small] = 1;
  s.month(0);
  EXPECT_EQ(s.record(), 0.5);
}

TEST(Delivery, makes_a_record_of_outcomes_and_offers_half_of_which_fades_in_two_years) {
  DeliveryScene s;
  for (int i = 0; i < 24; ++i) s.month(60);
  EXPECT_NEAR(s.record(), 0.75, 1e-4);
  DeliveryScene t;
  t.rule.half_life = 1;
  t.worked(0, 10, Closure::resolved);
  t.worked(0, 10, Closure::resolved);
  t.worked(1, 10, Closure::unresolved);
  t.worked(1, 10, Closure::gave_up);  // nobody's fault here
  t.month(60);
  EXPECT_NEAR(t.record(), (0.5 + (2.0 / 3 + 1) / 2) / 2, 1e-6);
}

TEST(Delivery, teaches_the_service_that_is_done) {
  DeliveryScene s;
  s.c.organizations.skill[s.firm] = 0.5F;
  s.c.procurement.transfer = 0.6;
  s.worked(0, 300);  // the niche: nothing to learn
  s.worked(1, 200);
  s.worked(1, 300);
  EXPECT_NEAR(skill_in(s.c, s.firm, 1), 0.3, 1e-6);
  s.rule.learning = 500;
  s.month(60);
  EXPECT_EQ(s.c.organizations.learned(s.firm, 0), 0);
  EXPECT_NEAR(s.c.organizations.learned(s.firm, 1), 1 - std::exp(-1.0), 1e-6);
  EXPECT_NEAR(skill_in(s.c, s.firm, 1), 0.5 * (0.6 + 0.4 * (1 - std::exp(-1.0))), 1e-6);
  EXPECT_NEAR(skill_in(s.c, s.firm, 0), 0.5, 1e-6);
}

}  // namespace
