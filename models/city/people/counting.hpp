// What the population register knows at a month's end: residents by the traits that others ask for.
#pragma once

#include "models/city/state/tables.hpp"

namespace city {

struct City;

/// Counts a community's residents by the traits that others ask for: what the registry knows at the month's end.
void count_residents(City& city, Id<Communities> place);

}  // namespace city
