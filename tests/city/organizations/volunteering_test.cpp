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

TEST(Volunteering, groups_share_the_neighbours_hours_by_pull) {
  City c = hand::make_city();
  c.communities.population[hand::place(0)] = 1000;
  c.communities.cohesion[hand::place(0)] = 0.6F;
  c.reach.volunteer_hours = 0.04;
  const auto strong = hand::organize(c, 0, 1), weak = hand::organize(c, 0, 2), idle = hand::organize(c, 0, 3),
             dead = hand::organize(c, 0, 4), tired = hand::organize(c, 0, 5);
  c.organizations.pull[strong] = 3;
  c.organizations.pull[weak] = c.organizations.pull[idle] = c.organizations.pull[dead] = 1;
  c.organizations.dormant[idle] = 1;
  c.organizations.alive[dead] = 0;
  c.organizations.volunteers[tired] = 9;
  Volunteering()(c, luck("volunteering"));
  // 1000 x 0.04 x (0.4 + 0.6) = 40 hours, three quarters and one.
  EXPECT_NEAR(c.organizations.volunteers[strong], 30, 1e-4);
  EXPECT_NEAR(c.organizations.volunteers[weak], 10, 1e-4);
  for (const auto none : {idle, dead, tired}) EXPECT_EQ(c.organizations.volunteers[none], 0);
}

}  // namespace
