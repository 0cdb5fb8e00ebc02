// The whole city under two policies: luck follows what lasts, so what a policy does not touch stays as it was.
#include <gtest/gtest.h>

#include <map>
#include <tuple>

#include "tests/city/whole.hpp"

namespace {

using namespace city;

// What became of everybody, by lasting keys.
struct Fates {
  std::map<std::uint64_t, std::tuple<Fen, std::uint32_t>> posted;    // at the fair: value, community
  std::map<std::uint64_t, std::uint64_t> places, services, winners;  // of these projects
  std::map<std::uint64_t, std::tuple<LegalStatus, int>> organizations;
  std::map<std::uint64_t, Employer> workers;
  std::map<std::uint64_t, Progress> cases;
};

Fates fates_of(const City& c) {
  Fates out;
  for (std::size_t i = 0; i < c.contracts.size(); ++i) {
    const Id<Contracts> r(i);
    if (c.contracts.fair[r] == 0) continue;
    const std::uint64_t key = c.contracts.key[r];
    out.posted[key] = {c.contracts.value[r], c.contracts.community[r].value};
    out.places[key] = c.contracts.community[r].value;
    out.services[key] = c.contracts.service[r];
    if (c.contracts.awarded[r] != 0) out.winners[key] = c.organizations.key[c.contracts.provider[r]];
  }
  for (std::size_t i = 0; i < c.organizations.size(); ++i) {
    const Id<Organizations> r(i);
    out.organizations[c.organizations.key[r]] = {c.organizations.status[r], c.organizations.alive[r]};
  }
  for (std::size_t i = 0; i < c.workers.size(); ++i)
    out.workers[c.workers.key[Id<Workers>(i)]] = c.workers.employer[Id<Workers>(i)];
  for (std::size_t i = 0; i < c.cases.size(); ++i)
    out.cases[c.cases.key[Id<Cases>(i)]] = c.cases.progress[Id<Cases>(i)];
  return out;
}

// The share of what happened in `before` that happened in `after` too.
template <class Map>
double kept(const Map& before, const Map& after) {
  double same = 0;
  for (const auto& [key, fate] : before) {
    const auto there = after.find(key);
    same += there != after.end() && there->second == fate ? 1 : 0;
  }
  EXPECT_FALSE(before.empty());
  return same / static_cast<double>(before.size());
}

// Nanjing in its last month before `end`, with purchase money times `money` from 2014 on.
Fates nanjing(double money, sim::Month end) {
  sim::Scenario scenario = whole::read("scenarios/budget-double.toml", {{"population.scale", "0.1"}});
  for (sim::Change& change : scenario.changes)
    for (sim::Setting& setting : change.multiply) setting.value = money;
  scenario.end = end;
  whole::Steps steps(scenario);
  steps.run([](const City&) {});
  return fates_of(steps.world());
}

TEST(PairedWhole, twice_the_money_posts_what_was_posted_before_and_more) {
  const sim::Month end = sim::Month::of(2014, 5);
  const Fates once = nanjing(1, end), twice = nanjing(2, end);
  EXPECT_EQ(kept(once.posted, twice.posted), 1);
  EXPECT_GT(kept(once.services, twice.services), 0.95);  // by what is seen to wait: all in what was measured
  EXPECT_GT(twice.posted.size(), once.posted.size() * 3 / 2);
}

// A thousandth more for a year moves who stands at a threshold, and nobody else. Longer, one winner of a contract makes
// the next.
TEST(PairedWhole, next_to_no_policy_leaves_nearly_everything_in_place) {
  const sim::Month end = sim::Month::of(2015, 1);
  const Fates plain = nanjing(1, end), more = nanjing(1.001, end);
  EXPECT_EQ(kept(plain.places, more.places), 1);
  EXPECT_GT(kept(plain.posted, more.posted), 0.8);  // of the last one of each line as much is bought as it holds
  EXPECT_GT(kept(plain.winners, more.winners), 0.9);
  EXPECT_GT(kept(plain.organizations, more.organizations), 0.995);
  EXPECT_GT(kept(plain.workers, more.workers), 0.99);
  EXPECT_GT(kept(plain.cases, more.cases), 0.97);
}

}  // namespace
