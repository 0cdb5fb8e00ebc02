#include "models/city/shared/census.hpp"

#include <algorithm>

namespace city {

double district_residents(const City& city, std::size_t d, sim::Month month) {
  const double total = census_value(city, month, [&](const Census& c) {
    return city.population_data.series == PopulationSeries::revised ? c.revised : c.contemporaneous;
  });
  double first = 0, last = 0;
  for (const District& district : city.districts) {
    first += district.population_2010;
    last += district.population_2020;
  }
  const double progress = std::clamp((month.index + 0.5) / 120.0 - 0.05, 0.0, 1.0);
  const District& district = city.districts[d];
  const double share = district.population_2010 / first * (1 - progress) + district.population_2020 / last * progress;
  return total * share;
}

}  // namespace city
