#include "models/city/shared/undone.hpp"

#include "models/city/state/city.hpp"

namespace city {

double returning_errands(const City& city, Id<Communities> place, std::size_t task) {
  const auto brought = [&](std::size_t t) { return city.tasks[t].returning * city.communities.undone(place, t) / 100; };
  if (city.tasks[task].errands <= 0) return 0;
  double elsewhere = 0, all = 0;  // of tasks without a counter; errands at all counters
  for (std::size_t t = 0; t < city.tasks.size(); ++t) {
    all += city.tasks[t].errands;
    if (city.tasks[t].errands <= 0) elsewhere += brought(t);
  }
  return brought(task) + elsewhere * city.tasks[task].errands / all;
}

double errands(const City& city, Id<Communities> place, std::size_t task) {
  return city.tasks[task].errands * city.communities.population[place] / 1000 + returning_errands(city, place, task);
}

double clouded(const City& city, Id<Communities> place) {
  double sum = 0;
  for (std::size_t t = 0; t < city.tasks.size(); ++t)
    sum += city.tasks[t].noise * city.communities.undone(place, t) / 100;
  return sum;
}

}  // namespace city
