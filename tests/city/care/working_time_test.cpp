// Hours: what administration and exhaustion leave, and what contracts have left.
#include "models/city/care/working_time.hpp"

#include <gtest/gtest.h>

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

}  // namespace
