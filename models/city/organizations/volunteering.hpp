// Neighbours give hours to the groups of their community: a pool that the groups share by their pull.
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Volunteering {
  static constexpr std::string_view about =
      "Residents give hours to neighbourhood groups, more where people know each other; groups share them by pull";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
