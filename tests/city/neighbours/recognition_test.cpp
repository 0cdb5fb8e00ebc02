// Awards and reforms: who is honoured, what it does to a record, which reform is recognised and who copies it.
#include "models/city/neighbours/recognition.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

TEST(Recognition, honours_those_whom_most_praise) {
  City c = hand::make_city();
  c.now = sim::Month{11};
  hand::live(c, 0, 1000);
  const auto good = hand::organize(c, 0, 1), better = hand::organize(c, 2, 2), bad = hand::organize(c, 1, 3),
             gone = hand::organize(c, 1, 4);
  c.organizations.praise[good] = 3;
  c.organizations.praise[better] = 5;
  c.organizations.praise[bad] = -1;
  c.organizations.praise[gone] = 9;
  c.organizations.alive[gone] = 0;
  Recognition rule;
  rule.noise = 0;
  rule(c, luck("recognition", 11));
  EXPECT_EQ(c.organizations.honoured[better], never) << "none are given";
  rule.awards = 1000;  // one a thousand residents
  rule(c, luck("recognition", 11));
  EXPECT_EQ(c.organizations.honoured[better], 11);
  EXPECT_FLOAT_EQ(c.organizations.record[better], 0.6F);
  EXPECT_EQ(c.organizations.honoured[good], never);
  rule.awards = 5000;
  rule(c, luck("recognition", 11));
  EXPECT_FLOAT_EQ(c.organizations.record[better], 0.68F);
  EXPECT_FLOAT_EQ(c.organizations.record[good], 0.6F);
  EXPECT_FLOAT_EQ(c.organizations.record[bad], 0.5F) << "nobody praises it";
  EXPECT_FLOAT_EQ(c.organizations.record[gone], 0.5F);
}

struct Districts {
  City c = hand::make_city();
  Recognition rule;
  Districts() {
    for (const std::size_t p : {0U, 1U, 2U, 3U}) hand::live(c, p, 100);
    c.governments.practised[hand::east] = Reform::deliberation;
    rule.copying = 1;
    rule.noise = 0;
  }
  void year() { rule(c, luck("recognition", 11)); }
};

TEST(Recognition, is_of_what_the_most_content_district_has_and_others_copy_it_a_year_later) {
  Districts d;
  d.c.communities.content(hand::place(0), 2) = 0.6F;
  d.year();
  EXPECT_EQ(d.c.governments.recognised[hand::top], Reform::deliberation);
  EXPECT_EQ(d.c.governments.copied[hand::west], 0);
  d.year();
  EXPECT_EQ(d.c.governments.copied[hand::west], Reform::deliberation);
  EXPECT_EQ(d.c.governments.copied[hand::east], 0) << "it has it";
}

TEST(Recognition, is_not_of_a_reform_where_people_are_less_content) {
  Districts d;
  d.c.communities.content(hand::place(3), 2) = 0.6F;
  d.year();
  d.year();
  EXPECT_EQ(d.c.governments.recognised[hand::top], 0);
  EXPECT_EQ(d.c.governments.copied[hand::west], 0);
}

TEST(Recognition, counts_those_touched_by_help_as_many_as_they_are) {
  Districts d;
  d.c.communities.content(hand::place(2), 0) = 1;  // 10 of 200: + 0.025
  d.c.communities.touched(hand::place(2), 0) = 10;
  d.c.communities.content(hand::place(0), 2) = 0.54F;  // 100 of 200: + 0.02
  d.year();
  EXPECT_EQ(d.c.governments.recognised[hand::top], 0);
  d.c.communities.content(hand::place(0), 2) = 0.56F;
  d.year();
  EXPECT_EQ(d.c.governments.recognised[hand::top], Reform::deliberation);
}

}  // namespace
