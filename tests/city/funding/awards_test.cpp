// Awards: terms of a contract, who has room, and who is believed.
#include "models/city/funding/awards.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "models/city/funding/hiring.hpp"
#include "models/city/shared/hours.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

TEST(Award, takes_the_value_off_its_line_and_sets_the_terms) {
  City c = hand::make_city();
  c.now = sim::Month{0};
  const auto firm = hand::organize(c, 0, 1);
  const auto row = hand::post(c, 0, 0, hand::east, 487500, 1);
  c.governments.fair_budget(hand::east, 0) = 500000;
  ASSERT_TRUE(award(c, row, firm, {10, 0.8}));
  EXPECT_EQ(c.governments.fair_budget(hand::east, 0), 12500);
  EXPECT_EQ(c.governments.committed[hand::east], 487500);
  EXPECT_EQ(c.contracts.provider[row], firm);
  EXPECT_EQ(c.contracts.awarded[row], 1);
  // 4875 CNY x 0.8 / 48.75 = 80 hours, eight a month.
  EXPECT_NEAR(c.contracts.hours[row], 80, 1e-4);
  EXPECT_NEAR(c.contracts.rate[row], 8, 1e-5);
  EXPECT_FLOAT_EQ(c.contracts.groups[row], 0.2F);
}

TEST(Award, borrows_from_the_fullest_line_of_the_same_purse_only) {
  City c = hand::make_city();
  c.procurement.least_part = 1;
  const auto firm = hand::organize(c, 0, 1);
  const auto row = hand::post(c, 0, 0, hand::east, 1000, 1), big = hand::post(c, 0, 0, hand::east, 701, 2);
  c.governments.fair_budget(hand::east, 0) = 300;
  c.governments.fair_budget(hand::east, 1) = 1400;
  c.governments.off_fair_budget(hand::east, 0) = 9999;
  ASSERT_TRUE(award(c, row, firm, {}));
  EXPECT_EQ(c.governments.fair_budget(hand::east, 0), 0);
  EXPECT_EQ(c.governments.fair_budget(hand::east, 1), 700);
  EXPECT_FALSE(award(c, big, firm, {}));  // 700 are left
  EXPECT_EQ(c.contracts.awarded[big], 0);
  EXPECT_EQ(c.governments.committed[hand::east], 1000);
  EXPECT_EQ(c.governments.off_fair_budget(hand::east, 0), 9999);
}

// 3,000 of 5,000 CNY are left: three fifths of the hours and events, unless that is too little to begin with.
TEST(Award, is_for_a_part_where_the_lines_hold_no_more) {
  for (const double least : {0.5, 0.7}) {
    City c = hand::make_city();
    c.now = sim::Month{0};
    c.procurement.least_part = least;
    const auto firm = hand::organize(c, 0, 1);
    const auto row = hand::post(c, 0, 0, hand::east, 500000, 1);
    c.governments.fair_budget(hand::east, 0) = 300050;  // half a yuan is left over
    ASSERT_EQ(award(c, row, firm, {10, 0.8}, 450000), least < 0.6);
    EXPECT_EQ(c.governments.fair_budget(hand::east, 0), least < 0.6 ? 50 : 300050);
    if (least > 0.6) continue;
    EXPECT_EQ(c.contracts.value[row], 300000);
    EXPECT_NEAR(c.contracts.hours[row], 3333 * 0.8 / c.hour_cost(), 0.01);  // 5,000 CNY x 3,000 / 4,500
  }
}

// A project of the fair that its payer's lines no longer hold is paid by who has most left over the same place.
TEST(Award, is_paid_by_another_level_where_one_has_nothing_left) {
  City c = hand::make_city();
  const auto firm = hand::organize(c, 0, 1);
  const auto row = hand::post(c, 0, 0, hand::east_street, 1000, 1);
  c.governments.fair_budget(hand::east_street, 0) = 100;
  c.governments.fair_budget(hand::east, 0) = 1500;
  c.governments.fair_budget(hand::west, 0) = 9000;  // elsewhere
  ASSERT_TRUE(award(c, row, firm, {}));
  EXPECT_EQ(c.contracts.payer[row], hand::east);
  EXPECT_EQ(c.governments.fair_budget(hand::east, 0), 500);
  EXPECT_EQ(c.governments.fair_budget(hand::east_street, 0), 100);
  const auto other = hand::post(c, 0, 0, hand::east, 1000, 2);
  c.contracts.fair[other] = 0;
  c.governments.off_fair_budget(hand::east_street, 0) = 9000;
  EXPECT_FALSE(award(c, other, firm, {})) << "outside the fair who negotiates pays";
}

TEST(Capacity, follows_staff_contracts_and_status) {
  City c = hand::make_city();
  const auto busy = hand::organize(c, 0, 1), fresh = hand::organize(c, 0, 2, 0, LegalStatus::filed),
             informal = hand::organize(c, 0, 3, 0, LegalStatus::informal),
             club = hand::organize(c, 0, 4, 0, LegalStatus::registered, 1), idle = hand::organize(c, 0, 5),
             dead = hand::organize(c, 0, 6), full = hand::organize(c, 0, 7);
  c.organizations.dormant[idle] = 1;
  c.organizations.alive[dead] = 0;
  hand::employ(c, Employer::organization, busy.value, 1);
  hand::employ(c, Employer::organization, busy.value, 2);
  hand::employ(c, Employer::station, 0, 3);  // row 0 of communities, not of organizations
  c.workers.share[Id<Workers>(std::size_t{1})] = 0.5F;
  hand::contract(c, 0, 0, hand::east, busy, 100, 12, 20);
  const auto over = hand::contract(c, 0, 0, hand::east, busy, 100, 12, 20);
  c.contracts.over[over] = 1;
  hand::contract(c, 0, 0, hand::east, full, 100, 12, 60);
  c.economy.worker_hours = 100;
  c.economy.own_hours = 68;
  const Capacity capacity = Capacity::of(c, Contracting{}, 0, luck("fair"));
  const auto& quota = capacity.quota;
  EXPECT_EQ(quota[busy.value], 5U);   // (1.5 posts x 100 + 68 - 20) / 34 = 5.8
  EXPECT_EQ(quota[fresh.value], 2U);  // 68 / 34
  for (const auto none : {informal, club, idle, dead, full}) EXPECT_EQ(quota[none.value], 0U) << none.value;
  EXPECT_EQ(capacity.staffed[busy.value], 1);
  EXPECT_EQ(capacity.staffed[fresh.value], 0);
}

// A contract that is over before the last of this round is signed is no work in hand any more.
TEST(Capacity, forgets_what_ends_before_new_contracts_begin) {
  City c = hand::make_city();
  c.economy.own_hours = 68;
  const auto firm = hand::organize(c, 0, 1);
  const auto old = hand::contract(c, 0, 0, hand::east, firm, 100, 12, 68);
  const auto quota = [&](int month, std::int64_t signing) {
    c.now = sim::Month{month};
    c.procurement.signing = signing;
    c.procurement.teaching = 0;
    return Capacity::of(c, Contracting{}, 0, luck("fair", month)).quota[firm.value];
  };
  EXPECT_EQ(quota(9, 0), 0U);
  EXPECT_EQ(quota(9, 3), 2U);
  c.contracts.reserved[old] = 1;  // it goes on
  EXPECT_EQ(quota(9, 3), 0U);
}

TEST(Award, is_signed_after_months_that_the_project_has_for_good) {
  City c = hand::make_city();
  c.procurement.signing = 3;
  std::array<int, 4> months{};
  for (std::uint64_t key = 0; key < 400; ++key) {
    const auto row = hand::post(c, 0, 0, hand::east, 1, sim::combine(key, 7));
    const std::int64_t delay = signing_delay(c, row, luck("fair", 6));
    ASSERT_EQ(delay, signing_delay(c, row, luck("fair", 6)));
    ++months.at(static_cast<std::size_t>(delay));
  }
  for (const int count : months) EXPECT_NEAR(count, 100, 5 * std::sqrt(75.0));
}

TEST(Award, begins_when_a_contract_of_the_same_provider_ends) {
  City c = hand::make_city();
  const auto firm = hand::organize(c, 0, 1), other = hand::organize(c, 0, 2);
  c.procurement.signing = 3;
  const auto later = hand::contract(c, 1, 0, hand::east, firm, 100, 9, 10, 1),
             first = hand::contract(c, 0, 0, hand::east, firm, 100, 8, 10, 2);
  hand::contract(c, 0, 0, hand::east, firm, 100, 20, 10, 3);  // goes on for long
  hand::contract(c, 0, 1, hand::east, firm, 100, 8, 10, 4);   // another service
  c.now = sim::Month{6};
  c.governments.fair_budget(hand::east, 0) = 1000;
  Endings endings(c);
  EXPECT_FALSE(endings.take(c, other, 0, hand::place(0)));
  const auto row = hand::post(c, 1, 0, hand::east, 1000, 5);
  ASSERT_TRUE(award(c, row, firm, {.months = 12, .delay = 3}));
  EXPECT_EQ(c.contracts.starts[row], 9);
  EXPECT_TRUE(asks_for_staff(c, row));  // it hires before it begins
  EXPECT_FALSE(in_force(c, row));
  take_place_of(c, row, endings.take(c, firm, 0, hand::place(1)));  // of the same community
  EXPECT_EQ(c.contracts.follows[row], later);
  EXPECT_EQ(endings.take(c, firm, 0, hand::place(1)), first);
  EXPECT_FALSE(endings.take(c, firm, 0, hand::place(1)));
  EXPECT_FALSE(Endings(c).take(c, firm, 0, hand::place(1)) == later);  // nobody takes a place twice
  c.contracts.sealed[row] = 11;                                        // late: reserves pay until then
  EXPECT_EQ(c.contracts.starts[row], 9);
  EXPECT_EQ(first_due(c, row), 11);
  EXPECT_FALSE(asks_for_staff(c, row));  // those of the old one
  c.now = sim::Month{9};
  EXPECT_TRUE(in_force(c, row) && asks_for_staff(c, row));
}

// Six look for a post in the east. The firm hired one of the four who were hired there last year, one of two employers.
TEST(Hirable, are_those_whom_it_finds_and_can_teach) {
  City c = hand::make_city();
  c.now = sim::Month{24};
  c.procurement.signing = 4;  // two months on average
  c.procurement.teaching = 0.5;
  c.procurement.induction = 40;
  c.procurement.hiring_error = 0;
  const auto firm = hand::organize(c, 0, 1), fresh = hand::organize(c, 1, 2), west = hand::organize(c, 2, 3),
             idle = hand::organize(c, 0, 4);
  c.organizations.dormant[idle] = 1;
  const auto hired = [&](Employer employer, std::uint32_t at, std::uint64_t key, std::int16_t month) {
    c.workers.hired[hand::employ(c, employer, at, key)] = month;
  };
  hired(Employer::organization, firm.value, 1, 20);
  hired(Employer::organization, firm.value, 2, 3);  // long ago
  for (std::uint64_t key = 10; key < 13; ++key) hired(Employer::station, 1, key, 13);
  for (std::uint64_t key = 20; key < 26; ++key) hired(Employer::none, 0, key, 0);
  c.workers.gone[hand::employ(c, Employer::none, 0, 30)] = 1;
  const auto people = [&] { return hirable(c, luck("fair", 24)); };
  EXPECT_DOUBLE_EQ(people()[firm.value], 3);   // half of six; it could teach 200 hours x 2 x 0.5 / 40 = 5
  EXPECT_DOUBLE_EQ(people()[fresh.value], 0);  // nobody there to teach
  c.economy.own_hours = 16;
  EXPECT_DOUBLE_EQ(people()[fresh.value], 16 * 2 * 0.5 / 40);
  EXPECT_DOUBLE_EQ(people()[west.value], 0);  // nobody there to hire
  EXPECT_DOUBLE_EQ(people()[idle.value], 0);
  c.procurement.induction = 100;
  EXPECT_DOUBLE_EQ(people()[firm.value], 216 * 2 * 0.5 / 100);
}

TEST(Believed, fills_in_what_is_not_known) {
  City c = hand::make_city();
  const auto firm = hand::organize(c, 0, 1);
  c.organizations.record[firm] = 0.9F;
  c.organizations.niche[firm] = 1;
  c.classes[0].skill = 0.4;
  c.procurement.noise = 0.1;
  EXPECT_NEAR(believed(c, firm, 0, false, false, 1), 0.5 * 0.9 + 0.5 * 0.4 + 0.1, 1e-6);
  EXPECT_NEAR(believed(c, firm, 1, false, true, 0), 0.65 + 0.1 + 0.15, 1e-6);
  EXPECT_NEAR(believed(c, firm, 0, true, false, 1), 0.9 * 0.9 + 0.1 * 0.4 + 0.03, 1e-6);
}

}  // namespace
