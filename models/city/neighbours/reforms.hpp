// Which reforms a district has: its own, and those that it copied of another (recognition).
#pragma once

#include "models/city/state/city.hpp"

namespace city {

/// Whether a community's district has a reform; `own` says whether it has it of its own.
inline bool has_reform(const City& city, Id<Communities> place, bool own, std::uint8_t reform) {
  return own || (city.governments.copied[city.district_government(city.communities.district[place])] & reform) != 0;
}

/// Notes for each district whether it has a reform: own(district) says which have it of their own.
template <class Own>
void practise(City& city, std::uint8_t reform, Own own) {
  for (std::size_t d = 0; d < city.districts.size(); ++d) {
    const Id<Governments> row = city.district_government(d);
    std::uint8_t& bits = city.governments.practised[row];
    const bool has = own(d) || (city.governments.copied[row] & reform) != 0;
    bits = static_cast<std::uint8_t>(has ? bits | reform : bits & ~reform);
  }
}

}  // namespace city
