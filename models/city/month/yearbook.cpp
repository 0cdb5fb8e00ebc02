#include "models/city/month/yearbook.hpp"

#include <algorithm>

#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

void open_yearbook(const City& city, Yearbook& year) {
  year = Yearbook();
  city.widen(year);
  year.resize(city.communities.size());
}

}  // namespace

void add_month(const City& city, Yearbook& year) {
  if (city.now.month() == 1 || year.empty()) open_yearbook(city, year);
  for (const Id<Communities> place : city.communities.rows())
    year.admin[Id<Yearbook>(place.value)] += static_cast<double>(city.communities.admin[place]);
  const Cases& cases = city.cases;
  const auto of_cases = [&] {
    for (const Id<Cases> row : cases.rows()) {
      const Id<Yearbook> place(cases.community[row].value);
      const std::size_t service = cases.service[row];
      if (cases.opened[row] == city.month()) ++year.needs(place, service);
      if (cases.sought[row] == city.month()) ++year.asked(place, service);
      if (cases.taken[row] != city.month()) continue;
      ++year.served(place, service);
      year.waited(place, service) += cases.taken[row] - cases.sought[row];
    }
  };
  const Workers& workers = city.workers;
  const Organizations& all = city.organizations;
  sim::together(of_cases, [&] {
    for (const Id<Contracts> row : city.contracts.rows())
      if (!is_for_task(city, row))
        year.purchase(Id<Yearbook>(city.contracts.community[row].value), city.contracts.service[row]) +=
            city.contracts.paid_now[row];
    for (const Id<Workers> row : workers.rows())
      if (worked_for(city, row) == Employer::station)
        year.station_hours[Id<Yearbook>(workers.workplace[row])] += std::min(workers.hours[row], workers.load[row]);
    for (const Id<Organizations> row : all.rows())
      if (all.alive[row] != 0) year.volunteer_hours[Id<Yearbook>(all.home[row].value)] += all.volunteers[row];
  });
}

}  // namespace city
