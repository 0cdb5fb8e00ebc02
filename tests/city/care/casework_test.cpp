// Casework: who is served first, what help is given, how cases end, and a station's queue against its recursion.
#include "models/city/care/casework.hpp"

#include <gtest/gtest.h>

#include "models/city/month/opening.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

Id<Cases> ask(City& c, std::uint32_t slot, std::uint8_t service = 0) {
  const auto row = hand::open_case(c, 0, hand::settle(c, 0, slot, 40), service, Progress::waiting, 500 + slot);
  c.cases.payer[row] = Payer::in_house;
  return row;
}
Casework patient() {
  Casework rule;
  rule.giving_up = 0;
  rule.full_load = 1;
  return rule;
}

TEST(Casework, serves_severity_then_wait_and_active_before_all) {
  City c = hand::make_city();
  c.now = sim::Month{5};
  hand::employ(c, Employer::station, 0, 1, 30);  // three cases a month
  const auto active = ask(c, 0, 1), old = ask(c, 1, 1), fresh = ask(c, 2, 1), severe = ask(c, 3, 1);
  c.cases.progress[active] = Progress::active;
  c.cases.sought[old] = 2;
  c.cases.severity[severe] = 2;
  patient()(c, luck("casework", 5));
  EXPECT_EQ(c.cases.progress[active], Progress::active);
  EXPECT_EQ(c.cases.progress[severe], Progress::active);
  EXPECT_EQ(c.cases.progress[old], Progress::active);
  EXPECT_EQ(c.cases.progress[fresh], Progress::waiting);
  EXPECT_EQ(c.cases.taken[severe], 5);
  EXPECT_EQ(c.cases.taken[fresh], never);
  EXPECT_FLOAT_EQ(c.workers.load[Id<Workers>(std::size_t{0})], 30);
  EXPECT_EQ(c.workers.cases[Id<Workers>(std::size_t{0})], 3);
}

TEST(Casework, gives_new_cases_to_whoever_has_most_time) {
  City c = hand::make_city();
  const auto busy = hand::employ(c, Employer::station, 0, 1, 10), free = hand::employ(c, Employer::station, 0, 2, 30);
  for (std::uint32_t i = 0; i < 5; ++i) ask(c, i);
  patient()(c, luck("casework"));
  EXPECT_EQ(c.workers.cases[free], 3);
  EXPECT_EQ(c.workers.cases[busy], 1);
  int waiting = 0;
  for (const Progress p : c.cases.progress.all()) waiting += p == Progress::waiting ? 1 : 0;
  EXPECT_EQ(waiting, 1);
}

TEST(Casework, goes_on_with_the_worker_who_has_the_case_even_when_short_of_time) {
  City c = hand::make_city();
  const auto a = hand::employ(c, Employer::station, 0, 1, 50), b = hand::employ(c, Employer::station, 0, 2, 8);
  const auto row = ask(c, 0, 1);
  c.cases.progress[row] = Progress::active;
  c.cases.worker[row] = b;
  patient()(c, luck("casework"));
  EXPECT_EQ(c.cases.worker[row], b);
  EXPECT_FLOAT_EQ(c.cases.given[row], 0.8F);  // 8 of 10 hours
  EXPECT_EQ(c.cases.left[row], 3);
  c.workers.employer[b] = Employer::none;  // and with a colleague when that worker has gone
  patient()(c, luck("casework", 1));
  EXPECT_EQ(c.cases.worker[row], a);
  EXPECT_FLOAT_EQ(c.cases.given[row], 1.8F);
}

// A station may move casework to another desk; the cases go with it.
TEST(Casework, leaves_no_case_with_a_colleague_who_has_no_hours_for_any) {
  City c = hand::make_city();
  const auto before = hand::employ(c, Employer::station, 0, 1, 0), now = hand::employ(c, Employer::station, 0, 2, 50);
  const auto row = ask(c, 0, 1);
  c.cases.progress[row] = Progress::active;
  c.cases.worker[row] = before;
  patient()(c, luck("casework"));
  EXPECT_EQ(c.cases.worker[row], now);
  EXPECT_EQ(c.cases.given[row], 1);
}

TEST(Casework, keeps_contracts_to_their_hours) {
  City c = hand::make_city();
  const auto firm = hand::organize(c, 0, 1);
  hand::employ(c, Employer::organization, firm.value, 1, 100);
  const auto work = hand::contract(c, 0, 0, hand::top, firm, 100000, 12, 20);
  for (std::uint32_t i = 0; i < 4; ++i) {
    const auto row = ask(c, i, 1);
    c.cases.payer[row] = Payer::contract;
    c.cases.organization[row] = firm;
    c.cases.contract[row] = work;
  }
  patient()(c, luck("casework"));
  int active = 0;
  for (const Progress p : c.cases.progress.all()) active += p == Progress::active ? 1 : 0;
  EXPECT_EQ(active, 2);  // 20 hours a month
  EXPECT_FLOAT_EQ(c.contracts.load[work], 20);
  EXPECT_FLOAT_EQ(c.contracts.used[work], 20);
}

TEST(Casework, under_contract_is_done_by_own_people_when_no_worker_has_time) {
  City c = hand::make_city();
  c.economy.own_hours = 25;
  const auto firm = hand::organize(c, 0, 1);
  c.organizations.skill[firm] = 0.9F;
  hand::employ(c, Employer::organization, firm.value, 1, 10);
  const auto work = hand::contract(c, 0, 0, hand::top, firm, 100000, 12, 100);
  for (std::uint32_t i = 0; i < 5; ++i) {
    const auto row = ask(c, i, 1);
    c.cases.payer[row] = Payer::contract;
    c.cases.organization[row] = firm;
    c.cases.contract[row] = work;
  }
  patient()(c, luck("casework"));
  int active = 0, carried = 0;
  for (std::size_t i = 0; i < 5; ++i) {
    active += c.cases.progress[Id<Cases>(i)] == Progress::active ? 1 : 0;
    carried += c.cases.worker[Id<Cases>(i)] ? 1 : 0;
  }
  EXPECT_EQ(active, 3);  // one by the worker, two by own people
  EXPECT_EQ(carried, 1);
  EXPECT_FLOAT_EQ(c.organizations.own_hours[firm], 20);
  EXPECT_FLOAT_EQ(c.contracts.used[work], 30);
  c.contracts.load[work] = 0;
  patient()(c, luck("casework", 1));  // and own people keep what they have
  EXPECT_FLOAT_EQ(c.organizations.own_hours[firm], 20);
  EXPECT_FLOAT_EQ(c.contracts.used[work], 60);
}

TEST(Casework, keeps_volunteers_and_paid_staff_to_theirs) {
  City c = hand::make_city();
  const auto group = hand::organize(c, 0, 1, 0, LegalStatus::informal, 1), firm = hand::organize(c, 0, 2);
  c.organizations.volunteers[group] = 250;
  c.reach.volunteer_casework = 0.1;  // 25 hours: two cases
  c.organizations.staff[firm] = 1;
  c.economy.worker_hours = 35;  // three cases
  for (std::uint32_t i = 0; i < 8; ++i) {
    const auto row = ask(c, i, 1);
    c.cases.payer[row] = i < 4 ? Payer::volunteers : Payer::user;
    c.cases.organization[row] = i < 4 ? group : firm;
  }
  patient()(c, luck("casework"));
  std::array<int, 2> active{};
  for (std::size_t i = 0; i < 8; ++i) active[i / 4] += c.cases.progress[Id<Cases>(i)] == Progress::active ? 1 : 0;
  EXPECT_EQ(active[0], 2);
  EXPECT_EQ(active[1], 3);
}

TEST(Casework, those_who_wait_give_up_but_not_in_their_first_month) {
  City c = hand::make_city();
  c.now = sim::Month{4};
  Casework rule = patient();
  rule.giving_up = 1;
  const auto fresh = ask(c, 0), old = ask(c, 1);
  c.cases.sought[old] = 3;
  rule(c, luck("casework", 4));
  EXPECT_EQ(c.cases.progress[fresh], Progress::waiting);
  EXPECT_EQ(c.cases.progress[old], Progress::closed);
  EXPECT_EQ(c.cases.closure[old], Closure::gave_up);
}

TEST(Casework, trust_and_record_remember) {
  City c = hand::make_city();
  const auto firm = hand::organize(c, 0, 1);
  hand::employ(c, Employer::organization, firm.value, 1, 100);
  const auto work = hand::contract(c, 0, 0, hand::top, firm, 100000, 12, 100);
  const auto won = ask(c, 0), waits = ask(c, 1, 1), gone = ask(c, 2);
  c.cases.payer[won] = Payer::contract;
  c.cases.organization[won] = firm;
  c.cases.contract[won] = work;
  c.cases.sought[gone] = -3;
  Casework rule = patient();
  rule.outcome = 100;  // sure success
  rule.trust_gain = 0.05;
  rule.trust_loss = 0.03;
  rule.trust_wait = 0.01;
  rule.giving_up = 1;
  rule(c, luck("casework"));
  EXPECT_EQ(c.cases.closure[won], Closure::resolved);
  EXPECT_EQ(c.residents.trust[c.cases.resident[won]], 110);   // 100 + 0.05 x 200
  EXPECT_EQ(c.residents.trust[c.cases.resident[waits]], 98);  // 100 - 0.01 x 200
  EXPECT_EQ(c.residents.trust[c.cases.resident[gone]], 94);   // 100 - 0.03 x 200
  EXPECT_TRUE(Traits{c.residents.traits[c.cases.resident[won]]}.has(Traits::served));
  EXPECT_FALSE(Traits{c.residents.traits[c.cases.resident[waits]]}.has(Traits::served));
  EXPECT_FLOAT_EQ(c.contracts.used[work], 10);
}

TEST(Casework, outcome_is_the_logit_of_skill_help_and_severity) {
  City c = hand::make_city(20000);
  const auto worker = hand::employ(c, Employer::station, 0, 1, 100000);  // 5 of each case's 10 hours
  c.workers.skill[worker] = 0.7F;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    const auto row = ask(c, i);
    c.cases.severity[row] = 1;
    c.cases.progress[row] = Progress::active;
    c.cases.worker[row] = worker;
  }
  Casework rule = patient();
  rule.outcome = 0.8;
  rule.outcome_skill = 2;
  rule.outcome_help = 3;
  rule.outcome_severity = -0.4;
  rule(c, luck("casework"));
  // 0.8 + 2 x 0.2 + 3 x (0.5 - 1) - 0.4 = -0.7
  double resolved = 0;
  for (const Closure x : c.cases.closure.all()) resolved += x == Closure::resolved ? 1 : 0;
  const double p = 1 / (1 + std::exp(0.7));
  EXPECT_NEAR(resolved / 20000, p, 5 * std::sqrt(p * (1 - p) / 20000));
}

// A station with room for three one-month cases: what waits at the month's end is max(0, before + new - 3). Arrivals
// come in waves, so that the queue grows and empties again.
TEST(StationQueue, follows_its_recursion) {
  City c = hand::make_city(1000);
  hand::employ(c, Employer::station, 0, 1, 30);
  std::uint32_t slot = 0;
  int expected = 0;
  for (int m = 0; m < 60; ++m) {
    c.now = sim::Month{m};
    Opening()(c, luck("opening", m));
    const int arrive = m % 10 < 4 ? 6 : 1;
    for (int i = 0; i < arrive; ++i) ask(c, slot++);
    patient()(c, luck("casework", m));
    expected = std::max(0, expected + arrive - 3);
    int waiting = 0;
    for (const Progress p : c.cases.progress.all()) waiting += p == Progress::waiting ? 1 : 0;
    ASSERT_EQ(waiting, expected) << m;
  }
}

// Cases of four months hold their place: with room for ten and ten new a month the station takes ten up every fourth
// month, 2.5 a month, as Little's law has it (10 in service = 2.5 x 4 months).
TEST(StationQueue, takes_up_as_many_as_littles_law_allows) {
  City c = hand::make_city(2000);
  hand::employ(c, Employer::station, 0, 1, 100);
  std::uint32_t slot = 0;
  int ended = 0;
  for (int m = 0; m < 80; ++m) {
    c.now = sim::Month{m};
    Opening()(c, luck("opening", m));
    for (int i = 0; i < 10; ++i) ask(c, slot++, 1);
    patient()(c, luck("casework", m));
    for (const Progress p : c.cases.progress.all()) ended += p == Progress::closed ? 1 : 0;
  }
  EXPECT_EQ(ended, 200);
}

// Where giving up is all there is, the queue tends to arrivals / g: those of the month, and each older month's
// survivors (geometric series): a (1 + (1-g) + (1-g)^2 + ...).
TEST(StationQueue, that_nobody_serves_tends_to_arrivals_over_giving_up) {
  City c = hand::make_city(40000);
  Casework rule = patient();
  rule.giving_up = 0.25;
  std::uint32_t slot = 0;
  double waiting = 0;
  for (int m = 0; m < 60; ++m) {
    c.now = sim::Month{m};
    Opening()(c, luck("opening", m));
    for (int i = 0; i < 500; ++i) ask(c, slot++);
    rule(c, luck("casework", m));
    waiting = 0;
    for (const Progress p : c.cases.progress.all()) waiting += p == Progress::waiting ? 1 : 0;
  }
  EXPECT_NEAR(waiting, 2000, 5 * std::sqrt(2000.0));
}

}  // namespace
