// Organizations: what they earn and pay to the fen, posts they open and close.
#include "models/city/organizations/finance.hpp"

#include <gtest/gtest.h>

#include "models/city/organizations/markets.hpp"
#include "models/city/shared/hours.hpp"
#include "tests/city/organizations/by_hand.hpp"

namespace {

using namespace city;
using hand::luck;
using hand::quiet;

TEST(Finance, shares_fees_by_size_whatever_the_status) {
  City c = quiet();
  c.classes[0].market = 12;  // 200 residents of the east: 200 CNY a month
  c.reach.labour = c.reach.materials = 0;
  const auto firm = hand::organize(c, 0, 1), large = hand::organize(c, 1, 2),
             group = hand::organize(c, 0, 3, 0, LegalStatus::informal), idle = hand::organize(c, 0, 4),
             club = hand::organize(c, 0, 5, 0, LegalStatus::registered, 1), west = hand::organize(c, 2, 6);
  c.organizations.weight[large] = 2.75;
  c.organizations.weight[group] = 0.25;
  c.organizations.dormant[idle] = 1;
  Finance()(c, luck("finance"));
  // 1 : 2.75 : 0.25 of 20,000 fen
  EXPECT_EQ(c.organizations.income[firm], 5000);
  EXPECT_EQ(c.organizations.income[large], 13750);
  EXPECT_EQ(c.organizations.income[group], 1250);
  EXPECT_EQ(c.organizations.income[idle], 0);
  EXPECT_EQ(c.organizations.income[club], 0);
  EXPECT_EQ(c.organizations.income[west], 20000);
  EXPECT_EQ(c.ledger.outside(Account::households), -40000);
}

// Households who know of nobody spend nothing: a second one finds some of them, and shares the others.
TEST(Finance, finds_households_that_know_of_nobody_else) {
  for (const bool second : {false, true}) {
    City c = quiet();
    c.classes[0].market = 12;
    c.spending.finds_middle = 1;
    c.classes[0].customers = 200 * 0.6931471805599453;  // one in two of the 200 knows of the first
    c.reach.labour = c.reach.materials = 0;
    const auto one = hand::organize(c, 0, 1);
    if (second) hand::organize(c, 1, 2, 0, LegalStatus::informal);
    Finance()(c, luck("finance"));
    EXPECT_NEAR(static_cast<double>(c.organizations.income[one]), second ? 7500 : 10000, 1);
    EXPECT_NEAR(static_cast<double>(c.ledger.moved(Purpose::fee)), second ? 15000 : 10000, 1);
  }
}

TEST(Finance, earns_from_households_without_a_licence_only_where_none_is_needed) {
  City c = quiet();
  c.classes[0].market = 12;
  c.classes[0].licence = true;
  c.reach.labour = c.reach.materials = 0;
  const auto firm = hand::organize(c, 0, 1), group = hand::organize(c, 0, 3, 0, LegalStatus::filed);
  Finance()(c, luck("finance"));
  EXPECT_EQ(c.organizations.income[firm], 20000);
  EXPECT_EQ(c.organizations.income[group], 0);
}

TEST(Finance, shares_gifts_by_record_and_subsidies_by_fees) {
  City c = quiet();
  c.donors.purse = 6;  // 400 residents: 100 CNY a month for each of two causes
  c.donors.keep = 0;
  c.donors.filed = 0.5;
  c.reach.labour = c.reach.materials = 0;
  c.classes[0].market = 12;
  c.classes[0].subsidy = 24;  // 400 CNY a month for those who have all fees
  const auto firm = hand::organize(c, 0, 1), club = hand::organize(c, 1, 2, 0, LegalStatus::filed, 1);
  c.organizations.record[firm] = 0.6F;
  c.organizations.record[club] = 0.8F;
  c.governments.cash[hand::east] = 30000;  // and less in the purse
  Finance()(c, luck("finance"));
  EXPECT_EQ(c.ledger.moved(Purpose::gift), 10000);
  EXPECT_EQ(c.organizations.income[club], 4000);  // 0.6 against 0.8 x 0.5
  EXPECT_EQ(c.ledger.moved(Purpose::subsidy), 30000);
  EXPECT_EQ(c.governments.cash[hand::east], 0);
  EXPECT_EQ(c.organizations.income[firm], 20000 + 6000 + 30000);
}

// A paid case costs the user each of its months of work, the last included.
TEST(Finance, charges_users_for_every_month_of_work) {
  City c = quiet();
  c.economy.wage_growth = 0;
  const auto firm = hand::organize(c, 0, 1);
  std::uint64_t key = 1;
  for (const Closure end : {Closure::open, Closure::resolved, Closure::unresolved, Closure::gave_up, Closure::died}) {
    const auto row = hand::open_case(c, 0, hand::settle(c, 0, static_cast<std::uint32_t>(key), 40), 1,
                                     end == Closure::open ? Progress::active : Progress::closed, key);
    ++key;
    c.cases.closure[row] = end;
    c.cases.payer[row] = Payer::user;
    c.cases.organization[row] = firm;
  }
  const auto waiting = hand::open_case(c, 0, hand::settle(c, 0, 0, 40), 1, Progress::waiting, key);
  c.cases.payer[waiting] = Payer::user;
  c.cases.organization[waiting] = firm;
  Finance()(c, luck("finance"));
  // 10 hours at 48.75: the active one, and the two that ended with this month's work.
  EXPECT_EQ(c.ledger.moved(Purpose::fee), 3 * 48750);
}

TEST(Finance, pays_wages_then_staff_and_suppliers) {
  City c = quiet();
  c.classes[0].market = 60;  // 200 residents: 1000 CNY a month
  c.classes[0].running_cost = 24000;
  c.classes[0].pay = 0.5;
  c.reach.labour = 0.6;
  c.reach.materials = 0.2;
  c.reach.fixed = 0.15;
  c.classes[0].compliance = 1200;
  const auto firm = hand::organize(c, 0, 1, 1000000);
  hand::employ(c, Employer::organization, firm.value, 1);
  c.workers.share[Id<Workers>(std::size_t{0})] = 0.5F;
  Finance rule;
  rule.spent = 0;
  rule(c, luck("finance"));
  EXPECT_EQ(c.ledger.moved(Purpose::wage), 195000 + 36000);  // half a post with insurance; 60 % of what rent leaves
  EXPECT_EQ(c.ledger.moved(Purpose::rent), 40000);           // 15 % of 2000 and 100 of compliance
  EXPECT_EQ(c.ledger.moved(Purpose::materials), 12000);      // 20 % of what is left
  EXPECT_EQ(c.organizations.cash[firm], 1000000 + 100000 - 231000 - 52000);
  EXPECT_EQ(c.organizations.arrears[firm], 0);
  EXPECT_EQ(c.organizations.staff[firm], 0);  // 360 CNY of wages is 0.2 of a post at 1950
  EXPECT_EQ(hand::all_money(c), 1000000);
}

TEST(Finance, counts_months_in_arrears_and_never_owes) {
  City c = quiet();
  const auto firm = hand::organize(c, 0, 1, 100);
  c.classes[0].running_cost = 12000;
  for (int m = 0; m < 3; ++m) {
    Finance()(c, luck("finance", m));
    EXPECT_EQ(c.organizations.cash[firm], 0);
    EXPECT_EQ(c.organizations.arrears[firm], m + 1);
  }
  c.organizations.cash[firm] = 1000000;
  Finance()(c, luck("finance", 3));
  EXPECT_EQ(c.organizations.arrears[firm], 0);
}

TEST(Finance, spends_a_part_of_what_is_beyond_the_reserve) {
  City c = quiet();
  c.classes[0].running_cost = 12000;
  c.reach.fixed = 0;
  c.reach.labour = 0.6;
  c.reach.materials = 0.2;
  const auto firm = hand::organize(c, 0, 1, 1600000);
  Finance rule;
  rule.reserve = 6;  // 6000 CNY
  rule.spent = 0.1;
  rule(c, luck("finance"));
  EXPECT_EQ(c.organizations.cash[firm], 1500000);
  EXPECT_EQ(c.ledger.moved(Purpose::wage), 75000);  // labour and materials 3 : 1
}

TEST(Finance, opens_posts_for_work_that_is_there_and_paid) {
  for (const bool rich : {true, false}) {
    City c = quiet();
    const auto firm = hand::organize(c, 0, 1, rich ? 100000000 : 1000000);
    const auto work = hand::contract(c, 0, 0, hand::east, firm, 1000, 12, 225);
    c.contracts.instalments[work] = 1;  // the next is due in six months
    Finance rule;
    rule.worker_hours = 90;  // 2.5 posts
    rule.cushion = 1.5;
    rule.spent = 0;
    rule(c, luck("finance"));
    // 10,000 CNY last six months for 10000 / 3900 / 6 = 0.43 posts.
    EXPECT_EQ(c.organizations.vacancies[firm], rich ? 2 : 1);  // what is left of a post waits
    EXPECT_NEAR(c.organizations.post[firm], rich ? 1 : 10000.0 / 3900 / 6, 1e-6);
  }
}

// With many contracts some instalment is always near: what it is worth counts, not that it comes.
TEST(Finance, opens_posts_that_last_beyond_the_next_instalment) {
  City c = quiet();
  const auto firm = hand::organize(c, 0, 1, 3900000);  // ten months of a wage
  const auto work = hand::contract(c, 0, 0, hand::east, firm, 1200000, 12, 900);
  c.contracts.instalments[work] = 1;
  c.contracts.paid[work] = 480000;
  c.contracts.coming[work] = 480000;  // in six months, and 240,000 in twelve
  const auto small = hand::contract(c, 0, 0, hand::east, firm, 600, 12, 0, 901);
  c.contracts.sealed[small] = c.contracts.starts[small] = 1;
  c.contracts.coming[small] = 240;
  Finance rule;
  rule.spent = 0;
  rule(c, luck("finance"));
  EXPECT_EQ(c.organizations.vacancies[firm], 1);
  EXPECT_NEAR(c.organizations.post[firm], (39000 + 4800 + 2.4) / 12 / 3900, 1e-3);
}

TEST(Finance, keeps_whom_an_instalment_of_the_next_month_pays) {
  for (const bool comes : {true, false}) {
    City c = quiet();
    const auto firm = hand::organize(c, 0, 1, 390000 + 100000);
    const auto worker = hand::employ(c, Employer::organization, firm.value, 1);
    const auto work = hand::contract(c, 0, 0, hand::east, firm, 1000000, 12, 90);
    c.contracts.sealed[work] = c.contracts.starts[work] = comes ? 1 : 0;  // or it is late
    c.contracts.coming[work] = 400000;
    Finance rule;
    rule.spent = 0;
    rule(c, luck("finance"));
    EXPECT_EQ(c.workers.employer[worker] == Employer::organization && c.workers.share[worker] == 1, comes);
  }
}

TEST(Finance, asks_donors_in_hours_that_paid_work_may_have) {
  City c = quiet();
  c.donors.purse = 1000;
  c.donors.keep = 0;
  c.economy.own_hours = 30;
  const auto firm = hand::organize(c, 0, 1), other = hand::organize(c, 1, 2);
  c.organizations.record[firm] = c.organizations.record[other] = 0.5F;
  Finance()(c, luck("finance"));
  ASSERT_GT(c.organizations.fundraising[firm], 0);
  EXPECT_LE(c.organizations.yielding[firm], c.organizations.fundraising[firm]);
  EXPECT_GT(hours_for_work(c, firm), own_hours(c, firm) - 1e-6);
  c.reach.hour_worth = 1000;  // an hour is worth the same, asked for or paid
  c.organizations.fundraising[firm] = 0;
  Finance()(c, luck("finance", 1));
  EXPECT_FLOAT_EQ(c.organizations.yielding[firm], 0);
}

TEST(Finance, pays_its_own_people_by_the_hour_and_needs_fewer_posts) {
  City c = quiet();
  c.economy.own_hours = 30;
  c.classes[1].core = 2;
  const auto firm = hand::organize(c, 0, 1, 100000000),
             core = hand::organize(c, 1, 2, 100000000, LegalStatus::registered, 1);
  c.organizations.own_hours[firm] = 20;
  hand::contract(c, 0, 0, hand::east, firm, 1000, 12, 75);
  Finance rule;
  rule.spent = 0;
  rule(c, luck("finance"));
  EXPECT_EQ(c.ledger.moved(Purpose::wage), 78000);  // 20 x 48.75 x 0.8
  EXPECT_EQ(c.organizations.vacancies[firm], 1);    // (75 - 30) / 90: half a post
  EXPECT_FLOAT_EQ(c.organizations.post[firm], 0.5F);
  EXPECT_EQ(c.organizations.vacancies[core], 2);  // whom it keeps without contracts
}

TEST(Finance, puts_rent_by_before_posts) {
  City c = quiet();
  c.classes[0].running_cost = 120000;
  c.reach.fixed = 0.2;  // 2000 CNY a month
  const auto firm = hand::organize(c, 0, 1, 200000 + 600000 + 390000);
  const auto work = hand::contract(c, 0, 0, hand::east, firm, 1000, 12, 180);
  c.contracts.instalments[work] = 3;  // all is paid
  Finance rule;
  rule.rent_first = 3;
  rule.cushion = 1;
  rule.spent = 0;
  rule(c, luck("finance"));
  EXPECT_EQ(c.organizations.cash[firm], 990000);  // this month's rent is paid, three more are put by: one wage is left
  EXPECT_EQ(c.organizations.vacancies[firm], 1);
  EXPECT_FLOAT_EQ(c.organizations.post[firm], 1);
}

TEST(Finance, stretches_part_time_posts_before_opening_new_ones) {
  City c = quiet();
  const auto firm = hand::organize(c, 0, 1, 100000000);
  const auto w = hand::employ(c, Employer::organization, firm.value, 1);
  c.workers.share[w] = 0.5F;
  hand::contract(c, 0, 0, hand::east, firm, 1000, 12, 72);  // 0.8 posts
  Finance()(c, luck("finance"));
  EXPECT_NEAR(c.workers.share[w], 0.8, 1e-6);
  EXPECT_EQ(c.organizations.vacancies[firm], 0);
}

TEST(Finance, lets_the_least_skilled_go_when_money_or_work_runs_out) {
  City c = quiet();
  const auto firm = hand::organize(c, 0, 1, 1600000);
  const auto weak = hand::employ(c, Employer::organization, firm.value, 1),
             strong = hand::employ(c, Employer::organization, firm.value, 2);
  c.workers.skill[weak] = 0.3F;
  c.workers.skill[strong] = 0.6F;
  hand::contract(c, 0, 0, hand::east, firm, 1000, 12, 90);  // work for one
  Finance rule;
  rule.spent = 0;
  rule.idle_months = 3;
  rule(c, luck("finance"));  // 16,000 less 7800 of wages leave 8200: less than three months of two
  EXPECT_EQ(c.workers.employer[weak], Employer::none);
  EXPECT_EQ(c.workers.employer[strong], Employer::organization);
  c.organizations.cash[firm] = 390000;
  rule(c, luck("finance", 1));  // nothing left for the next month
  EXPECT_EQ(c.workers.employer[strong], Employer::none);
}

// 400 residents of the city could give 200 CNY a month; two causes.
City giving() {
  City c = quiet();
  c.donors.purse = 6;
  c.donors.keep = 0;
  c.reach.labour = c.reach.materials = 0;
  return c;
}

TEST(Donors, keep_some_of_what_they_could_give) {
  City c = giving();
  c.donors.keep = 5;  // 5 x 0.4 thousand x half of the purse: a weight of 1
  const auto firm = hand::organize(c, 0, 1);
  c.organizations.record[firm] = 0.25F;
  Finance()(c, luck("finance"));
  EXPECT_EQ(c.organizations.gifts[firm], 2000);  // 100 CNY x 0.25 / 1.25
}

TEST(Donors, give_to_causes_by_the_cases_that_wait) {
  for (const double need : {0.0, 0.5, 1.0}) {
    City c = giving();
    c.donors.need = need;
    const auto meals = hand::organize(c, 0, 1), care = hand::organize(c, 1, 2);
    c.organizations.niche[care] = 1;
    for (std::uint32_t i = 0; i < 5; ++i)  // 730 CNY of meals, 4 x 2920 of care: 1 to 16
      hand::open_case(c, 0, hand::settle(c, 0, i, 40), i == 0 ? 0 : 1, Progress::waiting, i);
    c.communities.population[hand::place(0)] = 100;
    Finance()(c, luck("finance"));
    const double part = need == 0 ? 0.5 : need < 1 ? 1.0 / 5 : 1.0 / 17;
    EXPECT_NEAR(static_cast<double>(c.organizations.gifts[meals]), 20000 * part, 1);
    EXPECT_NEAR(static_cast<double>(c.organizations.gifts[care]), 20000 * (1 - part), 1);
  }
}

TEST(Donors, give_by_class_and_to_nobody_whom_they_do_not_care_for) {
  City c = giving();
  c.classes[0].appeal = 3;
  c.classes[1].appeal = 0;
  const auto firm = hand::organize(c, 0, 1), club = hand::organize(c, 1, 2, 0, LegalStatus::registered, 1);
  Finance()(c, luck("finance"));
  EXPECT_EQ(c.organizations.gifts[firm], 10000);
  EXPECT_EQ(c.organizations.gifts[club], 0);
}

// Hours go where they pay: with work under contract they are worth their wage, without it an hour of a volunteer.
TEST(Fundraising, stops_where_an_hour_brings_as_much_elsewhere) {
  City c = giving();
  c.economy.own_hours = 30;
  c.donors.purse = 600;  // 10,000 CNY a month for the cause
  c.donors.first_hours = 4;
  c.reach.hour_worth = 50;
  const auto firm = hand::organize(c, 0, 1), other = hand::organize(c, 1, 2);
  c.organizations.record[firm] = 0.1F;
  c.organizations.record[other] = 0.9F;
  const Markets markets(c);
  // 1000 CNY a month without asking; an hour more brings 1000 x 0.9 / 8 = 112.5 at first.
  const double hours = markets.fundraising(firm, 50);
  EXPECT_NEAR(hours, 4 * (2.25 * 2.25 - 1), 1e-4);
  EXPECT_EQ(markets.fundraising(firm, 113), 0);
  EXPECT_NEAR(markets.fundraising(firm, 112.5 / 2), 4 * 3, 1e-4);
  Finance()(c, luck("finance"));
  EXPECT_NEAR(c.organizations.fundraising[firm], hours, 1e-4);
  EXPECT_NEAR(own_hours(c, firm), 30 - hours, 1e-4);
}

TEST(Fundraising, is_crowded_out_by_contracts_that_want_the_same_hours) {
  for (const bool contract : {false, true}) {
    City c = giving();
    c.economy.own_hours = 10;
    c.donors.purse = 600;
    c.reach.hour_worth = 20;
    const auto firm = hand::organize(c, 0, 1), other = hand::organize(c, 1, 2);
    c.organizations.record[firm] = 0.03F;  // 300 CNY a month: 36 an hour at first, less than casework pays (39)
    c.organizations.record[other] = 0.97F;
    if (contract) hand::contract(c, 0, 0, hand::east, firm, 1000, 12, 10);
    Finance()(c, luck("finance"));
    if (contract)
      EXPECT_EQ(c.organizations.fundraising[firm], 0);
    else
      EXPECT_GT(c.organizations.fundraising[firm], 5);
  }
}

TEST(Fundraising, raises_the_share_of_those_who_ask) {
  City c = giving();
  c.donors.first_hours = 4;
  const auto loud = hand::organize(c, 0, 1), quiet_one = hand::organize(c, 1, 2);
  c.organizations.fundraising[loud] = 12;  // twice the appeal
  Finance()(c, luck("finance"));
  EXPECT_NEAR(static_cast<double>(c.organizations.gifts[loud]), 10000.0 * 2 / 3, 1);
  EXPECT_NEAR(static_cast<double>(c.organizations.gifts[quiet_one]), 10000.0 / 3, 1);
}

}  // namespace
