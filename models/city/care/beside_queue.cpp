#include "models/city/care/beside_queue.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "models/city/care/desks.hpp"
#include "models/city/shared/hours.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

constexpr double none = -1;

// The most hours that one person has left behind the doors of a place.
struct Left {
  std::vector<double> station, mediators;                         // by community: at the desk that its cases wait for
  std::vector<double> contracts;                                  // by street x service
  std::vector<double> volunteers;                                 // by community x service
  std::vector<std::vector<std::pair<double, std::size_t>>> paid;  // by district x service: hours, home; most first
};

void of_stations(const City& city, Left& left) {
  const std::vector<std::uint32_t> desks = case_desks(city);
  std::vector<double> best(desks.size(), none), mediators(desks.size());
  each_employed(city, Employer::station, [&](Id<Workers> row, std::uint32_t place) {
    double& here = best[desks[place]];
    here = std::max(here, double{city.workers.hours[row]} - city.workers.load[row]);
  });
  for (const Id<Communities> place : city.communities.rows()) {
    mediators[desks[place.value]] += city.mediators(place);
    mediators[place.value] -= city.communities.mediated[place];
  }
  for (const std::uint32_t desk : desks) {
    left.station.push_back(best[desk]);
    left.mediators.push_back(mediators[desk]);
  }
}

void of_organizations(const City& city, Left& left) {
  const Organizations& all = city.organizations;
  const std::size_t services = city.services.size();
  left.contracts.assign(city.governments.size() * services, none);
  left.volunteers.assign(city.communities.size() * services, none);
  left.paid.resize(city.districts.size() * services);
  std::vector<double> best(all.size(), none);
  each_employed(city, Employer::organization, [&](Id<Workers> row, std::uint32_t o) {
    best[o] = std::max(best[o], double{city.workers.hours[row]} - city.workers.load[row]);
  });
  for (const Id<Organizations> row : all.rows()) {
    best[row.value] = std::max(best[row.value], own_hours(city, row) - all.own_hours[row]);
    if (!at_work(city, row)) continue;
    const std::size_t home = all.home[row].value, kind = all.kind[row];
    double& given = left.volunteers[home * services + all.niche[row]];
    given = std::max(given, volunteer_hours(city, row) - all.volunteered[row]);
    const double sells = all.staff[row] * city.economy.worker_hours - all.sold[row];
    if (!city.classes[kind].provider || all.status[row] != LegalStatus::registered || sells <= 0) continue;
    for (std::size_t s = 0; s < services; ++s)
      if (serves(city, kind, s)) left.paid[district_of(city, row) * services + s].emplace_back(sells, home);
  }
  for (auto& list : left.paid) std::sort(list.rbegin(), list.rend());
  const Contracts& contracts = city.contracts;
  for (const Id<Contracts> row : contracts.rows()) {
    const Id<Organizations> provider = contracts.provider[row];
    if (!is_for_cases(city, row) || all.alive[provider] == 0) continue;
    const double one = city.case_hours(city.services[contracts.service[row]]);
    const bool even = contracts.load[row] + one <= contracts.rate[row];
    const bool first = contracts.load[row] <= 0 && double{contracts.hours[row]} - contracts.used[row] >= one;
    double& here =
        left.contracts[city.communities.street[contracts.community[row]].value * services + contracts.service[row]];
    if (even || first) here = std::max(here, best[provider.value]);
  }
}

Room room(const City& city, const Left& left, Id<Communities> place, std::size_t s) {
  constexpr double rounding = 1e-6;
  const std::size_t services = city.services.size();
  const Service& service = city.services[s];
  const double asked = city.effort(service, place) + rounding;
  const double street = left.contracts[city.communities.street[place].value * services + s];
  const double station = service.direct     ? left.mediators[place.value]
                         : service.in_house ? left.station[place.value]
                                            : none;
  Room out;
  out.unpaid = std::max({station, street, left.volunteers[place.value * services + s]}) >= asked;
  for (const auto& [hours, home] : left.paid[city.communities.district[place] * services + s]) {
    if (out.paid || hours < asked) break;
    out.paid = hours >= asked + city.journeys(Id<Communities>(home), place, city.case_hours(service));
  }
  return out;
}

}  // namespace

std::vector<Room> rooms_left(const City& city) {
  Left left;
  sim::together([&] { of_stations(city, left); }, [&] { of_organizations(city, left); });
  const std::size_t services = city.services.size();
  std::vector<Room> rooms(city.communities.size() * services);
  sim::each(city.communities.size(), 16, [&](std::size_t c) {
    for (std::size_t s = 0; s < services; ++s) rooms[c * services + s] = room(city, left, Id<Communities>(c), s);
  });
  return rooms;
}

}  // namespace city
