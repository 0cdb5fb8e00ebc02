// Hours that organizations have besides social workers.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "models/city/state/city.hpp"

namespace city {

/// Hours a month an organization's volunteers have for cases: in steps of two hours, rounded by its lasting luck.
inline double volunteer_hours(const City& city, Id<Organizations> row) {
  const Organizations& all = city.organizations;
  const OrganizationClass& kind = city.classes[all.kind[row]];
  if (!kind.provider && !kind.community) return 0;
  const double hours = all.volunteers[row] * city.reach.volunteer_casework;
  return 2 * std::floor(hours / 2 + sim::unit(static_cast<std::uint32_t>(all.key[row])));
}

/// Hours a month that an organization's founder and members have themselves.
inline double own_time(const City& city, Id<Organizations> row) {
  return city.economy.own_hours * city.classes[city.organizations.kind[row]].own_time;
}
/// Of them for cases, after bids, the way to contracts, asking donors and papers.
inline double own_hours(const City& city, Id<Organizations> row) {
  const Organizations& all = city.organizations;
  return std::max(
      0.0, own_time(city, row) - all.bid_hours[row] - all.way_hours[row] - all.fundraising[row] - all.paper_hours[row]);
}

/// Those that paid work can have before the way to it: asking donors gives way as far as paid work brings more.
inline double hours_for_work(const City& city, Id<Organizations> row) {
  const Organizations& all = city.organizations;
  return std::max(
      0.0, own_time(city, row) - all.bid_hours[row] - all.paper_hours[row] - all.fundraising[row] + all.yielding[row]);
}

/// Yuan for room and materials of an event by an organization: the state's venues cost it nothing.
inline double event_materials(const City& city, Id<Organizations> row) {
  return city.organizations.venue[row] != 0 ? city.events.materials * (1 - city.events.room) : city.events.materials;
}

/// Group events that a contract owes this month, its rest spread evenly; not whole.
inline double events_owed(const City& city, Id<Contracts> row) {
  const double owed = std::max(0.0, static_cast<double>(city.contracts.events[row]) - city.contracts.held[row]);
  return owed / months_left(city, row);
}
/// Hours of staff for them.
inline double event_hours(const City& city, Id<Contracts> row) { return events_owed(city, row) * city.events.hours; }
/// Staff are kept or sought for it: it runs, or is agreed and takes the place of no other.
inline bool asks_for_staff(const City& city, Id<Contracts> row) {
  return in_force(city, row) || (agreed(city, row) && !city.contracts.follows[row]);
}
/// Hours this month on the way from its provider's home to a contract.
inline double journey_hours(const City& city, Id<Contracts> row) {
  return city.journeys(city.organizations.home[city.contracts.provider[row]], city.contracts.community[row],
                       city.contracts.rate[row] + event_hours(city, row));
}
/// Hours this month of a contract's casework and events, and of the way to them.
inline double work_in_hand(const City& city, Id<Contracts> row) {
  return city.contracts.rate[row] + event_hours(city, row) + journey_hours(city, row);
}

}  // namespace city
