// Contracts that are meant for more than a year: January sets their next year's money aside, and when one ends the next
// begins, with the same provider, the same cases and no bidding.
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Renewal {
  static constexpr std::string_view about =
      "Multi-year contracts take next year's money off the new lines in January and go on when a year ends";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
