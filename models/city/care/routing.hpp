// Which door a case goes to: the station or its committee's mediators, an organization under contract, one that is
// paid, or volunteers.
//
//   hours of each door less what its active cases take --> free hours
//   cases that wait x doors open to them --one keyed choice a month, weighted by free hours--> provider and payer
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Routing {
  static constexpr std::string_view about =
      "Each waiting case goes to the station, a contractor, a paid provider or volunteers, by the hours they have free";
  double middle_income = 0.25;

  template <class V>
  void visit(V& v) {
    v(middle_income, {.name = "middle_income",
                      .least = 0,
                      .most = 1,
                      .meaning = "How often people of middle income pay a provider, relative to those of high income",
                      .source = "assumed",
                      .plausible = {0.1, 0.5},
                      .neutral = 1});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
