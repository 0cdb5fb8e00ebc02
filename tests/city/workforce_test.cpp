// Social workers: burnout and quitting by hand, supervision, exams, and matching of posts with applicants.
#include "models/city/behaviours/workforce.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

Burnout burnout() {
  Burnout rule;
  rule.overload = 0.06;
  rule.admin = 0.02;
  rule.supervision = 0.04;
  rule.recovery = 0.02;
  rule.quit = 0;
  return rule;
}

TEST(Burnout, adds_overload_and_office_and_takes_off_rest) {
  City c = hand::make_city();
  const auto station = hand::employ(c, Employer::station, 0, 1, 50),
             overloaded = hand::employ(c, Employer::organization, 0, 2, 50),
             idle = hand::employ(c, Employer::organization, 0, 3, 50), out = hand::employ(c, Employer::none, 0, 4);
  hand::organize(c, 0, 1);
  for (float& b : c.workers.burnout.all()) b = 0.5F;
  c.communities.admin[hand::place(0)] = 0.7F;
  c.workers.load[overloaded] = 100;
  burnout()(c, luck("burnout"));
  EXPECT_NEAR(c.workers.burnout[station], 0.5 + 0.02 * 0.7 - 0.02 * 0.5, 1e-6);
  EXPECT_NEAR(c.workers.burnout[overloaded], 0.5 + 0.06 + 0.02 * 0.2 - 0.02 * 0.5, 1e-6);
  EXPECT_NEAR(c.workers.burnout[idle], 0.5 + 0.02 * 0.2 - 0.02 * 0.5, 1e-6);
  EXPECT_NEAR(c.workers.burnout[out], 0.5 * 0.98, 1e-6);
}

TEST(Burnout, tends_to_where_office_and_rest_balance) {
  City c = hand::make_city();
  hand::organize(c, 0, 1);
  const auto w = hand::employ(c, Employer::organization, 0, 1, 50);
  for (int m = 0; m < 600; ++m) burnout()(c, luck("burnout", m));
  EXPECT_NEAR(c.workers.burnout[w], 0.02 * 0.2 / 0.02, 1e-4);  // admin x office / recovery
}

TEST(Burnout, is_relieved_for_as_many_as_studios_can_see) {
  City c = hand::make_city();
  hand::organize(c, 0, 1);
  for (std::uint64_t i = 0; i < 10000; ++i) hand::employ(c, Employer::organization, 0, i, 50);
  for (float& b : c.workers.burnout.all()) b = 1;
  Burnout rule = burnout();
  rule.studios = 20;
  rule.supervised = 150;  // 3000 seats for 10,000 workers
  const auto seen = [&] {
    rule(c, luck("burnout"));
    std::vector<bool> out;
    for (const float b : c.workers.burnout.all()) out.push_back(b < 0.975F);  // 1 + 0.004 - 0.02 - 0.04 = 0.944
    return out;
  };
  const auto first = seen();
  EXPECT_NEAR(static_cast<double>(std::count(first.begin(), first.end(), true)), 3000, 5 * std::sqrt(10000 * 0.21));
  for (float& b : c.workers.burnout.all()) b = 1;
  EXPECT_EQ(seen(), first);  // the same are seen every month
}

TEST(Burnout, makes_quit_by_its_hazard) {
  City c = hand::make_city();
  hand::organize(c, 0, 1);
  for (std::uint64_t i = 0; i < 20000; ++i) hand::employ(c, Employer::organization, 0, i, 50);
  for (float& b : c.workers.burnout.all()) b = 1;
  for (std::int32_t& wage : c.workers.wage.all()) wage = 600000;  // twice what is paid outside
  Burnout rule = burnout();
  rule.admin = rule.recovery = 0;
  rule.quit = 0.1;
  rule.quit_burnout = 1.5;
  rule.quit_wage = 2;
  rule.outside_wage = 1;
  rule(c, luck("burnout"));
  const double p = 1 - std::exp(-0.1 * std::exp(1.5) / 4);  // 0.106
  double quit = 0;
  for (std::size_t i = 0; i < c.workers.size(); ++i) {
    const Id<Workers> w(i);
    quit += c.workers.quit[w];
    EXPECT_EQ(c.workers.employer[w] == Employer::none, c.workers.quit[w] == 1);
  }
  EXPECT_NEAR(quit / 20000, p, 5 * std::sqrt(p * (1 - p) / 20000));
}

TEST(Licensing, interest_and_passing_are_logits) {
  City c = hand::make_city();
  for (std::uint64_t i = 0; i < 20000; ++i) hand::employ(c, Employer::none, 0, i);
  for (float& s : c.workers.skill.all()) s = 0.7F;
  c.economy.licence_bonus = 300;
  Licensing rule;
  rule.interest = -1.9;
  rule.interest_bonus = 0.003;  // -1 in all: 0.2689 sit
  rule.pass = 0.2;
  rule.pass_skill = 2;  // log-odds ln 0.25 + 2 x 0.2
  rule(c, luck("licensing", 5));
  const double p = 1 / (1 + std::exp(1.0)) / (1 + std::exp(-(std::log(0.25) + 0.4)));
  double licensed = 0, graduates = 0;
  for (const Licence l : c.workers.licence.all()) {
    licensed += l != Licence::none ? 1 : 0;
    graduates += l == Licence::social_worker ? 1 : 0;
    EXPECT_LE(l, Licence::social_worker);
  }
  EXPECT_NEAR(licensed / 20000, p, 5 * std::sqrt(p * (1 - p) / 20000));
  EXPECT_NEAR(graduates / licensed, 0.25, 5 * std::sqrt(0.25 * 0.75 / licensed));
}

TEST(Licensing, goes_up_one_step_and_senior_only_where_it_exists) {
  City c = hand::make_city();
  const auto a = hand::employ(c, Employer::none, 0, 1), b = hand::employ(c, Employer::none, 0, 2),
             gone = hand::employ(c, Employer::none, 0, 3);
  c.workers.licence[a] = Licence::assistant;
  c.workers.licence[b] = Licence::social_worker;
  c.workers.licence[gone] = Licence::assistant;
  c.workers.gone[gone] = 1;
  Licensing rule;
  rule.upgrade = 5;  // all sit, of the second licence too
  rule.pass = 0.999;
  rule.pass_skill = 0;
  for (int y = 0; y < 3; ++y) rule(c, luck("licensing", 5 + 12 * y));
  EXPECT_EQ(c.workers.licence[a], Licence::social_worker);
  EXPECT_EQ(c.workers.licence[b], Licence::social_worker);
  EXPECT_EQ(c.workers.licence[gone], Licence::assistant);
  rule.senior = true;
  for (int y = 3; y < 6; ++y) rule(c, luck("licensing", 5 + 12 * y));
  EXPECT_EQ(c.workers.licence[a], Licence::senior);
}

Labour labour() {
  Labour rule;
  rule.entry = rule.leave = 0;
  rule.search = 1;
  return rule;
}
City without_posts() {
  City c = hand::make_city();
  c.now = sim::Month{1};
  c.station.staff = c.station.institution_staff = 0;
  return c;
}

TEST(Labour, gives_posts_to_the_best_of_the_district) {
  City c = without_posts();
  const auto firm = hand::organize(c, 0, 1);
  c.organizations.vacancies[firm] = 2;
  c.organizations.post[firm] = 0.5F;
  std::vector<Id<Workers>> w;
  for (std::uint64_t i = 0; i < 5; ++i) w.push_back(hand::employ(c, Employer::none, 0, i));
  const std::array<float, 5> skill = {0.5F, 0.6F, 0.4F, 0.9F, 0.9F};
  for (std::size_t i = 0; i < 5; ++i) c.workers.skill[w[i]] = skill[i];
  c.workers.licence[w[2]] = Licence::social_worker;  // 0.4 + 2 x 0.2 = 0.8
  c.workers.district[w[3]] = 1;                      // lives in the west
  c.workers.quit[w[4]] = 1;                          // left a post this month
  labour()(c, luck("labour", 1));
  for (std::size_t i = 0; i < 5; ++i)
    EXPECT_EQ(c.workers.employer[w[i]] == Employer::organization, i == 1 || i == 2) << i;
  EXPECT_EQ(c.workers.workplace[w[2]], firm.value);
  EXPECT_EQ(c.workers.share[w[2]], 0.5F);
  EXPECT_EQ(c.workers.hired[w[2]], 1);
}

TEST(Labour, fills_stations_of_streets_that_have_money) {
  City c = without_posts();
  c.station.staff = 2;
  c.governments.cash[hand::east_street] = 1;
  hand::employ(c, Employer::station, 0, 100);  // one post of community 0 is taken
  for (std::uint64_t i = 0; i < 10; ++i) {
    const auto row = hand::employ(c, Employer::none, 0, i);
    c.workers.district[row] = static_cast<std::uint8_t>(i % 2);
  }
  labour()(c, luck("labour", 1));
  std::array<int, 4> staff{};
  for (std::size_t i = 0; i < c.workers.size(); ++i) {
    const Id<Workers> row(i);
    if (c.workers.employer[row] == Employer::station) ++staff[c.workers.workplace[row]];
  }
  EXPECT_EQ(staff, (std::array<int, 4>{2, 2, 0, 0}));
}

TEST(Labour, pays_by_the_month_and_raises_in_january) {
  City c = without_posts();
  c.now = sim::Month{12};
  c.economy.wage_growth = 0.07;
  c.economy.licence_bonus = 100;
  const auto firm = hand::organize(c, 0, 1);
  const auto plain = hand::employ(c, Employer::organization, firm.value, 1),
             licensed = hand::employ(c, Employer::organization, firm.value, 2),
             out = hand::employ(c, Employer::none, 0, 3);
  c.workers.licence[licensed] = Licence::assistant;
  Labour rule = labour();
  rule.search = 0;
  rule(c, luck("labour", 12));
  EXPECT_EQ(c.workers.wage[plain], 321000);
  EXPECT_EQ(c.workers.wage[licensed], 331000);
  EXPECT_EQ(c.workers.wage[out], 300000);
}

TEST(Labour, newcomers_come_by_population_and_those_without_a_post_leave) {
  City c = without_posts();
  c.communities.population[hand::place(2)] = 20000;
  Labour rule = labour();
  rule.entry = 50;
  rule(c, luck("labour", 1));
  ASSERT_EQ(c.workers.size(), 100U);
  for (const std::uint8_t d : c.workers.district.all()) EXPECT_EQ(d, 1);
  for (const Licence l : c.workers.licence.all()) EXPECT_EQ(l, Licence::none);
  rule.entry = 0;
  rule.leave = 1;
  rule(c, luck("labour", 2));
  for (const std::uint8_t gone : c.workers.gone.all()) EXPECT_EQ(gone, 1);
}

// A dissolved organization that one scenario has and the other has not shifts all rows: nobody's post may change.
TEST(Labour, luck_does_not_follow_rows_of_organizations) {
  const auto posts = [](bool shifted) {
    City c = without_posts();
    if (shifted) c.organizations.alive[hand::organize(c, 0, 999)] = 0;
    for (std::uint64_t key = 1; key <= 20; ++key) c.organizations.vacancies[hand::organize(c, 0, key)] = 1;
    for (std::uint64_t i = 0; i < 15; ++i) hand::employ(c, Employer::none, 0, i);
    Labour rule = labour();
    rule.search = 0.6;
    rule(c, luck("labour", 1));
    std::vector<std::uint64_t> out;
    for (std::size_t i = 0; i < c.workers.size(); ++i) {
      const Id<Workers> w(i);
      const bool employed = c.workers.employer[w] == Employer::organization;
      out.push_back(employed ? c.organizations.key[Id<Organizations>(std::size_t{c.workers.workplace[w]})] : 0);
    }
    return out;
  };
  EXPECT_EQ(posts(false), posts(true));
}

}  // namespace
