// Group events: as many as a contract owes, as far as hours and money go.
#include "models/city/care/group_events.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

// Two events owed a month over twelve months, 24 hours and 1,750 CNY each.
struct GroupEventsScene {
  City c = hand::make_city();
  Id<Organizations> firm = hand::organize(c, 0, 1, 5000000);
  Id<Contracts> work = hand::contract(c, 1, 0, hand::top, firm, 16800000, 12, 10);
  GroupEvents rule;
  GroupEventsScene() { c.contracts.events[work] = 24; }
  int held(int month = 0) {
    rule(c, luck("group_events", month));
    return c.communities.groups[hand::place(1)];
  }
};

TEST(GroupEvents, take_the_hours_of_staff_that_cases_leave) {
  GroupEventsScene s;
  const auto worker = hand::employ(s.c, Employer::organization, s.firm.value, 1, 100);
  EXPECT_EQ(s.held(), 2);
  EXPECT_EQ(s.c.communities.reach(hand::place(1), s.c.contracts.service[s.work]), 230);
  EXPECT_EQ(s.c.organizations.cash[s.firm], 5000000 - 2 * 175000);
  EXPECT_EQ(s.c.ledger.outside(Account::suppliers), 2 * 175000);
  EXPECT_EQ(s.c.organizations.own_hours[s.firm], 0) << "staff have wages already";
  EXPECT_EQ(s.c.contracts.held[s.work], 2);
  s.c.workers.load[worker] = 70;  // hours for one
  EXPECT_EQ(s.held(1), 1);
  s.c.workers.load[worker] = 100;
  EXPECT_EQ(s.held(2), 0);
}

TEST(GroupEvents, fall_to_own_people_by_the_hour_where_there_is_no_staff) {
  GroupEventsScene s;
  s.c.economy.own_hours = 30;
  EXPECT_EQ(s.held(), 1);
  EXPECT_EQ(s.c.organizations.own_hours[s.firm], 24);
}

TEST(GroupEvents, need_money_and_a_contract_in_force) {
  GroupEventsScene s;
  hand::employ(s.c, Employer::organization, s.firm.value, 1, 1000);
  s.c.organizations.cash[s.firm] = 200000;  // for one
  EXPECT_EQ(s.held(), 1);
  EXPECT_EQ(s.held(1), 0);
  s.c.organizations.cash[s.firm] = 5000000;
  s.c.contracts.over[s.work] = 1;
  EXPECT_EQ(s.held(2), 0);
}

TEST(GroupEvents, make_up_for_what_is_behind_and_never_pass_what_was_bought) {
  GroupEventsScene s;
  hand::employ(s.c, Employer::organization, s.firm.value, 1, 1000);
  int all = 0;
  for (int month = 0; month < 12; ++month) {
    s.c.now = sim::Month{month};
    if (month >= 3) all += s.held(month);
  }
  EXPECT_EQ(all, 24);
}

}  // namespace
