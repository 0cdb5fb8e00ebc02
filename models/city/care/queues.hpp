// The stations' queues of cases, and the mediators' hours for them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/city/state/city.hpp"

namespace city {

/// Which station's queue the cases of each community wait in: its own, or with pooling the first one's of its street.
inline std::vector<std::uint32_t> case_desks(const City& city) {
  std::vector<std::uint32_t> out(city.communities.size()), first(city.governments.size(), Id<Communities>::none_value);
  for (std::uint32_t c = 0; c < out.size(); ++c) {
    std::uint32_t& street = first[city.communities.street[Id<Communities>(c)].value];
    street = std::min(street, c);
    out[c] = city.station.casework_pooling ? street : c;
  }
  return out;
}

/// Hours a month that mediators have, by the queue that they work (see case_desks).
inline std::vector<double> mediator_hours(const City& city, const std::vector<std::uint32_t>& desks) {
  std::vector<double> out(desks.size());
  for (std::size_t c = 0; c < desks.size(); ++c) out[desks[c]] += city.mediators(Id<Communities>(c));
  return out;
}

}  // namespace city
