// Residents volunteer and join groups as they know each other, trust and are asked; volunteers' hours go to the groups
// of their community, which share them by their pull.
//
//   cohesion, last year's events, distrust --> levels of a community --moved?--> all its residents decide anew
//   volunteers x asked x hours --pull--> organizations;   residents who would be members x room --> members
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Volunteering {
  static constexpr std::string_view about =
      "Residents volunteer and join groups, more where people know each other and are asked; groups share volunteers' "
      "hours by pull";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
