// Posts in place of projects, by hand: whose lines pay for how many, and what is left of them.
#include "models/city/funding/posts.hpp"

#include <gtest/gtest.h>

#include "models/city/funding/post_pay.hpp"
#include "models/city/shared/staff.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

struct PostsScene {
  City c = hand::make_city();
  Posts rule;
  Fen a_year = 0;
  PostsScene() {
    for (std::size_t p = 0; p < 4; ++p) c.communities.population[hand::place(p)] = 100;  // two in the east
    rule.open = true;
    c.now = sim::Month{12};
    c.procurement.platform = false;
    a_year = fen(12 * c.hour_cost() * c.economy.worker_hours);
    c.governments.fair_budget(hand::east, 0) = a_year;
    c.governments.off_fair_budget(hand::east, 1) = a_year;
    c.governments.fair_budget(hand::top, 0) = a_year;
  }
};

TEST(Posts, take_all_lines_and_spread_them_by_residents_or_by_cases) {
  PostsScene s;
  City seen = s.c;
  s.rule(s.c, luck("posts", 12));
  EXPECT_EQ(s.c.governments.posts_line[hand::east], 2 * s.a_year);
  EXPECT_EQ(s.c.governments.fair_budget(hand::east, 0) + s.c.governments.off_fair_budget(hand::east, 1), 0);
  EXPECT_NEAR(s.c.communities.line_posts[hand::place(0)], 1.25,
              1e-6);  // half of the district's, a quarter of the city's
  EXPECT_NEAR(s.c.communities.line_posts[hand::place(2)], 0.25, 1e-6);
  EXPECT_NEAR(posts_of(s.c, hand::place(0)), s.c.station.staff.at(0) + 1.25, 1e-6);
  // Communities say what is needed: two wait in the second of the east, and each counts one for itself.
  seen.procurement.platform = true;
  for (std::uint32_t i = 0; i < 2; ++i) hand::open_case(seen, 1, hand::settle(seen, 1, i, 40), 1, Progress::waiting, i);
  s.rule(seen, luck("posts", 12));
  EXPECT_NEAR(seen.communities.line_posts[hand::place(1)], 2 * 3 / 4.0 + 3 / 6.0, 1e-6);
  EXPECT_NEAR(seen.communities.line_posts[hand::place(0)], 2 * 1 / 4.0 + 1 / 6.0, 1e-6);
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

// Lines pay for who is there in a further post, wages and the room, and for nobody else.
TEST(Posts, are_paid_when_they_are_filled_by_those_whose_lines_they_are) {
  PostsScene s;
  s.c.station.staff = 1;
  s.rule(s.c, luck("posts", 12));
  for (const auto g : {hand::top, hand::east}) s.c.governments.cash[g] = 3 * s.a_year;
  hand::employ(s.c, Employer::station, 0, 1);
  pay_for_posts(s.c);
  EXPECT_EQ(s.c.ledger.moved(Purpose::transfer), 0) << "she is in the regular post";
  hand::employ(s.c, Employer::station, 0, 1);
  pay_for_posts(s.c);
  // Two thirds are the district's, one third the city's, by their lines.
  const double month = static_cast<double>(s.a_year) / 12;
  EXPECT_NEAR(static_cast<double>(s.c.governments.posts_left[hand::east]), 2 * 12 * month - 2 * month / 3, 2);
  EXPECT_NEAR(static_cast<double>(s.c.governments.posts_left[hand::top]), 12 * month - month / 3, 2);
  EXPECT_NEAR(static_cast<double>(s.c.governments.cash[hand::east_street]), month * s.c.economy.direct_share, 2);
  EXPECT_NEAR(static_cast<double>(s.c.ledger.moved(Purpose::post_office)), month * (1 - s.c.economy.direct_share), 2);
  EXPECT_EQ(hand::all_money(s.c), 6 * s.a_year);
  s.c.governments.posts_left[hand::east] = 1;
  s.c.governments.posts_left[hand::top] = 0;
  pay_for_posts(s.c);
  EXPECT_EQ(s.c.governments.posts_left[hand::east], 0) << "until they are spent";
}

}  // namespace
