// Micro-funds: what they take, what they match, what they pay; money is never lost. And what grants become: events.
#include "models/city/neighbours/micro_fund.hpp"

#include <gtest/gtest.h>

#include "models/city/care/group_events.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

const auto home = hand::place(0);

struct Fund {
  City c = hand::make_city();
  Id<Organizations> group = hand::organize(c, 0, 5, 0, LegalStatus::filed, 1);
  MicroFund rule;
  Fund() {
    rule.open = true;
    rule.contribution = 10;
    rule.donation = 1200;
    c.communities.met[home] = 0;
    c.communities.attended[home] = 30;
    c.communities.binding[home] = 1;
  }
  void month() {
    const Fen before = hand::all_money(c);
    rule(c, luck("micro_fund"));
    EXPECT_EQ(hand::all_money(c), before);
  }
};

TEST(MicroFund, takes_gifts_and_a_match_as_far_as_the_streets_cash_is_not_promised) {
  Fund f;
  f.c.governments.cash[hand::east_street] = 100000;
  f.c.governments.committed[hand::east_street] = 45000;
  f.month();
  // 300 CNY of those who met, 100 of firms, 400 by the street; next door 100 of firms and of the rest 150 CNY.
  EXPECT_EQ(f.c.communities.fund[home], 80000);
  EXPECT_EQ(f.c.communities.fund[hand::place(1)], 20000);
  EXPECT_EQ(f.c.communities.fund[hand::place(2)], 10000) << "its street has no cash";
  EXPECT_EQ(f.c.governments.cash[hand::east_street], 50000);
  EXPECT_EQ(f.c.ledger.moved(Purpose::micro_gift), 30000);
  EXPECT_EQ(f.c.ledger.moved(Purpose::micro_donation), 40000);
  EXPECT_EQ(f.c.ledger.moved(Purpose::micro_match), 50000);
}

TEST(MicroFund, pays_what_was_voted_while_it_lasts) {
  Fund f;
  const auto second = hand::organize(f.c, 0, 6, 0, LegalStatus::filed, 1);
  f.rule.donation = f.rule.contribution = 0;
  f.c.ledger.pay(f.c.communities.fund[home], 100000, Purpose::micro_donation);
  f.c.organizations.voted[f.group] = f.c.organizations.voted[second] = 60000;
  f.month();
  EXPECT_EQ(f.c.communities.fund[home], 40000);
  EXPECT_EQ(f.c.communities.carried_out[home], 1);
  EXPECT_EQ(f.c.communities.fund_granted[home], 60000);
  EXPECT_EQ(f.c.organizations.cash[f.group] + f.c.organizations.cash[second], 60000);
}

TEST(MicroFund, pays_nothing_where_results_are_not_used) {
  Fund f;
  f.c.communities.binding[home] = 0;
  f.c.organizations.voted[f.group] = 10000;
  f.month();
  EXPECT_EQ(f.c.organizations.cash[f.group], 0);
  EXPECT_EQ(f.c.communities.fund[home], 40000);
}

TEST(MicroFund, that_is_closed_moves_nothing) {
  Fund f;
  f.rule.open = false;
  f.c.governments.cash[hand::east_street] = 100000;
  f.month();
  EXPECT_EQ(f.c.communities.fund[home], 0);
  EXPECT_EQ(f.c.governments.cash[hand::east_street], 100000);
}

// An event is 1,750 CNY of materials and 24 hours of 48.75: 2,920 CNY.
TEST(MicroFund, grants_become_events_by_the_groups_own_hours) {
  Fund f;
  f.c.economy.own_hours = 30;
  f.c.organizations.niche[f.group] = 1;
  f.c.organizations.cash[f.group] = f.c.organizations.for_events[f.group] = 700000;
  GroupEvents()(f.c, luck("group_events"));
  EXPECT_EQ(f.c.communities.groups[home], 1) << "hours for one";
  EXPECT_EQ(f.c.communities.reach(home, 1), 115);
  EXPECT_EQ(f.c.organizations.cash[f.group], 525000);
  EXPECT_EQ(f.c.organizations.for_events[f.group], 408000);
  EXPECT_EQ(f.c.organizations.own_hours[f.group], 24);
  f.c.organizations.own_hours[f.group] = 0;
  f.c.organizations.cash[f.group] = 100000;  // spent on something else
  GroupEvents()(f.c, luck("group_events", 1));
  EXPECT_EQ(f.c.communities.groups[home], 0);
}

}  // namespace
