// Months and calendar dates.
#include "sim/clock.hpp"

#include <gtest/gtest.h>

namespace {

using sim::Month;

TEST(Month, counts_from_january_2010_both_ways) {
  for (int index = -500; index <= 500; ++index) {
    const Month m{index};
    ASSERT_GE(m.month(), 1);
    ASSERT_LE(m.month(), 12);
    ASSERT_EQ(Month::of(m.year(), m.month()), m);
  }
  EXPECT_EQ(Month{0}, Month::of(2010, 1));
  EXPECT_EQ(Month{-1}, Month::of(2009, 12));
  EXPECT_EQ(Month{-12}, Month::of(2009, 1));
  EXPECT_EQ(Month{-13}, Month::of(2008, 12));
}

TEST(Month, adds_and_subtracts) {
  EXPECT_EQ(Month::of(2013, 11) + 3, Month::of(2014, 2));
  EXPECT_EQ(Month::of(2010, 2) - 3, Month::of(2009, 11));
  EXPECT_EQ(Month::of(2020, 1) - Month::of(2010, 1), 120);
  EXPECT_LT(Month::of(2009, 12), Month::of(2010, 1));
}

// Known from the calendar: leap years 2000, 2012, 2016; none in 1900 and 2100.
TEST(Month, knows_its_first_day) {
  EXPECT_EQ(Month::of(2010, 1).days(), 0);
  EXPECT_EQ(Month::of(2010, 3).days(), 59);
  EXPECT_EQ(Month::of(2012, 3).days() - Month::of(2012, 2).days(), 29);
  EXPECT_EQ(Month::of(2100, 3).days() - Month::of(2100, 2).days(), 28);
  EXPECT_EQ(Month::of(1900, 3).days() - Month::of(1900, 2).days(), 28);
  EXPECT_EQ(Month::of(2000, 3).days() - Month::of(2000, 2).days(), 29);
  EXPECT_EQ(Month::of(2020, 1).days(), 3652);
  EXPECT_EQ(Month::of(2009, 12).days(), -31);
  EXPECT_EQ(Month::of(1970, 1).days(), -14610);
}

TEST(Month, writes_itself) {
  EXPECT_EQ(Month::of(2013, 7).text(), "2013-07");
  EXPECT_EQ(Month::of(2009, 12).text(), "2009-12");
}

TEST(LastDay, is_what_a_person_means) {
  using namespace std::chrono_literals;
  EXPECT_EQ(sim::last_day("2018"), 2018y / 12 / 31);
  EXPECT_EQ(sim::last_day("2016-02"), 2016y / 2 / 29);
  EXPECT_EQ(sim::last_day("2016-02-03"), 2016y / 2 / 3);
  for (const char* none : {"", "18", "2018-", "2018-13", "2018-00", "2015-02-30", "2018-1-1", "2018/06", "20-18-06",
                           "2018-06-00", "2018-06-1x", "June", "-018", "2018-06-155"})
    EXPECT_EQ(sim::last_day(none), std::nullopt) << none;
}

TEST(When, includes_its_months_of_every_year) {
  EXPECT_TRUE(sim::july.includes(Month::of(2013, 7)));
  EXPECT_TRUE(sim::july.includes(Month::of(2008, 7)));
  EXPECT_FALSE(sim::july.includes(Month::of(2013, 8)));
  for (int m = 1; m <= 12; ++m) EXPECT_TRUE(sim::monthly.includes(Month::of(2011, m)));
  EXPECT_FALSE(sim::at_start.includes(Month::of(2010, 1)));
  EXPECT_TRUE((sim::march | sim::april).includes(Month::of(2015, 4)));
}

TEST(When, writes_itself) {
  EXPECT_EQ(sim::text(sim::monthly), "monthly");
  EXPECT_EQ(sim::text(sim::at_start), "at start");
  EXPECT_EQ(sim::text(sim::july), "July");
  EXPECT_EQ(sim::text(sim::april | sim::march), "March, April");
}

TEST(When, can_be_at_the_start_and_in_months_alike) {
  const sim::When both = sim::at_start | sim::july;
  EXPECT_TRUE(both.at_start);
  EXPECT_TRUE(both.includes(sim::Month::of(2013, 7)));
  EXPECT_FALSE(both.includes(sim::Month::of(2013, 8)));
  EXPECT_FALSE(sim::at_start.includes(sim::Month::of(2013, 7)));
  EXPECT_EQ(sim::text(both), "at start and July");
}

}  // namespace
