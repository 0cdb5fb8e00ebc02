// Those who work for a contract away from home lose hours on the way.
//
//   hours of a contract's casework and events x distance from its provider's home --> hours of own people, then of
//   staff
#pragma once

#include <string_view>

#include "sim/random.hpp"

namespace city {

struct City;

struct Journeys {
  static constexpr std::string_view about =
      "Contracts away from their provider's home take hours of its people on the way, which nobody pays for";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
