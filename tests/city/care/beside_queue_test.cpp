// The second look: each kind of door, with hours for a case that waits and with a little less.
#include "models/city/care/beside_queue.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <numeric>
#include <vector>

#include "models/city/care/desks.hpp"
#include "models/city/care/routing.hpp"
#include "tests/city/hand_made.hpp"
#include "tests/city/town.hpp"

namespace {

using namespace city;
using hand::luck;

int beside(City& c) {
  const std::vector<Room> rooms = rooms_left(c);
  int out = 0;
  for (const Id<Cases> row : c.cases.rows()) {
    const Room& here = rooms[c.cases.community[row].value * c.services.size() + c.cases.service[row]];
    if (c.cases.progress[row] == Progress::waiting && here.fits(pays(c, row, luck("routing").lasting()))) ++out;
  }
  return out;
}

// One case of ten hours waits in the first community; `open` gives a door so many hours.
int seen(float hours, const std::function<void(City&, float)>& open) {
  City c = hand::make_city();
  hand::open_case(c, 0, hand::settle(c, 0, 0, 40, hand::with(Income::high)), 0, Progress::waiting, 500);
  open(c, hours);
  return beside(c);
}

void staffed(City& c, float hours) {
  const auto firm = hand::organize(c, 0, 1);
  hand::employ(c, Employer::organization, firm.value, 1, hours);
  hand::contract(c, 1, 0, hand::top, firm, 1000, 12, 10);
}
void its_own_people(City& c, float hours) {
  c.economy.own_hours = hours;
  hand::contract(c, 0, 0, hand::top, hand::organize(c, 0, 1), 1000, 12, 10);
}
void contracted(City& c, float hours) {  // of the contract itself, beside a case that it has
  staffed(c, 100);
  c.contracts.load[Id<Contracts>(0U)] = 10;
  c.contracts.rate[Id<Contracts>(0U)] = 10 + hours;
}

TEST(BesideQueue, sees_hours_behind_every_door) {
  const std::vector<std::function<void(City&, float)>> doors = {
      [](City& c, float hours) { hand::employ(c, Employer::station, 0, 1, hours); },
      [](City& c, float hours) {
        c.services[0].direct = true;
        c.communities.population[hand::place(0)] = 1000;
        c.station.mediation = hours;
      },
      staffed,
      its_own_people,
      contracted,
      [](City& c, float hours) {
        c.services[0].paying = 1;
        c.organizations.staff[hand::organize(c, 1, 1)] = 1;
        c.economy.worker_hours = hours;
      },
      [](City& c, float hours) {
        const auto group = hand::organize(c, 0, 1, 0, LegalStatus::informal, 1);
        c.reach.volunteer_casework = 1;
        c.organizations.volunteers[group] = 20;
        c.organizations.volunteered[group] = 20 - hours;
      },
  };
  for (std::size_t door = 0; door < doors.size(); ++door) {
    EXPECT_EQ(seen(10.1F, doors[door]), 1) << door;
    EXPECT_EQ(seen(9.9F, doors[door]), 0) << door;
  }
}

TEST(BesideQueue, sees_no_hours_that_a_case_may_not_have) {
  const auto other_street = [](City& c, float) {
    hand::employ(c, Employer::organization, hand::organize(c, 2, 1).value, 1, 100);
    hand::contract(c, 2, 0, hand::top, Id<Organizations>(0U), 1000, 12, 10);
  };
  const auto other_service = [](City& c, float) {
    hand::employ(c, Employer::organization, hand::organize(c, 0, 1).value, 1, 100);
    hand::contract(c, 0, 1, hand::top, Id<Organizations>(0U), 1000, 12, 10);
  };
  const auto for_a_task = [](City& c, float) {
    hand::employ(c, Employer::organization, hand::organize(c, 0, 1).value, 1, 100);
    c.contracts.task[hand::contract(c, 0, 0, hand::top, Id<Organizations>(0U), 1000, 12, 10)] = 1;
  };
  const auto not_for_sale = [](City& c, float) { c.organizations.staff[hand::organize(c, 0, 1)] = 1; };
  const auto not_in_house = [](City& c, float) {
    c.services[0].in_house = false;
    hand::employ(c, Employer::station, 0, 1, 100);
  };
  const std::vector<std::function<void(City&, float)>> doors = {other_street, other_service, for_a_task, not_for_sale,
                                                                not_in_house};
  for (const auto& door : doors) EXPECT_EQ(seen(0, door), 0);
}

// In a whole town nothing is left beside a queue; with the claims on social workers undone there is.
TEST(BesideQueue, is_zero_after_claims_and_not_when_they_are_taken_back) {
  hand::Town town;
  int always = 0, undone = 0;
  const auto look = [&](std::string_view phase) {
    if (phase != "routing") return;
    City& c = town.city;
    const auto all = c.communities.beside_queue.all();
    always += std::accumulate(all.begin(), all.end(), 0);
    const std::vector<float> load(c.workers.load.all().begin(), c.workers.load.all().end());
    std::fill(c.workers.load.all().begin(), c.workers.load.all().end(), 0.0F);
    undone += beside(c);
    std::copy(load.begin(), load.end(), c.workers.load.all().begin());
  };
  town.run(0, true, look);
  for (int m = 0; m < 36; ++m) town.run(m, false, look);
  EXPECT_EQ(always, 0);
  EXPECT_GT(undone, 0);
}

}  // namespace
