// The subtraction: who does the tasks of a community, with which hours and whose money, and what nobody does.
//
//   tasks x handling --hours of street, organizations (bought), gifts and groups, residents--> hands, what is left
//   undone hands against owners, as far as owners had hours left --> over-reach, misallocation
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "models/city/state/city.hpp"
#include "sim/random.hpp"

namespace city {

struct Tasks {
  static constexpr std::string_view about =
      "Tasks are done by the station, the street, organizations for money, groups and gifts, or residents, as far as "
      "these have hours";
  double money = 0, hour_price = 25, gifts = 0.3;
  double street_share = 0.3, society_hours = 30, volunteer_share = 0.3, neighbour_hours = 0.01;
  double travel = 30, rural_travel = 60;

  template <class V>
  void visit(V& v) {
    v(money,
      {.name = "money",
       .unit = "CNY",
       .least = 0,
       .most = 1e4,
       .meaning = "What streets may spend on tasks that are contracted out, per resident and year, in 2010 wages",
       .source = "assumed; a policy lever"});
    v(hour_price, {.name = "hour_price",
                   .unit = "CNY",
                   .least = 1,
                   .most = 1000,
                   .meaning = "All-in price of an hour of such tasks, in 2010 wages",
                   .source = "assumed: half of an hour of casework"});
    v(gifts, {.name = "gifts",
              .unit = "CNY",
              .least = 0,
              .most = 1e4,
              .meaning = "What donors give for negotiated tasks, if asked, per resident and year, in 2010 wages",
              .source = "assumed"});
    v(street_share,
      {.name = "street_share",
       .least = 0,
       .most = 1,
       .meaning = "Share of the time of institutions' social workers that streets have for tasks moved up",
       .source = "assumed"});
    v(society_hours, {.name = "society_hours",
                      .unit = "hour/month",
                      .least = 0,
                      .most = 1e4,
                      .meaning = "Hours of tasks that people of a registered community organization can do, for pay",
                      .source = "assumed: as much as they can do of casework"});
    v(volunteer_share, {.name = "volunteer_share",
                        .least = 0,
                        .most = 1,
                        .meaning = "Share of their volunteers' hours that groups give to negotiated tasks, if asked",
                        .source = "assumed; beside what goes into cases"});
    v(neighbour_hours, {.name = "neighbour_hours",
                        .unit = "hour/month",
                        .least = 0,
                        .most = 10,
                        .meaning = "Hours that a resident gives to tasks left to residents, times 0.4 + cohesion",
                        .source = "assumed: about as much as to groups"});
    v(travel, {.name = "travel",
               .unit = "minute",
               .least = 0,
               .most = 1440,
               .meaning = "Further way of an errand that was moved up to the street, there and back, in towns",
               .source = "assumed"});
    v(rural_travel, {.name = "rural_travel",
                     .unit = "minute",
                     .least = 0,
                     .most = 1440,
                     .meaning = "The same in villages",
                     .source = "assumed"});
  }

  void operator()(City& city, sim::Draws) const {
    std::vector<Street> streets(city.governments.size());
    std::vector<double> groups(city.communities.size());  // volunteers' hours
    for (std::size_t c = 0; c < city.communities.size(); ++c) {
      Street& street = streets[city.communities.street[Id<Communities>(c)].value];
      street.places.push_back(Id<Communities>(c));
      street.people += city.communities.population[Id<Communities>(c)];
    }
    for (std::size_t w = 0; w < city.workers.size(); ++w)
      if (city.workers.employer[Id<Workers>(w)] == Employer::institution)
        streets[city.communities.street[Id<Communities>(city.workers.workplace[Id<Workers>(w)])].value].hours +=
            city.economy.worker_hours * street_share;
    for (std::size_t o = 0; o < city.organizations.size(); ++o) {
      const Id<Organizations> row(o);
      if (!at_work(city, row)) continue;
      const Id<Communities> home = city.organizations.home[row];
      groups[home.value] += city.organizations.volunteers[row] * volunteer_share;
      if (city.organizations.status[row] == LegalStatus::registered &&
          city.classes[city.organizations.kind[row]].community)
        streets[city.communities.street[home].value].able.push_back(row);
    }
    for (std::size_t g = 0; g < streets.size(); ++g)
      if (!streets[g].places.empty()) run(city, Id<Governments>(g), streets[g], groups);
  }

 private:
  struct Street {
    std::vector<Id<Communities>> places;
    std::vector<Id<Organizations>> able;
    double people = 0, hours = 0;
  };
  using Hours = std::array<double, 5>;  // by handling

  static double part(double have, double asked) { return asked > have ? have / asked : 1.0; }

  static double need(const City& city, const Task& task, Id<Communities> place) {
    return task.hours + task.errands * city.communities.population[place] / 1000 * city.station.minutes / 60;
  }
  static Hours needs(const City& city, Id<Communities> place) {
    Hours out{};
    for (const Task& task : city.tasks) out[static_cast<std::size_t>(task.handled)] += need(city, task, place);
    return out;
  }

  void run(City& city, Id<Governments> g, const Street& street, const std::vector<double>& groups) const {
    double moved = 0, contracted = 0;
    for (const Id<Communities> place : street.places) {
      const Hours asked = needs(city, place);
      moved += asked[static_cast<std::size_t>(Handling::moved_up)];
      contracted += asked[static_cast<std::size_t>(Handling::contracted_out)];
    }
    const double society = static_cast<double>(street.able.size()) * society_hours;
    const double bought = buy(city, g, street, std::min(contracted, society));
    const double level = city.wage_level(), places = static_cast<double>(street.places.size());
    for (const Id<Communities> place : street.places) {
      const Hours asked = needs(city, place);
      const double people = city.communities.population[place];
      // Groups first; gifts pay for the rest.
      const double negotiated = asked[static_cast<std::size_t>(Handling::negotiated)];
      const double freely = std::min(negotiated, groups[place.value]);
      const double purse =
          people * gifts * level / 12 * (city.communities.rural[place] != 0 ? city.reach.rural_spending : 1.0);
      const double paid = std::min(negotiated - freely, purse / (hour_price * level));
      city.ledger.pay(fen(paid * hour_price * level), Purpose::crowdfunding);
      const double residents = people * neighbour_hours * (0.4 + city.communities.cohesion[place]);
      const double autonomous = std::min(residents, asked[static_cast<std::size_t>(Handling::autonomous)]);
      const Hours done = {1, part(street.hours, moved), contracted > 0 ? bought / contracted : 1,
                          negotiated > 0 ? (freely + paid) / negotiated : 1,
                          part(residents, asked[static_cast<std::size_t>(Handling::autonomous)])};
      // What the owners of tasks had hours left for.
      const double slack = (1 - city.communities.admin[place] - city.communities.casework[place]) * city.station.staff *
                           city.economy.worker_hours;
      record(city, place, done,
             {std::max(0.0, slack), std::max(0.0, street.hours - moved) / places,
              (society - bought) / places + groups[place.value] - freely, residents - autonomous});
    }
  }

  // Hours that the street's money buys of organizations: they share the work, pay their people, keep the rest.
  double buy(City& city, Id<Governments> g, const Street& street, double wanted) const {
    const double price = hour_price * city.wage_level();
    const Fen purse = std::min(fen(money * city.wage_level() * street.people / 12), city.governments.cash[g]);
    const double bought = std::clamp(static_cast<double>(purse) / 100 / price, 0.0, wanted);
    const Fen due = std::min(purse, fen(bought * price));
    city.governments.task_spending[g] = std::max<Fen>(0, due);
    const auto n = static_cast<Fen>(street.able.size());
    for (Fen i = 0; i < n && due > 0; ++i) {
      const Id<Organizations> row = street.able[static_cast<std::size_t>(i)];
      const Fen amount = due * (i + 1) / n - due * i / n;
      const Fen wages = sim::nearest_integer(static_cast<double>(amount) * city.economy.direct_share);
      city.ledger.pay(city.governments.cash[g], city.organizations.cash[row], amount, Purpose::task);
      city.organizations.grants[row] += amount;
      city.ledger.pay(city.organizations.cash[row], wages, Purpose::wage);
    }
    return bought;
  }

  // Who did what: hours by hand, and those of a hand that are not its own though their owner had `free` hours.
  void record(City& city, Id<Communities> place, const Hours& done, const std::array<double, 4>& free) const {
    Communities& places = city.communities;
    constexpr std::size_t nobody = 5;
    std::array<double, nobody + 1> hands{};
    std::array<double, 4> government{}, society{};  // by owner: hours done by another
    double way = 0;
    for (const Task& task : city.tasks) {
      const auto hand = static_cast<std::size_t>(task.handled), owner = static_cast<std::size_t>(task.belongs);
      const double asked = need(city, task, place), hours = asked * done[hand];
      hands[hand] += hours;
      hands[nobody] += asked - hours;
      const double minutes = places.rural[place] != 0 ? rural_travel : travel;
      if (task.handled == Handling::moved_up)
        way += task.errands * places.population[place] / 1000 * done[hand] * minutes / 60;
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

  static bool own(const Task& task) {
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
};

}  // namespace city
