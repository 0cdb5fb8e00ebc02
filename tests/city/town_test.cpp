// Laws that hold after every phase of every month, whatever the rules decide: money, cases, people, posts, contracts.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/city/town.hpp"

namespace {

using namespace city;

constexpr int months = 48;

TEST(Laws, money_only_moves) {
  std::array<Fen, city::purpose_count> moved{};
  for (const bool meets : {false, true}) {
    hand::Town t;
    t.rules.deliberation.open = t.rules.micro_fund.open = meets;
    t.rules.deliberation.proposes = 1;
    const auto check = [&](std::string_view phase) {
      const City& c = t.city;
      const std::string where = c.now.text() + " " + std::string(phase);
      ASSERT_EQ(hand::all_money(c), 0) << where;
      for (std::size_t g = 0; g < c.governments.size(); ++g) {
        const Id<Governments> row(g);
        ASSERT_GE(c.governments.cash[row], 0) << where;
        for (const Fen line : c.governments.fair_budget.row(row)) ASSERT_GE(line, 0) << where;
        for (const Fen line : c.governments.off_fair_budget.row(row)) ASSERT_GE(line, 0) << where;
      }
      for (const Fen cash : c.organizations.cash.all()) ASSERT_GE(cash, 0) << where;
      for (const Fen fund : c.communities.fund.all()) ASSERT_GE(fund, 0) << where;
      // What governments have promised is what contracts still have to get.
      std::vector<Fen> owed(c.governments.size());
      for (std::size_t i = 0; i < c.contracts.size(); ++i) {
        const Id<Contracts> row(i);
        ASSERT_GE(c.contracts.paid[row], 0) << where;
        ASSERT_LE(c.contracts.paid[row] + c.contracts.clawed[row], c.contracts.value[row]) << where;
        if (c.contracts.reserved[row] != 0) owed[c.contracts.payer[row].value] += c.contracts.value[row];
        if (c.contracts.awarded[row] != 0 && c.contracts.instalments[row] < 3)
          owed[c.contracts.payer[row].value] += c.contracts.value[row] - c.contracts.paid[row];
      }
      for (std::size_t g = 0; g < c.governments.size(); ++g)
        ASSERT_EQ(c.governments.committed[Id<Governments>(g)], owed[g]) << where;
    };
    t.run(0, true, check);
    for (int m = 0; m < months; ++m) {
      t.rules.posts.open = m >= months - 12;  // the last January's lines
      t.run(m, false, check);
      for (std::size_t p = 0; p < moved.size(); ++p) moved[p] += t.city.ledger.moved(static_cast<Purpose>(p));
    }
  }
  for (std::size_t p = 0; p < moved.size(); ++p) {
    // The town's classes cost nothing to set up, and all that is left at an end goes to households.
    if (static_cast<Purpose>(p) == Purpose::setup || static_cast<Purpose>(p) == Purpose::forfeit) continue;
    EXPECT_GT(moved[p], 0) << "no money moved for purpose " << p;
  }
}

TEST(Laws, every_case_is_open_or_closed_for_one_cause) {
  hand::Town t;
  t.start();
  std::int64_t opened = 0, closed = 0;
  for (const Progress p : t.city.cases.progress.all()) opened += p != Progress::closed ? 1 : 0;  // standing needs
  std::map<Closure, std::int64_t> causes;
  for (int m = 0; m < months; ++m) {
    t.run(m, false, [&](std::string_view phase) {
      const City& c = t.city;
      const std::string where = c.now.text() + " " + std::string(phase);
      if (phase == "need")
        for (const std::int32_t n : c.communities.onsets.all()) opened += n;
      ASSERT_EQ(static_cast<std::int64_t>(c.cases.size()), opened - closed) << where;
      std::set<std::pair<std::uint32_t, int>> open;
      for (std::size_t i = 0; i < c.cases.size(); ++i) {
        const Id<Cases> row(i);
        const Progress progress = c.cases.progress[row];
        ASSERT_EQ(progress == Progress::closed, c.cases.closure[row] != Closure::open) << where;
        ASSERT_EQ(progress == Progress::latent, c.cases.sought[row] == never && progress != Progress::closed) << where;
        if (progress == Progress::closed) continue;
        const Id<Residents> who = c.cases.resident[row];
        if (phase != "demography") {
          ASSERT_NE(c.residents.traits[who] & Traits::present, 0) << where;
        }
        ASSERT_NE(c.residents.open[who] >> c.cases.service[row] & 1, 0) << where;
        ASSERT_TRUE(open.insert({who.value, c.cases.service[row]}).second) << where << ": the same need twice";
        if (progress == Progress::active) {
          ASSERT_NE(c.cases.payer[row], Payer::none) << where;
          ASSERT_GT(c.cases.left[row], 0) << where;
          ASSERT_NE(c.cases.taken[row], never) << where;
        }
      }
    });
    for (std::size_t i = 0; i < t.city.cases.size(); ++i) {
      const Id<Cases> row(i);
      if (t.city.cases.progress[row] != Progress::closed) continue;
      ++closed;  // they leave when the next month opens
      ++causes[t.city.cases.closure[row]];
    }
  }
  EXPECT_GT(opened, 1000);
  for (const Closure cause :
       {Closure::resolved, Closure::unresolved, Closure::gave_up, Closure::by_itself, Closure::moved, Closure::died})
    EXPECT_GT(causes[cause], 0) << static_cast<int>(cause);
}

TEST(Laws, people_and_posts_add_up) {
  hand::Town t;
  t.start();
  std::int64_t before = 0;
  for (const std::int32_t p : t.city.communities.population.all()) before += p;
  for (int m = 0; m < months; ++m) {
    t.month(m);
    const City& c = t.city;
    std::int64_t now = 0, flows = 0, present = 0;
    for (std::size_t p = 0; p < c.communities.size(); ++p) {
      const Id<Communities> row(p);
      now += c.communities.population[row];
      flows += c.communities.births[row] + c.communities.arrivals[row] - c.communities.deaths[row] -
               c.communities.departures[row];
    }
    for (const std::uint16_t traits : c.residents.traits.all()) present += traits & Traits::present;
    ASSERT_EQ(now, before + flows) << m;
    ASSERT_EQ(now, present) << m;
    before = now;
    std::vector<int> staff(c.communities.size());
    for (std::size_t w = 0; w < c.workers.size(); ++w) {
      const Id<Workers> row(w);
      const Employer employer = c.workers.employer[row];
      if (employer == Employer::station) ++staff[c.workers.workplace[row]];
      if (employer != Employer::none) {
        ASSERT_EQ(c.workers.gone[row], 0) << m;
      }
      if (employer == Employer::organization) {
        ASSERT_EQ(c.organizations.alive[Id<Organizations>(std::size_t{c.workers.workplace[row]})], 1) << m;
        ASSERT_GT(c.workers.share[row], 0) << m;
        ASSERT_LE(c.workers.share[row], 1) << m;
      }
    }
    for (const int n : staff) ASSERT_LE(n, c.station.staff.whole()) << m;
    for (std::size_t i = 0; i < c.contracts.size(); ++i) {
      const Id<Contracts> row(i);
      ASSERT_LE(c.contracts.awarded[row] + 0, 1);
      if (c.contracts.awarded[row] != 0 && c.contracts.over[row] == 0) {
        ASSERT_LT(m - c.contracts.starts[row], c.contracts.months[row]) << m;
      }
    }
  }
}

// Whoever shares a key shares all luck. Months of the calendar are part of keys, and so are kinds of what was there at
// the start: twelve years of them.
TEST(Laws, no_two_share_a_key) {
  hand::Town t;
  t.start();
  for (int m = 0; m < 150; ++m) {
    t.month(m);
    const auto once = [m](const auto& column) {
      const std::set<std::uint64_t> keys(column.all().begin(), column.all().end());
      ASSERT_EQ(keys.size(), column.all().size()) << m;
    };
    once(t.city.organizations.key);
    once(t.city.workers.key);
    once(t.city.contracts.key);
    once(t.city.cases.key);
    once(t.city.buyers.key);
  }
}

}  // namespace
