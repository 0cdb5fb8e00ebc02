#include "models/city/neighbours/norm.hpp"

#include <algorithm>

#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

enum NormQuestion : std::uint32_t { family = 0 };  // of a funeral

}  // namespace

void Norm::operator()(City& city, sim::Draws draws) const {
  if (!open) return;
  Communities& places = city.communities;
  sim::each(places, [&](Id<Communities> place) {
    double share = places.frugal[place] < 0 ? first : static_cast<double>(places.frugal[place]);
    const double people = std::max(1, places.population[place]);
    const double pledged = places.met[place] == never ? 0 : std::min(1.0, told * places.attended[place] / people);
    const std::uint64_t stem = draws.stem(places.key[place]);
    for (std::int32_t i = 0; i < places.deaths[place]; ++i) {
      const double own =
          threshold + spread * draws.normal(sim::combine(stem, static_cast<std::uint64_t>(i)), NormQuestion::family);
      const bool frugal = share + pledged * (1 - share) >= own;
      share += ((frugal ? 1 : 0) - share) / memory;
      ++places.funerals[place];
      places.frugal_funerals[place] += frugal ? 1 : 0;
    }
    places.frugal[place] = static_cast<float>(share);
  });
}

}  // namespace city
