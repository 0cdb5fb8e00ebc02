// Awards: terms of a contract, who has room, and who is believed.
#include "models/city/funding/awards.hpp"

#include <gtest/gtest.h>

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
  const Capacity capacity = Capacity::of(c, Contracting{}, 0, luck("fair"));
  const auto& quota = capacity.quota;
  EXPECT_EQ(quota[busy.value], 8U);   // (1.5 posts x 100 x 1.5 - 20 + 68) / 34 = 8.03
  EXPECT_EQ(quota[fresh.value], 2U);  // 68 / 34
  for (const auto none : {informal, club, idle, dead, full}) EXPECT_EQ(quota[none.value], 0U) << none.value;
  EXPECT_EQ(capacity.staffed[busy.value], 1);
  EXPECT_EQ(capacity.staffed[fresh.value], 0);
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
