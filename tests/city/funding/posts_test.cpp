// Posts in place of projects, by hand: whose lines pay for how many, and what is left of them.
#include "models/city/funding/posts.hpp"

#include <gtest/gtest.h>

#include "models/city/funding/treasury.hpp"
#include "models/city/shared/staff.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

struct PostsScene {
  City c = hand::peopled();  // 100 residents in each of four communities, two in the east
  Posts rule;
  Fen a_year = 0;
  PostsScene() {
    rule.open = true;
    c.now = sim::Month{12};
    a_year = fen(12 * c.wage() * (1 + c.economy.wage_surcharge));
    c.governments.fair_budget(hand::east, 0) = a_year;
    c.governments.off_fair_budget(hand::east, 1) = a_year;
    c.governments.fair_budget(hand::top, 0) = a_year;
  }
};

TEST(Posts, take_all_lines_and_spread_them_by_residents) {
  PostsScene s;
  s.rule(s.c, luck("posts", 12));
  EXPECT_EQ(s.c.governments.posts_line[hand::east], 2 * s.a_year);
  EXPECT_EQ(s.c.governments.fair_budget(hand::east, 0) + s.c.governments.off_fair_budget(hand::east, 1), 0);
  EXPECT_FLOAT_EQ(s.c.communities.line_posts[hand::place(0)],
                  1.25F);  // half of the district's, a quarter of the city's
  EXPECT_FLOAT_EQ(s.c.communities.line_posts[hand::place(2)], 0.25F);
  EXPECT_DOUBLE_EQ(posts_of(s.c, hand::place(0)), s.c.station.staff.at(0) + 1.25);
}

TEST(Posts, are_asked_for_in_january_alone_and_end_with_the_year) {
  PostsScene s;
  s.rule.open = false;
  s.rule(s.c, luck("posts", 12));
  EXPECT_EQ(s.c.governments.fair_budget(hand::east, 0), s.a_year) << "shut: no bit";
  EXPECT_EQ(s.c.communities.line_posts[hand::place(0)], 0);
  s.rule.open = true;
  s.c.now = sim::Month{13};
  s.rule(s.c, luck("posts", 13));
  EXPECT_EQ(s.c.governments.fair_budget(hand::east, 0), s.a_year) << "in February";
  s.c.now = sim::Month{24};
  s.rule(s.c, luck("posts", 24));
  s.rule.open = false;
  s.c.now = sim::Month{36};
  s.rule(s.c, luck("posts", 36));
  EXPECT_EQ(s.c.governments.posts_left[hand::east], 0);
  EXPECT_EQ(s.c.communities.line_posts[hand::place(0)], 0);
}

TEST(Posts, are_paid_by_those_whose_lines_they_are_until_these_are_spent) {
  PostsScene s;
  s.c.station.staff = 0;
  s.rule(s.c, luck("posts", 12));
  hand::employ(s.c, Employer::station, 0, 1);
  for (const auto g : {hand::top, hand::east}) s.c.governments.cash[g] = 3 * s.a_year;
  Fen wages = 0;
  each_employed(s.c, Employer::station, [&](Id<Workers> row, std::uint32_t) { wages += payroll_cost(s.c, row); });
  ASSERT_GT(wages, 0);
  pay_for_posts(s.c);
  // Of each hour four fifths are the district's, one fifth the city's.
  EXPECT_EQ(s.c.governments.cash[hand::east_street], wages);
  EXPECT_EQ(s.c.governments.posts_left[hand::east],
            2 * s.a_year - sim::nearest_integer(0.8 * static_cast<double>(wages)));
  EXPECT_EQ(s.c.ledger.moved(Purpose::transfer), wages);
  EXPECT_EQ(hand::all_money(s.c), 6 * s.a_year);
  s.c.governments.posts_left[hand::east] = 1;
  s.c.governments.posts_left[hand::top] = 0;
  pay_for_posts(s.c);
  EXPECT_EQ(s.c.governments.posts_left[hand::east], 0);
  EXPECT_EQ(s.c.governments.cash[hand::east_street], wages + 1);
}

}  // namespace
