// Series by hand: a few communities, cases, organizations, workers and contracts whose totals can be counted on
// fingers.
//
//   communities  0 town and 1 village of district east | 2 town of district west; 100, 50 and 200 residents
//   services     0 "care" | 1 "mediation", which goes straight to the committee;   now is July 2014
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

#include "models/city/behaviours/summary.hpp"
#include "models/city/model.hpp"

namespace {

using namespace city;

constexpr std::int16_t now = 54;
const Id<Governments> top(0U), east(1U), west(2U), east_street(3U), west_street(4U);

City make_city() {
  City c;
  c.now = sim::Month{now};
  c.services.resize(2);
  c.services[0].name = "care";
  c.services[1].name = "mediation";
  c.services[1].direct = true;
  c.classes.resize(2);
  c.classes[0].name = "agency";
  c.classes[0].community = c.classes[0].professional = c.classes[0].provider = true;
  c.classes[1].name = "club";
  c.classes[1].community = true;
  c.districts.resize(2);
  c.districts[0].name = "east";
  c.districts[1].name = "west";
  c.governments.fair_budget.widen(2);
  c.governments.off_fair_budget.widen(2);
  c.governments.resize(5);
  c.governments.level[east] = c.governments.level[west] = Level::district;
  c.governments.level[east_street] = c.governments.level[west_street] = Level::street;
  c.governments.district[west] = c.governments.district[west_street] = 1;
  c.communities.awareness.widen(2);
  c.communities.access.widen(2);
  c.communities.onsets.widen(2);
  c.communities.resize(3);
  for (std::uint32_t i = 0; i < 3; ++i) {
    const Id<Communities> row(i);
    c.communities.district[row] = i == 2 ? 1 : 0;
    c.communities.street[row] = i == 2 ? west_street : east_street;
    c.communities.rural[row] = i == 1 ? 1 : 0;
    c.communities.population[row] = i == 0 ? 100 : i == 1 ? 50 : 200;
  }
  c.station.staff = 0;
  c.residents.resize(300);
  return c;
}

std::array<std::size_t, 3> extents_of(const City& c, const sim::Series<City>& series) {
  std::array<std::size_t, 3> out = {1, 1, 1};
  for (std::size_t a = 0; a < series.axes.size(); ++a)
    for (const sim::Axis& axis : Spec::axes(c))
      if (axis.name == series.axes[a]) out[a] = axis.labels.size();
  return out;
}

// A value of a series now; cell 0 of the first axis is the whole city.
double read(City& c, const std::string& name, std::size_t i = 0, std::size_t j = 0, std::size_t k = 0) {
  Summary{}(c, sim::Draws(1, 0, "summary", c.now));
  for (const auto& s : Spec::series()) {
    if (s.name != name) continue;
    const auto extents = extents_of(c, s);
    std::vector<double> values(extents[0] * extents[1] * extents[2]);
    const sim::Cells cells(values, extents);
    s.read(c, cells);
    return cells(i, j, k);
  }
  ADD_FAILURE() << "no series " << name;
  return 0;
}

Id<Cases> need(City& c, std::uint32_t community, std::uint8_t service, Progress progress, std::int16_t opened,
               std::int16_t sought = never, std::int16_t taken = never, Closure closure = Closure::open) {
  const Id<Cases> row = c.cases.add();
  c.cases.resident[row] = Id<Residents>(row.value);
  c.cases.community[row] = Id<Communities>(community);
  c.cases.service[row] = service;
  c.cases.progress[row] = progress;
  c.cases.closure[row] = closure;
  c.cases.opened[row] = opened;
  c.cases.sought[row] = sought;
  c.cases.taken[row] = taken;
  return row;
}

Id<Organizations> organization(City& c, std::uint32_t home, std::uint8_t kind, LegalStatus status,
                               std::int16_t founded) {
  const Id<Organizations> row = c.organizations.add();
  c.organizations.home[row] = Id<Communities>(home);
  c.organizations.kind[row] = kind;
  c.organizations.status[row] = status;
  c.organizations.alive[row] = 1;
  c.organizations.founded[row] = c.organizations.status_since[row] = founded;
  return row;
}

Id<Workers> worker(City& c, std::uint8_t district, Employer employer, std::uint32_t workplace, Licence licence) {
  const Id<Workers> row = c.workers.add();
  c.workers.district[row] = district;
  c.workers.employer[row] = employer;
  c.workers.workplace[row] = workplace;
  c.workers.licence[row] = licence;
  return row;
}

Id<Contracts> project(City& c, std::uint32_t community, bool fair, Fen yuan, std::int16_t posted,
                      Id<Organizations> provider = {}) {
  const Id<Contracts> row = c.contracts.add();
  c.contracts.community[row] = Id<Communities>(community);
  c.contracts.payer[row] = top;
  c.contracts.fair[row] = fair ? 1 : 0;
  c.contracts.posted[row] = posted;
  c.contracts.value[row] = yuan * 100;
  c.contracts.starts[row] = now;
  c.contracts.months[row] = 12;
  c.contracts.provider[row] = provider;
  c.contracts.awarded[row] = provider ? 1 : 0;
  return row;
}

TEST(Series, every_row_says_what_it_is) {
  const City c = make_city();
  std::set<std::string_view> names;
  std::set<std::string> axes;
  for (const sim::Axis& axis : Spec::axes(c)) axes.insert(axis.name);
  for (const auto& s : Spec::series()) {
    EXPECT_TRUE(names.insert(s.name).second) << s.name << " twice";
    EXPECT_FALSE(s.unit.empty()) << s.name;
    EXPECT_GT(s.meaning.size(), 5U) << s.name;
    EXPECT_NE(s.read, nullptr) << s.name;
    EXPECT_LE(s.axes.size(), 3U) << s.name;
    for (std::size_t a = 0; a < s.axes.size(); ++a) {
      EXPECT_TRUE(axes.contains(s.axes[a])) << s.name << " has axis " << s.axes[a];
      EXPECT_EQ(s.axes[a] == "district", a == 0) << s.name;
    }
    EXPECT_FALSE(s.unit == "count" && s.measure == sim::Measure::rate) << s.name;
  }
  EXPECT_GE(names.size(), 60U);
  for (const std::string& headline : Spec::info().headlines) EXPECT_TRUE(names.contains(headline)) << headline;
}

TEST(Series, needs_are_told_apart_by_what_has_become_of_them) {
  City c = make_city();
  need(c, 0, 0, Progress::latent, now);
  need(c, 0, 0, Progress::waiting, now - 3, now);
  need(c, 2, 0, Progress::waiting, now - 3, now - 1);
  need(c, 2, 1, Progress::active, now - 4, now - 4, now - 2);
  need(c, 1, 1, Progress::closed, now, now, now, Closure::resolved);
  need(c, 1, 1, Progress::closed, now, now, now, Closure::unresolved);
  need(c, 0, 0, Progress::closed, now - 9, now - 9, never, Closure::gave_up);
  need(c, 0, 0, Progress::closed, now - 9, never, never, Closure::by_itself);
  need(c, 0, 0, Progress::closed, now - 9, now - 9, now - 5, Closure::died);
  need(c, 0, 0, Progress::closed, now - 9, now - 9, now - 5, Closure::moved);
  EXPECT_EQ(read(c, "need_incidence", 0, 0), 1);
  EXPECT_EQ(read(c, "need_incidence", 1, 1), 2);
  EXPECT_EQ(read(c, "expressed_demand", 0, 0), 1);
  EXPECT_EQ(read(c, "expressed_demand", 0, 1), 2);
  EXPECT_EQ(read(c, "latent_demand", 1, 0), 1);
  EXPECT_EQ(read(c, "backlog", 0, 0), 2);
  EXPECT_EQ(read(c, "backlog", 2, 0), 1);
  EXPECT_EQ(read(c, "cases_active", 0, 1), 1);
  EXPECT_EQ(read(c, "unmet_need", 0, 0), 3);
  EXPECT_EQ(read(c, "need_prevalence", 0, 0) + read(c, "need_prevalence", 0, 1), 4);
  EXPECT_EQ(read(c, "unmet_need_rate"), 0.75);
  EXPECT_EQ(read(c, "unmet_need_rate", 2), 0.5);
  EXPECT_EQ(read(c, "take_up_rate", 2, 1), 1);
  EXPECT_TRUE(std::isnan(read(c, "take_up_rate", 1, 1)));
  EXPECT_EQ(read(c, "cases_served", 0, 1), 2);
  EXPECT_EQ(read(c, "cases_served", 0, 0), 0);
  EXPECT_EQ(read(c, "reneged_cases", 1, 0), 1);
  EXPECT_EQ(read(c, "cases_faded", 1, 0), 1);
  EXPECT_EQ(read(c, "cases_lost", 1, 0), 2);
  EXPECT_EQ(read(c, "service_quality", 0, 1), 0.5);
  EXPECT_EQ(read(c, "disputes_mediated"), 2);
  EXPECT_EQ(read(c, "mediation_success_rate", 1), 0.5);
  EXPECT_TRUE(std::isnan(read(c, "mediation_success_rate", 2)));
  c.communities.reach[Id<Communities>(2U)] = 115;
  EXPECT_EQ(read(c, "beneficiary_person_times"), 118);
}

TEST(Series, waits_are_from_seeking_to_casework_of_those_taken_up_now) {
  City c = make_city();
  for (std::int16_t wait = 0; wait < 10; ++wait)
    need(c, 0, wait == 9 ? 1 : 0, Progress::active, now - 20, static_cast<std::int16_t>(now - wait), now);
  need(c, 0, 0, Progress::active, now - 40, now - 30, now - 1);  // last month
  EXPECT_EQ(read(c, "wait_mean"), 4.5);
  EXPECT_EQ(read(c, "wait_by_service", 1, 0), 4);
  EXPECT_EQ(read(c, "wait_by_service", 1, 1), 9);
  EXPECT_EQ(read(c, "wait_p90"), 8);
  EXPECT_TRUE(std::isnan(read(c, "wait_mean", 2)));
  EXPECT_TRUE(std::isnan(read(c, "wait_p90", 2)));
}

TEST(Series, the_served_by_who_they_are) {
  City c = make_city();
  Traits migrant{Traits::present | Traits::migrant};
  migrant.set(Income::high);
  const auto live = [&](Id<Cases> row, int years, Traits traits, std::uint8_t trust) {
    const Id<Residents> who = c.cases.resident[row];
    c.residents.born[who] = static_cast<std::int16_t>(now - years * 12);
    c.residents.traits[who] = traits.bits;
    c.residents.trust[who] = trust;
  };
  live(need(c, 0, 0, Progress::active, now, now, now), 17, migrant, 50);
  live(need(c, 1, 0, Progress::active, now, now, now), 60, Traits{Traits::present}, 150);
  live(need(c, 1, 0, Progress::active, now, now, now), 80, Traits{Traits::present}, 150);
  live(need(c, 2, 0, Progress::latent, now), 80, Traits{Traits::present}, 200);
  EXPECT_EQ(read(c, "served_by_hukou", 0, 0), 2);
  EXPECT_EQ(read(c, "served_by_hukou", 1, 1), 1);
  EXPECT_EQ(read(c, "served_by_income", 0, 0), 2);
  EXPECT_EQ(read(c, "served_by_income", 0, 3), 1);
  EXPECT_EQ(read(c, "served_by_age", 0, 0), 1);
  EXPECT_EQ(read(c, "served_by_age", 0, 2), 1);
  EXPECT_EQ(read(c, "served_by_age", 0, 3), 1);
  // East: 2 of 50 villagers against 1 of 100 townspeople; west has no village. City: 2 / 50 against 1 / 300.
  EXPECT_DOUBLE_EQ(read(c, "rural_urban_service_ratio", 1), 4);
  EXPECT_DOUBLE_EQ(read(c, "rural_urban_service_ratio", 0), 12);
  EXPECT_TRUE(std::isnan(read(c, "rural_urban_service_ratio", 2)));
  EXPECT_DOUBLE_EQ(read(c, "trust", 1), (0.25 + 0.75 + 0.75) / 3);
  EXPECT_DOUBLE_EQ(read(c, "trust", 2), 1);
}

TEST(Series, knowledge_is_weighted_by_residents) {
  City c = make_city();
  c.communities.awareness(Id<Communities>(0U), 0) = 0.25F;
  c.communities.awareness(Id<Communities>(1U), 0) = 0.5F;
  EXPECT_DOUBLE_EQ(read(c, "awareness_rate", 1, 0), (25 + 25) / 150.0);
  EXPECT_DOUBLE_EQ(read(c, "awareness_rate", 0, 0), 50 / 350.0);
  EXPECT_DOUBLE_EQ(read(c, "share_urban", 0), 300 / 350.0);
}

TEST(Series, organizations_by_status_and_what_happened_to_them) {
  City c = make_city();
  auto& all = c.organizations;
  const auto old = organization(c, 0, 0, LegalStatus::registered, now - 24);
  const auto upgraded = organization(c, 0, 1, LegalStatus::registered, now - 36);
  all.registered_on[upgraded] = all.status_since[upgraded] = now;
  all.applied[upgraded] = now - 4;
  all.was_filed[upgraded] = all.relabelled[upgraded] = 1;
  const auto filed = organization(c, 1, 1, LegalStatus::filed, now);
  const auto informal = organization(c, 2, 1, LegalStatus::informal, now - 2);
  all.dormant[informal] = 1;
  const auto gone = organization(c, 2, 0, LegalStatus::registered, now - 60);
  all.alive[gone] = 0;
  all.ended[gone] = now;
  const auto long_gone = organization(c, 2, 0, LegalStatus::filed, now - 60);
  all.alive[long_gone] = 0;
  all.ended[long_gone] = now - 1;

  all.applying[filed] = 1;
  EXPECT_EQ(read(c, "applications", 1, 1), 1);
  EXPECT_EQ(read(c, "so_registered", 0, 0), 1);
  EXPECT_EQ(read(c, "so_registered", 0, 1), 1);
  EXPECT_EQ(read(c, "so_filed", 1, 1), 1);
  EXPECT_EQ(read(c, "so_informal", 2, 1), 1);
  EXPECT_EQ(read(c, "so_dormant", 0, 1), 1);
  EXPECT_DOUBLE_EQ(read(c, "so_per_10k"), 3 * 1e4 / 350);
  EXPECT_EQ(read(c, "foundings", 0, 1), 1);
  EXPECT_EQ(read(c, "filings", 0, 1), 1);
  EXPECT_EQ(read(c, "registrations", 0, 0), 0);
  EXPECT_EQ(read(c, "registrations", 0, 1), 1);
  EXPECT_EQ(read(c, "registrations_relabelled", 1, 1), 1);
  EXPECT_EQ(read(c, "upgrades_filed_to_registered", 1, 1), 1);
  EXPECT_EQ(read(c, "registration_wait", 0, 1), 4);
  EXPECT_TRUE(std::isnan(read(c, "registration_wait", 0, 0)));
  EXPECT_EQ(read(c, "dissolutions", 0, 0, 2), 1);
  EXPECT_EQ(read(c, "dissolutions", 0, 0, 1), 0);
  // Four lived at the beginning: old, upgraded, informal, gone.
  EXPECT_EQ(read(c, "founding_rate"), 12.0 / 4);
  EXPECT_EQ(read(c, "dissolution_rate", 0, 2), 12.0 / 3);
  EXPECT_EQ(read(c, "dissolution_rate", 0, 1), 0);
  EXPECT_EQ(read(c, "mean_age"), 2.5);
  EXPECT_EQ(read(c, "professional_share_urban"), 0.5);
  EXPECT_EQ(read(c, "professional_share_rural"), 0);
  EXPECT_TRUE(std::isnan(read(c, "professional_share_rural", 2)));

  all.staff[old] = 3;
  all.staff[filed] = 100;
  worker(c, 0, Employer::organization, old.value, Licence::none);
  EXPECT_EQ(read(c, "mean_staff"), 2);
  EXPECT_EQ(read(c, "median_staff"), 2);  // of 0 and 4
}

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
  c.contracts.payer[other] = west;
  c.contracts.service[other] = 1;
  c.contracts.instalments[other] = 3;
  c.contracts.paid_now[other] = 5000;
  c.contracts.clawed_now[other] = 2000;
  c.governments.payroll[east_street] = 100000;
  c.station.admin_share = c.station.admin_before = 0.7;
  c.station.casework_share = 0.06;
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
  c.contracts.starts[last_year] = now - 12;
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
  EXPECT_EQ(read(c, "vacancies"), 9);
}

// The law: whatever is counted or paid in districts comes to what the city counts.
TEST(Series, districts_come_to_the_city) {
  City c = make_city();
  const sim::Draws luck(7, 0, "law", c.now);
  std::uint64_t n = 0;
  const auto pick = [&](std::uint32_t count) { return luck.below(count, ++n); };
  const auto month = [&] { return static_cast<std::int16_t>(now - static_cast<int>(pick(4))); };
  for (const Id<Communities> row : {Id<Communities>(0U), Id<Communities>(1U), Id<Communities>(2U)}) {
    auto& p = c.communities;
    for (auto* column :
         {&p.elders, &p.migrants, &p.dibao, &p.births, &p.deaths, &p.arrivals, &p.departures, &p.groups, &p.reach})
      (*column)[row] = static_cast<std::int32_t>(1 + pick(40));
  }
  for (int i = 0; i < 300; ++i) {
    const auto progress = static_cast<Progress>(pick(4));
    const auto closure = progress == Progress::closed ? static_cast<Closure>(1 + pick(6)) : Closure::open;
    need(c, pick(3), static_cast<std::uint8_t>(pick(2)), progress, month(), month(), month(), closure);
    const auto row =
        organization(c, pick(3), static_cast<std::uint8_t>(pick(2)), static_cast<LegalStatus>(pick(3)), month());
    c.organizations.alive[row] = static_cast<std::uint8_t>(pick(2));
    if (c.organizations.alive[row] == 0) c.organizations.ended[row] = month();
    c.organizations.registered_on[row] = month();
    c.organizations.was_filed[row] = static_cast<std::uint8_t>(pick(2));
    c.organizations.relabelled[row] = static_cast<std::uint8_t>(pick(2));
    c.organizations.dormant[row] = static_cast<std::uint8_t>(pick(2));
    c.organizations.last_bid[row] = month();
    c.organizations.vacancies[row] = static_cast<std::int32_t>(pick(3));
    c.organizations.applying[row] = static_cast<std::uint8_t>(pick(2));
    c.organizations.gifts[row] = pick(1000);
    c.organizations.subsidies[row] = pick(1000);
    c.organizations.income[row] = 2000 + pick(1000);
    worker(c, static_cast<std::uint8_t>(pick(2)), static_cast<Employer>(pick(4)), pick(3),
           static_cast<Licence>(pick(4)));
    const auto contract =
        project(c, pick(3), pick(2) == 1, 1000 + pick(1000), month(), pick(3) == 0 ? Id<Organizations>() : row);
    c.contracts.payer[contract] = Id<Governments>(pick(5));
    c.contracts.service[contract] = static_cast<std::uint8_t>(pick(2));
    c.contracts.starts[contract] = month();
    c.contracts.months[contract] = static_cast<std::int16_t>(pick(3));
    c.contracts.paid_now[contract] = pick(1000);
    c.contracts.clawed_now[contract] = pick(1000);
    c.contracts.hours[contract] = 10;
    c.contracts.used[contract] = static_cast<float>(pick(10));
  }
  for (const Id<Governments> g : {east, west, east_street, west_street}) c.governments.payroll[g] = 100 + pick(99999);
  c.station.staff = 30;
  int told = 0;
  for (const auto& s : Spec::series()) {
    const bool adds = (s.unit == "count" || s.unit == "CNY") && s.measure != sim::Measure::rate;
    if (!adds || s.axes.empty()) continue;
    const std::string name(s.name);
    const auto extents = extents_of(c, s);
    double whole = 0;
    for (std::size_t j = 0; j < extents[1]; ++j)
      for (std::size_t k = 0; k < extents[2]; ++k) {
        const double city = read(c, name, 0, j, k);
        EXPECT_NEAR(city, read(c, name, 1, j, k) + read(c, name, 2, j, k), 1e-6) << name;
        whole += city;
      }
    EXPECT_NE(whole, 0) << name << " says nothing of this city: the law was not tried";
    ++told;
  }
  EXPECT_GT(told, 40);
}

// Needs do not vanish: those that are open are those that were open, and arose, and were not closed by a cause.
TEST(Series, needs_are_conserved) {
  City c = make_city();
  for (int i = 0; i < 28; ++i)
    need(c, 0, 0, i % 4 == 3 ? Progress::closed : static_cast<Progress>(i % 4), now, now, now,
         i % 4 == 3 ? static_cast<Closure>(1 + i / 4 % 6) : Closure::open);
  double closed = 0;
  for (const char* cause : {"cases_resolved", "cases_unresolved", "reneged_cases", "cases_faded", "cases_lost"})
    closed += read(c, cause);
  EXPECT_EQ(read(c, "need_incidence"), read(c, "need_prevalence") + closed);
}

}  // namespace
