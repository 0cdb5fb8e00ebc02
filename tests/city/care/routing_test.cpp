// Routing: hours are claimed once, the gravest first and nearest door first, and none is idle beside a case that waits.
#include "models/city/care/routing.hpp"

#include <gtest/gtest.h>

#include "models/city/care/desks.hpp"
#include "tests/city/hand_made.hpp"
#include "tests/city/town.hpp"

namespace {

using namespace city;
using hand::luck;

const std::uint16_t poor = hand::with(Income::low), middle = hand::with(Income::middle),
                    rich = hand::with(Income::high);

Id<Cases> wait(City& c, std::uint32_t slot, std::uint16_t traits = middle, std::uint8_t service = 0,
               std::size_t community = 0) {
  return hand::open_case(c, community, hand::settle(c, community, slot, 40, traits), service, Progress::waiting,
                         500 + slot + 100 * community);
}
std::size_t active(const City& c) {
  std::size_t n = 0;
  for (const Progress p : c.cases.progress.all()) n += p == Progress::active ? 1 : 0;
  return n;
}

TEST(Routing, who_finds_no_hours_waits_at_no_door) {
  City c = hand::make_city();
  const auto row = wait(c, 0);
  Routing()(c, luck("routing"));
  EXPECT_EQ(c.cases.progress[row], Progress::waiting);
  EXPECT_EQ(c.cases.payer[row], Payer::none);
  EXPECT_FALSE(c.cases.organization[row]);
}

TEST(Routing, goes_through_the_only_door_there_is) {
  City c = hand::make_city();
  const auto firm = hand::organize(c, 0, 1), group = hand::organize(c, 0, 2, 0, LegalStatus::informal, 1);
  hand::employ(c, Employer::organization, firm.value, 1);
  const auto work = hand::contract(c, 1, 0, hand::top, firm, 1000, 12, 10);  // another community of the street
  c.organizations.volunteers[group] = 100;
  c.reach.volunteer_casework = 0.2;
  c.organizations.niche[group] = 1;
  const auto meal = wait(c, 0, middle, 0), care = wait(c, 1, middle, 1);
  Routing()(c, luck("routing"));
  EXPECT_EQ(c.cases.payer[meal], Payer::contract);
  EXPECT_EQ(c.cases.contract[meal], work);
  EXPECT_EQ(c.cases.organization[meal], firm);
  EXPECT_EQ(c.cases.payer[care], Payer::volunteers);
  EXPECT_EQ(c.cases.organization[care], group);
}

TEST(Routing, passes_by_doors_that_are_shut) {
  for (int shut = 0; shut < 6; ++shut) {
    City c = hand::make_city();
    const auto firm = hand::organize(c, 0, 1);
    const auto work = hand::contract(c, shut == 0 ? 2 : 0, shut == 1 ? 1 : 0, hand::top, firm, 1000, 12, 10);
    if (shut != 2) hand::employ(c, Employer::organization, firm.value, 1);  // 2: nobody works there
    if (shut == 3) c.contracts.over[work] = 1;
    if (shut == 4) {  // its hours are taken
      const auto busy = wait(c, 1);
      c.cases.progress[busy] = Progress::active;
      c.cases.payer[busy] = Payer::contract;
      c.cases.organization[busy] = firm;
      c.cases.contract[busy] = work;
    }
    if (shut == 5) {  // dissolved, its founder's hours notwithstanding
      c.economy.own_hours = 30;
      c.organizations.alive[firm] = 0;
    }
    const auto row = wait(c, 0);
    Routing()(c, luck("routing"));
    EXPECT_EQ(c.cases.progress[row], Progress::waiting) << shut;
  }
}

TEST(Routing, lets_those_pay_who_can) {
  City c = hand::make_city();
  const auto firm = hand::organize(c, 1, 1);
  c.organizations.staff[firm] = 1;
  c.services[0].paying = 1;
  c.economy.middle_income = 0;
  const auto a = wait(c, 0, poor), b = wait(c, 1, middle), d = wait(c, 2, rich), e = wait(c, 3, rich, 1);
  Routing()(c, luck("routing"));
  EXPECT_EQ(c.cases.progress[a], Progress::waiting);
  EXPECT_EQ(c.cases.progress[b], Progress::waiting);
  EXPECT_EQ(c.cases.payer[d], Payer::user);
  EXPECT_EQ(c.cases.organization[d], firm);
  EXPECT_EQ(c.cases.progress[e], Progress::waiting);  // nobody pays for care
  c.economy.middle_income = 1;
  Routing()(c, luck("routing"));
  EXPECT_EQ(c.cases.payer[b], Payer::user);
}

TEST(Routing, serves_severity_then_the_longest_wait_and_what_was_begun_before_all) {
  City c = hand::make_city();
  c.now = sim::Month{5};
  const auto worker = hand::employ(c, Employer::station, 0, 1, 30);  // three cases a month
  const auto begun = wait(c, 0, middle, 1), old = wait(c, 1, middle, 1), fresh = wait(c, 2, middle, 1),
             severe = wait(c, 3, middle, 1);
  c.cases.progress[begun] = Progress::active;
  c.cases.payer[begun] = Payer::in_house;
  c.cases.sought[old] = 2;
  c.cases.severity[severe] = 2;
  Routing()(c, luck("routing", 5));
  EXPECT_EQ(c.cases.progress[begun], Progress::active);
  EXPECT_EQ(c.cases.progress[severe], Progress::active);
  EXPECT_EQ(c.cases.progress[old], Progress::active);
  EXPECT_EQ(c.cases.progress[fresh], Progress::waiting);
  EXPECT_EQ(c.cases.taken[severe], 5);
  EXPECT_EQ(c.cases.taken[fresh], never);
  EXPECT_FLOAT_EQ(c.workers.load[worker], 30);
  EXPECT_EQ(c.workers.cases[worker], 3);
}

// A firm next door and one across the street, each with hours for one case: the first case goes next door.
TEST(Routing, takes_the_nearest_door_with_hours) {
  City c = hand::make_city();
  c.communities.x[hand::place(1)] = 5;
  const auto far = hand::organize(c, 1, 1), near = hand::organize(c, 0, 2);
  for (const auto firm : {far, near}) {
    hand::employ(c, Employer::organization, firm.value, firm.value, 100);
    hand::contract(c, 0, 0, hand::top, firm, 1000, 12, 10, 900 + firm.value);
  }
  const auto grave = wait(c, 0), other = wait(c, 1);
  c.cases.severity[grave] = 2;
  Routing()(c, luck("routing"));
  EXPECT_EQ(c.cases.organization[grave], near);
  EXPECT_EQ(c.cases.organization[other], far);
}

TEST(Routing, keeps_contracts_to_their_hours_and_providers_to_theirs_in_all_contracts) {
  City c = hand::make_city();
  const auto firm = hand::organize(c, 0, 1);
  hand::employ(c, Employer::organization, firm.value, 1, 30);
  const auto first = hand::contract(c, 0, 0, hand::top, firm, 100000, 12, 20, 901),
             second = hand::contract(c, 1, 0, hand::top, firm, 100000, 12, 20, 902);
  for (std::uint32_t i = 0; i < 6; ++i) wait(c, i);
  Routing()(c, luck("routing"));
  EXPECT_EQ(active(c), 3u) << "of 40 hours promised there are 30";
  EXPECT_LE(c.contracts.load[first], 20);
  EXPECT_LE(c.contracts.load[second], 20);
}

TEST(Routing, own_people_work_under_a_contract_when_no_worker_has_time_and_keep_what_they_have) {
  City c = hand::make_city();
  c.economy.own_hours = 25;
  const auto firm = hand::organize(c, 0, 1);
  hand::employ(c, Employer::organization, firm.value, 1, 10);
  const auto work = hand::contract(c, 0, 1, hand::top, firm, 100000, 12, 100);
  for (std::uint32_t i = 0; i < 5; ++i) wait(c, i, middle, 1);
  for (int m = 0; m < 2; ++m) {
    c.contracts.load[work] = 0;
    Routing()(c, luck("routing", m));
    EXPECT_EQ(active(c), 3u);  // one by the worker, two by own people
    EXPECT_FLOAT_EQ(c.organizations.own_hours[firm], 20);
    EXPECT_FLOAT_EQ(c.contracts.load[work], 30);
  }
}

TEST(Routing, keeps_volunteers_and_paid_staff_to_their_hours) {
  City c = hand::make_city(20);
  const auto group = hand::organize(c, 0, 1, 0, LegalStatus::informal, 1), firm = hand::organize(c, 0, 2);
  c.organizations.niche[group] = 1;
  c.organizations.volunteers[group] = 250;
  c.reach.volunteer_casework = 0.1;  // 24 or 26 hours: two cases
  c.organizations.staff[firm] = 1;
  c.economy.worker_hours = 35;  // three cases
  c.services[1].paying = 1;
  for (std::uint32_t i = 0; i < 8; ++i) wait(c, i, i < 4 ? poor : rich, 1);
  Routing()(c, luck("routing"));
  EXPECT_EQ(active(c), 5u);
  EXPECT_FLOAT_EQ(c.organizations.volunteered[group], 20);
  EXPECT_FLOAT_EQ(c.organizations.sold[firm], 30);
}

TEST(Routing, gives_cases_to_whoever_of_a_team_has_most_time_and_leaves_them_there) {
  City c = hand::make_city();
  const auto busy = hand::employ(c, Employer::station, 0, 1, 10), free = hand::employ(c, Employer::station, 0, 2, 30);
  for (std::uint32_t i = 0; i < 5; ++i) wait(c, i, middle, 1);
  Routing()(c, luck("routing"));
  EXPECT_EQ(c.workers.cases[free], 3);
  EXPECT_EQ(c.workers.cases[busy], 1);
  // Short of time, they go on with what they have: help is less.
  c.workers.hours[free] = 8;
  Routing()(c, luck("routing", 1));
  EXPECT_EQ(c.workers.cases[free], 3);
  EXPECT_FLOAT_EQ(c.workers.load[free], 30);
  // A station may move casework to another desk; the cases go with it.
  c.workers.hours[free] = 0;
  c.workers.hours[busy] = 50;
  Routing()(c, luck("routing", 2));
  EXPECT_EQ(c.workers.cases[free], 0);
  EXPECT_EQ(c.workers.cases[busy], 5);
}

// 20,000 residents of one community in need of meals.
City crowd(std::uint16_t traits) {
  City c = hand::make_city(20000);
  for (std::uint32_t i = 0; i < 20000; ++i) wait(c, i, traits);
  return c;
}

TEST(Routing, who_pays_is_settled_once) {
  City c = crowd(rich);
  c.organizations.staff[hand::organize(c, 0, 1)] = 10000;
  c.services[0].paying = 0.25;
  Routing()(c, luck("routing", 0));
  EXPECT_NEAR(static_cast<double>(active(c)) / 20000, 0.25, 5 * std::sqrt(0.25 * 0.75 / 20000));
  const std::size_t before = active(c);
  Routing()(c, luck("routing", 1));
  EXPECT_EQ(active(c), before);
}

// Of doors as near as each other luck decides, each with luck of its own: one more takes its share from the others, and
// who does not go there goes where they went before.
TEST(Routing, a_provider_more_moves_only_those_it_wins) {
  const auto choices = [](bool more) {
    City c = crowd(rich);
    c.services[0].paying = 1;
    if (more) c.organizations.staff[hand::organize(c, 0, 77)] = 9000;  // in the first row
    for (std::uint64_t key = 1; key <= 4; ++key) c.organizations.staff[hand::organize(c, 0, key)] = 9000;
    Routing()(c, luck("routing"));
    std::vector<std::uint64_t> out;
    for (const auto o : c.cases.organization.all()) out.push_back(c.organizations.key[o]);
    return out;
  };
  const auto four = choices(false), five = choices(true);
  double won = 0;
  for (std::size_t i = 0; i < four.size(); ++i) {
    if (five[i] == 77)
      ++won;
    else
      ASSERT_EQ(four[i], five[i]);
  }
  EXPECT_NEAR(won / 20000, 0.2, 5 * std::sqrt(0.2 * 0.8 / 20000));
}

// Every door that a case may use, tried anew when all is claimed.
std::size_t idle_beside(City& c) {
  std::size_t found = 0;
  const Desks desks(c);
  for (const Id<Cases> row : c.cases.rows()) {
    if (c.cases.progress[row] != Progress::waiting) continue;
    const std::size_t s = c.cases.service[row];
    const Id<Communities> place = c.cases.community[row];
    if (desks.room({}, row)) ++found;
    for (const Id<Contracts> k : c.contracts.rows())
      if (in_force(c, k) && !is_for_task(c, k) && c.organizations.alive[c.contracts.provider[k]] != 0 &&
          c.contracts.service[k] == s &&
          c.communities.street[c.contracts.community[k]] == c.communities.street[place] &&
          desks.room({Payer::contract, c.contracts.provider[k], k}, row))
        ++found;
    for (const Id<Organizations> o : c.organizations.rows())
      if (at_work(c, o) && c.organizations.home[o] == place && c.organizations.niche[o] == s &&
          desks.room({Payer::volunteers, o, {}}, row))
        ++found;
  }
  return found;
}

TEST(Routing, leaves_no_hour_idle_beside_a_case_that_may_have_it) {
  hand::Town town;
  std::size_t idle = 0, waiting = 0;
  const auto look = [&](std::string_view phase) {
    if (phase != "routing") return;
    idle += idle_beside(town.city);
    for (const Progress p : town.city.cases.progress.all()) waiting += p == Progress::waiting ? 1 : 0;
  };
  town.run(0, true, look);
  for (int m = 0; m < 36; ++m) town.run(m, false, look);
  EXPECT_GT(waiting, 100u) << "else there is nothing to see";
  EXPECT_EQ(idle, 0u);
}

}  // namespace
