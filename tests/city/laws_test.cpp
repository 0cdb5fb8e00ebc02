// What always holds, on every scenario that ships: money to the fen, cases, stocks, people.
#include <gtest/gtest.h>

#include <filesystem>
#include <numeric>
#include <set>

#include "models/city/series/tally.hpp"
#include "sim/parallel.hpp"
#include "tests/city/closed_book.hpp"
#include "tests/city/whole.hpp"

namespace {

using namespace city;

std::vector<std::string> scenario_files() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(SOURCE_DIR "/scenarios"))
    if (entry.path().extension() == ".toml") out.push_back("scenarios/" + entry.path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

const char* small(const std::string& file) { return file.find("village") != std::string::npos ? "1.0" : "0.01"; }

Fen everything(const City& c) {
  Fen total = c.ledger.outside_total();
  for (const Fen fen : c.governments.cash.all()) total += fen;
  for (const Fen fen : c.organizations.cash.all()) total += fen;
  for (const Fen fen : c.communities.fund.all()) total += fen;
  return total;
}

class Laws : public testing::TestWithParam<std::string> {};

TEST_P(Laws, hold_in_every_month) {
  whole::Steps steps(whole::read(GetParam(), {{"population.scale", small(GetParam())}}));
  const Fen at_start = everything(steps.world());
  EXPECT_EQ(at_start, 0) << "what is inside came from outside";
  // Standing needs are those left of the past; who had asked for help before the start is seen to.
  std::int64_t opened = 0, closed = 0, moved = 0;
  std::int64_t decided = 0, waiting = 0;
  std::vector<Fen> held;
  std::vector<std::int64_t> posts(Tally::employers);
  for (const Progress p : std::as_const(steps.world()).cases.progress.all()) opened += p != Progress::closed ? 1 : 0;
  steps.run([&](const City& c) {
    const Tally tally(c);
    const auto cell = [&](const Tally::Counts& grid, std::size_t account, std::size_t purpose) {
      return grid(0, account * purpose_count + purpose);
    };
    for (std::size_t a = 0; a < account_count && !held.empty(); ++a) {
      Fen now = held[a];
      for (std::size_t p = 0; p < purpose_count; ++p) now += cell(tally.money_in, a, p) - cell(tally.money_out, a, p);
      ASSERT_EQ(tally.money_held(0, a), now) << "account " << a << " in " << c.now.text();
    }
    // What governments hold rises by what they take and falls by what they spend and give back.
    const auto whose = static_cast<std::size_t>(Account::governments);
    const auto moved_by = [&](Purpose p) { return c.ledger.moved(p); };
    if (!held.empty()) {
      const Fen taken = moved_by(Purpose::revenue) + moved_by(Purpose::lottery);
      ASSERT_EQ(tally.money_held(0, whose), held[whose] + taken - moved_by(Purpose::surplus) - tally.spending.total(0))
          << c.now.text();
    }
    book::expect_closed(c, true);
    if (testing::Test::HasFatalFailure()) return;
    for (std::size_t row = 0; row <= c.districts.size(); ++row) {
      ASSERT_EQ(tally.beside_queue.total(row), 0) << c.now.text();
      ASSERT_NEAR(static_cast<double>(tally.given_value.total(row)) / fen_per_yuan,
                  tally.given_hours.total(row) * c.economy.hour_price,
                  0.005 * static_cast<double>(c.cases.size()) + 0.01);
    }
    ASSERT_LE(tally.taken_24.total(0), tally.decided_24.total(0));
    decided += tally.decided_24.total(0);
    waiting += tally.waiting.total(0);
    held = tally.money_held.row(0);
    for (std::size_t e = 1; e < Tally::employers; ++e) {
      const std::int64_t now = posts[e] + tally.hired(0, e) - tally.left(0, e);
      ASSERT_EQ(tally.posts(0, e), c.month() > 0 ? now : tally.posts(0, e)) << c.now.text();
      posts[e] = tally.posts(0, e);
    }
    ASSERT_EQ(everything(c), 0) << "money appeared or vanished in " << c.now.text();
    for (const Fen fen : c.governments.cash.all()) ASSERT_GE(fen, 0) << c.now.text();
    for (const Fen fen : c.governments.committed.all()) ASSERT_GE(fen, 0) << c.now.text();
    for (const Fen fen : c.organizations.cash.all()) ASSERT_GE(fen, 0) << c.now.text();
    for (const Fen fen : c.communities.fund.all()) ASSERT_GE(fen, 0) << c.now.text();
    for (std::size_t i = 0; i < c.cases.size(); ++i) {
      const Id<Cases> row(i);
      opened += c.cases.opened[row] == c.month() ? 1 : 0;
      closed += c.cases.progress[row] == Progress::closed ? 1 : 0;
      ASSERT_EQ(c.cases.progress[row] == Progress::closed, c.cases.closure[row] != Closure::open);
    }
    const auto open =
        static_cast<std::int64_t>(std::count_if(c.cases.progress.all().begin(), c.cases.progress.all().end(),
                                                [](Progress p) { return p != Progress::closed; }));
    ASSERT_EQ(opened, open + closed) << "cases of " << c.now.text();
    for (const float share : c.workers.share.all()) ASSERT_GE(share, 0);
    for (const std::int32_t people : c.communities.population.all()) ASSERT_GE(people, 0);
    for (std::size_t p = 0; p < city::purpose_count; ++p) {
      ASSERT_GE(c.ledger.moved(static_cast<Purpose>(p)), 0);
      moved += c.ledger.moved(static_cast<Purpose>(p));
    }
  });
  EXPECT_GT(opened, 0);
  EXPECT_GT(closed, 0);
  EXPECT_GT(moved, 0);
  EXPECT_GT(waiting, 0) << "else no hour could be idle beside a queue";
  EXPECT_GT(decided, 0);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Laws, testing::ValuesIn(scenario_files()), [](const auto& file) {
  std::string name = std::filesystem::path(file.param).stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(Threads, change_no_bit) {
  const sim::Scenario scenario = whole::read("scenarios/nanjing.toml", {{"population.scale", "0.02"}}, "2015-12-31");
  sim::RunRecord first;
  for (const int threads : {1, 2, 3, 4, 5}) {
    const sim::Threads limit(threads);
    const sim::RunRecord record = whole::record(scenario);
    if (threads == 1) first = record;
    EXPECT_EQ(whole::first_difference(first, record), -1) << threads << " threads";
  }
}

TEST(MinimallyDifferentWorld, one_exempted_resident_moves_nobody_else) {
  const sim::Scenario scenario = whole::read("scenarios/village.toml");
  // Somebody who comes to need something: their every later need is exempted.
  std::uint32_t who = 0;
  int month = -1;
  std::vector<std::set<std::pair<std::uint64_t, int>>> needs(2);
  const auto collect = [&](std::size_t world) {
    return [&needs, world](const City& c) {
      for (std::size_t i = 0; i < c.cases.size(); ++i)
        if (c.cases.opened[Id<Cases>(i)] == c.month())
          needs[world].insert({c.cases.key[Id<Cases>(i)], static_cast<int>(c.cases.resident[Id<Cases>(i)].value)});
    };
  };
  whole::Steps base(scenario);
  base.run([&](const City& c) {
    collect(0)(c);
    if (month < 0 && c.now.year() == 2012 && c.cases.size() > 0) {
      who = c.cases.resident[Id<Cases>(c.cases.size() - 1)].value;
      month = c.now.index;
    }
  });
  whole::Steps exempt(scenario);
  exempt.before([&](City& c, sim::Month) { c.residents.open[Id<Residents>(who)] = 0xffff; });
  exempt.run(collect(1));
  ASSERT_GE(month, 0);
  std::size_t spared = 0;
  for (const auto& need : needs[0])
    if (needs[1].count(need) == 0) {
      EXPECT_EQ(need.second, static_cast<int>(who));
      ++spared;
    }
  EXPECT_GE(spared, 1U) << "the exemption did something";
  for (const auto& need : needs[1]) EXPECT_EQ(needs[0].count(need), 1U) << "a need that the other world has not";
}

TEST(MinimallyDifferentWorld, a_behaviour_that_draws_and_does_nothing_changes_no_bit) {
  const sim::Scenario scenario = whole::read("scenarios/village.toml");
  std::vector<double> cash[2];
  for (const bool extra : {false, true}) {
    whole::Steps steps(scenario);
    double drawn = 0;
    if (extra)
      steps.before([&drawn](City& c, sim::Month now) {
        const sim::Draws draws(1, 0, "idle", now);
        for (std::size_t i = 0; i < c.residents.size(); i += 97) drawn += draws.uniform(i);
      });
    steps.run([&](const City& c) {
      cash[extra ? 1 : 0].push_back(static_cast<double>(
          std::accumulate(c.organizations.cash.all().begin(), c.organizations.cash.all().end(), Fen{0})));
      cash[extra ? 1 : 0].push_back(static_cast<double>(c.cases.size()));
    });
    EXPECT_EQ(drawn > 0, extra);
  }
  EXPECT_EQ(cash[0], cash[1]);
}

}  // namespace
