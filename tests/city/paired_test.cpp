// Worlds that differ by next to nothing: what cannot matter changes nobody's luck.
#include <gtest/gtest.h>

#include <map>
#include <tuple>

#include "tests/city/town.hpp"

namespace {

using namespace city;

// All that happened, told by lasting keys instead of rows.
struct Story {
  std::map<std::uint64_t, std::tuple<Progress, Payer, int, int>> cases;
  std::map<std::uint64_t, std::tuple<Fen, LegalStatus, int, int, float>> organizations;
  std::map<std::uint64_t, std::tuple<Employer, std::uint64_t, Licence, float>> workers;
  std::map<std::uint64_t, std::tuple<std::uint64_t, Fen, Fen, float>> contracts;
  bool operator==(const Story&) const = default;
};
constexpr std::uint64_t ghost = 4242;

Story tell(const City& c) {
  Story out;
  for (std::size_t i = 0; i < c.cases.size(); ++i) {
    const Id<Cases> r(i);
    out.cases[c.cases.key[r]] = {c.cases.progress[r], c.cases.payer[r], c.cases.left[r], c.cases.opened[r]};
  }
  for (std::size_t i = 0; i < c.organizations.size(); ++i) {
    const Id<Organizations> r(i);
    if (c.organizations.key[r] == ghost) continue;
    out.organizations[c.organizations.key[r]] = {c.organizations.cash[r], c.organizations.status[r],
                                                 c.organizations.alive[r], c.organizations.staff[r],
                                                 c.organizations.record[r]};
  }
  for (std::size_t i = 0; i < c.workers.size(); ++i) {
    const Id<Workers> r(i);
    std::uint64_t workplace = c.workers.employer[r] == Employer::none ? 0 : c.workers.workplace[r];
    if (c.workers.employer[r] == Employer::organization)
      workplace = c.organizations.key[Id<Organizations>(std::size_t{c.workers.workplace[r]})];
    out.workers[c.workers.key[r]] = {c.workers.employer[r], workplace, c.workers.licence[r], c.workers.burnout[r]};
  }
  for (std::size_t i = 0; i < c.contracts.size(); ++i) {
    const Id<Contracts> r(i);
    if (c.contracts.key[r] == ghost) continue;
    const auto provider = c.contracts.provider[r];
    out.contracts[c.contracts.key[r]] = {provider ? c.organizations.key[provider] : 0, c.contracts.value[r],
                                         c.contracts.paid[r], c.contracts.used[r]};
  }
  return out;
}

void expect_same(const Story& a, const Story& b, int month) {
  ASSERT_EQ(a.organizations, b.organizations) << month;
  ASSERT_EQ(a.contracts, b.contracts) << month;
  ASSERT_EQ(a.workers, b.workers) << month;
  ASSERT_EQ(a.cases, b.cases) << month;
}

// A dissolved organization and a withdrawn project stand in the first rows of one world: all other rows shift.
TEST(Paired, nobodys_luck_follows_a_row) {
  hand::Town plain, shifted;
  plain.start();
  shifted.run(0, true, [&](std::string_view phase) {
    if (phase != "population") return;
    Organizations& all = shifted.city.organizations;
    const Id<Organizations> row = all.add();
    all.key[row] = ghost;
    all.home[row] = hand::place(0);
    all.ended[row] = -1;
    const auto project = hand::post(shifted.city, 0, 0, hand::top, 100, ghost);
    shifted.city.contracts.over[project] = 1;
  });
  ASSERT_EQ(shifted.city.organizations.key[Id<Organizations>(std::size_t{0})], ghost);
  for (int m = 0; m < 36; ++m) {
    plain.month(m);
    shifted.month(m);
    expect_same(tell(plain.city), tell(shifted.city), m);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(plain.city.contracts.size(), 10U);
}

// Where nobody asks for help nothing couples residents: to spare one from need takes away that one's cases only.
TEST(Paired, sparing_one_resident_changes_nobody_else) {
  hand::Town plain, spared;
  for (hand::Town* t : {&plain, &spared}) {
    t->rules.help_seeking.intercept = -1000;
    t->city.services[0].direct = false;
    t->start();
  }
  plain.month(0);
  ASSERT_FALSE(plain.city.cases.empty());
  const Id<Residents> who = plain.city.cases.resident[Id<Cases>(std::size_t{0})];
  spared.city.residents.open[who] = 0xffff;
  spared.month(0);
  for (int m = 1; m < 36; ++m) {
    plain.month(m);
    spared.month(m);
    Story a = tell(plain.city);
    for (std::size_t i = 0; i < plain.city.cases.size(); ++i)
      if (plain.city.cases.resident[Id<Cases>(i)] == who) a.cases.erase(plain.city.cases.key[Id<Cases>(i)]);
    Story b = tell(spared.city);
    for (std::size_t i = 0; i < spared.city.cases.size(); ++i)
      if (spared.city.cases.resident[Id<Cases>(i)] == who) b.cases.erase(spared.city.cases.key[Id<Cases>(i)]);
    expect_same(a, b, m);
    if (HasFatalFailure()) return;
  }
}

// A policy that is announced and changes nothing, and one that bites later: the past is the same.
TEST(Paired, the_future_does_not_change_the_past) {
  hand::Town plain, changed;
  plain.start();
  changed.start();
  for (int m = 0; m < 18; ++m) {
    plain.month(m);
    if (m == 12) changed.city.filing.hours = 1e5;
    changed.month(m);
    if (m < 12) expect_same(tell(plain.city), tell(changed.city), m);
    if (HasFatalFailure()) return;
  }
  EXPECT_FALSE(tell(plain.city) == tell(changed.city));
  // People are the same people under any policy.
  EXPECT_TRUE(std::equal(plain.city.residents.born.all().begin(), plain.city.residents.born.all().end(),
                         changed.city.residents.born.all().begin()));
}

}  // namespace
