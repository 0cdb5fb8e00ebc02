// Villages become towns as the census says, the same ones in every scenario.
#pragma once

#include <string_view>

#include "sim/random.hpp"

namespace city {

struct City;

struct Urbanisation {
  static constexpr std::string_view about = "In January villages become towns until the urban share is the census's";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
