// One social worker, from the exam to quitting: licensed, hired, buried in cases, exhausted, gone; the case stays.
#include <gtest/gtest.h>

#include "models/city/care/casework.hpp"
#include "models/city/care/working_time.hpp"
#include "models/city/month/opening.hpp"
#include "models/city/workers/burnout.hpp"
#include "models/city/workers/labour.hpp"
#include "models/city/workers/licensing.hpp"
#include "tests/city/hand_made.hpp"

namespace {

using namespace city;
using hand::luck;

TEST(OneWorker, exam_post_overload_burnout_and_quitting) {
  City c = hand::make_city(100);
  c.now = sim::Month{5};  // June 2010
  const auto mei = hand::employ(c, Employer::none, 0, 7, 0);
  c.workers.burnout[mei] = 0;
  c.workers.wage[mei] = 0;

  // The exam: sure to sit and, as good as sure, to pass.
  Licensing exam;
  exam.sits = 1;
  exam.title = 1e6;
  exam.lapse = 0;
  c.workers.knows[mei] = 1;
  c.workers.outside[mei] = 0.5F;
  exam.pass = 0.999;
  exam.pass_skill = 50;
  c.workers.skill[mei] = 0.8F;
  exam(c, luck("licensing", 5));
  ASSERT_NE(c.workers.licence[mei], Licence::none);
  EXPECT_EQ(c.workers.licensed[mei], 5);
  EXPECT_FLOAT_EQ(c.workers.skill[mei], 0.85F);
  EXPECT_EQ(c.workers.wage[mei], 0);  // no post, no bonus

  // A station with one post.
  c.station.staff = 1;
  c.station.institution_staff = 0;
  c.economy.licence_bonus = 200;
  c.economy.wage_growth = 0;
  c.governments.cash[hand::east_street] = 1;
  c.communities.key[hand::place(1)] = 11;
  Labour market;
  market.look = market.leave = 0;
  market.search = 1;
  hand::employ(c, Employer::station, 1, 8);  // the neighbouring station is full
  market(c, luck("labour", 5));
  ASSERT_EQ(c.workers.employer[mei], Employer::station);
  EXPECT_EQ(c.workers.workplace[mei], 0U);
  EXPECT_EQ(c.workers.wage[mei], 320000);
  EXPECT_EQ(c.workers.hired[mei], 5);

  // Three cases of ten hours a month for two years, and 15 hours: the load is twice the hours.
  c.communities.admin[hand::place(0)] = 0.7F;
  c.communities.casework[hand::place(0)] = 0.15F;
  std::uint32_t slot = 0;
  c.services[1].months = 24;
  c.services[1].price = 730 * 24;
  for (; slot < 3; ++slot) {
    const auto row = hand::open_case(c, 0, hand::settle(c, 0, slot, 40), 1, Progress::waiting, 100 + slot);
    c.cases.payer[row] = Payer::in_house;
    c.cases.progress[row] = Progress::active;
    c.cases.worker[row] = mei;
  }
  WorkingTime time;
  time.exhaustion = 0.3;
  Casework casework;
  casework.giving_up = 0;
  Burnout burnout;
  burnout.overload = 0.5;
  burnout.admin = burnout.recovery = burnout.supervision = 0;
  burnout.quit = 0;
  std::vector<float> hours, exhaustion;
  for (int m = 6; m < 10; ++m) {
    c.now = sim::Month{m};
    Opening()(c, luck("opening", m));
    time(c, luck("working_time", m));
    Routing()(c, luck("routing", m));
    casework(c, luck("casework", m));
    burnout(c, luck("burnout", m));
    hours.push_back(c.workers.hours[mei]);
    exhaustion.push_back(c.workers.burnout[mei]);
    EXPECT_EQ(c.workers.cases[mei], 3);
    EXPECT_FLOAT_EQ(c.workers.load[mei], 30);
  }
  // Load / hours is 2: burnout 0.5. Then 15 x 0.85 = 12.75 hours: + 0.5 x (30 / 12.75 - 1), and so on.
  double b = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const double h = 15 * (1 - 0.3 * b);
    EXPECT_NEAR(hours[i], h, 1e-4);
    b = std::min(3.0, b + 0.5 * (30 / h - 1));  // 3 is the end of the scale
    EXPECT_NEAR(exhaustion[i], b, 1e-4);
  }
  const Id<Cases> one(std::size_t{0});
  EXPECT_EQ(c.cases.worker[one], mei);
  EXPECT_EQ(c.cases.left[one], 20);
  EXPECT_LT(c.cases.given[one], 2);  // four months, less than half of the help

  // Exhausted, she quits: exp(3 x 2.5) x 0.01 a month is as good as sure, while the rested colleague next door stays.
  burnout.quit = 0.01;
  burnout.quit_burnout = 3;
  burnout.quit_wage = 0;
  c.workers.burnout[Id<Workers>(std::size_t{1})] = 0;
  c.now = sim::Month{10};
  Opening()(c, luck("opening", 10));
  burnout(c, luck("burnout", 10));
  EXPECT_EQ(c.workers.employer[mei], Employer::none);
  EXPECT_EQ(c.workers.quit[mei], 1);
  EXPECT_EQ(c.workers.cases[mei], 0);
  EXPECT_EQ(c.workers.employer[Id<Workers>(std::size_t{1})], Employer::station);
  market(c, luck("labour", 10));
  EXPECT_EQ(c.workers.employer[mei], Employer::none);  // not in the market in the month of quitting

  // Her cases go on without anybody: no help, but the months pass.
  const float given = c.cases.given[one];
  c.now = sim::Month{11};
  Opening()(c, luck("opening", 11));
  time(c, luck("working_time", 11));
  Routing()(c, luck("routing", 11));
  casework(c, luck("casework", 11));
  EXPECT_EQ(c.cases.progress[one], Progress::active);
  EXPECT_FALSE(c.cases.worker[one]);
  EXPECT_EQ(c.cases.given[one], given);

  // Then she leaves the field, with the licence in her drawer.
  market.search = 0;
  market.leave = 1;
  market(c, luck("labour", 11));
  EXPECT_EQ(c.workers.gone[mei], 1);
  EXPECT_NE(c.workers.licence[mei], Licence::none);
}

}  // namespace
