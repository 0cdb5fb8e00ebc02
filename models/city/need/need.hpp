// Needs arise and fade. Competing hazards by service: base x ratios of age, disability, living arrangement, hukou,
// income.
//
//   initial strata x ratios -> base (so that incidence is met at the start) -> hazard of each stratum
//   slots --candidates() at a bound, thinned--> cases.  Ageing and moving change the total, the bases do not.
#pragma once

#include <string_view>

#include "models/city/data/service.hpp"
#include "models/city/state/tables.hpp"
#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Need {
  static constexpr std::string_view about = "Needs arise by competing hazards; some fade by themselves";
  double severe = 0.15, moderate = 0.35;

  template <class V>
  void visit(V& v) {
    v(severe, {.name = "severe",
               .least = 0,
               .most = 1,
               .meaning = "Share of needs of the highest of three severities",
               .source = "assumed",
               .plausible = {0.08, 0.25}});
    v(moderate, {.name = "moderate",
                 .least = 0,
                 .most = 1,
                 .meaning = "Share of needs of the middle severity",
                 .source = "assumed",
                 .plausible = {0.2, 0.5}});
  }

  /// How much likelier than a reference resident someone is to come to need a service; 0 if they cannot.
  static double relative(const Service& s, int years, Traits traits, bool rural);

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
