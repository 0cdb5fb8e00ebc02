// Which phases a month has, and what luck they are given.
#include "sim/life.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/sim/toy_model.hpp"

namespace {

using sim::Month;

// A model that notes what is done with it; the rest of it is the toy's.
struct Noted {
  sim::Bound<toy::Spec> model;
  std::vector<std::string> seen;
  void live(const sim::Life& life, Month now, bool building) {
    const auto around = [&](std::size_t place, const auto& phase) {
      phase();
      seen.push_back(life.phases()[place].name);
    };
    building ? life.start(now, around) : life.month(now, around);
  }
};

TEST(Life, StartsWithWhatBuildsTheWorldAndGoesOnWithTheMonths) {
  Noted noted;
  noted.model.world.services = {{"care"}};
  const sim::Life life(noted.model, Month::of(2012, 5));
  noted.live(life, Month::of(2012, 5), true);
  EXPECT_EQ(noted.seen, (std::vector<std::string>{"population"}));
  EXPECT_EQ(noted.model.world.now, Month::of(2012, 5));
  noted.seen.clear();
  noted.live(life, Month::of(2012, 6), false);
  EXPECT_EQ(noted.seen, (std::vector<std::string>{"need", "help_seeking"}));
  EXPECT_EQ(noted.model.world.now, Month::of(2012, 6));
}

TEST(Life, GivesEachPhaseTheLuckOfItsNameMonthSeedAndReplicate) {
  constexpr std::uint64_t seed = 7;
  constexpr std::uint32_t replicate = 3;
  const Month now = Month::of(2013, 2);
  sim::Bound<toy::Spec> lived, by_hand;
  for (auto* model : {&lived, &by_hand}) {
    model->world.services = {{"care", 0.3}};
    sim::Life(*model, now).start(now);
  }
  sim::Life(lived, now, seed, replicate).month(now);
  by_hand.rules.need(by_hand.world, sim::Draws(seed, replicate, "need", now));
  by_hand.rules.help_seeking(by_hand.world, sim::Draws(seed, replicate, "help_seeking", now));
  ASSERT_GT(lived.world.asked, 0);
  EXPECT_EQ(lived.world.asked, by_hand.world.asked);
  EXPECT_EQ(lived.world.totals.open.all()[0], by_hand.world.totals.open.all()[0]);
  sim::Life(by_hand, now, seed, replicate + 1).month(now);
  sim::Life(lived, now, seed, replicate).month(now);
  EXPECT_NE(lived.world.totals.open.all()[0], by_hand.world.totals.open.all()[0]);
}

TEST(Life, ComesToRestBeforeTheFirstMonthInAWorldThatThisDoesNotChange) {
  const Month first = Month::of(2013, 2);
  sim::Bound<toy::Spec> at_once, rested;
  for (auto* model : {&at_once, &rested}) model->world.services = {{"care", 0.3}};
  sim::Life(at_once, first).start(first);
  const sim::Life life(rested, first);
  life.start(first - 3);
  EXPECT_EQ(rested.world.now, first - 3);
  EXPECT_EQ(rested.world.first, first);
  EXPECT_EQ(rested.world.totals.open.all()[0], at_once.world.totals.open.all()[0]);
  for (Month now = first - 3; now < first; now = now + 1) life.month(now);
  EXPECT_GT(rested.world.totals.open.all()[0], at_once.world.totals.open.all()[0]);
}

}  // namespace
