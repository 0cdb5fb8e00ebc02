// The month closes: what it came to is counted once, for the series to read. No rule reads it.
//
//   month --> tally: districts, for monthly series
//         --> yearbook: added to each community's year, for yearly series
#pragma once

#include "models/city/month/yearbook.hpp"
#include "models/city/state/city.hpp"
#include "sim/random.hpp"

namespace city {

struct Closing {
  static constexpr std::string_view about =
      "What the month and the year came to is counted, for the series; no rule reads it";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws) const {
    city.tally = Tally(city);
    add_month(city, city.yearbook);
  }
};

}  // namespace city
