// Pooling: whom a neighbour's hours reach.
#include "models/city/care/desks.hpp"

#include <gtest/gtest.h>

#include "models/city/care/casework.hpp"
#include "models/city/care/routing.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

// Two cases in a community whose station has no hours; the neighbour of the same street has ten hours, enough for one.
int taken_up(const sim::ByPlace<bool>& pooling) {
  City c = hand::make_city();
  c.station.casework_pooling = pooling;
  hand::employ(c, Employer::station, 0, 1, 0);
  hand::employ(c, Employer::station, 1, 2, 10);
  hand::employ(c, Employer::station, 2, 3, 90);  // another street
  for (std::uint32_t i = 0; i < 2; ++i) hand::open_case(c, 0, hand::settle(c, 0, i, 40), 0, Progress::waiting, 100 + i);
  Routing()(c, luck("routing"));
  Casework()(c, luck("casework"));
  int taken = 0;
  for (const std::int16_t month : c.cases.taken.all()) taken += month == never ? 0 : 1;
  return taken;
}

TEST(CaseworkPooling, lets_the_neighbours_hours_reach_a_case) {
  EXPECT_EQ(taken_up(false), 0);
  EXPECT_EQ(taken_up(true), 1);
  sim::ByPlace<bool> west = false;
  west.set(true, 1);
  EXPECT_EQ(taken_up(west), 0) << "where another district pools";
}

}  // namespace
