// Needs arise and fade. Competing hazards by service: base x ratios of age, disability, living arrangement, hukou,
// income.
//
//   initial strata x ratios -> base (so that incidence is met at the start) -> hazard of each stratum
//   slots --candidates() at a bound, thinned--> cases.  Ageing and moving change the total, the bases do not.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "models/city/data/service.hpp"
#include "models/city/state/tables.hpp"
#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Need {
  static constexpr std::string_view about = "Needs arise by competing hazards; some fade by themselves";
  double severe = 0.12, moderate = 0.33, severe_80 = 0.5, severe_disabled = 0.4, severe_alone = 0.4;

  template <class V>
  void visit(V& v) {
    v(severe, {.name = "severe",
               .least = 0,
               .most = 1,
               .meaning = "Share of needs of the highest of three severities, of the reference resident",
               .source = "assumed",
               .plausible = {0.08, 0.25}});
    v(moderate, {.name = "moderate",
                 .least = 0,
                 .most = 1,
                 .meaning = "Share of needs of the middle severity, of the reference resident",
                 .source = "assumed",
                 .plausible = {0.2, 0.5}});
    v(severe_80, {.name = "severe_80",
                  .least = -6,
                  .most = 6,
                  .meaning = "From the 80th birthday, added log-odds of a graver need",
                  .source = "assumed",
                  .plausible = {0, 1.5},
                  .neutral = 0});
    v(severe_disabled, {.name = "severe_disabled",
                        .least = -6,
                        .most = 6,
                        .meaning = "Of people with a disability, added log-odds of a graver need",
                        .source = "assumed",
                        .plausible = {0, 1.5},
                        .neutral = 0});
    v(severe_alone, {.name = "severe_alone",
                     .least = -6,
                     .most = 6,
                     .meaning = "Of those who live alone, added log-odds of a graver need",
                     .source = "assumed",
                     .plausible = {0, 1.5},
                     .neutral = 0});
  }

  /// How much likelier than a reference resident someone is to come to need a service; 0 if they cannot.
  static double relative(const Service& s, int years, Traits traits, bool rural);

  /// 0, 1 or 2: the same luck u, 0 .. 1, is graver for some (proportional odds; McCullagh 1980).
  struct Severities {
    std::array<std::array<double, 2>, 8> at_most{};  ///< chance of 2, of 1 or 2; by old | disabled | alone
    std::uint8_t operator()(int age_months, Traits traits, double u) const;
  };
  Severities severities() const;

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
