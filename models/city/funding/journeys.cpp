#include "models/city/funding/journeys.hpp"

#include <vector>

#include "models/city/funding/awards.hpp"
#include "models/city/shared/hours.hpp"

namespace city {

void Journeys::operator()(City& city, sim::Draws) const {
  std::vector<double> hours(city.organizations.size());
  for (const Id<Contracts> row : city.contracts.rows())
    if (in_force(city, row)) hours[city.contracts.provider[row].value] += journey_hours(city, row);
  spend(city, hours, city.organizations.way_hours);
}

}  // namespace city
