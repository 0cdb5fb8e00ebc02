// What is known of residents at a month's end: how many there are by the traits that others ask for.
#pragma once

#include "models/city/state/tables.hpp"

namespace city {

struct City;

/// Counts a community's residents by the traits that others ask for.
void count_residents(City& city, Id<Communities> place);

}  // namespace city
