// Casework: what help is given, how cases end, what is remembered, and a station's queue against its recursion.
#include "models/city/care/casework.hpp"

#include <gtest/gtest.h>

#include "models/city/care/routing.hpp"
#include "models/city/month/opening.hpp"
#include "models/city/shared/trust.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

Id<Cases> ask_station(City& c, std::uint32_t slot, std::uint8_t service = 0) {
  return hand::open_case(c, 0, hand::settle(c, 0, slot, 40), service, Progress::waiting, 500 + slot);
}
Casework patient() {
  Casework rule;
  rule.giving_up = 0;
  return rule;
}
// Claims of hours, and the month's work.
void month(City& c, const Casework& rule, int m = 0) {
  Routing()(c, luck("routing", m));
  rule(c, luck("casework", m));
}

TEST(Casework, helps_as_far_as_hours_go) {
  City c = hand::make_city();
  const auto a = hand::employ(c, Employer::station, 0, 1, 50), b = hand::employ(c, Employer::station, 0, 2, 8);
  const auto row = ask_station(c, 0, 1);
  c.cases.progress[row] = Progress::active;
  c.cases.payer[row] = Payer::in_house;
  c.cases.worker[row] = b;
  month(c, patient());
  EXPECT_EQ(c.cases.worker[row], b);
  EXPECT_FLOAT_EQ(c.cases.given[row], 0.8F);  // 8 of 10 hours
  EXPECT_EQ(c.cases.left[row], 3);
  c.workers.employer[b] = Employer::none;  // and with a colleague when that worker has gone
  month(c, patient(), 1);
  EXPECT_EQ(c.cases.worker[row], a);
  EXPECT_FLOAT_EQ(c.cases.given[row], 1.8F);
}

TEST(Casework, under_contract_uses_up_its_hours) {
  City c = hand::make_city();
  const auto firm = hand::organize(c, 0, 1);
  hand::employ(c, Employer::organization, firm.value, 1, 100);
  const auto work = hand::contract(c, 0, 1, hand::top, firm, 100000, 12, 20);
  for (std::uint32_t i = 0; i < 4; ++i) ask_station(c, i, 1);
  month(c, patient());
  EXPECT_FLOAT_EQ(c.contracts.load[work], 20);
  EXPECT_FLOAT_EQ(c.contracts.used[work], 20);
}

TEST(Casework, those_who_wait_give_up_but_not_in_their_first_month) {
  City c = hand::make_city();
  c.now = sim::Month{4};
  Casework rule = patient();
  rule.giving_up = 1;
  const auto fresh = ask_station(c, 0), old = ask_station(c, 1);
  c.cases.sought[old] = 3;
  rule(c, luck("casework", 4));
  EXPECT_EQ(c.cases.progress[fresh], Progress::waiting);
  EXPECT_EQ(c.cases.progress[old], Progress::closed);
  EXPECT_EQ(c.cases.closure[old], Closure::gave_up);
}

// Of those who were helped well, and are poor, as many find work as the service says.
TEST(Casework, help_may_raise_an_income) {
  for (const double chance : {0.0, 1.0}) {
    City c = hand::make_city();
    c.now = sim::Month{5};
    c.services[0].raises_income = chance;
    hand::employ(c, Employer::station, 0, 1, 100);
    const auto poor = ask_station(c, 0), rich = ask_station(c, 1);
    const auto traits = [&](Id<Cases> row) { return Traits{c.residents.traits[c.cases.resident[row]]}; };
    const auto become = [&](Id<Cases> row, Income income) {
      Traits now = traits(row);
      now.set(income);
      c.residents.traits[c.cases.resident[row]] = now.bits;
    };
    become(poor, Income::dibao);
    become(rich, Income::high);
    Casework rule = patient();
    rule.outcome = 100;
    month(c, rule, 5);
    ASSERT_EQ(c.cases.closure[poor], Closure::resolved);
    ASSERT_EQ(c.cases.closure[rich], Closure::resolved);
    EXPECT_EQ(traits(poor).income(), chance > 0 ? Income::middle : Income::dibao);
    EXPECT_EQ(traits(rich).income(), Income::high);
  }
}

TEST(Casework, trust_waits_and_record_are_remembered) {
  City c = hand::make_city();
  c.now = sim::Month{5};
  const auto firm = hand::organize(c, 0, 1);
  hand::employ(c, Employer::organization, firm.value, 1, 100);
  const auto work = hand::contract(c, 0, 0, hand::top, firm, 100000, 12, 10);
  const auto won = ask_station(c, 0), waits = ask_station(c, 1, 1), gone = ask_station(c, 2);
  c.cases.severity[won] = 2;
  c.cases.sought[won] = 1;
  c.cases.sought[gone] = 2;
  Casework rule = patient();
  rule.outcome = 100;  // sure success
  rule.giving_up = 1;
  c.trust.gain = 0.05;
  c.trust.loss = 0.03;
  c.trust.wait = 0.01;
  month(c, rule, 5);
  const auto who = [&](Id<Cases> row) { return c.cases.resident[row]; };
  EXPECT_EQ(c.cases.closure[won], Closure::resolved);
  EXPECT_EQ(c.cases.closure[gone], Closure::gave_up);
  EXPECT_NEAR(TrustNow(c).own(who(won)), 0.55, 1e-4);
  EXPECT_NEAR(TrustNow(c).own(who(waits)), 0.49, 1e-4);
  EXPECT_NEAR(TrustNow(c).own(who(gone)), 0.47, 1e-4);
  EXPECT_EQ(c.residents.wait[who(won)], 4);
  EXPECT_EQ(c.residents.wait[who(gone)], 3);
  EXPECT_EQ(c.residents.wait[who(waits)], never_waited);
  EXPECT_TRUE(Traits{c.residents.traits[who(won)]}.has(Traits::served));
  EXPECT_FALSE(Traits{c.residents.traits[who(waits)]}.has(Traits::served));
  EXPECT_FLOAT_EQ(c.contracts.used[work], 10);
  // In three years half of it is forgotten.
  c.now = sim::Month{5 + 36};
  EXPECT_NEAR(TrustNow(c).own(who(won)), 0.525, 1e-4);
}

TEST(Casework, outcome_is_the_logit_of_skill_help_and_severity) {
  City c = hand::make_city(20000);
  const auto worker = hand::employ(c, Employer::station, 0, 1, 100000);  // 5 of each case's 10 hours
  c.workers.skill[worker] = 0.7F;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    const auto row = ask_station(c, i);
    c.cases.severity[row] = 1;
    c.cases.progress[row] = Progress::active;
    c.cases.payer[row] = Payer::in_house;
    c.cases.worker[row] = worker;
  }
  Casework rule = patient();
  rule.outcome = 0.8;
  rule.outcome_skill = 2;
  rule.outcome_help = 3;
  rule.outcome_severity = -0.4;
  month(c, rule);
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
    for (int i = 0; i < arrive; ++i) ask_station(c, slot++);
    month(c, patient(), m);
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
    for (int i = 0; i < 10; ++i) ask_station(c, slot++, 1);
    month(c, patient(), m);
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
    for (int i = 0; i < 500; ++i) ask_station(c, slot++);
    month(c, rule, m);
    waiting = 0;
    for (const Progress p : c.cases.progress.all()) waiting += p == Progress::waiting ? 1 : 0;
  }
  EXPECT_NEAR(waiting, 2000, 5 * std::sqrt(2000.0));
}

// Who lost trust in waiting may volunteer no more, at once; where trust is worth nothing, nobody decides anew.
TEST(Casework, asks_anew_whose_trust_has_moved) {
  for (const double worth : {1000.0, 0.0}) {
    City c = hand::make_city();
    const auto waits = ask_station(c, 0), rests = ask_station(c, 1);
    c.cases.progress[rests] = Progress::latent;
    for (const auto row : {waits, rests}) c.residents.traits[c.cases.resident[row]] |= Traits::volunteer;
    c.communities.volunteers[hand::place(0)] = 2;
    c.communities.volunteer_level[hand::place(0)] = worth > 0 ? 5 : 1000;
    c.volunteers.trust = worth;
    c.trust.wait = 0.01;
    patient()(c, luck("casework"));
    EXPECT_EQ(Traits{c.residents.traits[c.cases.resident[waits]]}.has(Traits::volunteer), worth == 0);
    EXPECT_TRUE(Traits{c.residents.traits[c.cases.resident[rests]]}.has(Traits::volunteer));
    EXPECT_EQ(c.communities.volunteers[hand::place(0)], worth > 0 ? 1 : 2);
  }
}

}  // namespace
