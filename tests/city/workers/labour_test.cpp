// The labour market: who is hired by whom, by hand.
#include "models/city/workers/labour.hpp"

#include <gtest/gtest.h>

#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

Labour labour() {
  Labour rule;
  rule.look = rule.leave = 0;
  rule.search = 1;
  rule.across_districts = 0;
  return rule;
}
City without_posts() {
  City c = hand::make_city();
  c.now = sim::Month{1};
  c.station.staff = c.station.institution_staff = 0;
  c.economy.outside_wage = 0.3;  // the field pays better, for part of the time too
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

TEST(Labour, a_raise_of_the_field_leaves_the_outside_and_one_of_all_wages_does_not) {
  for (const bool field : {true, false}) {
    City c = without_posts();
    c.now = sim::Month{12};
    c.economy.wage_growth = 0;
    (field ? c.economy.field_wage : c.economy.wage) *= 1.2;
    const auto paid = hand::employ(c, Employer::organization, hand::organize(c, 0, 1).value, 1);
    Labour rule = labour();
    rule.search = 0;
    rule(c, luck("labour", 12));
    EXPECT_EQ(c.workers.wage[paid], 360000);
    EXPECT_DOUBLE_EQ(c.outside_wage(), field ? 900 : 1080);
    EXPECT_DOUBLE_EQ(c.prices().going, field ? 3000 : 3600);  // what other staff are paid by
    EXPECT_DOUBLE_EQ(c.hour_cost(), 1.2 * 48.75);
  }
}

// A hundred at work outside, at 0.5 to 1.5 of the field's wage.
TEST(Labour, people_turn_to_the_field_and_stay_if_it_pays_better) {
  City c = without_posts();
  c.economy.outside_wage = 1;
  for (std::uint64_t i = 0; i < 100; ++i) {
    const auto row = hand::employ(c, Employer::none, 0, i);
    c.workers.outside[row] = 0.505F + 0.01F * static_cast<float>(i);
    c.workers.gone[row] = 1;
  }
  Labour rule = labour();
  rule.look = 1;
  const auto looking = [&] { return std::count(c.workers.gone.all().begin(), c.workers.gone.all().end(), 0); };
  rule(c, luck("labour", 1));
  EXPECT_EQ(looking(), 50);
  for (const Id<Workers> row : c.workers.rows()) {
    EXPECT_EQ(c.workers.entered[row], row.value < 50 ? 1 : never);
    EXPECT_EQ(c.workers.searched[row], row.value < 50 ? 1 : never);
  }
  c.economy.field_wage = 1.2;
  rule(c, luck("labour", 2));
  EXPECT_EQ(looking(), 70);
  c.economy.field_wage = 0.8;
  rule(c, luck("labour", 3));
  EXPECT_EQ(looking(), 30) << "who would earn more outside goes";
  rule.leave = 1;
  rule(c, luck("labour", 4));
  EXPECT_EQ(looking(), 0);
}

TEST(Labour, nobody_takes_a_post_that_pays_less_than_what_they_have) {
  for (const float outside : {0.7F, 0.9F}) {
    City c = without_posts();
    c.economy.outside_wage = 1;
    const auto far = hand::organize(c, 2, 2);
    c.organizations.vacancies[far] = 1;
    const auto only = hand::employ(c, Employer::none, 0, 1);
    c.workers.outside[only] = outside;
    Labour rule = labour();
    rule.across_districts = 1;
    rule.travel = 0.2;
    rule(c, luck("labour", 1));
    EXPECT_EQ(c.workers.employer[only] == Employer::organization, outside < 0.8F);
  }
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

// One post in each district; the best applicant lives in the east, the others in the west.
TEST(Labour, across_districts_only_for_those_who_may) {
  for (const double free : {0.0, 1.0}) {
    City c = without_posts();
    const auto near = hand::organize(c, 0, 1), far = hand::organize(c, 2, 2);
    c.organizations.vacancies[near] = c.organizations.vacancies[far] = 1;
    c.organizations.post[near] = 0.5F;  // half a post at home, a whole one in the west
    const auto best = hand::employ(c, Employer::none, 0, 1), second = hand::employ(c, Employer::none, 0, 2);
    c.workers.skill[best] = 0.9F;
    c.workers.district[second] = 1;
    Labour rule = labour();
    rule.across_districts = free;
    rule.travel = 0.2;
    rule(c, luck("labour", 1));
    EXPECT_EQ(c.workers.workplace[best], (free > 0 ? far : near).value);
    EXPECT_EQ(c.workers.workplace[second], (free > 0 ? near : far).value);
  }
}

// Two districts of forty communities each, of which four are in the sample: one market, but not where nobody may cross.
TEST(Labour, districts_of_a_sample_share_a_market) {
  for (const bool sample : {false, true})
    for (const double across : {0.0, 1e-9}) {
      City c = without_posts();
      for (District& d : c.districts) d.communities = sample ? 40 : 2;
      const auto far = hand::organize(c, 2, 2);
      c.organizations.vacancies[far] = 1;
      const auto only = hand::employ(c, Employer::none, 0, 1);
      Labour rule = labour();
      rule.across_districts = across;
      rule(c, luck("labour", 1));
      EXPECT_EQ(c.workers.employer[only] == Employer::organization, sample && across > 0);
    }
}

TEST(Labour, travel_is_weighed_against_pay) {
  for (const double travel : {0.4, 0.6}) {
    City c = without_posts();
    const auto near = hand::organize(c, 0, 1), far = hand::organize(c, 2, 2);
    c.organizations.vacancies[near] = c.organizations.vacancies[far] = 1;
    c.organizations.post[near] = 0.5F;
    const auto only = hand::employ(c, Employer::none, 0, 1);
    Labour rule = labour();
    rule.across_districts = 1;
    rule.travel = travel;
    rule(c, luck("labour", 1));
    EXPECT_EQ(c.workers.workplace[only], (travel < 0.5 ? far : near).value);
  }
}

// No pair of worker and employer would both rather have each other than what they got.
TEST(Labour, leaves_nobody_and_no_employer_who_would_both_rather) {
  City c = without_posts();
  for (std::uint64_t i = 0; i < 12; ++i) {
    const auto o = hand::organize(c, i % 4, i);
    c.organizations.vacancies[o] = 1;
    c.organizations.post[o] = 0.2F + 0.05F * static_cast<float>(i);
  }
  for (std::uint64_t i = 0; i < 16; ++i) {
    const auto w = hand::employ(c, Employer::none, 0, i);
    c.workers.skill[w] = 0.1F + 0.05F * static_cast<float>(i * 7 % 16);
    c.workers.district[w] = static_cast<std::uint8_t>(i % 2);
  }
  Labour rule = labour();
  rule.across_districts = 1;
  rule.travel = 0.3;
  rule(c, luck("labour", 1));
  const auto worth = [&](Id<Workers> w, Id<Organizations> o) {
    return c.organizations.post[o] * (district_of(c, o) == c.workers.district[w] ? 1.0 : 0.7);
  };
  std::vector<float> has(12, -1);  // skill of whom each employer got
  for (std::size_t i = 0; i < 16; ++i)
    if (const Id<Workers> w(i); c.workers.employer[w] != Employer::none)
      has[c.workers.workplace[w]] = c.workers.skill[w];
  EXPECT_EQ(std::count(has.begin(), has.end(), -1.0F), 0);
  for (std::size_t i = 0; i < 16; ++i) {
    const Id<Workers> w(i);
    const bool hired = c.workers.employer[w] != Employer::none;
    const double now = hired ? worth(w, Id<Organizations>(std::size_t{c.workers.workplace[w]})) : 0;
    for (std::size_t o = 0; o < 12; ++o)
      EXPECT_FALSE(worth(w, Id<Organizations>(o)) > now + 1e-9 && c.workers.skill[w] > has[o]) << i << " and " << o;
  }
}

}  // namespace
