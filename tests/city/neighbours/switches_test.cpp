// Every switch acts through its own columns alone: alone and on, these differ no later than others; with them put back
// to what they are without it, after the phase that writes them, every other bit is as without it. Off, no bit.
//
//   two towns side by side, one with the switch --after the phase: own columns of the other--> the rest, month by month
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "sim/bytes.hpp"
#include "tests/city/town.hpp"

namespace {

using namespace city;

using Columns = std::map<std::string, std::string>;  // "communities.wanted" -> bytes

// f(name, column) for all columns of a city.
template <class F>
void each_column(City& c, F f) {
  auto table = [&](std::string_view name, auto& rows) {
    auto column = [&](auto& values, const sim::ColumnField& field) {
      f(std::string(name) + "." + std::string(field.name), values, rows.size());
    };
    rows.visit(column);
  };
  c.tables(table);
}
Columns columns_of(City& c) {
  Columns out;
  each_column(c, [&](const std::string& name, auto& column, std::size_t) {
    sim::Packed bytes;
    column.write_to(bytes);
    out[name] = bytes.out;
  });
  return out;
}
void put_back(City& c, const Columns& from, const std::set<std::string>& names) {
  each_column(c, [&](const std::string& name, auto& column, std::size_t rows) {
    if (names.count(name) == 0) return;
    sim::Unpacked bytes(from.at(name));
    column.read_from(bytes, rows);
  });
}

struct Switch {
  std::function<void(hand::Town&)> both, on;  // what both towns have; what one of them has besides
  std::string phase;                          // that writes its columns
  std::set<std::string> own, cash = {};       // columns; and what it pays with, its sums in the ledger
};

// The names of columns that differ, but for some.
std::set<std::string> differing(const Columns& a, const Columns& b, const std::set<std::string>& but = {}) {
  std::set<std::string> out;
  for (const auto& [name, bytes] : a)
    if (b.at(name) != bytes && but.count(name) == 0) out.insert(name);
  return out;
}

void run(hand::Town& town, int month, const std::string& phase, const std::function<void()>& after) {
  town.run(month, month < 0, [&](std::string_view name) {
    if (name == phase) after();
  });
}

constexpr int last = 30;

void expect_acts_through(const Switch& what) {
  hand::Town without, with, replayed;
  for (hand::Town* town : {&without, &with, &replayed}) {
    what.both(*town);
    town->start();
  }
  what.on(with);
  what.on(replayed);
  std::set<std::string> restored = what.own;
  restored.insert(what.cash.begin(), what.cash.end());
  bool acted = false;
  for (int month = 0; month < last; ++month) {
    Columns after;
    run(without, month, what.phase, [&] { after = columns_of(without.city); });
    with.month(month);
    run(replayed, month, what.phase, [&] { put_back(replayed.city, after, restored); });
    const Columns plain = columns_of(without.city);
    const std::set<std::string> different = differing(plain, columns_of(with.city));
    acted =
        acted || std::any_of(different.begin(), different.end(), [&](auto& name) { return what.own.count(name) != 0; });
    const std::set<std::string> elsewhere = differing(plain, columns_of(with.city), restored);
    ASSERT_TRUE(acted || elsewhere.empty()) << *elsewhere.begin() << " differs first, in month " << month;
    std::set<std::string> sums = restored;
    sums.insert({"ledger.outside", "ledger.moved"});
    const std::set<std::string> left = differing(plain, columns_of(replayed.city), sums);
    ASSERT_TRUE(left.empty()) << *left.begin() << " differs still, in month " << month;
  }
  EXPECT_TRUE(acted) << "it did nothing";
}

const std::set<std::string> who_comes = {"communities.attended", "communities.attendance", "communities.wanted",
                                         "communities.motions",  "communities.passed",     "organizations.voted"};

std::set<std::string> and_more(std::set<std::string> names, std::initializer_list<std::string> more) {
  names.insert(more);
  return names;
}

// All columns of a table, and more.
std::set<std::string> of_table(const std::string& table, std::set<std::string> more) {
  hand::Town town;
  each_column(town.city, [&](const std::string& name, auto&, std::size_t) {
    if (name.starts_with(table + ".")) more.insert(name);
  });
  return more;
}

void no_factor(hand::Town& town) {
  Deliberation& rule = town.rules.deliberation;
  rule.open = true;
  rule.content = rule.subjects = rule.procedure = rule.use_of_results = false;
}
void all_factors(hand::Town& town) { town.rules.deliberation.open = true; }
void nothing(hand::Town&) {}

TEST(Switches, deliberation_acts_through_what_a_meeting_comes_to) {
  expect_acts_through(
      {nothing, all_factors, "deliberation",
       and_more(who_comes, {"communities.met", "communities.invited", "communities.carried_out",
                            "communities.disappointed", "communities.binding", "governments.practised"})});
}

TEST(Switches, content_acts_through_what_is_wanted) {
  const auto on = [](hand::Town& t) { t.rules.deliberation.content = true; };
  expect_acts_through({no_factor, on, "deliberation", {"communities.wanted"}});
  const auto others = [](hand::Town& t) {
    all_factors(t);
    t.rules.deliberation.content = false;
  };
  expect_acts_through({others, on, "deliberation", {"communities.wanted"}});
}

TEST(Switches, subjects_act_through_who_is_invited_and_comes) {
  expect_acts_through({no_factor, [](hand::Town& t) { t.rules.deliberation.subjects = true; }, "deliberation",
                       and_more(who_comes, {"communities.invited"})});
}

TEST(Switches, procedure_acts_through_who_comes) {
  expect_acts_through(
      {no_factor, [](hand::Town& t) { t.rules.deliberation.procedure = true; }, "deliberation", who_comes});
}

TEST(Switches, use_of_results_acts_through_what_binds) {
  expect_acts_through({no_factor,
                       [](hand::Town& t) { t.rules.deliberation.use_of_results = true; },
                       "deliberation",
                       {"communities.binding"}});
}

TEST(Switches, micro_funds_act_through_their_money) {
  expect_acts_through({all_factors,
                       [](hand::Town& t) { t.rules.micro_fund.open = true; },
                       "micro_fund",
                       {"communities.fund", "communities.fund_granted", "communities.carried_out",
                        "organizations.micro_grants", "organizations.for_events", "governments.practised"},
                       {"organizations.cash", "governments.cash"}});
}

TEST(Switches, hearsay_acts_through_regard) {
  expect_acts_through(
      {nothing, [](hand::Town& t) { t.city.trust.hearsay = 0.5; }, "satisfaction", {"communities.regard"}});
}

TEST(Switches, awards_act_through_records) {
  expect_acts_through({nothing,
                       [](hand::Town& t) { t.rules.recognition.awards = 1000; },
                       "recognition",
                       {"organizations.record", "organizations.honoured"}});
}

TEST(Switches, diffusion_acts_through_what_districts_copied) {
  const auto one_district = [](hand::Town& t) { t.rules.deliberation.open.set(true, 0); };
  const auto on = [](hand::Town& t) {
    t.rules.recognition.copying = 1;
    t.rules.recognition.noise = 1;
  };
  expect_acts_through({one_district, on, "recognition", {"governments.copied", "governments.recognised"}});
}

TEST(Switches, the_norm_acts_on_funerals_alone) {
  expect_acts_through({all_factors,
                       [](hand::Town& t) { t.rules.norm.open = true; },
                       "norm",
                       {"communities.frugal", "communities.funerals", "communities.frugal_funerals"}});
}

// What July's round writes, whichever way it finds providers.
TEST(Switches, a_tender_acts_through_what_is_agreed) {
  expect_acts_through({nothing, [](hand::Town& t) { t.city.procurement.mechanism = Mechanism::tender; }, "fair",
                       of_table("contracts", {"governments.fair_budget", "governments.committed",
                                              "organizations.bid_debt", "organizations.last_bid"})});
}

TEST(Switches, talent_acts_through_who_is_hired_where) {
  expect_acts_through({nothing, [](hand::Town& t) { t.rules.labour.across_districts = 0.8; }, "labour",
                       of_table("workers", {"organizations.vacancies"})});
}

// Whatever the parameters of what is switched off, and a centre without a shock.
TEST(Switches, that_are_off_change_no_bit) {
  hand::Town plain, off;
  plain.start();
  off.start();
  Deliberation& meetings = off.rules.deliberation;
  meetings.threshold = meetings.first = 0;
  meetings.content = meetings.subjects = meetings.procedure = meetings.use_of_results = false;
  off.rules.micro_fund.donation = 1e6;
  off.rules.recognition.record = 1;
  off.rules.norm.first = 1;
  off.rules.cohesion.meetings = 1;
  off.rules.disaster.centre = true;
  off.rules.disaster.responds = 1;
  for (city::Service& service : off.city.services) service.disaster_needs = 1;
  for (int month = 0; month < last; ++month) {
    plain.month(month);
    off.month(month);
    const std::set<std::string> different = differing(columns_of(plain.city), columns_of(off.city));
    ASSERT_TRUE(different.empty()) << *different.begin() << " in month " << month;
  }
}

}  // namespace
