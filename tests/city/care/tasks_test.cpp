// The subtraction by hand: who does a task under each handling, what is paid, what nobody does, whose it was.
#include "models/city/care/tasks.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

// One task of 60 hours in each of the east's two communities of 500 people; the west is empty of people.
struct Town {
  City c = hand::make_city();
  Tasks rule;
  Town() {
    hand::give_tasks(c, 1);
    c.tasks[0].hours = 60;
    for (const std::size_t p : {0U, 1U}) c.communities.population[hand::place(p)] = 500;
    c.station.learned = c.station.search = 0;  // an errand takes a quarter of an hour
    c.station.handling = 15;
    rule.gifts = rule.neighbour_hours = 0;
    rule.street_share = 0.5;
    rule.society_hours = 40;
    rule.hour_price = 20;
  }
  void run(Handling handled, Owner belongs = Owner::organizations) {
    c.tasks[0].handled = handled;
    c.tasks[0].belongs = belongs;
    rule(c, luck("tasks"));
  }
  float done(std::size_t hand, std::size_t p = 0) const { return c.communities.hands(hand::place(p), hand); }
};
constexpr std::size_t nobody = 5;

TEST(Tasks, the_station_does_what_is_left_to_it) {
  Town t;
  t.run(Handling::run_by_station);
  EXPECT_EQ(t.done(0), 60);
  EXPECT_EQ(t.done(nobody), 0);
  EXPECT_EQ(t.c.communities.overreach[hand::place(0)], 0);  // nobody else was able to
}

TEST(Tasks, the_street_does_what_moved_up_as_far_as_it_has_hours_and_residents_travel) {
  Town t;
  hand::employ(t.c, Employer::institution, 0, 1);  // 50 hours for tasks
  t.run(Handling::moved_up, Owner::street);
  EXPECT_NEAR(t.done(1), 25, 1e-4);  // of 120
  EXPECT_NEAR(t.done(nobody), 35, 1e-4);
  EXPECT_EQ(t.done(1, 2), 0);
  EXPECT_EQ(t.done(nobody, 2), 60);
  EXPECT_EQ(t.c.communities.errand_travel[hand::place(0)], 0);
  t.c.tasks[0].hours = 0;
  t.c.tasks[0].errands = 80;  // 40 of 15 minutes in each community: 20 hours
  t.c.communities.rural[hand::place(1)] = 1;
  t.run(Handling::moved_up, Owner::street);
  EXPECT_NEAR(t.done(1), 10, 1e-5);
  EXPECT_NEAR(t.c.communities.errand_travel[hand::place(0)], 20, 1e-4);  // 40 x 30 minutes
  EXPECT_NEAR(t.c.communities.errand_travel[hand::place(1)], 40, 1e-4);
}

TEST(Tasks, groups_and_gifts_do_what_is_negotiated) {
  Town t;
  t.c.organizations.volunteers[hand::organize(t.c, 0, 1, 0, LegalStatus::informal, 1)] = 40;
  t.rule.volunteer_share = 0.5;
  t.run(Handling::negotiated);
  EXPECT_NEAR(t.done(3), 20, 1e-5);
  EXPECT_EQ(t.done(3, 1), 0);
  t.rule.gifts = 4.8;  // 500 x 4.8 / 12 = 200 CNY: ten hours
  t.run(Handling::negotiated);
  EXPECT_NEAR(t.done(3), 30, 1e-4);
  EXPECT_NEAR(t.done(3, 1), 10, 1e-5);
  EXPECT_NEAR(t.done(nobody, 1), 50, 1e-4);
  EXPECT_EQ(t.c.ledger.moved(Purpose::crowdfunding), 40000);
  EXPECT_EQ(hand::all_money(t.c), 0);
}

TEST(Tasks, residents_do_what_they_have_time_for) {
  Town t;
  t.rule.neighbour_hours = 0.1;
  t.c.communities.cohesion[hand::place(1)] = 1;
  t.run(Handling::autonomous, Owner::residents);
  EXPECT_NEAR(t.done(4), 45, 1e-4);  // 500 x 0.1 x 0.9
  EXPECT_NEAR(t.done(nobody), 15, 1e-4);
  EXPECT_NEAR(t.done(4, 1), 60, 1e-4);
  EXPECT_EQ(t.c.communities.misallocated[hand::place(0)], 0);
}

TEST(Tasks, what_nobody_did_is_left_and_fades) {
  Town t;
  t.rule.undone_kept = 0.5;
  t.rule.distrust_kept = 0.5;
  t.c.tasks[0].distrust = 0.1;
  t.run(Handling::contracted_out);  // no money: 60 hours
  EXPECT_FLOAT_EQ(t.c.communities.undone(hand::place(0), 0), 60);
  EXPECT_FLOAT_EQ(t.c.communities.distrust[hand::place(0)], 0.06F);
  t.run(Handling::contracted_out);
  EXPECT_FLOAT_EQ(t.c.communities.undone(hand::place(0), 0), 90);
  EXPECT_FLOAT_EQ(t.c.communities.distrust[hand::place(0)], 0.12F);
  t.run(Handling::run_by_station);
  EXPECT_FLOAT_EQ(t.c.communities.undone(hand::place(0), 0), 45);
  t.c.tasks[0].distrust = 10;
  t.run(Handling::run_by_station);
  EXPECT_EQ(t.c.communities.distrust[hand::place(0)], 1);  // no further
}

TEST(Tasks, errands_that_return_take_time_and_ways) {
  Town t;
  hand::employ(t.c, Employer::institution, 0, 1);  // 50 hours for tasks
  t.c.tasks[0].hours = 0;
  t.c.tasks[0].errands = 80;  // 40 of 15 minutes: ten hours in each community
  t.c.tasks[0].returning = 10;
  t.c.communities.undone(hand::place(0), 0) = 400;  // 40 more
  t.run(Handling::moved_up, Owner::street);
  EXPECT_NEAR(t.done(1), 20, 1e-5);
  EXPECT_NEAR(t.done(1, 1), 10, 1e-5);
  EXPECT_NEAR(t.c.communities.errand_travel[hand::place(0)], 40, 1e-4);  // 80 x 30 minutes
  EXPECT_FLOAT_EQ(t.c.communities.undone(hand::place(0), 0), 360);
}

TEST(Tasks, over_reach_is_what_society_was_able_to_do) {
  Town t;
  t.c.economy.own_hours = 50;
  hand::organize(t.c, 0, 1, 0, LegalStatus::registered, 1);
  t.run(Handling::run_by_station);  // at the most 40 hours, for two communities
  EXPECT_NEAR(t.c.communities.overreach[hand::place(0)], 20, 1e-5);
  EXPECT_EQ(t.c.communities.misallocated[hand::place(0)], 0);
  t.rule.neighbour_hours = 0.1;
  t.run(Handling::run_by_station, Owner::residents);
  EXPECT_NEAR(t.c.communities.overreach[hand::place(0)], 45, 1e-4);
}

TEST(Tasks, misallocated_is_what_another_did_though_the_owner_was_able) {
  Town t;
  hand::employ(t.c, Employer::institution, 0, 1);  // 50 hours, for two communities
  t.run(Handling::run_by_station, Owner::street);
  EXPECT_NEAR(t.c.communities.misallocated[hand::place(0)], 25, 1e-5);
  EXPECT_EQ(t.c.communities.overreach[hand::place(0)], 0);
  t.run(Handling::run_by_station, Owner::station);
  EXPECT_EQ(t.c.communities.misallocated[hand::place(0)], 0);
  t.c.station.staff = 1;
  t.c.communities.admin[hand::place(0)] = 0.9F;  // 10 of 100 hours left
  t.run(Handling::moved_up, Owner::station);
  EXPECT_NEAR(t.c.communities.misallocated[hand::place(0)], 10, 1e-3);
  t.c.communities.admin[hand::place(0)] = 1;
  t.run(Handling::moved_up, Owner::station);
  EXPECT_EQ(t.c.communities.misallocated[hand::place(0)], 0);
}

}  // namespace
