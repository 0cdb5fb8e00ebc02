#include "models/city/funding/transfers.hpp"

#include <algorithm>

namespace city {

std::vector<double> transfers(const City& city) {
  std::vector<double> out(city.districts.size());
  double people = 0, revenue = 0;
  for (const Id<Communities> row : city.communities.rows()) {
    people += city.communities.population[row];
    revenue += city.communities.population[row] * city.districts[city.communities.district[row]].wealth;
  }
  if (people <= 0) return out;
  for (std::size_t d = 0; d < out.size(); ++d)
    out[d] = city.transfers.equalised * std::max(0.0, revenue / people - city.districts[d].wealth);
  return out;
}

}  // namespace city
