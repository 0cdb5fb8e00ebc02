#include "models/city/care/tasks.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "models/city/care/task_contracts.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/shared/undone.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

struct Street {
  std::vector<Id<Communities>> places;
  double hours = 0, used = 0;  // of its institutions' social workers
  double society = 0;          // that its organizations have left
  Fen given = 0;               // by donors, for people who do a negotiated task
};

using Hours = std::array<double, 5>;  // by handling

double part(double have, double asked) { return asked > have ? have / asked : 1.0; }

Hours by_hand(const City& city, const HoursAsked& asked, Id<Communities> place) {
  Hours out{};
  for (std::size_t t = 0; t < city.tasks.size(); ++t)
    out[static_cast<std::size_t>(city.tasks[t].handled)] += asked(place, t);
  return out;
}

bool own(const Task& task) {
  switch (task.belongs) {
    case Owner::station:
      return task.handled == Handling::run_by_station;
    case Owner::street:
      return task.handled == Handling::moved_up;
    case Owner::organizations:
      return task.handled == Handling::contracted_out || task.handled == Handling::negotiated;
    case Owner::residents:
      return task.handled == Handling::autonomous || task.handled == Handling::negotiated;
  }
  return false;
}

// What nobody did adds to what was left before, of which part ceases to matter; residents hold it against those around.
void leave(const Tasks& rule, City& city, Id<Communities> place, const std::vector<double>& left) {
  Communities& places = city.communities;
  double distrust = rule.distrust_kept * places.distrust[place];
  for (std::size_t t = 0; t < left.size(); ++t) {
    float& undone = places.undone(place, t);
    undone = static_cast<float>(rule.undone_kept * undone + left[t]);
    distrust += city.tasks[t].distrust * undone / 100;
  }
  places.distrust[place] = static_cast<float>(std::min(1.0, distrust));
}

// Who did what: hours by hand, and those of a hand that are not its own though their owner had `free` hours. `done` is
// the part of each hand's tasks that it did; of what is under contract, hours by task.
void record(const Tasks& rule, City& city, const HoursAsked& all, Id<Communities> place, const Hours& done,
            const double* contracted, const std::array<double, 4>& free, std::vector<double>& left) {
  Communities& places = city.communities;
  constexpr auto nobody = static_cast<std::size_t>(Doer::nobody);
  std::array<double, sim::enumerators<Doer>()> hands{};
  std::array<double, 4> government{}, society{};  // by owner: hours done by another
  double way = 0;
  for (std::size_t t = 0; t < city.tasks.size(); ++t) {
    const Task& task = city.tasks[t];
    const auto hand = static_cast<std::size_t>(task.handled), owner = static_cast<std::size_t>(task.belongs);
    const double asked = all(place, t);
    const double hours = task.handled == Handling::contracted_out ? std::min(asked, contracted[t]) : asked * done[hand];
    hands[hand] += hours;
    hands[nobody] += asked - hours;
    left[t] = asked - hours;
    const double minutes = places.rural[place] != 0 ? rule.rural_travel : rule.travel;
    if (task.handled == Handling::moved_up) way += errands(city, place, t) * done[hand] * minutes / 60;
    if (!own(task)) (task.handled <= Handling::moved_up ? government : society)[owner] += hours;
  }
  double over = 0, wrong = 0;
  for (std::size_t owner = 0; owner < free.size(); ++owner) {
    const bool by_government = owner <= static_cast<std::size_t>(Owner::street);
    const double first = std::min(government[owner], free[owner]);
    (by_government ? wrong : over) += first;
    wrong += std::min(society[owner], free[owner] - first);
  }
  for (std::size_t h = 0; h < hands.size(); ++h) places.hands(place, h) = static_cast<float>(hands[h]);
  places.overreach[place] = static_cast<float>(over);
  places.misallocated[place] = static_cast<float>(wrong);
  places.errand_travel[place] = static_cast<float>(way);
}

void run(const Tasks& rule, City& city, const HoursAsked& all, Street& street, const std::vector<double>& groups,
         const TasksDone& contracts) {
  double moved = 0;
  for (const Id<Communities> place : street.places)
    moved += by_hand(city, all, place)[static_cast<std::size_t>(Handling::moved_up)];
  street.used = std::min(street.hours, moved);
  std::vector<double> left(city.tasks.size());
  const double level = city.wage_level(), places = static_cast<double>(street.places.size());
  for (const Id<Communities> place : street.places) {
    const Hours asked = by_hand(city, all, place);
    const double people = city.communities.population[place];
    // Groups first; gifts pay for the rest.
    const double negotiated = asked[static_cast<std::size_t>(Handling::negotiated)];
    const double freely = std::min(negotiated, groups[place.value]);
    const double purse =
        people * rule.gifts * level / 12 * (city.communities.rural[place] != 0 ? city.reach.rural_spending : 1.0);
    const double paid = std::min(negotiated - freely, purse / (rule.hour_price * level));
    street.given += fen(paid * rule.hour_price * level);
    const double residents = people * rule.neighbour_hours * (rule.neighbour_base + city.communities.cohesion[place]);
    const double autonomous = std::min(residents, asked[static_cast<std::size_t>(Handling::autonomous)]);
    const Hours done = {1, part(street.hours, moved), 0, negotiated > 0 ? (freely + paid) / negotiated : 1,
                        part(residents, asked[static_cast<std::size_t>(Handling::autonomous)])};
    // What the owners of tasks had hours left for.
    const double slack = (1 - city.communities.admin[place] - city.communities.own_casework[place]) *
                         city.station.staff.at(city.communities.district[place]) * city.economy.worker_hours;
    record(rule, city, all, place, done, contracts.hours.data() + place.value * left.size(),
           {std::max(0.0, slack), std::max(0.0, street.hours - moved) / places,
            street.society / places + groups[place.value] - freely, residents - autonomous},
           left);
    leave(rule, city, place, left);
  }
}

}  // namespace

void Tasks::operator()(City& city, sim::Draws draws) const {
  const TaskTerms terms{money, hour_price, months, society_hours};
  const HoursAsked asked(city);
  let_tasks(terms, city, asked, draws);
  const TasksDone contracts = work_on_tasks(terms, city);
  std::vector<Street> streets(city.governments.size());
  std::vector<double> groups(city.communities.size());  // volunteers' hours
  for (const Id<Communities> place : city.communities.rows())
    streets[city.communities.street[place].value].places.push_back(place);
  each_employed(city, Employer::institution, [&](Id<Workers>, std::uint32_t workplace) {
    streets[city.communities.street[Id<Communities>(workplace)].value].hours +=
        city.economy.worker_hours * street_share;
  });
  for (const Id<Organizations> row : city.organizations.rows()) {
    if (!at_work(city, row)) continue;
    const Id<Communities> home = city.organizations.home[row];
    groups[home.value] += city.organizations.volunteers[row] * volunteer_share;
    if (may_take_tasks(city, row))
      streets[city.communities.street[home].value].society += std::min(society_hours, contracts.spare[row.value]);
  }
  sim::each(streets.size(), 1, [&](std::size_t s) {
    if (!streets[s].places.empty()) run(*this, city, asked, streets[s], groups, contracts);
  });
  for (const Street& street : streets) city.ledger.pay(street.given, Purpose::crowdfunding);
  each_employed(city, Employer::institution, [&](Id<Workers> row, std::uint32_t workplace) {
    const Street& street = streets[city.communities.street[Id<Communities>(workplace)].value];
    if (street.used > 0)
      city.workers.spent(row, index_of(Use::tasks)) =
          static_cast<float>(city.economy.worker_hours * street_share * street.used / street.hours);
  });
}

}  // namespace city
