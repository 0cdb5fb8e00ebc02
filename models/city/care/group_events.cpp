#include "models/city/care/group_events.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/city/shared/hours.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"

namespace city {

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
    const Id<Communities> place = contracts.community[row];
    city.communities.groups[place] += static_cast<std::int32_t>(events);
    city.communities.reach(place, contracts.service[row]) +=
        static_cast<std::int32_t>(sim::nearest_integer(city.events.people * static_cast<double>(events)));
  }
  each_employed(city, Employer::organization, [&](Id<Workers> row, std::uint32_t workplace) {
    const double free = std::max(0.0F, city.workers.hours[row] - city.workers.load[row]);
    if (spare[workplace] < had[workplace])
      city.workers.spent(row, index_of(Use::events)) =
          static_cast<float>(free * (1 - spare[workplace] / had[workplace]));
  });
}

}  // namespace city
