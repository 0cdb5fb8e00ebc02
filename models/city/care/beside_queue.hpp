// A second look after the claims, door by door and not case by case: is an hour idle beside a case that may have it?
//
//   hours, loads --> what each door has left --the most of them by place--> cases that wait and would fit
//
// There should be none. It shares no step with the search for a door, so that a fault of either shows.
#pragma once

#include "sim/random.hpp"

namespace city {

struct City;

/// Counts cases that wait though a door that they may use has the hours, where they live and by service. `lasting` is
/// the luck that decides who would pay.
void count_idle_beside_queue(City& city, sim::Draws lasting);

}  // namespace city
