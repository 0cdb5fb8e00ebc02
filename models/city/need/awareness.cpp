#include "models/city/need/awareness.hpp"

#include <algorithm>
#include <vector>

#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

void Awareness::operator()(City& city, sim::Draws) const {
  Communities& places = city.communities;
  const std::size_t services = city.services.size();
  if (city.starting) {
    std::fill(places.awareness.all().begin(), places.awareness.all().end(), static_cast<float>(initial));
    return;
  }
  // What the street around knows, of last month.
  std::vector<double> around(city.governments.size() * services), people(city.governments.size());
  for (const Id<Communities> place : places.rows()) {
    const std::uint32_t street = places.street[place].value;
    people[street] += places.population[place];
    for (std::size_t s = 0; s < services; ++s)
      around[street * services + s] += static_cast<double>(places.awareness(place, s)) * places.population[place];
  }
  sim::each(places.size(), 64, [&](std::size_t c) {
    const Id<Communities> place(c);
    const std::uint32_t street = places.street[place].value;
    // Acquaintances talk; strangers do not.
    const double talk = 0.5 + places.cohesion[place];
    const double contact =
        depth * places.reach[place] / std::max(1, places.population[place]) / static_cast<double>(services);
    for (std::size_t s = 0; s < services; ++s) {
      const double level = places.awareness(place, s);
      const double near = people[street] > 0 ? around[street * services + s] / people[street] : level;
      const double gain = innovation + talk * imitation * 0.5 * (level + near) + contact;
      places.awareness(place, s) =
          static_cast<float>(std::clamp(level + gain * (1 - level) - forgetting * level, 0.0, 1.0));
    }
  });
}

}  // namespace city
