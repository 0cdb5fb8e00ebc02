// The treasury: revenue, transfers, station wages, and what goes back at New Year.
#include "models/city/funding/treasury.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;
using hand::peopled;

Treasury treasury() {
  Treasury rule;
  rule.city_revenue = 12;
  rule.district_revenue = 24;
  rule.street_revenue = 120;
  rule.growth = 0;
  return rule;
}

TEST(Treasury, brings_revenue_by_residents_and_district_wealth) {
  City c = peopled();
  c.districts[0].wealth = 2;
  treasury()(c, luck("treasury"));
  EXPECT_EQ(c.governments.cash[hand::top], 40000);  // 400 x 12 / 12 CNY
  EXPECT_EQ(c.governments.cash[hand::east], 80000);
  EXPECT_EQ(c.governments.cash[hand::west], 40000);
  EXPECT_EQ(c.governments.cash[hand::east_street], 200000);  // streets are topped up: alike
  EXPECT_EQ(c.governments.cash[hand::west_street], 200000);
  EXPECT_EQ(c.ledger.outside(Account::treasury), -560000);
  EXPECT_EQ(hand::all_money(c), 0);
}

TEST(Treasury, moves_transfers_from_the_city_to_poor_districts) {
  City c = peopled();
  c.districts[0].wealth = 1.5;
  c.districts[1].wealth = 0.5;
  c.transfers.equalised = 0.4;
  treasury()(c, luck("treasury"));
  // West lacks half of 24 CNY a resident: 200 x 24 / 12 x 0.4 x 0.5.
  EXPECT_EQ(c.governments.cash[hand::west], 20000 + 8000);
  EXPECT_EQ(c.governments.cash[hand::top], 40000 - 8000);
  EXPECT_EQ(c.governments.cash[hand::east], 60000);
  EXPECT_EQ(c.ledger.moved(Purpose::transfer), 8000);
  EXPECT_EQ(hand::all_money(c), 0);
}

TEST(Treasury, grows) {
  City c = peopled();
  c.now = sim::Month{24};
  Treasury rule = treasury();
  rule.growth = 0.1;
  rule(c, luck("treasury", 24));
  EXPECT_EQ(c.governments.cash[hand::top], 48400);
}

TEST(Treasury, pays_stations_as_far_as_the_street_can) {
  City c = peopled();
  hand::employ(c, Employer::station, 2, 1);
  hand::employ(c, Employer::organization, 2, 2);  // not the street's
  treasury()(c, luck("treasury"));
  EXPECT_EQ(c.governments.cash[hand::west_street], 0);  // 3900 are due, 2000 there
  EXPECT_EQ(c.governments.payroll[hand::west_street], 200000);
  EXPECT_EQ(c.ledger.moved(Purpose::station_wage), 200000);
  c.governments.cash[hand::west_street] = 500000;
  treasury()(c, luck("treasury", 1));
  EXPECT_EQ(c.governments.cash[hand::west_street], 310000);
}

TEST(Treasury, pays_institutions_from_money_that_comes_for_it) {
  City c = peopled();
  hand::employ(c, Employer::institution, 2, 1);
  hand::employ(c, Employer::institution, 0, 2);
  c.workers.share[Id<Workers>(1U)] = 0.5F;
  treasury()(c, luck("treasury"));
  EXPECT_EQ(c.ledger.moved(Purpose::institution_wage), 390000 + 195000);
  EXPECT_EQ(c.governments.cash[hand::west_street], 200000);
  EXPECT_EQ(hand::all_money(c), 0);
}

TEST(Treasury, pays_mediators_by_the_dispute_as_far_as_the_street_can) {
  City c = peopled();
  c.services[0].direct = true;
  c.station.dispute_pay = 800;
  for (const std::size_t place : {0U, 2U, 3U, 3U}) {
    const auto row = hand::open_case(c, place, hand::settle(c, place, 0, 40), 0, Progress::closed, place);
    c.cases.payer[row] = Payer::in_house;
    c.cases.closure[row] = place == 2 ? Closure::unresolved : Closure::resolved;
  }
  const auto bought = hand::open_case(c, 0, hand::settle(c, 0, 1, 40), 0, Progress::closed, 8);
  c.cases.payer[bought] = Payer::contract;
  c.cases.closure[bought] = Closure::resolved;
  const auto gave_up = hand::open_case(c, 0, hand::settle(c, 0, 2, 40), 0, Progress::closed, 9);
  c.cases.payer[gave_up] = Payer::in_house;
  c.cases.closure[gave_up] = Closure::gave_up;
  Treasury rule = treasury();
  rule.street_revenue = 0;
  c.governments.cash[hand::east_street] = c.governments.cash[hand::west_street] = 200000;
  rule(c, luck("treasury"));
  EXPECT_EQ(c.governments.cash[hand::east_street], 120000);
  EXPECT_EQ(c.governments.cash[hand::west_street], 0);  // 2,400 CNY are due
  EXPECT_EQ(c.ledger.moved(Purpose::mediation), 280000);
}

TEST(Treasury, pays_for_licences_in_use_as_far_as_the_city_can) {
  City c = peopled();
  c.economy.licence_allowance = 100;
  for (const Licence licence : {Licence::assistant, Licence::none, Licence::senior})
    c.workers.licence[hand::employ(c, Employer::organization, 2, 1)] = licence;
  c.workers.share[Id<Workers>(2U)] = 0.5F;
  c.workers.licence[hand::employ(c, Employer::none, 0, 4)] = Licence::assistant;
  Treasury rule = treasury();
  rule(c, luck("treasury"));
  EXPECT_EQ(c.ledger.moved(Purpose::licence_allowance), 15000);
  EXPECT_EQ(c.governments.cash[hand::top], 40000 - 15000);
  rule.city_revenue = 0;
  c.open_month();
  for (int m = 1; m < 4; ++m) rule(c, luck("treasury", m));
  EXPECT_EQ(c.governments.cash[hand::top], 0);
  EXPECT_EQ(c.ledger.moved(Purpose::licence_allowance), 25000);
  EXPECT_EQ(hand::all_money(c), 0);
}

TEST(Treasury, keeps_commitments_and_a_reserve_over_new_year) {
  City c = peopled();
  c.now = sim::Month{10};
  c.governments.cash[hand::top] = 1000000;
  c.governments.committed[hand::top] = 300000;
  Treasury rule = treasury();
  rule.reserve = 3;
  rule(c, luck("treasury", 10));
  EXPECT_EQ(c.governments.cash[hand::top], 1040000);  // November
  c.now = sim::Month{11};
  rule(c, luck("treasury", 11));
  EXPECT_EQ(c.governments.cash[hand::top], 420000);  // 300,000 promised and three months of 40,000
  EXPECT_EQ(c.ledger.moved(Purpose::surplus), 1080000 - 420000);
}

// A region above the city of hand-made governments; its row.
Id<Governments> region_over(City& c) {
  const Id<Governments> region = c.governments.add();
  c.governments.level[region] = Level::region;
  return c.governments.parent[hand::top] = region;
}

TEST(Treasury, passes_the_regions_money_on_to_districts_more_of_it_to_poor_ones) {
  City c = peopled();
  const Id<Governments> region = region_over(c);
  c.districts[0].wealth = 1.5;
  c.districts[1].wealth = 0.5;
  c.transfers.equalised = 0;
  c.transfers.from_region = 12;
  Treasury rule = treasury();
  rule.region_revenue = 18;
  rule(c, luck("treasury"));
  // 400 residents: 600 CNY come, 400 go on, three quarters of them to the west, whose wealth is a third of the east's.
  EXPECT_EQ(c.governments.cash[region], 60000 - 40000);
  EXPECT_EQ(c.governments.cash[hand::east], 60000 + 10000);
  EXPECT_EQ(c.governments.cash[hand::west], 20000 + 30000);
  EXPECT_EQ(c.ledger.moved(Purpose::transfer), 40000);
  EXPECT_EQ(c.governments.means[region], 20000);
  EXPECT_EQ(c.governments.means[hand::west], 50000);
  EXPECT_EQ(hand::all_money(c), 0);
  rule.region_revenue = 0;
  c.governments.cash[region] = 20000;
  rule(c, luck("treasury", 1));
  EXPECT_EQ(c.governments.cash[hand::east], 130000 + 5000) << "what it lacks both lack";
  EXPECT_EQ(c.governments.cash[hand::west], 70000 + 15000);
  EXPECT_EQ(c.governments.cash[region], 0);
}

}  // namespace
