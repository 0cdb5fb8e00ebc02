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

TEST(Access, is_shared_by_all_within_reach_and_relative_to_the_mean) {
  City c = line();
  const auto firm = hand::organize(c, 0, 1);
  hand::contract(c, 0, 0, hand::east_street, firm, 1000, 12, 100);  // 100 hours of meals at the first place
  Access rule;
  rule.urban_reach = 1.5;
  rule(c, luck("access"));
  // R = 100 / (1000 + 1000 w); level at the first R, at the second R w, elsewhere nothing; the mean is a quarter of
  // them.
  const double mean = (1 + at_half) / 4;
  EXPECT_NEAR(c.communities.access(hand::place(0), 0), 1 / mean, 1e-3);
  EXPECT_NEAR(c.communities.access(hand::place(1), 0), at_half / mean, 1e-3);
  EXPECT_NEAR(c.communities.access(hand::place(2), 0), 0, 1e-6);
  EXPECT_EQ(c.communities.access(hand::place(3), 0), 0);
  EXPECT_EQ(c.communities.access(hand::place(0), 1), 1) << "where nothing is on offer anywhere, all are alike";
}

TEST(Access, everybody_together_can_reach_what_there_is) {
  City c = line();
  const auto firm = hand::organize(c, 2, 1);
  hand::contract(c, 2, 0, hand::west_street, firm, 1000, 12, 30);
  hand::contract(c, 1, 0, hand::east_street, firm, 1000, 12, 50);
  for (std::size_t p = 0; p < 4; ++p) hand::employ(c, Employer::station, static_cast<std::uint32_t>(p), p, 7);
  for (const Service& s : c.services) ASSERT_GT(s.months, 0);
  c.services[0].incidence = 1;
  Access()(c, luck("access"));
  double people = 0, weighted = 0;
  for (std::size_t p = 0; p < 4; ++p) {
    people += c.communities.population[hand::place(p)];
    weighted += c.communities.population[hand::place(p)] * static_cast<double>(c.communities.access(hand::place(p), 0));
  }
  EXPECT_NEAR(weighted / people, 1, 1e-6) << "relative to the mean, whatever the catchments";
}

TEST(Access, counts_volunteers_and_no_contract_that_is_over) {
  City c = line();
  const auto firm = hand::organize(c, 0, 1);
  const auto over = hand::contract(c, 0, 0, hand::east_street, firm, 1000, 12, 100);
  c.contracts.over[over] = 1;
  Access()(c, luck("access"));
  EXPECT_EQ(c.communities.access(hand::place(0), 0), 1);
  c.organizations.volunteers[firm] = 100;
  Access()(c, luck("access"));
  EXPECT_GT(c.communities.access(hand::place(0), 0), 1);
  EXPECT_LT(c.communities.access(hand::place(3), 0), 1);
}

}  // namespace
