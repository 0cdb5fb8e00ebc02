// What the city gives to poorer districts: lines in January and money every month follow the same formula.
#pragma once

#include <algorithm>
#include <vector>

#include "models/city/state/city.hpp"

namespace city {

/// Per resident of each district, in units of the mean own revenue: a share of its gap to the mean.
inline std::vector<double> transfers(const City& city) {
  std::vector<double> out(city.districts.size());
  double people = 0, revenue = 0;
  for (std::size_t c = 0; c < city.communities.size(); ++c) {
    const Id<Communities> row(c);
    people += city.communities.population[row];
    revenue += city.communities.population[row] * city.districts[city.communities.district[row]].wealth;
  }
  if (people <= 0) return out;
  for (std::size_t d = 0; d < out.size(); ++d)
    out[d] = city.transfers.equalised * std::max(0.0, revenue / people - city.districts[d].wealth);
  return out;
}

}  // namespace city
