#include "models/city/care/desks.hpp"

#include <algorithm>

#include "models/city/shared/hours.hpp"
#include "models/city/shared/paying.hpp"
#include "models/city/shared/staff.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

double paid_staff_hours(const City& city, Id<Organizations> row) {
  return city.organizations.staff[row] * city.economy.worker_hours;
}

}  // namespace

bool pays(const City& city, Id<Cases> row, sim::Draws lasting) {
  const double paying = city.services[city.cases.service[row]].paying;
  if (paying <= 0) return false;
  const double share = paying * able_to_pay(city, Traits{city.residents.traits[city.cases.resident[row]]});
  return share > 0 && lasting.uniform(city.cases.key[row]) < share;
}

std::vector<std::uint32_t> case_desks(const City& city) {
  std::vector<std::uint32_t> out(city.communities.size()), first(city.governments.size(), Id<Communities>::none_value);
  for (const Id<Communities> place : city.communities.rows()) {
    std::uint32_t& street = first[city.communities.street[place].value];
    street = std::min(street, place.value);
    out[place.value] = city.station.casework_pooling.at(city.communities.district[place]) ? street : place.value;
  }
  return out;
}

Desks Desks::fresh(City& city) {
  sim::each(city.workers, [&](Id<Workers> row) {
    city.workers.load[row] = 0;
    city.workers.cases[row] = 0;
  });
  for (auto* asked : {&city.organizations.own_hours, &city.organizations.volunteered, &city.organizations.sold})
    std::fill(asked->all().begin(), asked->all().end(), 0.0F);
  std::fill(city.communities.mediated.all().begin(), city.communities.mediated.all().end(), 0.0F);
  return Desks(city);
}

Desks::Desks(City& city)
    : city_(city),
      desks_(case_desks(city)),
      teams_(city.communities.size() + city.organizations.size(),
             [&](auto add) {
               each_employed(city, Employer::station,
                             [&](Id<Workers> row, std::uint32_t place) { add(row, desks_[place]); });
               each_employed(city, Employer::organization, [&](Id<Workers> row, std::uint32_t organization) {
                 add(row, city.communities.size() + organization);
               });
             }),
      freest_(teams_.size()) {
  sim::each(freest_.size(), 256,
            [&](std::size_t team) { freest_[team] = freest_of(static_cast<std::uint32_t>(team)); });
  const Communities& places = city.communities;
  mediators_.resize(places.size());
  effort_.reserve(places.size() * city.services.size());
  for (const Id<Communities> place : places.rows()) {
    mediators_[desks_[place.value]] += city.mediators(place);
    for (const Service& service : city.services) effort_.push_back(city.effort(service, place));
  }
}

std::uint32_t Desks::provider(const Door& door, Id<Communities> place) const {
  return door.organization ? static_cast<std::uint32_t>(city_.communities.size()) + door.organization.value
                           : desks_[place.value];
}

Id<Workers> Desks::freest_of(std::uint32_t team) const {
  Id<Workers> best;
  for (const Id<Workers> worker : teams_[team])
    if (!best || spare(worker) > spare(best) ||
        (spare(worker) == spare(best) && city_.workers.key[worker] < city_.workers.key[best]))
      best = worker;
  return best;
}

double Desks::effort(const Door& door, Id<Communities> place, std::size_t service) const {
  const double here = effort_[place.value * city_.services.size() + service];
  // The way to contracts is off their provider's hours before.
  if (door.payer != Payer::user) return here;
  return here + city_.journeys(door.home, place, city_.case_hours(city_.services[service]));
}

bool Desks::full(Id<Contracts> contract) const {
  const Contracts& contracts = city_.contracts;
  const double paid = city_.case_hours(city_.services[contracts.service[contract]]), load = contracts.load[contract];
  const double left = double{contracts.hours[contract]} - contracts.used[contract];
  return load + paid > contracts.rate[contract] && (load > 0 || left < paid);
}

bool Desks::shut(const Door& door) const {
  return door.payer == Payer::volunteers || (door.payer == Payer::contract && full(door.contract));
}

bool Desks::room(const Door& door, Id<Communities> place, std::size_t of_service) const {
  const Service& service = city_.services[of_service];
  const double hours = effort(door, place, of_service);
  const Organizations& all = city_.organizations;
  const auto one_of_the_team = [&] {
    const Id<Workers> best = freest_[provider(door, place)];
    return best && spare(best) >= hours;
  };
  switch (door.payer) {
    case Payer::none:
      return false;
    case Payer::in_house: {
      const std::uint32_t desk = desks_[place.value];
      return service.direct ? city_.communities.mediated[Id<Communities>(desk)] + hours <= mediators_[desk]
                            : service.in_house && one_of_the_team();
    }
    case Payer::contract: {
      if (full(door.contract)) return false;
      return one_of_the_team() || all.own_hours[door.organization] + hours <= own_hours(city_, door.organization);
    }
    case Payer::user:
      return all.sold[door.organization] + hours <= paid_staff_hours(city_, door.organization);
    case Payer::volunteers:
      return all.volunteered[door.organization] + hours <= volunteer_hours(city_, door.organization);
  }
  return false;
}

void Desks::carry(std::uint32_t team, Id<Workers> worker, Id<Cases> row, double hours) {
  city_.cases.worker[row] = worker;
  city_.workers.load[worker] += static_cast<float>(hours);
  ++city_.workers.cases[worker];
  if (worker == freest_[team]) freest_[team] = freest_of(team);  // the others have as much left as before
}

void Desks::take(const Door& door, Id<Cases> row) {
  Cases& cases = city_.cases;
  const Service& service = city_.services[cases.service[row]];
  const Id<Communities> place = cases.community[row];
  const auto hours = static_cast<float>(effort(door, place, cases.service[row]));
  Organizations& all = city_.organizations;
  const std::uint32_t team = provider(door, place);
  const std::span<const Id<Workers>> staff = teams_[team];
  const Id<Workers> before = cases.worker[row];
  cases.worker[row] = {};
  const auto whose = [&] {
    // The station may have moved casework to another desk.
    const bool here =
        before && city_.workers.hours[before] > 0 && std::find(staff.begin(), staff.end(), before) != staff.end();
    return here ? before : freest_[team];
  };
  switch (door.payer) {
    case Payer::none:
      break;
    case Payer::in_house:
      if (service.direct)
        city_.communities.mediated[Id<Communities>(desks_[place.value])] += hours;
      else if (const Id<Workers> worker = whose(); worker)
        carry(team, worker, row, hours);
      break;
    case Payer::contract:
      city_.contracts.load[door.contract] += static_cast<float>(city_.case_hours(service));
      // What own people have begun goes to a social worker only if one has room.
      if (const Id<Workers> worker = whose(); worker && (before || spare(worker) >= hours))
        carry(team, worker, row, hours);
      else
        all.own_hours[door.organization] += hours;  // paid by the hour
      break;
    case Payer::user:
      all.sold[door.organization] += hours;
      break;
    case Payer::volunteers:
      all.volunteered[door.organization] += hours;
      break;
  }
}

}  // namespace city
