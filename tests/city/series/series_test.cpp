// Series: every row says what it is; needs, help and organizations by hand; the laws that all totals keep.
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

#include "models/city/model.hpp"
#include "tests/city/series/by_hand.hpp"

namespace {

using namespace told;

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
      const bool whole = s.axes.size() == 1 && s.axes[a] == "gov_level";
      EXPECT_EQ(whole || s.axes[a] == "district" || s.axes[a] == "account" || s.axes[a] == "community" ||
                    s.axes[a] == "spending" || s.axes[a] == "personnel",
                a == 0)
          << s.name;
    }
    EXPECT_FALSE(s.unit == "count" && s.measure == sim::Measure::rate) << s.name;
    EXPECT_EQ(s.cadence == sim::Cadence::every_year, s.name.ends_with("_by_community")) << s.name;
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
  EXPECT_EQ(read(c, "unmet_need_rate"), 1) << "who mediates has no part in it";
  EXPECT_EQ(read(c, "unmet_need_rate", 2), 1);
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
  c.communities.reach(Id<Communities>(2U), 0) = 115;
  EXPECT_EQ(read(c, "beneficiary_person_times"), 118);
}

TEST(Series, waits_are_from_seeking_to_casework_of_those_taken_up_now) {
  City c = make_city();
  for (std::int16_t wait = 0; wait < 11; ++wait)
    need(c, 0, wait == 10 ? 1 : 0, Progress::active, now - 20, static_cast<std::int16_t>(now - wait), now);
  need(c, 0, 0, Progress::active, now - 40, now - 30, now - 1);  // last month
  EXPECT_EQ(read(c, "wait_mean"), 4.5);
  EXPECT_EQ(read(c, "wait_by_service", 1, 0), 4.5);
  EXPECT_EQ(read(c, "wait_by_service", 1, 1), 10);
  EXPECT_EQ(read(c, "wait_p90"), 8);  // nine of ten wait no longer
  EXPECT_TRUE(std::isnan(read(c, "wait_mean", 2)));
  EXPECT_TRUE(std::isnan(read(c, "wait_p90", 2)));
}

TEST(Series, the_served_by_who_they_are) {
  City c = make_city();
  Traits migrant{Traits::present | Traits::migrant};
  migrant.set(Income::high);
  const auto live = [&](Id<Cases> row, int years, Traits traits, double trust) {
    const Id<Residents> who = c.cases.resident[row];
    c.residents.born[who] = static_cast<std::int16_t>(now - years * 12);
    c.residents.traits[who] = traits.bits;
    c.residents.trust[who] = static_cast<std::uint16_t>(trust * 2 * middling_trust);
    c.residents.trusted[who] = now;
  };
  live(need(c, 0, 0, Progress::active, now, now, now), 17, migrant, 0.25);
  live(need(c, 1, 0, Progress::active, now, now, now), 60, Traits{Traits::present}, 0.75);
  live(need(c, 1, 0, Progress::active, now, now, now), 80, Traits{Traits::present}, 0.75);
  live(need(c, 2, 0, Progress::latent, now), 80, Traits{Traits::present}, 1);
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

TEST(Series, what_is_left_undone_and_held_against_those_around) {
  City c = make_city();
  hand::give_tasks(c, 2);
  c.communities.undone(Id<Communities>(0U), 0) = 30;
  c.communities.undone(Id<Communities>(2U), 1) = 12;
  c.communities.returning[Id<Communities>(2U)] = 4;
  c.communities.distrust[Id<Communities>(0U)] = 0.2F;
  c.communities.cohesion[Id<Communities>(0U)] = 0.25F;
  need(c, 0, 0, Progress::latent, now);
  EXPECT_EQ(read(c, "undone_work"), 42);
  EXPECT_EQ(read(c, "undone_work", 1), 30);
  EXPECT_EQ(read(c, "returning_errands", 2), 4);
  EXPECT_DOUBLE_EQ(read(c, "trust"), 0.3);
  EXPECT_DOUBLE_EQ(read(c, "cohesion_mean", 1), (25 + 25) / 150.0);
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
  EXPECT_EQ(read(c, "so_staff", 0, 0) + read(c, "so_staff", 0, 1), 4);  // not those of the filed one
  EXPECT_EQ(read(c, "median_staff"), 2);                                // of 0 and 4
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
    for (auto* column : {&p.elders, &p.migrants, &p.births, &p.deaths, &p.arrivals, &p.departures, &p.groups, &p.reach,
                         &p.volunteers, &p.members})
      (*column)[row] = static_cast<std::int32_t>(1 + pick(40));
    p.unserved(row, 1) = 1 + pick(40);
    p.incomes(row, 0) = static_cast<std::int32_t>(1 + pick(40));
    p.willing[row] = p.members[row] + static_cast<std::int32_t>(pick(40));
  }
  for (int i = 0; i < 300; ++i) {
    const auto progress = static_cast<Progress>(pick(4));
    const auto closure = progress == Progress::closed ? static_cast<Closure>(1 + pick(6)) : Closure::open;
    const auto one = need(c, pick(3), static_cast<std::uint8_t>(pick(2)), progress, month(), month(), month(), closure);
    c.cases.hours[one] = static_cast<float>(pick(20));
    const auto row =
        organization(c, pick(3), static_cast<std::uint8_t>(pick(2)), static_cast<LegalStatus>(pick(3)), month());
    c.organizations.alive[row] = static_cast<std::uint8_t>(pick(2));
    if (c.organizations.alive[row] == 0) c.organizations.ended[row] = month();
    c.organizations.registered_on[row] = month();
    c.organizations.was_filed[row] = static_cast<std::uint8_t>(pick(2));
    c.organizations.incubator[row] = pick(2) == 0 ? Id<Incubators>() : Id<Incubators>(std::size_t{0});
    c.organizations.graduated[row] = pick(2) == 0 ? never : month();
    c.organizations.revoked[row] = month();
    c.organizations.deregistered[row] = c.organizations.status[row] == LegalStatus::registered ? never : month();
    c.organizations.relabelled[row] = static_cast<std::uint8_t>(pick(2));
    c.organizations.dormant[row] = static_cast<std::uint8_t>(pick(2));
    c.organizations.last_bid[row] = c.organizations.honoured[row] = month();
    c.organizations.vacancies[row] = static_cast<std::int32_t>(pick(3));
    c.organizations.applying[row] = static_cast<std::uint8_t>(pick(2));
    c.organizations.staff[row] = static_cast<std::int32_t>(pick(5));
    c.organizations.gifts[row] = pick(1000);
    c.organizations.subsidies[row] = pick(1000);
    c.organizations.income[row] = 2000 + pick(1000);
    const auto who = worker(c, static_cast<std::uint8_t>(pick(2)), static_cast<Employer>(pick(4)), pick(3),
                            static_cast<Licence>(pick(4)));
    c.workers.left[who] = static_cast<Employer>(pick(4));
    c.workers.hired[who] = c.workers.entered[who] = month();
    c.workers.gone_on[who] = month();
    c.workers.sat[who] = static_cast<std::uint8_t>(pick(2));
    c.workers.supervising[who] = static_cast<float>(pick(2));
    c.workers.supervised[who] = static_cast<std::uint8_t>(pick(2));
    const auto contract =
        project(c, pick(3), pick(2) == 1, 1000 + pick(1000), month(), pick(3) == 0 ? Id<Organizations>() : row);
    c.contracts.payer[contract] = Id<Governments>(pick(5));
    c.contracts.service[contract] = static_cast<std::uint8_t>(pick(2));
    c.contracts.starts[contract] = month();
    c.contracts.renewal[contract] = pick(4) == 0 ? 1 : 0;
    c.contracts.months[contract] = static_cast<std::int16_t>(pick(3));
    c.contracts.task[contract] = pick(4) == 0 ? 1 : 0;
    c.contracts.paid_now[contract] = pick(1000);
    c.contracts.clawed_now[contract] = pick(1000);
    c.contracts.hours[contract] = 10;
    c.contracts.used[contract] = static_cast<float>(pick(10));
  }
  for (const Id<Governments> g : {hand::east, hand::west, hand::east_street, hand::west_street})
    c.governments.payroll[g] = c.governments.incubator_left[g] = c.governments.incubator_paid[g] = 100 + pick(99999);
  for (std::int32_t& idle : c.communities.beside_queue.all()) idle = static_cast<std::int32_t>(pick(3));
  for (float& share : c.communities.casework.all()) share = 0.1F;
  c.station.staff = 30;
  for (const Id<Communities> place : c.communities.rows()) {
    c.communities.met[place] = c.month();
    for (auto* count : {&c.communities.invited, &c.communities.attended, &c.communities.motions, &c.communities.passed,
                        &c.communities.affected})
      (*count)[place] = static_cast<std::int32_t>(1 + pick(9));
    c.communities.fund[place] = c.communities.fund_granted[place] = 1 + pick(999);
    c.communities.responders[place] = static_cast<float>(1 + pick(9));
  }
  c.governments.copied[hand::west] = Reform::deliberation | Reform::micro_fund;
  int told = 0;
  for (const auto& s : Spec::series()) {
    const bool adds = (s.unit == "count" || s.unit == "CNY") && s.measure != sim::Measure::rate;
    if (!adds || s.axes.empty() || s.axes[0] != "district") continue;
    const std::string name(s.name);
    const auto extents = extents_of(c, s);
    double whole = 0;
    for (std::size_t j = 0; j < extents[1]; ++j)
      for (std::size_t k = 0; k < extents[2]; ++k) {
        const double city = read(c, name, 0, j, k);
        EXPECT_NEAR(city, read(c, name, 1, j, k) + read(c, name, 2, j, k), 1e-6) << name;
        whole += city;
      }
    static const std::set<std::string> elsewhere = {
        "workers_hired", "workers_left",    "field_entries",          "field_exits",
        "supervisors",   "deregistrations", "incubator_appropriation"};  // tried on whole cities
    if (elsewhere.contains(name)) continue;
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
