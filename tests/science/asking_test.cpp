// Law 2, inside: whether somebody asks answers to supply by coverage, waits and trust, and by nothing else.
#include <gtest/gtest.h>

#include <map>

#include "models/city/need/help_seeking.hpp"
#include "tests/city/whole.hpp"
#include "tests/science/drawn.hpp"

namespace {

using namespace city;

using Propensities = std::map<std::uint64_t, double>;

// Of the cases of each half year, by their keys, in a city whose stations give so much of their time to cases.
Propensities propensities(const HelpSeeking& rule, const char* share) {
  Propensities out;
  whole::Steps steps(whole::read("scenarios/nanjing.toml",
                                 {{"population.scale", "0.02"}, {"station.casework_share", share}}, "2011-12-31"));
  steps.run([&](const City& c) {
    if (c.now.month() % 6 != 0) return;
    for (const Id<Cases> row : c.cases.rows())
      out.emplace(sim::combine(c.cases.key[row], static_cast<std::uint64_t>(c.month())), rule.propensity(c, row));
  });
  return out;
}

// How many of those that both have are not the same to the bit.
std::size_t differing(const HelpSeeking& rule) {
  const Propensities little = propensities(rule, "0.03"), much = propensities(rule, "0.3");
  std::size_t both = 0, other = 0;
  for (const auto& [key, value] : little)
    if (const auto found = much.find(key); found != much.end()) {
      ++both;
      other += found->second == value ? 0 : 1;
    }
  EXPECT_GT(both, 1000u);
  return other;
}

TEST(Law2, propensities_answer_to_supply_by_coverage_waits_and_trust_alone) {
  for (int draw = 0; draw <= drawn::draws(); ++draw) {
    HelpSeeking rule;
    drawn::Draw values("asking", draw);
    rule.visit(values);
    EXPECT_GT(differing(rule), 100u) << drawn::said(draw);
    rule.coverage = rule.wait = rule.trust = 0;
    EXPECT_EQ(differing(rule), 0u) << drawn::said(draw);
  }
}

}  // namespace
