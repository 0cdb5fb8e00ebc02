// Volunteering: what neighbours give, and to whom.
#include "models/city/organizations/volunteering.hpp"

#include <gtest/gtest.h>

#include "models/city/shared/hours.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

TEST(Volunteering, give_cases_whole_steps_of_two_hours) {
  City c = hand::make_city();
  c.reach.volunteer_casework = 0.2;
  double hours = 0;
  for (std::uint64_t key = 0; key < 1024; ++key) {
    const auto group = hand::organize(c, 0, key << 22, 0, LegalStatus::informal, 1);  // luck spread evenly
    c.organizations.volunteers[group] = 25;                                           // 5 hours for cases: 4 or 6
    const double mine = volunteer_hours(c, group);
    EXPECT_TRUE(mine == 4 || mine == 6) << mine;
    hours += mine;
  }
  EXPECT_NEAR(hours / 1024, 5, 1e-9);
}

// Of 160 volunteers a quarter is asked, for an hour each: 40, three quarters and one.
TEST(Volunteering, groups_share_the_volunteers_hours_by_pull) {
  City c = hand::make_city();
  c.now = sim::Month{1};  // no January
  c.volunteers.asked = 0.25;
  c.volunteers.hours = 1;
  c.volunteers.intercept = c.members.intercept = nobody_would;
  c.volunteers.cohesion = c.members.cohesion = 0;
  c.communities.volunteers[hand::place(0)] = 160;
  const auto strong = hand::organize(c, 0, 1), weak = hand::organize(c, 0, 2), idle = hand::organize(c, 0, 3),
             dead = hand::organize(c, 0, 4), tired = hand::organize(c, 0, 5);
  c.organizations.pull[strong] = 3;
  c.organizations.pull[weak] = c.organizations.pull[idle] = c.organizations.pull[dead] = 1;
  c.organizations.dormant[idle] = 1;
  c.organizations.alive[dead] = 0;
  c.organizations.volunteers[tired] = 9;
  Volunteering()(c, luck("volunteering"));
  EXPECT_NEAR(c.organizations.volunteers[strong], 30, 1e-4);
  EXPECT_NEAR(c.organizations.volunteers[weak], 10, 1e-4);
  for (const auto none : {idle, dead, tired}) EXPECT_EQ(c.organizations.volunteers[none], 0);
}

// 10,000 grown-ups in the first community.
City grown_ups() {
  City c = hand::make_city(10000);
  for (std::uint32_t i = 0; i < 10000; ++i) hand::settle(c, 0, i, 30);
  c.volunteers.intercept = -3;
  c.volunteers.cohesion = c.members.cohesion = 1;
  c.communities.cohesion[hand::place(0)] = 0.5F;
  return c;
}

void month(City& c, int m) {
  c.now = sim::Month{m};
  Volunteering()(c, luck("volunteering", m));
}

TEST(Volunteering, asks_all_again_in_january_or_when_a_level_has_moved) {
  City c = grown_ups();
  const Id<Communities> home = hand::place(0);
  c.starting = true;
  month(c, 0);
  c.starting = false;
  const std::int32_t first = c.communities.volunteers[home];
  EXPECT_NEAR(first / 10000.0, 0.0759, 0.011);  // log-odds -2.5
  EXPECT_FLOAT_EQ(c.communities.volunteer_level[home], -2.5F);
  c.communities.cohesion[home] += 1.0F / 17;
  month(c, 1);
  EXPECT_EQ(c.communities.volunteers[home], first);
  EXPECT_FLOAT_EQ(c.communities.volunteer_level[home], -2.5F) << "by so little nobody is asked again";
  c.communities.cohesion[home] = 0.5F + 1.0F / 15;
  month(c, 2);
  EXPECT_FLOAT_EQ(c.communities.volunteer_level[home], -2.5F + 1.0F / 15);
  c.communities.cohesion[home] += 1.0F / 17;
  month(c, 11);
  EXPECT_FLOAT_EQ(c.communities.volunteer_level[home], -2.5F + 1.0F / 15);
  month(c, 12);
  EXPECT_FLOAT_EQ(c.communities.volunteer_level[home], -2.5F + 1.0F / 15 + 1.0F / 17);
}

TEST(Volunteering, grows_where_people_met_and_falls_with_distrust) {
  City c = grown_ups();
  const Id<Communities> home = hand::place(0);
  c.volunteers.contact = 1.4;
  c.volunteers.trust = 2;
  c.communities.reach(home, 1) = 2000;  // a fifth were at an event last month
  month(c, 1);
  EXPECT_FLOAT_EQ(c.communities.contact[home], 0.2F);
  EXPECT_FLOAT_EQ(c.communities.volunteer_level[home], -2.5F + 0.28F);
  c.communities.reach(home, 1) = 0;
  for (int m = 2; m < 12; ++m) month(c, m);
  EXPECT_NEAR(c.communities.contact[home], 0.2 * std::pow(11.0 / 12, 10), 1e-6);
  c.communities.distrust[home] = 0.1F;
  month(c, 12);
  EXPECT_NEAR(c.communities.volunteer_level[home], -2.5 + 1.4 * c.communities.contact[home] - 0.2, 1e-6);
}

TEST(Volunteering, counts_members_as_far_as_there_is_room) {
  City c = grown_ups();
  const Id<Communities> home = hand::place(0);
  c.classes[1].members = 60;
  month(c, 0);
  EXPECT_GT(c.communities.willing[home], 100);
  EXPECT_EQ(c.communities.members[home], 0);
  hand::organize(c, 1, 1, 0, LegalStatus::informal, 1);
  month(c, 1);
  EXPECT_EQ(c.communities.members[home], 60);
  c.organizations.weight[Id<Organizations>(0U)] = 1000;
  month(c, 2);
  EXPECT_EQ(c.communities.members[home], c.communities.willing[home]);
}

}  // namespace
