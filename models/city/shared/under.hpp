// Governments over a place, and residents under each government.
#pragma once

#include <vector>

#include "models/city/state/city.hpp"

namespace city {

/// f(government) for the street of a community, its district, the city and the region.
template <class F>
void each_government_over(const City& city, Id<Communities> place, F f) {
  for (Id<Governments> g = city.communities.street[place]; g; g = city.governments.parent[g]) f(g);
}

/// The government over a place at a level: how far somebody looks from there.
inline Id<Governments> within(const City& city, Id<Communities> place, Level level) {
  return level == Level::street     ? city.communities.street[place]
         : level == Level::district ? city.district_government(city.communities.district[place])
         : level == Level::region   ? city.region()
                                    : Id<Governments>(0U);
}

/// Residents under each government.
std::vector<double> residents_under(const City& city);

}  // namespace city
