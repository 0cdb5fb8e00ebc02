// Unpaid hours: what bids and the way to contracts take, of whom, and when.
#include "models/city/funding/unpaid.hpp"

#include <gtest/gtest.h>

#include "models/city/shared/hours.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;

TEST(Unpaid, ways_are_a_trip_for_each_day_of_work_from_own_people_and_then_from_staff) {
  City c = hand::make_city();
  c.communities.x[hand::place(1)] = 6;
  c.communities.y[hand::place(1)] = 8;
  c.travel.trip_speed = 26;  // 2 x 10 km x 1.3: an hour there and back
  c.economy.own_hours = 4;
  const auto firm = hand::organize(c, 0, 1), home = hand::organize(c, 1, 2);
  const auto worker = hand::employ(c, Employer::organization, firm.value, 1, 100);
  const auto far = hand::contract(c, 1, 0, hand::top, firm, 1000, 12, 70);
  hand::contract(c, 1, 0, hand::top, home, 1000, 12, 70);
  hand::contract(c, 0, 0, hand::top, firm, 1000, 12, 70);
  EXPECT_DOUBLE_EQ(work_in_hand(c, far), 80);
  Unpaid()(c, hand::luck("unpaid"));
  EXPECT_FLOAT_EQ(c.organizations.way_hours[firm], 4);
  EXPECT_EQ(own_hours(c, firm), 0);
  EXPECT_FLOAT_EQ(c.workers.hours[worker], 94);
  EXPECT_EQ(c.organizations.way_hours[home], 0);
}

TEST(Unpaid, ways_are_not_made_before_a_contract_begins) {
  City c = hand::make_city();
  c.communities.x[hand::place(1)] = 10;
  c.economy.own_hours = 100;
  const auto firm = hand::organize(c, 0, 1);
  c.contracts.starts[hand::contract(c, 1, 0, hand::top, firm, 1000, 12, 70)] = 1;
  Unpaid()(c, hand::luck("unpaid"));
  EXPECT_EQ(c.organizations.way_hours[firm], 0);
}

TEST(Unpaid, bids_are_worked_off_over_months) {
  City c = hand::make_city();
  c.economy.own_hours = 4;
  const auto firm = hand::organize(c, 0, 1);
  const auto worker = hand::employ(c, Employer::organization, firm.value, 1, 100);
  c.organizations.bid_debt[firm] = 60;
  Unpaid rule;
  rule.bid_months = 6;
  rule(c, hand::luck("unpaid"));
  EXPECT_FLOAT_EQ(c.organizations.bid_hours[firm], 4);
  EXPECT_FLOAT_EQ(c.workers.hours[worker], 94);
  EXPECT_FLOAT_EQ(c.organizations.bid_debt[firm], 50);
}

}  // namespace
