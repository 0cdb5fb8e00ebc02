#include "models/city/people/cohesion.hpp"

#include <algorithm>

#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

void Cohesion::operator()(City& city, sim::Draws) const {
  Communities& places = city.communities;
  sim::each(places, [&](Id<Communities> place) {
    const double people = places.population[place];
    if (people <= 0) return;
    const double level = places.cohesion[place], back = places.cohesion_at_rest[place] - level;
    const double moved = (places.arrivals[place] + places.departures[place]) / 2.0 / people;
    const double held = places.groups[place] * 1000 / people;
    const double came = places.met[place] == city.month() - 1 ? places.attended[place] / people : 0;
    const double next = level + recovery * back - moves * (moved - usual) + events * held + meetings * came;
    places.cohesion[place] = static_cast<float>(std::clamp(next, 0.0, 1.0));
  });
}

}  // namespace city
