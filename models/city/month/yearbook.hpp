// How the yearbook is kept: January opens it anew, every month adds its flows where they happened.
//
//   cases, contracts, workers, organizations, communities --add_month--> yearbook --by_community.cpp--> outputs
//
// Flows are those of the tally, told by community instead of district: summed over communities and months they are the
// city's.
#pragma once

#include <algorithm>

#include "models/city/state/city.hpp"

namespace city {

inline void open_yearbook(const City& city, Yearbook& year) {
  year = Yearbook();
  city.widen(year);
  year.resize(city.communities.size());
}

inline void add_month(const City& city, Yearbook& year) {
  if (city.now.month() == 1 || year.empty()) open_yearbook(city, year);
  for (std::size_t c = 0; c < year.size(); ++c)
    year.admin[Id<Yearbook>(c)] += static_cast<double>(city.communities.admin[Id<Communities>(c)]);

  const Cases& cases = city.cases;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Id<Cases> row(i);
    const Id<Yearbook> place(cases.community[row].value);
    const std::size_t service = cases.service[row];
    if (cases.opened[row] == city.month()) ++year.needs(place, service);
    if (cases.sought[row] == city.month()) ++year.asked(place, service);
    if (cases.taken[row] != city.month()) continue;
    ++year.served(place, service);
    year.waited(place, service) += cases.taken[row] - cases.sought[row];
  }
  for (std::size_t i = 0; i < city.contracts.size(); ++i) {
    const Id<Contracts> row(i);
    year.purchase(Id<Yearbook>(city.contracts.community[row].value), city.contracts.service[row]) +=
        city.contracts.paid_now[row];
  }
  const Workers& workers = city.workers;
  for (std::size_t w = 0; w < workers.size(); ++w) {
    const Id<Workers> row(w);
    if (workers.employer[row] == Employer::station || workers.left[row] == Employer::station)
      year.station_hours[Id<Yearbook>(workers.workplace[row])] += std::min(workers.hours[row], workers.load[row]);
  }
  const Organizations& all = city.organizations;
  for (std::size_t o = 0; o < all.size(); ++o) {
    const Id<Organizations> row(o);
    if (all.alive[row] != 0) year.volunteer_hours[Id<Yearbook>(all.home[row].value)] += all.volunteers[row];
  }
}

}  // namespace city
