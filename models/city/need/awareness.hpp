// Who knows that help exists: a level by community and service that spreads by word of mouth and contact (Bass 1969).
#pragma once

#include <algorithm>
#include <vector>

#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

struct Awareness {
  static constexpr std::string_view about =
      "Knowledge of services spreads by media, neighbours and events, and fades (Bass 1969)";
  double initial = 0.45, innovation = 0.003, imitation = 0.03, forgetting = 0.005, depth = 0.3;

  template <class V>
  void visit(V& v) {
    v(initial, {.name = "initial", .least = 0, .most = 1, .meaning = "Level at the start", .source = "assumed"});
    v(innovation, {.name = "innovation",
                   .unit = "1/month",
                   .least = 0,
                   .most = 1,
                   .meaning = "Bass p: media and posters",
                   .source = "Bass 1969, a typical p a year over 12; assumed"});
    v(imitation, {.name = "imitation",
                  .unit = "1/month",
                  .least = 0,
                  .most = 1,
                  .meaning = "Bass q: neighbours who know, own community and street alike",
                  .source = "Bass 1969, a typical q a year over 12; assumed"});
    v(forgetting,
      {.name = "forgetting", .unit = "1/month", .least = 0, .most = 1, .meaning = "Fading", .source = "assumed"});
    v(depth, {.name = "depth",
              .least = 0,
              .most = 1,
              .meaning = "Share of people reached by an event who then know of the service",
              .source = "assumed"});
  }

  void operator()(City& city, sim::Draws) const {
    Communities& places = city.communities;
    const std::size_t services = city.services.size();
    if (city.starting) {
      std::fill(places.awareness.all().begin(), places.awareness.all().end(), static_cast<float>(initial));
      return;
    }
    // What the street around knows, of last month.
    std::vector<double> around(city.governments.size() * services), people(city.governments.size());
    for (std::size_t c = 0; c < places.size(); ++c) {
      const Id<Communities> place(c);
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
};

}  // namespace city
