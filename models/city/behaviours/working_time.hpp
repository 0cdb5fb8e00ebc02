// How many case hours everybody has this month, and how much of them is within each community's reach.
#pragma once

#include <algorithm>
#include <tuple>
#include <vector>

#include "models/city/city.hpp"
#include "models/city/register.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

struct WorkingTime {
  static constexpr std::string_view about =
      "Staff have the hours that administration and exhaustion leave; contracts spread what is left to do over their "
      "months";
  double exhaustion = 0.3, office = 0.1;

  template <class V>
  void visit(V& v) {
    v(exhaustion, {.name = "exhaustion",
                   .least = 0,
                   .most = 1,
                   .meaning = "Share of hours lost per unit of burnout",
                   .source = "assumed"});
    v(office, {.name = "office",
               .least = 0,
               .most = 1,
               .meaning = "Share of a caseworker's time for reports and meetings",
               .source = "assumed"});
  }

  void operator()(City& city, sim::Draws) const {
    Workers& workers = city.workers;
    const double most = city.economy.worker_hours * (1 - office);
    sim::each(workers, [&](Id<Workers> row) {
      workers.hours[row] = workers.employer[row] == Employer::organization
                               ? static_cast<float>(desk(city, row, most) * fit(city, row))
                               : 0.0F;
    });
    stations(city, most);
    Contracts& contracts = city.contracts;
    sim::each(contracts, [&](Id<Contracts> row) {
      if (contracts.awarded[row] == 0 || contracts.over[row] != 0) return;
      const int left = std::max(1, contracts.starts[row] + contracts.months[row] - city.month());
      contracts.rate[row] = std::max(0.0F, contracts.hours[row] - contracts.used[row]) / static_cast<float>(left);
    });
  }

 private:
  // Hours a month at one desk that can be for cases: supervisors have fewer.
  static double desk(const City& city, Id<Workers> row, double most) {
    return std::max(0.0, most * city.workers.share[row] - city.workers.supervising[row]);
  }
  double fit(const City& city, Id<Workers> row) const {
    return std::clamp(1 - exhaustion * city.workers.burnout[row], 0.3, 1.0);
  }

  // A station puts the share of its time that is for cases on as few desks as will hold it: the licensed first.
  void stations(City& city, double most) const {
    Workers& workers = city.workers;
    std::vector<std::vector<Id<Workers>>> staff(city.communities.size());
    for (std::size_t w = 0; w < workers.size(); ++w)
      if (workers.employer[Id<Workers>(w)] == Employer::station)
        staff[workers.workplace[Id<Workers>(w)]].push_back(Id<Workers>(w));
    sim::each(staff.size(), 64, [&](std::size_t c) {
      std::sort(staff[c].begin(), staff[c].end(), [&](Id<Workers> a, Id<Workers> b) {
        return std::tuple(workers.licence[b], workers.skill[b], workers.key[b]) <
               std::tuple(workers.licence[a], workers.skill[a], workers.key[a]);
      });
      double left = 0;
      for (const Id<Workers> row : staff[c])
        left += city.economy.worker_hours * city.station.case_share() * workers.share[row];
      for (const Id<Workers> row : staff[c]) {
        const double here = std::min(left, desk(city, row, most));
        left -= here;
        workers.hours[row] = static_cast<float>(here * fit(city, row));
      }
    });
  }
};

/// Access in its essential form: hours on offer in the street per hour of expected need, relative to the whole city.
struct Access {
  static constexpr std::string_view about =
      "Provider hours within a street per hour of expected need, relative to the city";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws) const {
    const std::size_t services = city.services.size(), streets = city.governments.size();
    Communities& places = city.communities;
    std::vector<double> supply(streets * services), need(streets * services), people(streets), in_house(streets);
    double need_hours = 0;
    for (const Service& s : city.services)
      need_hours += s.incidence * city.case_hours(s) * static_cast<double>(s.months);
    for (std::size_t c = 0; c < places.size(); ++c)
      people[places.street[Id<Communities>(c)].value] += places.population[Id<Communities>(c)];
    for (std::size_t w = 0; w < city.workers.size(); ++w) {
      const Id<Workers> row(w);
      if (city.workers.employer[row] == Employer::station)
        in_house[places.street[Id<Communities>(city.workers.workplace[row])].value] += city.workers.hours[row];
    }
    for (std::size_t i = 0; i < city.contracts.size(); ++i) {
      const Id<Contracts> row(i);
      if (city.contracts.awarded[row] == 0 || city.contracts.over[row] != 0) continue;
      supply[places.street[city.contracts.community[row]].value * services + city.contracts.service[row]] +=
          city.contracts.rate[row];
    }
    for (std::size_t i = 0; i < city.organizations.size(); ++i) {
      const Id<Organizations> row(i);
      if (city.organizations.alive[row] == 0 || city.organizations.dormant[row] != 0) continue;
      supply[places.street[city.organizations.home[row]].value * services + city.organizations.niche[row]] +=
          volunteer_hours(city, row);
    }
    std::vector<double> supply_all(services), need_all(services);
    for (std::size_t g = 0; g < streets; ++g)
      for (std::size_t s = 0; s < services; ++s) {
        const Service& service = city.services[s];
        const double hours = service.incidence * city.case_hours(service) * static_cast<double>(service.months);
        supply[g * services + s] += in_house[g] * hours / need_hours;
        need[g * services + s] = people[g] * hours / 1000;
        supply_all[s] += supply[g * services + s];
        need_all[s] += need[g * services + s];
      }
    for (std::size_t c = 0; c < places.size(); ++c) {
      const Id<Communities> place(c);
      const std::size_t g = places.street[place].value;
      for (std::size_t s = 0; s < services; ++s) {
        const double here = need[g * services + s] > 0 ? supply[g * services + s] / need[g * services + s] : 0;
        const double city_wide = need_all[s] > 0 ? supply_all[s] / need_all[s] : 0;
        places.access(place, s) = static_cast<float>(city_wide > 0 ? here / city_wide : 1.0);
      }
    }
  }
};

}  // namespace city
