// Contests: who takes part comes nearer to who has done most, in its district, and gives hours.
#include "models/city/care/contests.hpp"

#include <gtest/gtest.h>

#include "tests/city/station_by_hand.hpp"

namespace {

using namespace city;
using hand::place;

TEST(Contests, move_a_district_s_generalists_towards_its_winner) {
  City c = hand::errand_city();
  c.station.contest_hours = 16;
  c.station.contest_gain = 0.2;
  for (const std::uint32_t p : {0U, 1U, 2U}) {
    const auto w = hand::employ(c, Employer::station, p, 1 + p);
    c.workers.generalist[w] = 1;
    c.communities.serving(place(p), 0) = 2;
  }
  hand::employ(c, Employer::station, 0, 9);  // no generalist: stays at the counter
  c.communities.practice(place(0), 0) = 2000;
  c.communities.practice(place(1), 0) = 6000;  // 3000 each: the best of the east
  c.communities.practice(place(2), 0) = 1000;  // alone in the west
  c.communities.practice(place(0), 1) = 500;   // nobody serves it
  Contests()(c, hand::luck("contests"));
  EXPECT_EQ(c.communities.practice(place(0), 0), 2000) << "no contest, nothing";
  c.station.contest = true;
  Contests()(c, hand::luck("contests"));
  EXPECT_FLOAT_EQ(c.communities.practice(place(0), 0), 2000 + 0.2F * 2000);  // the one who was there
  EXPECT_EQ(c.communities.practice(place(1), 0), 6000);
  EXPECT_EQ(c.communities.practice(place(2), 0), 1000);
  EXPECT_EQ(c.communities.practice(place(0), 1), 500);
  EXPECT_EQ(c.communities.contest_hours[place(0)], 16);
  EXPECT_EQ(c.communities.contest_hours[place(3)], 0);
}

}  // namespace
