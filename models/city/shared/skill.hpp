// What an organization is able to in a service: its niche it brought, others it learns by doing them.
#pragma once

#include "models/city/state/city.hpp"

namespace city {

/// Practice in a service: 1 in the niche, elsewhere what was learned.
inline double practised(const City& city, Id<Organizations> row, std::size_t service) {
  return city.organizations.niche[row] == service ? 1.0 : city.organizations.learned(row, service);
}
/// Skill in a service, own and what coaches taught: all of it with full practice, `procurement.transfer` of it with
/// none.
inline double skill_in(const City& city, Id<Organizations> row, std::size_t service) {
  const double carried = city.procurement.transfer, own = city.organizations.skill[row];
  return (own + (1 - own) * city.organizations.coached[row]) *
         (carried + (1 - carried) * practised(city, row, service));
}

}  // namespace city
