#include "models/city/care/group_events.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/city/shared/hours.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"

namespace city {
namespace {

// People whom events reach, in their community and by who holds them.
void reach(City& city, Id<Organizations> who, Id<Communities> place, std::size_t service, std::int64_t events) {
  const auto people = static_cast<std::int32_t>(sim::nearest_integer(city.events.people * static_cast<double>(events)));
  city.communities.groups[place] += static_cast<std::int32_t>(events);
  city.communities.reach(place, service) += people;
  if (!city.resting()) city.organizations.served(who, service) += people;
}

// What micro-grants were voted for: events at home, by founder and members, in the service that the group knows best.
void hold_granted(City& city, Id<Organizations> row) {
  Organizations& all = city.organizations;
  const double hours = city.events.hours;
  const Fen materials = fen(city.events.materials);
  const Fen price = std::max<Fen>(1, materials + fen(hours * city.hour_cost()));
  std::int64_t events = all.for_events[row] / price;
  const double own = std::max(0.0, own_hours(city, row) - all.own_hours[row]);
  if (hours > 0) events = std::min(events, static_cast<std::int64_t>(own / hours));
  if (materials > 0) events = std::min<std::int64_t>(events, std::max<Fen>(0, all.cash[row]) / materials);
  if (events <= 0) return;
  const auto work = static_cast<float>(static_cast<double>(events) * hours);
  all.own_hours[row] += work;
  all.own_events[row] += work;
  all.for_events[row] -= events * price;
  city.ledger.pay(all.cash[row], events * materials, Purpose::group_event);
  reach(city, row, all.home[row], all.niche[row], events);
}

}  // namespace

void GroupEvents::operator()(City& city, sim::Draws draws) const {
  // Awareness has read last month's by now.
  city.communities.groups.reset();
  city.communities.reach.reset();
  Contracts& contracts = city.contracts;
  Organizations& all = city.organizations;
  std::vector<double> spare(all.size());  // hours of social workers
  each_employed(city, Employer::organization, [&](Id<Workers> row, std::uint32_t workplace) {
    spare[workplace] += std::max(0.0F, city.workers.hours[row] - city.workers.load[row]);
  });
  const std::vector<double> had = spare;
  const double hours = city.events.hours;
  for (const Id<Contracts> row : contracts.rows()) {
    if (!in_force(city, row)) continue;
    std::int64_t events = draws.round(events_owed(city, row), contracts.key[row]);
    const Id<Organizations> provider = contracts.provider[row];
    const Fen materials = fen(event_materials(city, provider));
    double& staff = spare[provider.value];
    const double own = std::max(0.0, own_hours(city, provider) - all.own_hours[provider]);
    if (hours > 0) events = std::min(events, static_cast<std::int64_t>((staff + own) / hours));
    if (materials > 0) events = std::min<std::int64_t>(events, std::max<Fen>(0, all.cash[provider]) / materials);
    if (events <= 0) continue;
    const double work = static_cast<double>(events) * hours, by_staff = std::min(work, staff);
    staff -= by_staff;
    all.own_hours[provider] += static_cast<float>(work - by_staff);  // paid by the hour
    all.own_events[provider] += static_cast<float>(work - by_staff);
    city.ledger.pay(all.cash[provider], events * materials, Purpose::group_event);
    contracts.held[row] += static_cast<std::int32_t>(events);
    reach(city, provider, contracts.community[row], contracts.service[row], events);
  }
  for (const Id<Organizations> row : all.rows())
    if (all.for_events[row] > 0 && at_work(city, row)) hold_granted(city, row);
  each_employed(city, Employer::organization, [&](Id<Workers> row, std::uint32_t workplace) {
    const double free = std::max(0.0F, city.workers.hours[row] - city.workers.load[row]);
    if (spare[workplace] < had[workplace])
      city.workers.spent(row, index_of(Use::events)) =
          static_cast<float>(free * (1 - spare[workplace] / had[workplace]));
  });
}

}  // namespace city
