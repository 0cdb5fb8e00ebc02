#include "models/city/need/awareness.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

// Acquaintances talk; strangers do so less.
double talk(const Awareness& rule, const City& city, Id<Communities> place) {
  return rule.stranger_talk + city.communities.cohesion[place];
}

}  // namespace

double Awareness::rest(double talk) const {
  const double q = talk * imitation, b = innovation + forgetting - q;
  if (q <= 0) return innovation + forgetting > 0 ? innovation / (innovation + forgetting) : 0;
  return std::clamp((std::sqrt(b * b + 4 * q * innovation) - b) / (2 * q), 0.0, 1.0);
}

void Awareness::operator()(City& city, sim::Draws) const {
  Communities& places = city.communities;
  const std::size_t services = city.services.size();
  if (city.starting) {
    for (const Id<Communities> place : places.rows())
      for (float& level : places.awareness.row(place))
        level = static_cast<float>(std::min(1.0, initial * rest(talk(*this, city, place))));
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
    const double spread = talk(*this, city, place) * imitation * 0.5;
    for (std::size_t s = 0; s < services; ++s) {
      const double level = places.awareness(place, s);
      const double near = people[street] > 0 ? around[street * services + s] / people[street] : level;
      const double contact = depth * (places.reach(place, s) + static_cast<double>(places.shown(place, s))) /
                             std::max(1, places.population[place]);
      const double gain = innovation + spread * (level + near) + contact;
      places.awareness(place, s) =
          static_cast<float>(std::clamp(level + gain * (1 - level) - forgetting * level, 0.0, 1.0));
    }
  });
}

}  // namespace city
