// How many case hours everybody has this month.
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct WorkingTime {
  static constexpr std::string_view about =
      "Staff have the hours that administration and exhaustion leave; contracts spread what is left to do over their "
      "months";
  double exhaustion = 0.3, office = 0.1, catch_up = 1.5;

  template <class V>
  void visit(V& v) {
    v(exhaustion, {.name = "exhaustion",
                   .least = 0,
                   .most = 1,
                   .meaning = "Share of hours lost per unit of burnout",
                   .source = "assumed",
                   .plausible = {0.1, 0.5},
                   .neutral = 0});
    v(office, {.name = "office",
               .least = 0,
               .most = 1,
               .meaning = "Share of a caseworker's time for reports and meetings",
               .source = "assumed",
               .plausible = {0.05, 0.25}});
    v(catch_up,
      {.name = "catch_up",
       .least = 1,
       .most = 12,
       .meaning = "Hours a month at which a contract makes up for what it is behind, relative to an even pace",
       .source = "assumed",
       .plausible = {1, 2},
       .neutral = 1});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
