// Events for many, beside cases for few: what contracts owe and micro-grants were voted for, as far as hours and cash
// go.
//
//   hours that cases left to social workers and own people --events that a contract owes--> people reached
#pragma once

#include <string_view>

#include "sim/random.hpp"

namespace city {

struct City;

struct GroupEvents {
  static constexpr std::string_view about =
      "Contracts owe group events, which many attend and which make services known; they take the hours that cases "
      "leave";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
