// The society at the start: as many organizations and workers as the data say, their books in order.
#include "models/city/organizations/institutions.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;

City society() {
  City c = hand::make_city();
  c.class_facts.resize(0);
  c.censuses[0].contemporaneous = c.censuses[0].revised = 40000;
  for (std::size_t p = 0; p < 4; ++p) c.communities.population[hand::place(p)] = 10000;
  c.classes[0].registered = 400;
  c.classes[0].filed = 200;
  c.classes[0].workers = 2;
  c.classes[0].running_cost = 12000;
  c.classes[1].informal = 800;
  c.station.staff = 3;
  c.station.institution_staff = 5;
  return c;
}

TEST(Institutions, founds_as_many_as_there_are) {
  City c = society();
  Institutions()(c, hand::luck("institutions"));
  std::array<std::array<int, 3>, 2> count{};
  for (std::size_t o = 0; o < c.organizations.size(); ++o) {
    const Id<Organizations> row(o);
    const LegalStatus status = c.organizations.status[row];
    ++count[c.organizations.kind[row]][static_cast<std::size_t>(status)];
    EXPECT_EQ(c.organizations.alive[row], 1);
    EXPECT_LT(c.organizations.founded[row], 0);  // before the start
    EXPECT_EQ(c.organizations.registered_on[row],
              status == LegalStatus::registered ? c.organizations.founded[row] : never);
    // Half a year of running costs in hand.
    const double cost = c.organizations.kind[row] == 0 ? 600000 * static_cast<double>(c.organizations.weight[row]) : 0;
    EXPECT_NEAR(static_cast<double>(c.organizations.cash[row]), cost, 1);
  }
  // A quarter of each in each community, whole numbers.
  EXPECT_EQ(count, (std::array<std::array<int, 3>, 2>{{{0, 200, 400}, {800, 0, 0}}}));
  EXPECT_EQ(hand::all_money(c), 0);
}

TEST(Institutions, staffs_stations_institutions_and_organizations) {
  City c = society();
  Institutions rule;
  rule.licensed_station = 0;
  rule.licensed_institution = 1;
  rule.assistants = 1;
  rule(c, hand::luck("institutions"));
  std::array<int, 4> count{};
  std::vector<int> station(4);
  for (std::size_t w = 0; w < c.workers.size(); ++w) {
    const Id<Workers> row(w);
    const Employer employer = c.workers.employer[row];
    ++count[static_cast<std::size_t>(employer)];
    EXPECT_EQ(c.workers.wage[row], 300000);
    EXPECT_LE(c.workers.hired[row], 0);
    EXPECT_LE(c.workers.outside[row], 1);  // those in post are those who earn no more outside
    if (employer == Employer::station) {
      ++station[c.workers.workplace[row]];
      EXPECT_EQ(c.workers.licence[row], Licence::none);
    }
    if (employer == Employer::institution) {
      EXPECT_EQ(c.workers.licence[row], Licence::assistant);
    }
    if (employer == Employer::organization) {
      const Id<Organizations> home(std::size_t{c.workers.workplace[row]});
      EXPECT_EQ(c.organizations.status[home], LegalStatus::registered);
      EXPECT_EQ(c.workers.district[row], district_of(c, home));
    }
  }
  EXPECT_EQ(station, std::vector<int>(4, 3));
  EXPECT_EQ(count[3], 20);  // 5 per 10,000
  EXPECT_NEAR(count[2], 1200,
              5 * std::sqrt(1200.0) * 2);  // two per organization of weight 1; those of mixed classes weigh 1.5
}

TEST(Institutions, puts_professional_work_where_graduates_are) {
  City c = society();
  c.classes[1].professional = true;
  c.reach.village_graduates = 0.25;
  c.communities.rural[hand::place(0)] = 1;
  Institutions()(c, hand::luck("institutions"));
  std::array<int, 4> count{};
  for (std::size_t o = 0; o < c.organizations.size(); ++o)
    count[c.organizations.home[Id<Organizations>(o)].value] += c.organizations.kind[Id<Organizations>(o)];
  // 0.25 : 1 : 1 : 1 of 800
  EXPECT_NEAR(count[0], 800 * 0.25 / 3.25, 1);
  for (const std::size_t p : {1U, 2U, 3U}) EXPECT_NEAR(count[p], 800 / 3.25, 1);
}

TEST(Institutions, knows_which_services_a_class_names) {
  City c = society();
  c.classes[0].serves = " care";
  Institutions()(c, hand::luck("institutions"));
  EXPECT_FALSE(serves(c, 0, 0));
  EXPECT_TRUE(serves(c, 0, 1));
  EXPECT_TRUE(serves(c, 1, 0));
  for (std::size_t o = 0; o < c.organizations.size(); ++o)
    if (c.organizations.kind[Id<Organizations>(o)] == 0) {
      EXPECT_EQ(c.organizations.niche[Id<Organizations>(o)], 1);
    }
}

TEST(Institutions, leaves_out_what_nobody_here_would_found) {
  City c = society();
  for (std::uint8_t& rural : c.communities.rural.all()) rural = 1;
  c.classes[0].professional = true;
  c.reach.village_graduates = 0;
  Institutions()(c, hand::luck("institutions"));
  EXPECT_EQ(c.organizations.size(), 800U);
  for (const std::uint8_t kind : c.organizations.kind.all()) EXPECT_EQ(kind, 1);
}

}  // namespace
