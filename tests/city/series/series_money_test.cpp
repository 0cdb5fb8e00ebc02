// Series by hand: revenue, spending, the fair and its contracts, social workers.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/city/series/by_hand.hpp"

namespace {

using namespace told;

TEST(Series, revenue_is_concentrated) {
  City c = make_city();
  for (int i = 0; i < 12; ++i) {
    const auto row = organization(c, i == 11 ? 2 : 0, i == 0 ? 0 : 1, LegalStatus::registered, 0);
    c.organizations.income[row] = 100;
  }
  c.organizations.grants[Id<Organizations>(0U)] = 300;
  EXPECT_DOUBLE_EQ(read(c, "revenue_hhi"), (16.0 + 11) / (15 * 15));
  EXPECT_DOUBLE_EQ(read(c, "revenue_hhi", 2), 1);
  EXPECT_DOUBLE_EQ(read(c, "top10_revenue_share"), 13.0 / 15);
  EXPECT_DOUBLE_EQ(read(c, "top10_revenue_share", 2), 1);
  EXPECT_DOUBLE_EQ(read(c, "government_dependence", 0, 0), 0.75);
  EXPECT_DOUBLE_EQ(read(c, "government_dependence", 0, 1), 0);
  EXPECT_DOUBLE_EQ(read(c, "fees", 0, 1), 11);
  c.organizations.subsidies[Id<Organizations>(0U)] = 40;
  c.organizations.gifts[Id<Organizations>(0U)] = 50;
  EXPECT_DOUBLE_EQ(read(c, "government_dependence", 0, 0), 0.85);
  EXPECT_DOUBLE_EQ(read(c, "fees", 0, 0), 0.1);
  EXPECT_DOUBLE_EQ(read(c, "so_revenue", 0, 0), 4);
  c.organizations.status[Id<Organizations>(0U)] = LegalStatus::filed;
  EXPECT_DOUBLE_EQ(read(c, "so_revenue", 0, 0), 0);
  EXPECT_DOUBLE_EQ(read(c, "donations", 1, 0), 0.5);
  EXPECT_DOUBLE_EQ(read(c, "subsidies", 1, 0), 0.4);
  // What it took in the month of its end stays told.
  c.organizations.alive[Id<Organizations>(0U)] = 0;
  c.organizations.ended[Id<Organizations>(0U)] = now;
  EXPECT_DOUBLE_EQ(read(c, "donations", 1, 0), 0.5);
  c.organizations.income[Id<Organizations>(11U)] = 0;
  EXPECT_TRUE(std::isnan(read(c, "revenue_hhi", 2)));
}

TEST(Series, money_by_who_pays) {
  City c = make_city();
  const auto o = organization(c, 0, 0, LegalStatus::registered, 0);
  const auto fair = project(c, 0, true, 1000, now - 14, o);
  c.contracts.starts[fair] = now - 12;
  c.contracts.instalments[fair] = 2;
  c.contracts.paid[fair] = 80000;
  c.contracts.paid_now[fair] = 40000;
  const auto other = project(c, 2, false, 2000, now - 14, o);
  c.contracts.starts[other] = now - 12;
  c.contracts.payer[other] = hand::west;
  c.contracts.service[other] = 1;
  c.contracts.instalments[other] = 3;
  c.contracts.paid_now[other] = 5000;
  c.contracts.clawed_now[other] = 2000;
  c.governments.payroll[hand::east_street] = 100000;
  for (float& share : c.communities.casework.all()) share = 0.06F;
  EXPECT_EQ(read(c, "purchase_spending", 0, 0, 0), 400);
  EXPECT_EQ(read(c, "purchase_spending", 2, 1, 1), 50);
  EXPECT_EQ(read(c, "clawbacks", 2), 20);
  EXPECT_EQ(read(c, "fair_spending", 1, 0), 400);
  EXPECT_EQ(read(c, "off_fair_spending", 2, 1), 50);
  EXPECT_EQ(read(c, "station_payroll", 1), 1000);
  EXPECT_EQ(read(c, "government_direct_spending", 1), 60);
  EXPECT_EQ(read(c, "receivables"), 200);
  EXPECT_EQ(read(c, "contracts_late"), 1);
  EXPECT_TRUE(std::isnan(read(c, "cost_per_case")));
  need(c, 0, 0, Progress::active, now - 3, now, now);
  need(c, 2, 1, Progress::active, now - 3, now, now);
  EXPECT_EQ(read(c, "cost_per_case"), (400 + 50 + 60) / 2.0);
  EXPECT_EQ(read(c, "cost_per_case", 1), 460);
  c.contracts.hours[fair] = 10;
  c.contracts.used[fair] = 4;
  c.contracts.groups[fair] = 0.5F;
  EXPECT_EQ(read(c, "contracts_unspent", 1), 300);  // 0.6 of the half that is casework
  EXPECT_EQ(read(c, "contracts_unspent", 2), 0);
  c.contracts.starts[fair] = now - 11;  // in its last month
  EXPECT_EQ(read(c, "contracts_late"), 0);
}

TEST(Series, the_fair_is_told_in_its_month_alone) {
  City c = make_city();
  const auto a = organization(c, 0, 0, LegalStatus::registered, 0);
  const auto b = organization(c, 2, 0, LegalStatus::registered, 0);
  c.organizations.last_bid[a] = now;
  c.organizations.last_bid[b] = now - 12;
  const auto first = project(c, 0, true, 10000, now - 3, a);
  c.contracts.incumbent[first] = 1;
  c.contracts.bids[first] = 5;
  project(c, 0, true, 20000, now - 3, a);
  project(c, 2, true, 60000, now - 3, b);
  const auto refused = project(c, 2, true, 99999, now - 3);
  c.contracts.over[refused] = 1;
  c.contracts.bids[refused] = 3;
  const auto last_year = project(c, 0, true, 12345, now - 15, a);
  c.contracts.won[last_year] = c.contracts.starts[last_year] = now - 12;
  project(c, 0, false, 100000, now, a);
  EXPECT_EQ(read(c, "projects_posted"), 0);
  EXPECT_EQ(read(c, "projects_awarded"), 3);
  EXPECT_EQ(read(c, "award_value"), 90000);
  EXPECT_EQ(read(c, "off_fair_award_value"), 100000);
  EXPECT_EQ(read(c, "fill_rate"), 0.75);
  EXPECT_EQ(read(c, "fill_rate", 2), 0.5);
  EXPECT_EQ(read(c, "fair_bidders"), 1);
  EXPECT_EQ(read(c, "bidders_per_project"), 2);
  EXPECT_EQ(read(c, "mean_contract_value"), 30000);
  EXPECT_EQ(read(c, "median_contract_value"), 20000);
  EXPECT_EQ(read(c, "median_contract_value", 1), 15000);
  EXPECT_DOUBLE_EQ(read(c, "incumbent_win_share"), 1.0 / 3);
  EXPECT_EQ(read(c, "top10_award_share"), 1);
  c.now = sim::Month{now - 3};
  EXPECT_EQ(read(c, "projects_posted"), 4);
  for (const char* name : {"fill_rate", "bidders_per_project", "median_contract_value", "top10_award_share"})
    EXPECT_TRUE(std::isnan(read(c, name))) << name;
}

TEST(Series, ten_of_eleven_winners) {
  City c = make_city();
  for (int i = 0; i < 11; ++i)
    project(c, 0, true, i == 0 ? 30 : 7, now - 3, organization(c, 0, 0, LegalStatus::registered, 0));
  EXPECT_DOUBLE_EQ(read(c, "top10_award_share"), 93.0 / 100);
}

TEST(Series, social_workers_in_post_and_out_of_it) {
  City c = make_city();
  auto& all = c.workers;
  const auto a = worker(c, 0, Employer::station, 0, Licence::assistant);
  const auto b = worker(c, 0, Employer::station, 0, Licence::none);
  const auto out = worker(c, 1, Employer::none, 0, Licence::social_worker);
  const auto fresh = worker(c, 1, Employer::institution, 2, Licence::senior);
  all.cases[a] = 30;
  all.cases[b] = 10;
  all.hours[a] = all.load[b] = 50;
  all.load[a] = 60;
  all.hours[b] = 70;
  all.burnout[a] = 0.5F;
  all.burnout[b] = 1.0F;
  all.quit[out] = 1;
  all.hired[fresh] = now;
  EXPECT_EQ(read(c, "licensed_assistant", 1), 1);
  EXPECT_EQ(read(c, "licensed_social_worker", 2), 1);
  EXPECT_EQ(read(c, "licensed_senior"), 1);
  EXPECT_DOUBLE_EQ(read(c, "licensed_per_10k"), 3 * 1e4 / 350);
  EXPECT_EQ(read(c, "licensed_by_employer", 0, 0), 1);
  EXPECT_EQ(read(c, "licensed_by_employer", 0, 1), 1);
  EXPECT_EQ(read(c, "posts_filled", 0, 1), 2);
  EXPECT_EQ(read(c, "posts_filled", 0, 0), 0);
  EXPECT_EQ(read(c, "caseload", 1, 1), 20);
  EXPECT_TRUE(std::isnan(read(c, "caseload", 0, 0)));
  EXPECT_EQ(read(c, "burnout", 0, 1), 0.75);
  EXPECT_EQ(read(c, "station_casework_hours"), 100);
  EXPECT_EQ(read(c, "turnover_rate"), 12.0 / 3);
  EXPECT_EQ(read(c, "turnover_rate", 1), 0);
  c.station.staff = 3;
  c.organizations.vacancies[organization(c, 2, 0, LegalStatus::registered, 0)] = 2;
  EXPECT_EQ(read(c, "vacancies", 1), 4);
  EXPECT_EQ(read(c, "vacancies"), 12);
}

TEST(Series, quits_by_what_was_asked_of_an_hour) {
  City c = make_city();
  for (const float load : {0.0F, 0.0F, 0.0F, 10.0F, 20.0F, 30.0F, 40.0F, 50.0F}) {
    const auto row = worker(c, load < 40 ? 0 : 1, Employer::station, 0, Licence::none);
    c.workers.load[row] = 2 * load;
    c.workers.hours[row] = 20;
  }
  c.workers.hired[worker(c, 0, Employer::station, 0, Licence::none)] = now;  // had no post before
  for (const std::size_t who : {1U, 7U}) {
    c.workers.quit[Id<Workers>(who)] = 1;
    c.workers.employer[Id<Workers>(who)] = Employer::none;
  }
  EXPECT_EQ(read(c, "turnover_by_caseload", 0, 0), 12.0 / 3);  // equal loads stay together
  EXPECT_EQ(read(c, "turnover_by_caseload", 0, 1), 0);
  EXPECT_EQ(read(c, "turnover_by_caseload", 0, 3), 12.0 / 2);
  EXPECT_EQ(read(c, "turnover_by_caseload", 2, 3), 12.0 / 2);
  EXPECT_TRUE(std::isnan(read(c, "turnover_by_caseload", 1, 3)));
}

}  // namespace
