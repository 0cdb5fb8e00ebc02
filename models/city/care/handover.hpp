// Cases whose provider can no longer work them go back to the queue, with what has been done kept.
#pragma once

#include <string_view>

#include "sim/random.hpp"

namespace city {

struct City;

struct Handover {
  static constexpr std::string_view about =
      "Cases go over to their provider's next contract; others of ended contracts, and of organizations that are gone "
      "or dormant, return to the queue";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
