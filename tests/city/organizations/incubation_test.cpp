// Incubators by hand: seats for money, whom they take, how long, what each function leaves, and what all of it costs.
#include "models/city/organizations/incubation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/city/funding/awards.hpp"
#include "models/city/funding/delivery.hpp"
#include "models/city/need/awareness.hpp"
#include "models/city/organizations/exit.hpp"
#include "models/city/organizations/finance.hpp"
#include "tests/city/organizations/by_hand.hpp"

namespace {

using namespace city;
using hand::luck;

// Ten functions off.
Incubation idle() {
  Incubation rule;
  rule.room = rule.coaching = rule.introductions = rule.records = rule.grants = rule.training = rule.showcase =
      rule.standards = rule.research = rule.party = false;
  rule.least_stay = rule.most_stay = 12;
  rule.noise = rule.grassroots = rule.start_up = rule.model = 0;
  return rule;
}

// One house of the district each, on 12,000 CNY a year for the east: two seats of 2,400, 200 CNY a month for coaches,
// 100 for grants, 100 for showcases, 150 for the office; and 600 a year for courses.
struct House {
  City c = hand::peopled();
  Incubation rule = idle();
  const Id<Incubators> east{0U};
  explicit House(Tier tier = Tier::district) {
    c.classes[0].community = true;
    c.incubator_kinds.resize(1);
    IncubatorKind& kind = c.incubator_kinds[0];
    kind.tier = tier;
    kind.share = 1;
    kind.seat = 2400;
    kind.rooms = 0.4;
    kind.coaching = 0.2;
    kind.grants = 0.1;
    kind.courses = 0.05;
    kind.showcases = 0.1;
    c.governments.incubator_line[hand::east] = c.governments.incubator_left[hand::east] = fen(12000);
    c.ledger.pay(c.governments.cash[hand::east], fen(100000), Purpose::revenue);
    c.starting = true;
    rule(c, luck("incubation"));
    c.starting = false;
  }
  void month(int m) {
    c.now = sim::Month{m};
    c.open_month();
    rule(c, luck("incubation", m));
    EXPECT_EQ(hand::all_money(c), 0);
    EXPECT_EQ(c.governments.incubator_line[hand::east] - c.governments.incubator_left[hand::east],
              fen(100000) - c.governments.cash[hand::east]);
  }
  Id<Organizations> who(std::uint64_t key, float skill, std::size_t home = 0) {
    const auto row = hand::organize(c, home, key);
    c.organizations.skill[row] = skill;
    return row;
  }
  bool seated(Id<Organizations> row) { return static_cast<bool>(c.organizations.incubator[row]); }
};

TEST(Incubation, has_as_many_seats_as_money_rents_and_takes_the_best) {
  House s;
  const auto good = s.who(1, 0.9F), fair = s.who(2, 0.6F), weak = s.who(3, 0.3F), west = s.who(4, 0.95F, 2);
  const auto dormant = s.who(5, 0.99F);
  s.c.organizations.dormant[dormant] = 1;
  s.month(0);
  EXPECT_EQ(s.c.incubators.seats[s.east], 2);
  EXPECT_TRUE(s.seated(good));
  EXPECT_TRUE(s.seated(fair));
  for (const auto row : {weak, west, dormant}) EXPECT_FALSE(s.seated(row));
  // All functions off, the office alone is paid: 15 % of 12,000 over twelve months.
  EXPECT_EQ(s.c.governments.incubator_paid[hand::east], 15000);
  EXPECT_EQ(s.c.ledger.moved(Purpose::incubator_staff), 15000);
}

TEST(Incubation, weights_decide_whom_it_takes) {
  const auto taken = [](auto set) {
    House s;
    s.c.governments.incubator_line[hand::east] = s.c.governments.incubator_left[hand::east] = fen(6000);  // one seat
    const auto skilled = s.who(1, 0.7F), grassroots = s.who(2, 0.6F), start_up = s.who(3, 0.6F), model = s.who(4, 0.6F);
    Organizations& all = s.c.organizations;
    all.status[grassroots] = LegalStatus::filed;
    all.record[model] = 0.9F;
    for (const auto row : {skilled, grassroots, model}) all.founded[row] = -100;
    set(s.rule);
    s.month(0);
    for (const auto row : {skilled, grassroots, start_up, model})
      if (all.incubator[row]) return row.value;
    return 99U;
  };
  EXPECT_EQ(taken([](Incubation&) {}), 0U);
  EXPECT_EQ(taken([](Incubation& rule) { rule.grassroots = 0.2; }), 1U);
  EXPECT_EQ(taken([](Incubation& rule) { rule.start_up = 0.2; }), 2U);
  EXPECT_EQ(taken([](Incubation& rule) { rule.model = 0.2; }), 3U);
}

// With no weight at all seats are drawn by lot: the skilled have no more of them.
TEST(Incubation, is_a_lottery_where_nothing_counts) {
  for (const double quality : {0.0, 1.0}) {
    House s;
    s.rule.quality = quality;
    s.rule.noise = 0.2;
    s.c.governments.incubator_line[hand::east] = s.c.governments.incubator_left[hand::east] = fen(6000.0 * 1000);
    for (std::uint64_t key = 0; key < 4000; ++key) s.who(key, key % 2 == 0 ? 0.7F : 0.3F);
    s.month(0);
    double skilled = 0, all = 0;
    for (const auto row : s.c.organizations.rows())
      if (s.seated(row)) {
        all += 1;
        skilled += s.c.organizations.key[row] % 2 == 0 ? 1 : 0;
      }
    EXPECT_EQ(all, 1000);
    if (quality > 0)
      EXPECT_GT(skilled / all, 0.8);
    else
      EXPECT_NEAR(skilled / all, 0.5, 5 * std::sqrt(0.25 * 0.75 / 1000));
  }
}

TEST(Incubation, stands_where_its_kind_says) {
  House s(Tier::community);
  // 6,000 CNY for each of two communities of a hundred residents: a seat in each.
  const auto a = s.who(1, 0.9F, 0), b = s.who(2, 0.8F, 0), other = s.who(3, 0.3F, 1);
  s.month(0);
  EXPECT_TRUE(s.seated(a));
  EXPECT_FALSE(s.seated(b));
  EXPECT_TRUE(s.seated(other));
  EXPECT_EQ(s.c.incubators.community[s.c.organizations.incubator[other]], hand::place(1));
}

TEST(Incubation, graduates_those_whose_time_is_over_and_takes_others) {
  House s;
  s.rule.records = s.rule.party = s.rule.standards = true;
  const auto good = s.who(1, 0.9F), fair = s.who(2, 0.6F), weak = s.who(3, 0.3F);
  for (int m = 0; m < 12; ++m) s.month(m);
  EXPECT_EQ(s.c.organizations.graduated[good], never);
  EXPECT_EQ(s.c.organizations.published[good], 1);
  s.c.governments.incubator_left[hand::east] = s.c.governments.cash[hand::east] = 0;  // nobody pays the next year
  s.c.ledger.pay(s.c.governments.cash[hand::east], 0, Purpose::revenue);
  s.c.now = sim::Month{12};
  s.rule(s.c, luck("incubation", 12));
  for (const auto row : {good, fair}) {
    EXPECT_EQ(s.c.organizations.graduated[row], 12);
    EXPECT_EQ(s.c.organizations.published[row] + s.c.organizations.venue[row], 0);
    EXPECT_EQ(s.c.organizations.standard[row], 1);  // taken along
  }
  EXPECT_EQ(s.c.organizations.admitted[weak], 12);
  s.c.now = sim::Month{24};
  s.rule(s.c, luck("incubation", 24));
  EXPECT_EQ(s.c.organizations.admitted[good], 0) << "nobody sits there twice";
}

TEST(Incubation, rooms_are_free_until_rent_returns) {
  for (const auto& [returns, half, end] : {std::tuple(RentReturns::at_once, 0, 0),
                                           {RentReturns::gradually, 5000, 0},
                                           {RentReturns::not_at_all, 10000, 10000}}) {
    House s;
    s.rule.room = true;
    s.rule.rent_returns = returns;
    s.rule.rent_months = 12;
    s.c.reach.fixed = 0.1;
    s.c.economy.wage_growth = 0;
    s.c.classes[0].running_cost = 12000;  // 100 CNY a month of rent, less than a seat's
    const auto row = s.who(1, 0.9F);
    s.month(0);
    EXPECT_EQ(s.c.organizations.free_rent[row], 20000);
    EXPECT_EQ(s.c.ledger.moved(Purpose::incubator_room), 40000) << "the other room stands empty and is paid";
    for (int m = 1; m < 12; ++m) s.month(m);
    s.c.incubators.seats[s.east] = 0;
    const auto later = [&](int m) {
      s.c.now = sim::Month{m};
      s.rule(s.c, luck("incubation", m));
      return s.c.organizations.free_rent[row];
    };
    s.c.governments.incubator_line[hand::east] = 0;
    later(12);
    EXPECT_EQ(later(18), half);
    EXPECT_EQ(later(24), end);
    EXPECT_EQ(hand::all_money(s.c), 0);
  }
}

TEST(Incubation, coaches_teach_what_can_be_taught_and_are_paid_by_the_hour) {
  House s;
  s.rule.coaching = true;
  s.rule.teachable = 0.4;
  s.rule.learning = 10;
  s.rule.coach_most = 2;
  const auto row = s.who(1, 0.5F);
  s.month(0);
  // 200 CNY would buy 4.1 hours at 48.75 CNY; one takes two of them.
  EXPECT_EQ(s.c.governments.incubator_paid[hand::east], 15000 + 9750);
  EXPECT_NEAR(s.c.organizations.coached[row], 0.4 * (1 - std::exp(-0.2)), 1e-6);
  EXPECT_NEAR(skill_in(s.c, row, 0), 0.5 + 0.5 * s.c.organizations.coached[row], 1e-6);
  for (int m = 1; m < 11; ++m) s.month(m);
  EXPECT_LT(s.c.organizations.coached[row], 0.4F);  // and never more
  s.rule.learning = 1e-3;
  s.month(11);
  EXPECT_NEAR(s.c.organizations.coached[row], 0.4, 1e-6);
}

TEST(Incubation, introduces_to_as_many_as_it_says) {
  House s;
  s.rule.introductions = true;
  s.rule.ties = 2;
  s.c.districts[0].communities = 100;
  s.c.districts[0].streets = 19;
  const auto row = s.who(1, 0.5F);
  for (int m = 0; m < 5; ++m) s.month(m);
  EXPECT_EQ(s.c.organizations.ties[row], 10);
  double known = 0;
  for (std::uint64_t key = 0; key < 20000; ++key) known += introduced(s.c, row, key, 100) ? 1 : 0;
  EXPECT_NEAR(known / 20000, 0.1, 5 * std::sqrt(0.09 / 20000));
  s.c.organizations.ties[row] = 100;
  EXPECT_TRUE(introduced(s.c, row, hand::place(1)));
  EXPECT_TRUE(introduced(s.c, row, hand::east_street));
  EXPECT_FALSE(introduced(s.c, row, hand::place(2))) << "another district's";
  EXPECT_FALSE(introduced(s.c, row, hand::top));
}

TEST(Incubation, published_records_are_judged_with_less_error) {
  House s;
  s.c.procurement.noise = 0.4;
  s.c.procurement.own_noise = 0.1;
  s.c.procurement.published_noise = 0.5;
  s.rule.records = true;
  const auto row = s.who(1, 0.5F), other = s.who(2, 0.2F, 2);
  s.month(0);
  const auto error = [&](Id<Organizations> who, bool known) {
    return believed(s.c, who, 0, known, false, 1) - believed(s.c, who, 0, known, false, 0);
  };
  EXPECT_NEAR(error(other, false), 0.4, 1e-12);
  EXPECT_NEAR(error(row, false), 0.2, 1e-12);
  EXPECT_NEAR(error(row, true), 0.04, 1e-12) << "who has bought from it knows better";
}

TEST(Incubation, gives_grants_and_in_may_pays_courses) {
  House s;
  s.rule.grants = s.rule.training = true;
  s.rule.course = 500;
  s.c.economy.wage_growth = 0;
  const auto a = s.who(1, 0.9F), b = s.who(2, 0.5F);
  const auto worker = hand::employ(s.c, Employer::organization, a.value, 9);
  const auto second = hand::employ(s.c, Employer::organization, b.value, 11);
  const auto elsewhere = hand::employ(s.c, Employer::station, 0, 10);
  s.month(0);
  EXPECT_EQ(s.c.organizations.cash[a], 5000);
  EXPECT_EQ(s.c.organizations.aid[b], 5000);
  EXPECT_EQ(s.c.workers.prepared[worker], 0);
  s.month(4);
  EXPECT_EQ(s.c.workers.prepared[worker], 1);
  EXPECT_EQ(s.c.workers.prepared[second], 0) << "the money was for one";
  EXPECT_EQ(s.c.workers.prepared[elsewhere], 0);
  EXPECT_EQ(s.c.ledger.moved(Purpose::incubator_course), 50000);
  s.month(5);
  EXPECT_EQ(s.c.workers.prepared[worker], 0);
}

TEST(Incubation, pays_a_whole_course_or_none) {
  House s;
  s.rule.training = true;
  s.rule.course = 500;
  s.c.economy.wage_growth = 0;
  hand::employ(s.c, Employer::organization, s.who(1, 0.9F).value, 9);
  s.month(0);
  const Fen spent = s.c.governments.incubator_left[hand::east] - 49999;
  s.c.governments.incubator_left[hand::east] -= spent;
  s.c.ledger.pay(s.c.governments.cash[hand::east], spent, Purpose::incubator_staff);
  s.month(4);
  EXPECT_EQ(s.c.ledger.moved(Purpose::incubator_course), 0);
}

TEST(Incubation, showcases_make_known_what_its_own_do) {
  House s;
  s.rule.showcase = true;
  s.rule.head = 20;
  const auto row = s.who(1, 0.9F, 1);
  s.c.organizations.niche[row] = 1;
  s.month(0);
  EXPECT_EQ(s.c.communities.shown(hand::place(1), 1), 5);  // 100 CNY a month
  Awareness rule;
  rule.innovation = rule.imitation = rule.forgetting = 0;
  rule.depth = 0.5;
  rule(s.c, luck("awareness", 1));
  EXPECT_NEAR(s.c.communities.awareness(hand::place(1), 1), 0.025, 1e-6);
  EXPECT_EQ(s.c.communities.awareness(hand::place(1), 0), 0);
  EXPECT_EQ(s.c.communities.awareness(hand::place(0), 1), 0);
}

TEST(Incubation, standard_forms_are_measured_with_less_error) {
  const auto spread = [](bool standard) {
    City c = hand::peopled();
    c.economy.own_hours = 30;
    Delivery rule;
    rule.half_life = 1e-6;  // the record is the month's
    rule.error = 0.1;
    rule.standard_error = 0.5;
    for (std::uint64_t key = 0; key < 4000; ++key) {
      const auto row = hand::organize(c, 0, key);
      c.organizations.standard[row] = standard ? 1 : 0;
      hand::contract(c, 0, 0, hand::east, row, 100, 12, 60, key);  // of which it has half the hours
    }
    rule(c, luck("delivery"));
    double sum = 0, squares = 0;
    for (const float record : c.organizations.record.all()) {
      sum += record;
      squares += static_cast<double>(record) * record;
    }
    EXPECT_NEAR(sum / 4000, 0.5, 0.01);
    return std::sqrt(squares / 4000 - sum / 4000 * (sum / 4000));
  };
  EXPECT_NEAR(spread(false), 0.1, 0.006);
  EXPECT_NEAR(spread(true), 0.05, 0.003);
}

TEST(Incubation, designs_are_ready_after_a_while_and_venues_open_while_one_stays) {
  House s;
  s.rule.research = s.rule.party = true;
  s.rule.design_months = 3;
  const auto row = s.who(1, 0.9F), other = s.who(2, 0.1F, 2);
  s.month(0);
  EXPECT_EQ(s.c.organizations.design[row], 0);
  EXPECT_NEAR(event_materials(s.c, row), 1750 * 0.7, 1e-9);
  EXPECT_EQ(event_materials(s.c, other), 1750);
  for (int m = 1; m < 4; ++m) s.month(m);
  EXPECT_EQ(s.c.organizations.design[row], 1);
}

TEST(Incubation, without_a_line_takes_and_pays_nobody) {
  House s;
  s.rule = Incubation();
  s.c.governments.incubator_line[hand::east] = s.c.governments.incubator_left[hand::east] = 0;
  const auto row = s.who(1, 0.9F);
  s.c.now = sim::Month{0};
  s.rule(s.c, luck("incubation"));
  EXPECT_FALSE(s.seated(row));
  EXPECT_EQ(s.c.governments.cash[hand::east], fen(100000));
}

// No more is paid than there is, whatever is due.
TEST(Incubation, pays_as_far_as_line_and_purse_go) {
  House s;
  s.rule = Incubation();
  s.who(1, 0.9F);
  s.c.governments.incubator_left[hand::east] = 10000;
  s.c.now = sim::Month{0};
  s.rule(s.c, luck("incubation"));
  EXPECT_EQ(s.c.governments.incubator_left[hand::east], 0);
  EXPECT_EQ(s.c.governments.incubator_paid[hand::east], 10000);
  EXPECT_EQ(hand::all_money(s.c), 0);
}

// The same organization, which has put by two months of rent and earns nothing: when it is lost after it left its seat.
TEST(Incubation, loses_graduates_the_sooner_the_sooner_rent_returns) {
  const auto lost = [](RentReturns returns) {
    House s;
    s.rule.room = true;
    s.rule.rent_returns = returns;
    s.rule.rent_months = 12;
    s.c.reach.fixed = 1;
    s.c.economy.wage_growth = 0;
    s.c.donors.purse = 0;
    s.c.classes[0].running_cost = 2400;  // a seat's rent, 200 CNY a month
    const auto row = s.who(1, 0.9F);
    s.c.organizations.pull[row] = 1;
    s.c.ledger.pay(s.c.organizations.cash[row], 40000, Purpose::founder);
    s.month(0);
    Exit exit;
    exit.fatigue = exit.founder_leaves = 0;
    exit.arrears_months = 4;
    int m = 1;
    for (; m < 25 && s.c.organizations.alive[row] != 0; ++m) {
      s.c.now = sim::Month{m};
      if (m == 12) s.c.governments.incubator_line[hand::east] = 0;
      Finance()(s.c, luck("finance", m));
      s.rule(s.c, luck("incubation", m));
      exit(s.c, luck("exit", m));
    }
    EXPECT_EQ(s.c.organizations.graduated[row], 12);
    EXPECT_EQ(hand::all_money(s.c), 0);
    return m - 1;
  };
  // Rent is due from month 13 on, can be paid for two months, and the fourth month in arrears is the last. Where it
  // returns in twelfths from month 14 on, 200 CNY x (1 + 2 + ... + 7) / 12 are more than there is.
  EXPECT_EQ(lost(RentReturns::at_once), 18);
  EXPECT_EQ(lost(RentReturns::gradually), 23);
  EXPECT_EQ(lost(RentReturns::not_at_all), 24);
}

}  // namespace
