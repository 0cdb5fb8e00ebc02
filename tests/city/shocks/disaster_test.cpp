// A disaster by hand: who is affected, how teams find sites, what a centre changes, what is left.
#include "models/city/shocks/disaster.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

// 1,000 residents in each of four communities; the east is struck.
struct Struck {
  City c = hand::make_city(1000);
  Disaster rule;
  Struck(double per_1000 = 100) {
    for (std::size_t p = 0; p < 4; ++p)
      for (std::uint32_t i = 0; i < 1000; ++i) hand::settle(c, p, i, 40);
    c.services[0].disaster_needs = 1;
    rule.affected.set(per_1000, 0);
    rule.responds = 1;
    rule.noise = 0;
  }
  void teams(int number, std::uint64_t first = 1) {
    for (int i = 0; i < number; ++i) {
      const auto team = hand::organize(c, 3, first + static_cast<std::uint64_t>(i));
      c.organizations.volunteers[team] = 30;
    }
  }
  void month() { rule(c, luck("disaster")); }
  template <class V>
  V sum(const sim::Column<Communities, V>& column) const {
    return std::accumulate(column.all().begin(), column.all().end(), V{});
  }
};

TEST(Disaster, leaves_those_in_need_whom_nobody_reaches) {
  Struck s;
  s.month();
  const int affected = s.sum(s.c.communities.affected);
  EXPECT_NEAR(affected, 190, 15);  // of 200 attempts a twentieth falls on somebody twice
  EXPECT_EQ(s.c.communities.affected[hand::place(2)] + s.c.communities.affected[hand::place(3)], 0);
  EXPECT_EQ(s.sum(s.c.communities.relieved), 0);
  ASSERT_EQ(s.c.cases.size(), static_cast<std::size_t>(affected));
  int severe = 0;
  for (const Id<Cases> row : s.c.cases.rows()) {
    EXPECT_EQ(s.c.cases.service[row], 0);
    EXPECT_EQ(s.c.cases.progress[row], Progress::latent);
    EXPECT_EQ(s.c.cases.opened[row], 0);
    EXPECT_EQ(s.c.residents.open[s.c.cases.resident[row]], 1);
    EXPECT_EQ(s.c.cases.left[row], s.c.services[0].months);
    severe += s.c.cases.severity[row] == 2 ? 1 : 0;
  }
  EXPECT_NEAR(severe, affected / 2.0, 30);
  // Who has such a need has no second one.
  s.month();
  for (const Id<Cases> row : s.c.cases.rows()) EXPECT_EQ(s.c.residents.open[s.c.cases.resident[row]], 1);
  EXPECT_EQ(s.c.cases.size(), static_cast<std::size_t>(affected));
}

TEST(Disaster, leaves_no_need_that_nobody_can_have) {
  Struck s;
  s.c.services[0].least_age = 60;
  s.month();
  EXPECT_GT(s.sum(s.c.communities.affected), 0);
  EXPECT_TRUE(s.c.cases.empty());
}

// One team, one site: a day's way, then ten a day.
TEST(Disaster, a_team_helps_day_by_day_and_goes_home_when_all_is_done) {
  Struck s;
  for (std::uint32_t i = 0; i < 1000; ++i) s.c.residents.traits[s.c.slot(hand::place(1), i)] = 0;  // one site is left
  s.teams(1);
  s.rule.helps = 10;
  s.rule.days = 6;  // five on site
  s.month();
  EXPECT_EQ(s.c.communities.relieved[hand::place(0)], 50);
  EXPECT_EQ(s.c.communities.team_days[hand::place(0)], 5);
  EXPECT_EQ(s.c.communities.duplicated_days[hand::place(0)], 0);
  EXPECT_FLOAT_EQ(s.c.communities.responders[hand::place(0)], 5.0F / 6);
  EXPECT_EQ(s.c.organizations.volunteers[Id<Organizations>(0U)], 0) << "away for all of it";
  Struck done;
  for (std::uint32_t i = 0; i < 1000; ++i) done.c.residents.traits[done.c.slot(hand::place(1), i)] = 0;
  done.teams(1);
  done.rule.helps = 1000;
  done.rule.days = 10;
  done.month();
  EXPECT_EQ(done.c.communities.relieved[hand::place(0)], done.c.communities.affected[hand::place(0)]);
  EXPECT_EQ(done.c.communities.team_days[hand::place(0)], 1);
  EXPECT_FLOAT_EQ(done.c.organizations.volunteers[Id<Organizations>(0U)], 24);
  EXPECT_TRUE(done.c.cases.empty());
}

TEST(Disaster, teams_come_in_vain_where_others_do_not_tell) {
  Struck s(5);  // about ten people, one team's work of a day
  s.teams(20);
  s.rule.helps = 10;
  s.month();
  EXPECT_EQ(s.sum(s.c.communities.relieved), s.sum(s.c.communities.affected));
  // All twenty go once to each of two sites: their own news of a site lasts until they see it.
  EXPECT_EQ(s.sum(s.c.communities.team_days), 40);
  EXPECT_GE(s.sum(s.c.communities.duplicated_days), 37);
}

TEST(Disaster, a_centre_that_tells_at_once_keeps_teams_at_home_and_one_that_never_does_changes_no_bit) {
  const auto days = [](bool centre, std::int64_t lag) {
    Struck s(5);
    s.teams(20);
    s.rule.helps = 10;
    s.rule.centre = centre;
    s.rule.lag = lag;
    s.month();
    return s.sum(s.c.communities.team_days);
  };
  EXPECT_LT(days(true, 0), 30);
  EXPECT_LE(days(true, 2), days(false, 2));
  EXPECT_EQ(days(true, 31), days(false, 31));
}

TEST(Disaster, that_does_not_happen_changes_nothing) {
  Struck s(0);
  s.teams(5);
  s.rule.centre = true;
  s.month();
  EXPECT_TRUE(s.c.cases.empty());
  for (const float hours : s.c.organizations.volunteers.all()) EXPECT_EQ(hours, 30);
  EXPECT_EQ(s.sum(s.c.communities.affected), 0);
}

TEST(Disaster, is_the_same_whatever_the_order_of_rows) {
  const auto reached = [](bool turned) {
    Struck s(100);
    s.rule.days = 8;
    for (std::uint64_t i = 0; i < 6; ++i) s.teams(1, turned ? 6 - i : 1 + i);
    s.month();
    return std::pair(s.c.communities.relieved[hand::place(0)], s.c.communities.relieved[hand::place(1)]);
  };
  EXPECT_EQ(reached(false), reached(true));
}

}  // namespace
