// From applying to registered.
//
//   applying --sponsor? capital? wait--> the registrar's desk --> registered
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

/// Applications go through the door that is open, one by one across the registrar's desk; groups reconsider now and
/// then.
struct Registering {
  static constexpr std::string_view about =
      "Applicants find sponsors, show capital and wait for the registrar's desk; others reconsider now and then";
  double attention = 0.026;

  template <class V>
  void visit(V& v) {
    v(attention,
      {.name = "attention",
       .unit = "1/month",
       .least = 0,
       .most = 1,
       .meaning = "Chance a month that a group looks at the doors again, with the rules of the day",
       .source = "assumed, set to 'upgraded from groups per registered organization, 2010 to 2016 (1/year)', fitted to "
                 "'filed organizations, December 2015': once in a little more than three years",
       .plausible = {0.01, 0.05}});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
