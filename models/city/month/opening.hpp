// The month opens: what was closed last month leaves the books, and the month's counters start at zero.
#pragma once

#include <string_view>

#include "sim/random.hpp"

namespace city {

struct City;

struct Opening {
  static constexpr std::string_view about =
      "Last month's closed cases leave the books, contracts whose months are over end; the month's counters start at "
      "zero";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
