// Access: the two steps by hand, the edge of the catchment, and what no reach can change.
#include "models/city/need/access.hpp"

#include <gtest/gtest.h>

#include "models/city/need/catchment.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

constexpr double at_half = 0.701367;  // (exp(-1/8) - exp(-1/2)) / (1 - exp(-1/2))

City line() {
  City c = hand::make_city();
  // Four communities on a line, 0.75 km apart; the last is out of everybody's reach.
  const float x[] = {0, 0.75F, 1.5F, 100};
  for (std::size_t p = 0; p < 4; ++p) {
    c.communities.x[hand::place(p)] = x[p];
    c.communities.y[hand::place(p)] = 0;
    c.communities.population[hand::place(p)] = 1000;
    c.communities.street[hand::place(p)] = hand::east_street;
  }
  return c;
}

TEST(Access, reaches_less_with_distance_and_nothing_past_the_catchment) {
  City c = line();
  const auto urban = catchment(c, 1.5, 3);
  EXPECT_DOUBLE_EQ(urban.coeff(0, 0), 1);
  EXPECT_NEAR(urban.coeff(0, 1), at_half, 1e-4);
  EXPECT_NEAR(urban.coeff(0, 2), 0, 1e-12) << "the edge itself";
  EXPECT_EQ(urban.coeff(0, 3), 0);
  EXPECT_EQ(urban.coeff(3, 3), 1);
  c.communities.rural[hand::place(0)] = 1;  // what is in a village is for those farther away too
  const auto rural = catchment(c, 1.5, 3);
  EXPECT_NEAR(rural.coeff(2, 0), at_half, 1e-4);
  EXPECT_NEAR(rural.coeff(0, 2), 0, 1e-12);
  c.communities.street[hand::place(1)] = hand::west_street;
  EXPECT_EQ(catchment(c, 1.5, 3).coeff(0, 1), 0) << "another street's services are for its own residents";
}

// 10 hours of need a month arise per 1,000 residents.
City in_need_of_meals() {
  City c = line();
  c.services[0].incidence = 1;
  EXPECT_DOUBLE_EQ(c.case_hours(c.services[0]), 10);
  for (float& known : c.communities.coverage.all()) known = -1;
  return c;
}

TEST(Access, volunteers_hours_are_shared_by_all_within_reach) {
  City c = in_need_of_meals();
  c.reach.volunteer_casework = 1;
  c.travel.included = 1000;  // no way counts
  const auto group = hand::organize(c, 0, 1, 0, LegalStatus::informal, 1);
  c.organizations.volunteers[group] = 100;  // of meals, at the first place
  Access rule;
  rule.urban_reach = 1.5;
  rule(c, luck("access"));
  // R = 100 / (1000 + 1000 w); 10 hours are needed where 1000 live.
  EXPECT_NEAR(c.communities.coverage(hand::place(0), 0), 10 / (1 + at_half), 1e-3);
  EXPECT_NEAR(c.communities.coverage(hand::place(1), 0), 10 * at_half / (1 + at_half), 1e-3);
  EXPECT_NEAR(c.communities.coverage(hand::place(2), 0), 0, 1e-6);
  EXPECT_NEAR(c.communities.within_reach(hand::place(0), 0), 100 / (1 + at_half), 1e-2);
}

TEST(Access, contracts_are_for_their_whole_street) {
  City c = in_need_of_meals();
  const auto firm = hand::organize(c, 0, 1);
  hand::contract(c, 0, 0, hand::east_street, firm, 1000, 12, 100);
  Access rule;
  rule(c, luck("access"));
  double people = 0, hours = 0;
  for (std::size_t p = 0; p < 4; ++p) {
    people += c.communities.population[hand::place(p)];
    hours += c.communities.population[hand::place(p)] *
             static_cast<double>(c.communities.within_reach(hand::place(p), 0)) / 1000;
  }
  EXPECT_NEAR(hours, 100, 1e-3) << "everybody together can reach what there is";
  EXPECT_NEAR(c.communities.coverage(hand::place(3), 0), 2.5, 1e-3) << "a quarter of it lies out there";
  // A year of it fades over a year.
  c.contracts.over[Id<Contracts>(std::size_t{0})] = 1;
  rule(c, luck("access", 1));
  EXPECT_NEAR(c.communities.coverage(hand::place(3), 0), 2.5 * 11 / 12, 1e-3);
  EXPECT_EQ(c.communities.within_reach(hand::place(3), 0), 0);
  for (int m = 2; m < 200; ++m) rule(c, luck("access", m));
  EXPECT_NEAR(c.communities.coverage(hand::place(3), 0), 0, 1e-4);
}

TEST(Access, station_hours_are_divided_by_need_and_paid_ones_are_for_who_pays) {
  City c = in_need_of_meals();
  c.services[1].incidence = 0.25;  // 4 months of 10 hours: as much need
  c.travel.included = 1000;
  for (std::size_t p = 0; p < 4; ++p) hand::employ(c, Employer::station, static_cast<std::uint32_t>(p), p, 10);
  c.services[0].paying = 0.5;
  c.organizations.staff[hand::organize(c, 3, 1)] = 1;
  Access()(c, luck("access"));
  for (const std::size_t s : {0U, 1U}) EXPECT_NEAR(c.communities.coverage(hand::place(3), s), 0.5, 1e-4);
  EXPECT_EQ(c.communities.paid_coverage(hand::place(0), 0), 0) << "another district";
  EXPECT_EQ(c.communities.paid_coverage(hand::place(2), 0), 1) << "100 hours for 20: more than is needed";
  EXPECT_EQ(c.communities.paid_coverage(hand::place(2), 1), 0);
}

}  // namespace
