// Candidates: how many could do social work, those in post among them.
#include "models/city/workers/candidates.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

TEST(Candidates, are_so_many_with_those_in_post_and_some_know_of_the_exam) {
  City c = hand::make_city();
  c.starting = true;
  for (std::size_t p = 0; p < 4; ++p) c.communities.population[hand::place(p)] = 100000;
  for (std::uint64_t i = 0; i < 300; ++i)
    c.workers.licence[hand::employ(c, i < 200 ? Employer::station : Employer::institution, 1, i)] = Licence::assistant;
  const auto firm = hand::organize(c, 3, 1);
  hand::employ(c, Employer::organization, firm.value, 300);
  Candidates rule;
  rule.number = 100;
  rule.know = 0.3;
  rule(c, luck("candidates"));
  ASSERT_EQ(c.workers.size(), 4000U);
  std::array<int, 2> by_district{};
  double know = 0;
  for (const Id<Workers> row : c.workers.rows()) {
    ++by_district[c.workers.district[row]];
    const bool in_post = row.value < 301;
    EXPECT_EQ(c.workers.gone[row], in_post ? 0 : 1);
    if (row.value < 300) {
      EXPECT_EQ(c.workers.knows[row], 1);
    } else {
      know += c.workers.knows[row];
    }
    if (!in_post) {
      EXPECT_EQ(c.workers.entered[row], never);
    }
  }
  EXPECT_EQ(by_district[1], 1999);  // hand-made workers live in the east, wherever they work
  EXPECT_NEAR(know / 3700, 0.3, 0.04);
}

TEST(Candidates, grow_by_residents_and_differ_in_what_they_would_earn) {
  City c = hand::make_city();
  c.communities.population[hand::place(2)] = 10000000;
  c.economy.outside_spread = 0.5;
  Candidates rule;
  rule.growth = 24;
  rule(c, luck("candidates", 1));
  ASSERT_EQ(c.workers.size(), 2000U);
  double mean = 0, square = 0;
  for (const Id<Workers> row : c.workers.rows()) {
    EXPECT_EQ(c.workers.district[row], 1);
    EXPECT_EQ(c.workers.knows[row], 0);
    EXPECT_EQ(c.workers.gone[row], 1);
    const double log = std::log(c.workers.outside[row]);
    mean += log / 2000;
    square += log * log / 2000;
  }
  EXPECT_NEAR(mean, 0, 0.05);
  EXPECT_NEAR(square, 0.25, 0.03);
}

}  // namespace
