// The month closes: it is added to each community's year, for yearly series. (What monthly series read is counted when
// they are: see series/tally.hpp.)
#pragma once

#include <string_view>

#include "sim/random.hpp"

namespace city {

struct City;

struct Closing {
  static constexpr std::string_view about =
      "What the month and the year came to is counted, for the series; no rule reads it";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
