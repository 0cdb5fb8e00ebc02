// Who takes which case. Hours are claimed once, whoever has them: the station, its committee's mediators, organizations
// under contract, paid ones, volunteers.
//
//   active cases take theirs, where they are --Desks--> hours that are left
//   waiting cases, one after the other (severity, months waited, luck) --nearest door with the hours--> active
//   who finds none waits in the community, at no door
//
// No hour stays idle beside a case that waits and may have it, and none is promised twice (serial dictatorship: nobody
// could do better without somebody before them doing worse; Svensson 1999).
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Routing {
  static constexpr std::string_view about =
      "Cases that wait claim hours, the gravest first: of the nearest of station, contractors, paid providers and "
      "volunteers that has them free";

  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
