// Residents under each government.
#pragma once

#include <vector>

#include "models/city/state/city.hpp"

namespace city {

/// f(government) for the street of a community, its district and the city.
template <class F>
void each_government_over(const City& city, Id<Communities> place, F f) {
  for (Id<Governments> g = city.communities.street[place]; g; g = city.governments.parent[g]) f(g);
}

/// Residents under each government.
inline std::vector<double> residents_under(const City& city) {
  std::vector<double> out(city.governments.size());
  for (std::size_t c = 0; c < city.communities.size(); ++c)
    each_government_over(city, Id<Communities>(c),
                         [&](Id<Governments> g) { out[g.value] += city.communities.population[Id<Communities>(c)]; });
  return out;
}

}  // namespace city
