// Deliberation by hand: who comes, what they want, which motions pass, what people learn of it; and where attendance
// rests.
#include "models/city/neighbours/deliberation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/city/funding/posting.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

const auto here = hand::place(0);

// Everybody comes who is invited, until a test says otherwise; meetings every month.
Deliberation all_come() {
  Deliberation rule;
  rule.open = true;
  rule.every = 1;
  rule.threshold = -1;
  rule.spread = rule.rules = rule.lesson = 0;
  rule.proposes = 1;
  return rule;
}

// A volunteer, a member, somebody in need of care, a migrant in need of meals; a child in need and one who has no
// reason.
City five_neighbours() {
  City c = hand::make_city();
  hand::settle(c, 0, 0, 40, Traits::volunteer);
  hand::settle(c, 0, 1, 40, Traits::member);
  hand::open_case(c, 0, hand::settle(c, 0, 2, 70), 1, Progress::waiting, 1);
  hand::open_case(c, 0, hand::settle(c, 0, 3, 30, Traits::migrant), 0, Progress::latent, 2);
  hand::open_case(c, 0, hand::settle(c, 0, 4, 17), 0, Progress::latent, 3);
  hand::settle(c, 0, 5, 40);
  return c;
}

TEST(Deliberation, invites_grown_ups_who_take_part_or_are_in_need) {
  City c = five_neighbours();
  all_come()(c, luck("deliberation"));
  EXPECT_EQ(c.communities.invited[here], 4);
  EXPECT_EQ(c.communities.attended[here], 4);
  EXPECT_EQ(c.communities.met[here], 0);
  EXPECT_EQ(c.communities.attended[hand::place(1)], 0) << "nobody lives there";
  // Care is asked for and meals are not: the volunteer and the member speak for care, as its owner does.
  EXPECT_FLOAT_EQ(c.communities.wanted(here, 0), 0.25F);
  EXPECT_FLOAT_EQ(c.communities.wanted(here, 1), 0.75F);
}

// Slots are looked at in stretches of 512.
TEST(Deliberation, invites_from_all_slots) {
  City c = hand::make_city(1100);
  for (const std::uint32_t slot : {0U, 511U, 512U, 1023U, 1024U, 1099U})
    hand::settle(c, 0, slot, 40, Traits::volunteer);
  hand::settle(c, 0, 1098, 40);
  hand::settle(c, 1, 3, 40, Traits::volunteer);
  all_come()(c, luck("deliberation"));
  EXPECT_EQ(c.communities.invited[here], 6);
  EXPECT_EQ(c.communities.invited[hand::place(1)], 1);
}

TEST(Deliberation, without_subjects_hears_local_volunteers_and_members_alone) {
  City c = five_neighbours();
  hand::settle(c, 0, 6, 40, Traits::volunteer | Traits::migrant);
  Deliberation rule = all_come();
  rule.subjects = false;
  rule(c, luck("deliberation"));
  EXPECT_EQ(c.communities.invited[here], 2);
}

TEST(Deliberation, without_content_puts_what_officials_hold_dear_on_the_table) {
  City c = five_neighbours();
  c.services[0].salience = 3;
  Deliberation rule = all_come();
  rule.content = false;
  rule(c, luck("deliberation"));
  EXPECT_FLOAT_EQ(c.communities.wanted(here, 0), 0.75F);
  EXPECT_FLOAT_EQ(c.communities.wanted(here, 1), 0.25F);
}

TEST(Deliberation, nobody_meets_where_it_is_closed_or_another_month_has_the_turn) {
  City c = five_neighbours();
  Deliberation rule = all_come();
  rule.open = false;
  rule(c, luck("deliberation"));
  EXPECT_EQ(c.communities.met[here], never);
  c.governments.copied[hand::east] = Reform::deliberation;
  rule(c, luck("deliberation"));
  EXPECT_EQ(c.communities.met[here], 0) << "its district has copied it";
  rule = all_come();
  rule.every = 3;  // keys are 10, 11 ...: 0 has its turn in months 2, 5 ...
  for (const int month : {1, 2, 3, 4, 5}) {
    c.now = sim::Month{month};
    rule(c, luck("deliberation", month));
    EXPECT_EQ(c.communities.met[here], month < 2 ? 0 : month < 5 ? 2 : 5);
  }
}

TEST(Deliberation, one_comes_who_expects_enough_others_as_they_came_the_last_three_times) {
  City c = five_neighbours();
  Deliberation rule = all_come();
  rule.first = 0.3;
  rule.threshold = 0.3;
  rule(c, luck("deliberation"));
  EXPECT_EQ(c.communities.attended[here], 4);
  EXPECT_FLOAT_EQ(c.communities.attendance(here, 0), 1);
  EXPECT_FLOAT_EQ(c.communities.attendance(here, 1), 0.3F);
  rule.threshold = 0.55;  // (1 + 0.3 + 0.3) / 3 are expected
  rule(c, luck("deliberation", 1));
  EXPECT_EQ(c.communities.attended[here], 0);
  rule.rules = 0.15;  // 1.3 / 3 are, of now 0.4
  rule(c, luck("deliberation", 2));
  EXPECT_EQ(c.communities.attended[here], 4);
  rule.threshold = 0.7;  // 2 / 3 are expected: enough with rules, 0.55
  rule.procedure = false;
  rule(c, luck("deliberation", 3));
  EXPECT_EQ(c.communities.attended[here], 0);
}

// Thresholds are normal (0.6, 0.5): attendance rests where x = Phi((x - m) / 0.5), at 0.23 without rules of procedure,
// at 0.5 with them.
TEST(Deliberation, attendance_rests_where_as_many_come_as_are_expected) {
  for (const bool procedure : {false, true}) {
    City c = hand::make_city(8000);
    for (std::uint32_t i = 0; i < 8000; ++i) hand::settle(c, 0, i, 40, Traits::member);
    Deliberation rule;
    rule.open = true;
    rule.every = 1;
    rule.lesson = 0;
    rule.procedure = procedure;
    for (int month = 0; month < 60; ++month) {
      c.now = sim::Month{month};
      rule(c, luck("deliberation", month));
    }
    EXPECT_NEAR(c.communities.attended[here] / 8000.0, procedure ? 0.5 : 0.23, 0.03);
  }
}

TEST(Deliberation, results_that_are_not_used_teach_people_to_stay_away) {
  City c = five_neighbours();
  Deliberation rule = all_come();
  rule.use_of_results = false;
  rule(c, luck("deliberation"));
  EXPECT_EQ(c.communities.disappointed[here], 0) << "nobody knows yet";
  EXPECT_EQ(c.communities.binding[here], 0);
  rule(c, luck("deliberation", 1));
  EXPECT_FLOAT_EQ(c.communities.disappointed[here], 1.0F / 3);
  rule.threshold = 0.7;  // all came, but of the first time before
  rule.lesson = 1;
  rule(c, luck("deliberation", 2));
  EXPECT_EQ(c.communities.attended[here], 0);
  // Used: wishes are posted, and of three grants that passed two were paid.
  c.communities.binding[here] = 1;
  c.communities.passed[here] = 3;
  c.communities.carried_out[here] = 2;
  c.communities.disappointed[here] = 0;
  rule(c, luck("deliberation", 3));
  EXPECT_FLOAT_EQ(c.communities.disappointed[here], 0.25F / 3);
}

// Grants of 1,000 CNY: those who want the service agree, others while it takes less of the fund than they leave.
TEST(Deliberation, a_majority_grants) {
  const auto voted = [](Fen fund, std::uint8_t niche, LegalStatus status = LegalStatus::filed) {
    City c = five_neighbours();
    const auto group = hand::organize(c, 0, 7, 0, status, 1);
    c.organizations.niche[group] = niche;
    c.communities.fund[here] = fund;
    Deliberation rule = all_come();
    rule.least = rule.most = 1000;
    rule(c, luck("deliberation"));
    EXPECT_EQ(c.communities.passed[here], c.organizations.voted[group] > 0 ? 1 : 0);
    EXPECT_EQ(c.communities.motions[here], status == LegalStatus::informal ? 0 : 1);
    return c.organizations.voted[group];
  };
  EXPECT_EQ(voted(0, 1), 100000) << "three of four want care";
  EXPECT_EQ(voted(0, 0), 0) << "one of four wants meals";
  EXPECT_EQ(voted(Fen{1} << 50, 0), 100000) << "it takes nearly nothing off the fund";
  EXPECT_EQ(voted(0, 1, LegalStatus::informal), 0);
}

TEST(Deliberation, has_time_for_an_agenda_in_an_order_of_luck) {
  City c = five_neighbours();
  std::vector<Id<Organizations>> groups;
  for (std::uint64_t key = 0; key < 9; ++key) {
    groups.push_back(hand::organize(c, 0, 50 + key, 0, LegalStatus::filed, 1));
    c.organizations.niche[groups.back()] = 1;
  }
  all_come()(c, luck("deliberation"));
  EXPECT_EQ(c.communities.motions[here], 3);
  EXPECT_EQ(c.communities.passed[here], 3);
  std::int64_t first = 0;
  for (const auto group : groups) {
    const Fen amount = c.organizations.voted[group];
    EXPECT_TRUE(amount == 0 || (amount >= 100000 && amount <= 700000 && amount % 100 == 0));
    first += amount > 0 ? 1 : 0;
  }
  EXPECT_EQ(first, 3);
}

// What those who meet want is what is posted, where it binds.
TEST(Deliberation, wishes_that_bind_are_posted) {
  const auto meals = [](int binding, float wanted) {
    City c = hand::make_city();
    c.now = sim::Month{3};
    for (std::size_t p = 0; p < 4; ++p) c.communities.population[hand::place(p)] = 100;
    for (const std::size_t s : {0U, 1U}) c.governments.fair_budget(hand::east_street, s) = 100000000;
    for (int i = 0; i < 40; ++i) hand::open_case(c, 0, Id<Residents>(0U), 1, Progress::waiting, 100 + i);
    c.communities.binding[here] = static_cast<std::uint8_t>(binding);
    c.communities.wanted(here, 0) = wanted;
    c.communities.wanted(here, 1) = wanted > 0 ? 1 - wanted : 0;
    Posting rule;
    rule.value = 1000;
    rule.spread = rule.noise = 0;
    rule.over_posting = 1;
    rule(c, luck("posting", 3));
    double all = 0, of_meals = 0;
    for (const Id<Contracts> row : c.contracts.rows()) {
      if (c.contracts.community[row] != here) continue;
      all += 1;
      of_meals += c.contracts.service[row] == 0 ? 1 : 0;
    }
    return of_meals / all;
  };
  // Backlogs of 1 and 41 where usual are 1 and 11 a place: weights 1 and sqrt(41 / 11). Turned round: sqrt(41) and
  // sqrt(1 / 11).
  EXPECT_NEAR(meals(0, 1), 1 / (1 + std::sqrt(41 / 11.0)), 0.05);
  EXPECT_NEAR(meals(1, 1), std::sqrt(41.0) / (std::sqrt(41.0) + std::sqrt(1 / 11.0)), 0.05);
  EXPECT_EQ(meals(1, 0), meals(0, 1)) << "nobody said anything";
}

}  // namespace
