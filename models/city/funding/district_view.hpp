// What districts see where communities have no say: their statistics, spread by residents, and the centres of streets.
#pragma once

#include <vector>

#include "models/city/state/city.hpp"

namespace city {

/// Of values by community and service: each district's sum, as if every resident of it stood for as much.
inline std::vector<double> by_statistics(const City& city, const std::vector<double>& by_place) {
  const std::size_t services = city.services.size();
  std::vector<double> sums(city.districts.size() * services), people(city.districts.size()), out(by_place.size());
  const Communities& places = city.communities;
  for (const Id<Communities> place : places.rows()) {
    people[places.district[place]] += places.population[place];
    for (std::size_t s = 0; s < services; ++s)
      sums[places.district[place] * services + s] += by_place[place.value * services + s];
  }
  for (const Id<Communities> place : places.rows()) {
    const std::size_t d = places.district[place];
    for (std::size_t s = 0; s < services && people[d] > 0; ++s)
      out[place.value * services + s] = sums[d * services + s] * places.population[place] / people[d];
  }
  return out;
}

/// The community where a street has its seat: its first.
inline Id<Communities> seat(const City& city, Id<Communities> place) {
  const Communities& places = city.communities;
  std::size_t at = place.value;
  while (at > 0 && places.street[Id<Communities>(at - 1)] == places.street[place]) --at;
  return Id<Communities>(at);
}

}  // namespace city
