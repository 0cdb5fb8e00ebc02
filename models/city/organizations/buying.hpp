// Institutions buy from legal persons: each keeps one provider, and looks around when it has none.
//
//   institutions without a provider x legal persons in reach --suits? (lasting) size--> provider --order--> cash
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Buying {
  static constexpr std::string_view about =
      "Housing estates, schools and firms keep a provider with a legal person, leave it now and then, and search when "
      "they have none";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
