// The lottery fund by hand: what comes in, what buys services, the earmark for elders.
#include "models/city/funding/lottery.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

struct LotteryScene {
  City c = hand::make_city();
  Lottery rule;
  LotteryScene() {
    for (std::size_t p = 0; p < 4; ++p) c.communities.population[hand::place(p)] = 100;
    c.services[1].least_age = 60;
    for (const auto g : {hand::top, hand::east, hand::west}) {
      c.governments.off_fair_line(g, 0) = c.governments.off_fair_budget(g, 0) = 3000;
      c.governments.off_fair_line(g, 1) = c.governments.off_fair_budget(g, 1) = 1000;
    }
    rule.sales = 1200;
    rule.growth = 0;
    rule.fund = 0.28;
    rule.local = 0.5;
    rule.city_share = 0.25;
    rule.purchase = 0.1;
  }
  void month(int m) {
    c.now = sim::Month{m};
    rule(c, luck("lottery", m));
    EXPECT_EQ(hand::all_money(c), 0);
  }
};

TEST(Lottery, brings_its_local_half_to_city_and_districts) {
  LotteryScene s;
  s.month(1);
  // 400 residents x 1,200 CNY / 12 x 0.28 x 0.5 = 5,600 a month, a quarter to the city.
  EXPECT_EQ(s.c.governments.cash[hand::top], 140000);
  EXPECT_EQ(s.c.governments.cash[hand::east], 210000);
  EXPECT_EQ(s.c.governments.lottery_in[hand::west], 210000);
  EXPECT_EQ(s.c.governments.lottery[hand::east], 21000);  // a tenth is for purchase
  EXPECT_EQ(s.c.governments.cash[hand::east_street], 0);
  EXPECT_EQ(s.c.governments.off_fair_budget(hand::east, 0), 3000);
}

TEST(Lottery, enters_the_lines_in_january_as_they_are) {
  LotteryScene s;
  s.month(1);
  s.month(12);
  EXPECT_EQ(s.c.governments.off_fair_budget(hand::east, 0), 3000 + 15750);
  EXPECT_EQ(s.c.governments.off_fair_budget(hand::east, 1), 1000 + 5250);
  EXPECT_EQ(s.c.governments.off_fair_line(hand::east, 0), 3000);  // inertia does not remember it
  EXPECT_EQ(s.c.governments.lottery_lines[hand::east], 21000);
  EXPECT_EQ(s.c.governments.lottery_elders[hand::east], 5250);
  EXPECT_EQ(s.c.governments.lottery[hand::east], 21000);  // January's own, for next year
}

TEST(Lottery, earmark_gives_elders_a_half_and_more_as_they_become_more) {
  EXPECT_EQ(Lottery::phi(80, 100), 0.5);
  EXPECT_EQ(Lottery::phi(140, 100), 0.7);
  EXPECT_EQ(Lottery::phi(300, 100), 1.0);
  LotteryScene s;
  hand::settle(s.c, 0, 0, 70);
  s.c.communities.elders[hand::place(0)] = 1;
  s.c.communities.population[hand::place(0)] = 100;
  s.rule.earmark = true;
  s.month(1);
  const Fen before = s.c.governments.cash[hand::east];
  s.month(12);
  // Half of 21,000, and a quarter of the other half; nobody adds to it.
  EXPECT_EQ(s.c.governments.lottery_elders[hand::east], 13125);
  EXPECT_EQ(s.c.governments.off_fair_budget(hand::east, 1), 1000 + 13125);
  EXPECT_EQ(s.c.governments.cash[hand::east] - before, 210000);
  EXPECT_EQ(s.c.ledger.outside(Account::donors), 0);
}

TEST(Lottery, without_sales_moves_nothing) {
  LotteryScene s;
  s.rule.sales = 0;
  s.month(1);
  s.month(12);
  EXPECT_EQ(s.c.governments.off_fair_budget(hand::east, 0), 3000);
  EXPECT_EQ(s.c.ledger.moved(Purpose::lottery), 0);
}

TEST(Lottery, gives_a_region_its_share_first) {
  LotteryScene s;
  const Id<Governments> region = s.c.governments.add();
  s.c.governments.level[region] = Level::region;
  s.c.governments.parent[hand::top] = region;
  s.rule.region_share = 0.5;
  s.month(1);
  EXPECT_EQ(s.c.governments.cash[region], 280000);
  EXPECT_EQ(s.c.governments.cash[hand::top], 70000);
  EXPECT_EQ(s.c.governments.cash[hand::east], 105000);
}

}  // namespace
