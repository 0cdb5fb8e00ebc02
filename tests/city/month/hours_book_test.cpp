// The hours book: one month of one worker, one group, one station on paper; and that it closes for everybody in a town.
#include "models/city/month/hours_book.hpp"

#include <gtest/gtest.h>

#include <set>

#include "models/city/care/casework.hpp"
#include "models/city/care/group_events.hpp"
#include "models/city/care/routing.hpp"
#include "models/city/care/working_time.hpp"
#include "models/city/funding/unpaid.hpp"
#include "tests/city/closed_book.hpp"
#include "tests/city/hand_made.hpp"
#include "tests/city/town.hpp"

namespace {

using namespace city;
using hand::luck;

// The phases of a month that give hours out.
void month(City& c) {
  WorkingTime()(c, luck("working_time"));
  Unpaid()(c, luck("unpaid"));
  Routing()(c, luck("routing"));
  Casework()(c, luck("casework"));
  GroupEvents()(c, luck("group_events"));
  HoursBook()(c, luck("hours_book"));
}
float spent(const City& c, Id<Workers> row, Use use) { return c.workers.spent(row, index_of(use)); }
float spent(const City& c, std::size_t place, Personnel whose, Use use) {
  return c.communities.hours_spent(hand::place(place), static_cast<std::size_t>(whose) * uses + index_of(use));
}

TEST(HoursBook, a_worker_of_an_organization) {
  City c = hand::make_city();
  c.economy.worker_hours = 100;
  c.communities.extent[hand::place(0)] = 5;
  const auto firm = hand::organize(c, 0, 1, 100000);
  const auto worker = hand::employ(c, Employer::organization, firm.value, 1);
  c.workers.burnout[worker] = 0.5;  // 15 % of the hours at the desk
  c.workers.supervising[worker] = 10;
  c.organizations.bid_debt[firm] = 60;  // over twelve months
  c.events.hours = 8;
  c.events.materials = 0;
  const auto work = hand::contract(c, 0, 0, hand::top, firm, 100000, 12, 100);
  c.contracts.hours[work] = 1200;
  c.contracts.events[work] = 12;
  for (std::uint32_t i = 0; i < 2; ++i) hand::open_case(c, 0, hand::settle(c, 0, i, 40), 0, Progress::waiting, 500 + i);
  month(c);
  const auto way = static_cast<float>(2 * c.way(hand::place(0)));
  ASSERT_GT(way, 0);
  EXPECT_FLOAT_EQ(spent(c, worker, Use::office), 10);
  EXPECT_FLOAT_EQ(spent(c, worker, Use::supervision), 10);
  EXPECT_NEAR(spent(c, worker, Use::exhaustion), 12, 1e-4);
  EXPECT_NEAR(spent(c, worker, Use::bids), 5, 1e-4);
  EXPECT_FLOAT_EQ(spent(c, worker, Use::casework), 20);
  EXPECT_NEAR(spent(c, worker, Use::way), way, 1e-4);
  EXPECT_FLOAT_EQ(spent(c, worker, Use::events), 8);
  EXPECT_NEAR(spent(c, worker, Use::idle), 100 - 10 - 10 - 12 - 5 - 20 - way - 8, 1e-3);
  EXPECT_FLOAT_EQ(spent(c, 0, Personnel::organization, Use::casework), 20);
  EXPECT_FLOAT_EQ(c.communities.hours_had(hand::place(0), static_cast<std::size_t>(Personnel::organization)), 100);
  book::expect_closed(c);
}

TEST(HoursBook, a_group_its_paid_staff_and_mediators) {
  City c = hand::make_city();
  c.economy.worker_hours = 100;
  c.economy.own_hours = 40;
  c.services[0].paying = 1;
  c.services[0].in_house = false;
  c.services[1].direct = true;
  const auto firm = hand::organize(c, 0, 1, 100000);
  c.organizations.staff[firm] = 1;
  c.organizations.fundraising[firm] = 4;
  c.organizations.paper_hours[firm] = 3;
  const auto work = hand::contract(c, 0, 0, hand::top, firm, 100000, 12, 10);
  c.contracts.hours[work] = 120;
  c.station.mediation = 15;
  hand::open_case(c, 0, hand::settle(c, 0, 0, 40, hand::with(Income::low)), 0, Progress::waiting, 500);
  hand::open_case(c, 0, hand::settle(c, 0, 1, 40, hand::with(Income::high)), 0, Progress::waiting, 501);
  hand::open_case(c, 0, hand::settle(c, 0, 2, 40), 1, Progress::waiting, 502);
  c.communities.population[hand::place(0)] = 1000;
  c.cases.severity[Id<Cases>(0U)] = 2;  // first at the contract; the other pays
  month(c);
  EXPECT_FLOAT_EQ(spent(c, 0, Personnel::members, Use::casework), 10);
  EXPECT_FLOAT_EQ(spent(c, 0, Personnel::members, Use::fundraising), 4);
  EXPECT_FLOAT_EQ(spent(c, 0, Personnel::members, Use::papers), 3);
  EXPECT_FLOAT_EQ(spent(c, 0, Personnel::members, Use::idle), 23);
  EXPECT_FLOAT_EQ(spent(c, 0, Personnel::aides, Use::casework), 10);
  EXPECT_FLOAT_EQ(spent(c, 0, Personnel::aides, Use::other), 90);
  EXPECT_FLOAT_EQ(spent(c, 0, Personnel::mediators, Use::mediation), 10);
  EXPECT_FLOAT_EQ(spent(c, 0, Personnel::mediators, Use::idle), 5);
  book::expect_closed(c);
}

TEST(HoursBook, a_station_whose_colleagues_share_what_is_no_casework) {
  City c = hand::make_city();
  c.economy.worker_hours = 100;
  c.station.staff = 2;
  hand::give_tasks(c, 1);
  c.tasks[0].handled = Handling::run_by_station;
  c.tasks[0].hours = 30;
  c.communities.admin[hand::place(0)] = 0.5;
  c.communities.casework[hand::place(0)] = 0.2F;  // 40 hours, at the licensed one's desk
  const auto licensed = hand::employ(c, Employer::station, 0, 1), other = hand::employ(c, Employer::station, 0, 2);
  c.workers.licence[licensed] = Licence::assistant;
  c.workers.burnout[licensed] = c.workers.burnout[other] = 0;
  c.workers.spent(other, index_of(Use::training)) = 16;
  hand::open_case(c, 0, hand::settle(c, 0, 0, 40), 0, Progress::waiting, 500);
  month(c);
  // 100 hours of tasks, counters and training: 16 in training, 84 of the 144 that are left.
  EXPECT_FLOAT_EQ(spent(c, licensed, Use::casework), 10);
  EXPECT_FLOAT_EQ(spent(c, other, Use::training), 16);
  EXPECT_NEAR(spent(c, licensed, Use::tasks), 30.0 * 60 / 144, 1e-3);
  EXPECT_NEAR(spent(c, other, Use::tasks), 30.0 * 84 / 144, 1e-3);
  EXPECT_NEAR(spent(c, other, Use::errands), 54.0 * 84 / 144, 1e-3);
  EXPECT_NEAR(spent(c, licensed, Use::idle), 30 + 60.0 * 60 / 144, 1e-3);
  book::expect_closed(c);
}

TEST(HoursBook, closes_for_everybody_and_knows_every_use) {
  hand::Town town;
  town.rules.tasks.street_share = 0.3;
  town.city.tasks[1].handled = Handling::moved_up;
  town.city.station.training = 0.1;
  town.city.supervision.studios = 4;
  std::set<std::size_t> used;
  const auto look = [&](std::string_view phase) {
    if (phase != "hours_book") return;
    book::expect_closed(town.city);
    for (const Id<Communities> place : town.city.communities.rows())
      for (std::size_t i = 0; i < town.city.communities.hours_spent.width(); ++i)
        if (town.city.communities.hours_spent(place, i) > 0) used.insert(i % uses);
  };
  town.run(0, true, look);
  for (int m = 0; m < 48; ++m) town.run(m, false, look);
  for (std::size_t u = 0; u < uses; ++u) EXPECT_TRUE(used.contains(u)) << "never: " << words(Use{})[u];
}

// An hour that a rule takes and does not book is missed.
TEST(HoursBook, misses_an_hour_that_nobody_booked) {
  City c = hand::make_city();
  c.economy.worker_hours = 100;
  const auto worker = hand::employ(c, Employer::organization, hand::organize(c, 0, 1).value, 1);
  month(c);
  book::expect_closed(c);
  c.open_month();
  WorkingTime()(c, luck("working_time"));
  c.workers.hours[worker] -= 7;
  HoursBook()(c, luck("hours_book"));
  double all = 0;
  for (const float hours : c.workers.spent.row(worker)) all += hours;
  EXPECT_NEAR(all, 93, 1e-3);
}

}  // namespace
