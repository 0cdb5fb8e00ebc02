// Two-step floating catchment (Luo and Wang 2003): what is on offer within reach, for each who would share it.
//
//   hours on offer at places, less the way to the door, by service --R_j = S_j / sum_i P_i w(d_ij)-->
//   A_i = sum_j R_j w(d_ij) --/ hours of need that arise per resident, fading over a year--> coverage
//   w: Gaussian in distance, zero past the catchment, which is wider around villages, and outside the own street: its
//   services are for its residents
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Access {
  static constexpr std::string_view about =
      "Case hours within reach of a community (2SFCA), per hour of need that arises there";
  double urban_reach = 1.5, rural_reach = 5, memory = 12;

  template <class V>
  void visit(V& v) {
    v(urban_reach, {.name = "urban_reach",
                    .unit = "km",
                    .least = 0.01,
                    .most = 1000,
                    .meaning = "Catchment of what is on offer in a town",
                    .source = "assumed: a walk of twenty minutes",
                    .plausible = {1, 2.5}});
    v(rural_reach, {.name = "rural_reach",
                    .unit = "km",
                    .least = 0.01,
                    .most = 1000,
                    .meaning = "Catchment of what is on offer in a village",
                    .source = "assumed: a short ride",
                    .plausible = {3, 8}});
    v(memory, {.name = "memory",
               .unit = "month",
               .least = 1,
               .most = 120,
               .meaning = "Over how long people go by what was on offer (exponential mean)",
               .source = "assumed",
               .plausible = {3, 24}});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
