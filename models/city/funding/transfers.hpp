// What the city gives to poorer districts: lines in January and money every month follow the same formula.
#pragma once

#include <vector>

#include "models/city/state/city.hpp"

namespace city {

/// Per resident of each district, in units of the mean own revenue: a share of its gap to the mean.
std::vector<double> transfers(const City& city);

}  // namespace city
