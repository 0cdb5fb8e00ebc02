// What comes of work that nobody did: residents come back for it, and officials see less. (Needs: need/need.cpp;
// distrust: care/tasks.cpp.)
//
//   undone hours of a task / 100 x the task's row --> errands a month, noise
#pragma once

#include <cstddef>

#include "models/city/state/tables.hpp"

namespace city {

struct City;

/// Errands a month that come back to a task's counter: for its own undone work, and for that of tasks without a counter
/// as this one shares them with the others by their errands.
double returning_errands(const City& city, Id<Communities> place, std::size_t task);

/// Errands a month at a task's counter, wherever it is.
double errands(const City& city, Id<Communities> place, std::size_t task);

/// What undone work adds to the error with which officials see this place: a standard deviation of a logarithm.
double clouded(const City& city, Id<Communities> place);

}  // namespace city
