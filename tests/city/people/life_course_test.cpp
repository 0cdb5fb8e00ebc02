// The life course: with whom people live from one birthday to the next.
#include "models/city/people/life_course.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

TEST(LifeCourse, birthdays_change_with_whom_one_lives) {
  City c = hand::make_city();
  c.communities.rural[hand::place(0)] = 1;
  const auto at = [&](std::size_t p, std::uint32_t slot, int years, int months, std::uint16_t traits) {
    const auto who = hand::settle(c, p, slot, years, traits);
    c.residents.born[who] = static_cast<std::int16_t>(-years * 12 - months);
    return who;
  };
  const auto child = at(0, 0, 1, 0, 0), migrant = at(0, 1, 1, 0, Traits::migrant), town = at(1, 0, 1, 0, 0),
             older = at(0, 2, 1, 1, 0), grown = at(0, 3, 18, 0, hand::with(Living::left_behind)),
             elder = at(0, 4, 60, 0, 0);
  LifeCourse rule;
  rule.left_behind = 1;
  rule.alone = 0;
  rule.empty_nest = 1;
  rule(c, luck("life_course"));
  const auto living = [&](Id<Residents> who) { return Traits{c.residents.traits[who]}.living(); };
  EXPECT_EQ(living(child), Living::left_behind);
  for (const auto other : {migrant, town, older, grown}) EXPECT_EQ(living(other), Living::family);
  EXPECT_EQ(living(elder), Living::empty_nest);

  const auto pupil = at(0, 5, 6, 0, 0), smaller = at(0, 6, 1, 0, 0);
  rule.left_behind_at = 6;
  rule(c, luck("life_course"));
  EXPECT_EQ(living(pupil), Living::left_behind);
  EXPECT_EQ(living(smaller), Living::family);
}

}  // namespace
