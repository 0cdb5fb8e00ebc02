// Series by hand: what headlines are made of, services apart from mediation and costs beside benefits.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "models/city/series/tally.hpp"
#include "tests/city/series/by_hand.hpp"

namespace {

using namespace told;

TEST(Headlines, help_is_worth_its_hours_at_the_standard_price_whoever_pays) {
  City c = make_city();
  c.economy.hour_price = 73;
  const auto give = [&](std::uint32_t place, std::uint8_t service, Payer payer, float hours) {
    const auto row = need(c, place, service, Progress::active, now, now, now);
    c.cases.payer[row] = payer;
    c.cases.hours[row] = hours;
    return row;
  };
  const auto bought = give(0, 0, Payer::contract, 1.5F);
  c.cases.contract[bought] = project(c, 0, true, 1000, now, organization(c, 0, 0, LegalStatus::registered, 0));
  give(0, 0, Payer::in_house, 2);
  give(2, 0, Payer::in_house, 1);
  give(2, 1, Payer::volunteers, 0.5F);
  EXPECT_DOUBLE_EQ(read(c, "need_met_value", 0, 0, 1), 1.5 * 73);
  EXPECT_DOUBLE_EQ(read(c, "need_met_value", 0, 0, 0), 3 * 73);
  EXPECT_DOUBLE_EQ(read(c, "need_met_value", 2, 0, 0), 73);
  EXPECT_DOUBLE_EQ(read(c, "need_met_value", 0, 1, 4), 36.5);
  c.economy.wage_growth = 0.5;
  EXPECT_DOUBLE_EQ(read(c, "need_met_value", 2, 0, 0), 73) << "wages do not make it worth more";
}

TEST(Headlines, mediation_has_no_part_in_waits_and_unmet_needs) {
  City c = make_city();
  need(c, 0, 0, Progress::waiting, now - 3, now - 2);
  need(c, 0, 0, Progress::active, now - 9, now - 6, now);
  for (int i = 0; i < 40; ++i) need(c, 0, 1, Progress::active, now, now, now);
  EXPECT_EQ(read(c, "wait_mean"), 6);
  EXPECT_EQ(read(c, "wait_p90"), 6);
  EXPECT_EQ(read(c, "unmet_need_rate"), 0.5);
  EXPECT_EQ(read(c, "wait_by_service", 0, 1), 0);
  const std::vector<sim::Axis> all = axes(c);
  const sim::Axis& service = sim::axis_named(all, "service");
  EXPECT_FALSE(service.stands_apart(0));
  EXPECT_TRUE(service.stands_apart(1));
}

TEST(Headlines, a_need_is_taken_up_in_24_months_or_not_and_decided_once) {
  City c = make_city();
  const auto decide = [&](std::int16_t month) {
    c.now = sim::Month{month};
    return std::pair(read(c, "needs_taken_24", 0, 0), read(c, "needs_decided_24", 0, 0));
  };
  using Counts = std::pair<double, double>;
  need(c, 0, 0, Progress::active, now - 24, now - 20, now);  // just in time
  need(c, 0, 0, Progress::waiting, now - 24, now - 20);      // not any more
  need(c, 0, 0, Progress::closed, now - 24, now - 20, never, Closure::gave_up);
  need(c, 2, 0, Progress::closed, now - 5, never, never, Closure::by_itself);
  need(c, 2, 0, Progress::closed, now - 5, now - 5, now - 3, Closure::resolved);  // was taken up before
  need(c, 0, 0, Progress::waiting, now - 25, now - 20);                           // was decided last month
  need(c, 0, 0, Progress::active, now - 25, now - 20, now);                       // so was this
  need(c, 0, 0, Progress::latent, now - 23);                                      // is next month
  EXPECT_EQ(decide(now), Counts(1, 4));
  EXPECT_EQ(read(c, "taken_up_24", 0, 0), 0.25);
  EXPECT_EQ(read(c, "taken_up_24", 2, 0), 0);
  EXPECT_TRUE(std::isnan(read(c, "taken_up_24", 0, 1)));
  for (const auto row : c.cases.rows())  // what is closed leaves
    if (c.cases.progress[row] == Progress::closed) c.cases.opened[row] = now - 99;
  EXPECT_EQ(decide(now + 1), Counts(0, 1));
  EXPECT_EQ(decide(now + 2), Counts(0, 0));
}

TEST(Headlines, waits_are_months_of_all_who_wait_and_by_zone) {
  City c = make_city();
  need(c, 0, 0, Progress::waiting, now - 3, now);
  need(c, 1, 0, Progress::waiting, now - 9, now - 7);
  need(c, 0, 0, Progress::active, now - 9, now - 4, now);
  need(c, 1, 0, Progress::active, now - 9, now - 6, now);
  need(c, 1, 0, Progress::active, now - 9, now - 2, now);
  EXPECT_EQ(read(c, "waiting_person_months", 0, 0), 2);
  EXPECT_EQ(read(c, "waiting_person_months", 1, 0), 2);
  EXPECT_EQ(read(c, "wait_by_zone", 0, 0, 0), 4);
  EXPECT_EQ(read(c, "wait_by_zone", 0, 1, 0), 4);
  EXPECT_EQ(read(c, "wait_by_zone", 1, 1, 0), 4);
  EXPECT_TRUE(std::isnan(read(c, "wait_by_zone", 0, 1, 1)));
  EXPECT_TRUE(std::isnan(read(c, "wait_by_zone", 2, 0, 0)));
}

TEST(Headlines, organizations_are_as_old_as_their_registration) {
  City c = make_city();
  const auto since = [&](int months, LegalStatus status = LegalStatus::registered) {
    const auto row = organization(c, 0, 0, status, 0);
    c.organizations.registered_on[row] = static_cast<std::int16_t>(now - months);
  };
  for (const int months : {0, 11, 12, 35, 36, 59, 60, 119, 120, 300}) since(months);
  since(5, LegalStatus::filed);
  for (std::size_t band = 0; band < 5; ++band) EXPECT_EQ(read(c, "so_age_share", 0, band), 0.2) << band;
  EXPECT_TRUE(std::isnan(read(c, "so_age_share", 2, 0)));
}

TEST(Headlines, public_spending_is_what_governments_have_no_more) {
  City c = make_city();
  Fen purse = 0, firm = 0;
  c.ledger.pay(purse, 100'000, Purpose::revenue);
  c.ledger.pay(purse, firm, 30'000, Purpose::instalment);
  c.ledger.pay(firm, purse, 5'000, Purpose::clawback);
  c.ledger.pay(purse, 7'000, Purpose::station_wage);
  c.ledger.pay(purse, firm, 1'000, Purpose::seed);
  Fen other = 0;
  c.ledger.pay(purse, other, 20'000, Purpose::transfer);
  c.ledger.pay(purse, 2'000, Purpose::surplus);
  c.ledger.pay(firm, 900, Purpose::wage);
  std::map<std::string, double> told;
  double all = 0;
  const std::vector<sim::Axis> axes = city::axes(c);
  const std::vector<std::string>& labels = sim::axis_named(axes, "spending").labels;
  for (std::size_t i = 0; i < labels.size(); ++i) all += told[labels[i]] = read(c, "public_spending", i);
  EXPECT_EQ(told["instalment"], 300);
  EXPECT_EQ(told["clawback"], -50);
  EXPECT_EQ(told["station_wage"], 70);
  EXPECT_EQ(told["seed"], 10);
  EXPECT_EQ(all, 330);
  EXPECT_EQ(all * 100, static_cast<double>(100'000 - 2'000 - purse - other));
  for (const char* name : {"subsidy", "task", "mediation", "licence_allowance", "institution_wage"})
    EXPECT_TRUE(told.contains(name)) << name;
  for (const char* name : {"surplus", "transfer", "revenue", "wage", "fee"}) EXPECT_FALSE(told.contains(name)) << name;
}

TEST(Headlines, hours_of_people_and_what_they_went_into) {
  City c = make_city();
  const auto aides = static_cast<std::size_t>(Personnel::aides);
  c.communities.hours_had(hand::place(0), aides) = 100;
  c.communities.hours_had(hand::place(2), aides) = 50;
  c.communities.hours_spent(hand::place(0), aides * uses + index_of(Use::casework)) = 30;
  c.communities.hours_spent(hand::place(2), aides * uses + index_of(Use::casework)) = 20;
  c.communities.beside_queue(hand::place(2), 1) = 3;
  EXPECT_EQ(read(c, "personnel_hours", aides), 150);
  EXPECT_EQ(read(c, "personnel_hours", 0), 0);
  EXPECT_EQ(read(c, "hours_by_use", aides, index_of(Use::casework)), 50);
  EXPECT_EQ(read(c, "hours_by_use", aides, index_of(Use::idle)), 0);
  EXPECT_EQ(read(c, "idle_beside_queue", 0, 1), 3);
}

}  // namespace
