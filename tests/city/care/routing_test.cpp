// Routing: each door opens to those it is for, free hours weigh, and one organization more draws only its own.
#include "models/city/care/routing.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

const std::uint16_t poor = hand::with(Income::low), middle = hand::with(Income::middle),
                    rich = hand::with(Income::high);

Id<Cases> ask(City& c, std::uint32_t slot, std::uint16_t traits, std::uint8_t service = 0) {
  return hand::open_case(c, 0, hand::settle(c, 0, slot, 40, traits), service, Progress::waiting, 500 + slot);
}

TEST(Routing, leaves_the_stations_queue_where_no_door_has_hours) {
  City c = hand::make_city();
  const auto row = ask(c, 0, middle);
  Routing()(c, luck("routing"));
  EXPECT_EQ(c.cases.payer[row], Payer::in_house);
  EXPECT_FALSE(c.cases.organization[row]);
}

TEST(Routing, goes_through_the_only_door_there_is) {
  City c = hand::make_city();
  const auto firm = hand::organize(c, 2, 1), group = hand::organize(c, 0, 2, 0, LegalStatus::informal, 1);
  hand::employ(c, Employer::organization, firm.value, 1);
  const auto work = hand::contract(c, 1, 0, hand::top, firm, 1000, 12, 10);  // another community of the street
  c.organizations.volunteers[group] = 100;
  c.organizations.niche[group] = 1;
  const auto meal = ask(c, 0, middle, 0), care = ask(c, 1, middle, 1);
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
      const auto busy = ask(c, 1, middle);
      c.cases.progress[busy] = Progress::active;
      c.cases.payer[busy] = Payer::contract;
      c.cases.contract[busy] = work;
    }
    if (shut == 5) {  // dissolved, its founder's hours notwithstanding
      c.economy.own_hours = 30;
      c.organizations.alive[firm] = 0;
    }
    const auto row = ask(c, 0, middle);
    Routing()(c, luck("routing"));
    EXPECT_EQ(c.cases.payer[row], Payer::in_house) << shut;
  }
}

TEST(Routing, lets_those_pay_who_can) {
  City c = hand::make_city();
  const auto firm = hand::organize(c, 1, 1);
  c.organizations.staff[firm] = 1;
  c.services[0].paying = 1;
  Routing rule;
  rule.middle_income = 0;
  const auto a = ask(c, 0, poor), b = ask(c, 1, middle), d = ask(c, 2, rich), e = ask(c, 3, rich, 1);
  rule(c, luck("routing"));
  EXPECT_EQ(c.cases.payer[a], Payer::in_house);
  EXPECT_EQ(c.cases.payer[b], Payer::in_house);
  EXPECT_EQ(c.cases.payer[d], Payer::user);
  EXPECT_EQ(c.cases.organization[d], firm);
  EXPECT_EQ(c.cases.payer[e], Payer::in_house);  // nobody pays for care
  rule.middle_income = 1;
  rule(c, luck("routing"));
  EXPECT_EQ(c.cases.payer[b], Payer::user);
}

// 20,000 residents of one community in need of meals.
City crowd(std::uint16_t traits) {
  City c = hand::make_city(20000);
  for (std::uint32_t i = 0; i < 20000; ++i) ask(c, i, traits);
  return c;
}
double share(const City& c, Payer payer) {
  double n = 0;
  for (const Payer p : c.cases.payer.all()) n += p == payer ? 1 : 0;
  return n / static_cast<double>(c.cases.size());
}

TEST(Routing, weighs_doors_by_their_free_hours) {
  City c = crowd(middle);
  c.services[0].in_house = 0.5;
  hand::employ(c, Employer::station, 0, 1, 60);  // 30 hours' weight
  const auto firm = hand::organize(c, 0, 1), group = hand::organize(c, 0, 2, 0, LegalStatus::informal, 1);
  hand::employ(c, Employer::organization, firm.value, 2);
  hand::contract(c, 0, 0, hand::top, firm, 1000, 12, 10);
  c.reach.volunteer_casework = 0.1;
  c.organizations.volunteers[group] = 600;  // 60 hours of cases
  Routing()(c, luck("routing"));
  EXPECT_NEAR(share(c, Payer::in_house), 0.3, 5 * std::sqrt(0.3 * 0.7 / 20000));
  EXPECT_NEAR(share(c, Payer::contract), 0.1, 5 * std::sqrt(0.1 * 0.9 / 20000));
  EXPECT_NEAR(share(c, Payer::volunteers), 0.6, 5 * std::sqrt(0.6 * 0.4 / 20000));
}

TEST(Routing, who_pays_is_settled_once) {
  City c = crowd(rich);
  c.organizations.staff[hand::organize(c, 0, 1)] = 1;
  c.services[0].paying = 0.25;
  Routing()(c, luck("routing", 0));
  EXPECT_NEAR(share(c, Payer::user), 0.25, 5 * std::sqrt(0.25 * 0.75 / 20000));
  const std::vector<Payer> before(c.cases.payer.all().begin(), c.cases.payer.all().end());
  Routing()(c, luck("routing", 1));
  EXPECT_TRUE(std::equal(before.begin(), before.end(), c.cases.payer.all().begin()));
}

// A paid provider more takes its share from the others; who does not go there goes where they went before.
TEST(Routing, a_provider_more_moves_only_those_it_wins) {
  const auto choices = [](bool more) {
    City c = crowd(rich);
    c.services[0].paying = 1;
    if (more) c.organizations.staff[hand::organize(c, 0, 77)] = 1;  // in the first row
    for (std::uint64_t key = 1; key <= 4; ++key) c.organizations.staff[hand::organize(c, 0, key)] = 1;
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

}  // namespace
