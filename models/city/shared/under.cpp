#include "models/city/shared/under.hpp"

namespace city {

std::vector<double> residents_under(const City& city) {
  std::vector<double> out(city.governments.size());
  for (const Id<Communities> place : city.communities.rows())
    each_government_over(city, place, [&](Id<Governments> g) { out[g.value] += city.communities.population[place]; });
  return out;
}

}  // namespace city
