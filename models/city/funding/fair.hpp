// July's round: posted projects find providers inside their districts, then what is left in the whole city.
//
//   posted projects x able organizations --Round (fair, tender or direct)--> winners --lines committed--> contracts
#pragma once

#include <string_view>

#include "models/city/data/procurement.hpp"
#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Fair {
  static constexpr std::string_view about =
      "The yearly round of posted projects: organizations bid and are chosen, by district, then citywide";
  bool open = false, city_round = true;
  Contracting contracting;
  double least_skill = 0.3;

  template <class V>
  void visit(V& v) {
    v(open, {.name = "open", .meaning = "Whether a round is held", .source = "Nanjing: first fair in 2014"});
    v(city_round, {.name = "city_round",
                   .meaning = "Whether projects that found nobody in their district are offered to the whole city",
                   .source = "assumed"});
    contracting.visit(v);
    v(least_skill, {.name = "least_skill",
                    .least = 0,
                    .most = 1,
                    .meaning = "Skill in a service below which nobody bids",
                    .source = "assumed",
                    .plausible = {0.15, 0.45}});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
