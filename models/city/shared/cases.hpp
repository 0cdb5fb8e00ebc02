// How a case ends, whoever ends it.
#pragma once

#include "models/city/state/city.hpp"

namespace city {

/// The case is over, and why; the next month's opening takes it off the books.
inline void close_case(City& city, Id<Cases> row, Closure closure) {
  city.cases.progress[row] = Progress::closed;
  city.cases.closure[row] = closure;
}

}  // namespace city
