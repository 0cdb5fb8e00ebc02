// Who works where; and that the rules which tests link are those with asserts.
#include "models/city/shared/staff.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;

TEST(Staff, counts_who_works_where_by_kind_of_employer) {
  City c = hand::make_city();
  hand::employ(c, Employer::station, 1, 1);
  const Id<Workers> second = hand::employ(c, Employer::organization, 1, 2);
  hand::employ(c, Employer::station, 3, 3);
  const Id<Workers> last = hand::employ(c, Employer::station, 3, 4);
  EXPECT_EQ(headcounts(c, Employer::station, 4), (std::vector<std::int32_t>{0, 1, 0, 2}));
  EXPECT_EQ(headcounts(c, Employer::institution, 2), (std::vector<std::int32_t>{0, 0}));
  const Teams offices = teams(c, Employer::organization, 2), stations = teams(c, Employer::station, 4);
  ASSERT_EQ(offices[1].size(), 1u);
  EXPECT_EQ(offices[1].front(), second);
  EXPECT_EQ(stations[3].back(), last);
}

TEST(StaffDeathTest, a_row_that_is_not_there_is_noticed_inside_the_library) {
  const City c = hand::make_city();
  EXPECT_DEATH(posts_key(c, hand::place(c.communities.size()), Employer::station), "i < values_.size");
}

}  // namespace
