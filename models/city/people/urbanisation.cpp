#include "models/city/people/urbanisation.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "models/city/shared/census.hpp"
#include "models/city/state/city.hpp"

namespace city {

void Urbanisation::operator()(City& city, sim::Draws draws) const {
  Communities& places = city.communities;
  const double wanted = census_value(city, city.today(), [](const Census& c) { return c.urban; });
  double people = 0, urban = 0;
  std::vector<std::pair<double, Id<Communities>>> villages;
  const sim::Draws lasting = draws.lasting();
  for (const Id<Communities> place : places.rows()) {
    people += places.population[place];
    if (places.rural[place] == 0)
      urban += places.population[place];
    else
      villages.emplace_back(lasting.uniform(places.key[place]), place);
  }
  std::sort(villages.begin(), villages.end());
  for (const auto& [luck, place] : villages) {
    if (urban + 0.5 * places.population[place] > wanted * people) return;
    places.rural[place] = 0;
    urban += places.population[place];
  }
}

}  // namespace city
