// Hours: what administration and exhaustion leave, what volunteers give, and access relative to the city.
#include "models/city/care/working_time.hpp"

#include <gtest/gtest.h>

#include "models/city/organizations/volunteering.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

TEST(WorkingTime, is_what_administration_and_exhaustion_leave) {
  City c = hand::make_city();
  const auto org = hand::organize(c, 0, 1);
  const auto busy = hand::employ(c, Employer::station, 0, 1), free = hand::employ(c, Employer::station, 0, 7),
             tired = hand::employ(c, Employer::organization, 0, 2),
             half = hand::employ(c, Employer::organization, org.value, 3),
             spent = hand::employ(c, Employer::organization, org.value, 4),
             office = hand::employ(c, Employer::institution, 0, 5), none = hand::employ(c, Employer::none, 0, 6);
  for (float& b : c.workers.burnout.all()) b = 0;
  c.workers.licence[busy] = Licence::assistant;
  c.workers.burnout[tired] = 1;
  c.workers.burnout[spent] = 3;
  c.workers.share[half] = 0.5F;
  c.economy.worker_hours = 100;
  for (float& share : c.communities.casework.all()) share = 0.06F;
  WorkingTime w;
  w.exhaustion = 0.3;
  w.office = 0.1;
  w(c, luck("working_time"));
  EXPECT_FLOAT_EQ(c.workers.hours[busy], 12);  // 2 x 100 x 0.06, on the desk of the licensed
  EXPECT_EQ(c.workers.hours[free], 0);
  EXPECT_FLOAT_EQ(c.workers.hours[tired], 63);  // 90 x 0.7
  EXPECT_FLOAT_EQ(c.workers.hours[half], 45);
  EXPECT_FLOAT_EQ(c.workers.hours[spent], 27);  // never below 30 %
  EXPECT_EQ(c.workers.hours[office], 0);
  EXPECT_EQ(c.workers.hours[none], 0);
}

TEST(WorkingTime, contracts_spread_what_is_left_over_their_months) {
  City c = hand::make_city();
  const auto firm = hand::organize(c, 0, 1);
  const auto work = hand::contract(c, 0, 0, hand::east, firm, 1000, 12, 10),
             over = hand::contract(c, 0, 0, hand::east, firm, 1000, 12, 10);
  c.contracts.over[over] = 1;
  c.contracts.used[work] = 30;
  c.now = sim::Month{3};
  WorkingTime()(c, luck("working_time", 3));
  EXPECT_FLOAT_EQ(c.contracts.rate[work], 10);  // 90 hours in nine months
  c.contracts.used[work] = 110;
  c.now = sim::Month{11};
  WorkingTime()(c, luck("working_time", 11));
  EXPECT_FLOAT_EQ(c.contracts.rate[work], 10);  // ten in the last
  c.contracts.used[work] = 130;
  WorkingTime()(c, luck("working_time", 11));
  EXPECT_EQ(c.contracts.rate[work], 0);
  EXPECT_EQ(c.contracts.rate[over], 10);
}

TEST(WorkingTime, stations_put_cases_on_few_desks_the_licensed_first) {
  City c = hand::make_city();
  std::vector<Id<Workers>> w;
  for (std::uint64_t key = 0; key < 4; ++key) w.push_back(hand::employ(c, Employer::station, 0, key));
  const auto other = hand::employ(c, Employer::station, 1, 9);
  for (float& b : c.workers.burnout.all()) b = 0;
  c.workers.skill[w[1]] = 0.9F;
  c.workers.licence[w[2]] = Licence::assistant;
  c.workers.burnout[w[1]] = 1;
  for (float& share : c.communities.casework.all()) share = 0.3F;
  WorkingTime rule;
  rule.office = 0.1;
  rule.exhaustion = 0.5;
  rule(c, luck("working_time"));
  // 4 x 100 x 0.3 = 120 hours: 90 on the licensed desk, 30 on the ablest, who is tired; the neighbours have 30.
  EXPECT_FLOAT_EQ(c.workers.hours[w[2]], 90);
  EXPECT_FLOAT_EQ(c.workers.hours[w[1]], 15);
  EXPECT_EQ(c.workers.hours[w[0]] + c.workers.hours[w[3]], 0);
  EXPECT_FLOAT_EQ(c.workers.hours[other], 30);
}

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
