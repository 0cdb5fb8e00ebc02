// How a case ends or loses its provider, whoever sees to it.
#pragma once

#include "models/city/state/city.hpp"

namespace city {

/// The case is over, and why; the next month's opening takes it off the books.
inline void close_case(City& city, Id<Cases> row, Closure closure) {
  city.cases.progress[row] = Progress::closed;
  city.cases.closure[row] = closure;
}

/// The case waits for another provider, with what it has got so far and the months it has waited.
inline void release(City& city, Id<Cases> row) {
  city.cases.progress[row] = Progress::waiting;
  city.cases.payer[row] = Payer::none;
  city.cases.organization[row] = {};
  city.cases.contract[row] = {};
  city.cases.worker[row] = {};
}

}  // namespace city
