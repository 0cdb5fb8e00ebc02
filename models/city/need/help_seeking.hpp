// Residents in need decide whether to ask for help (Andersen 1995): one lasting threshold a case, a moving propensity.
#pragma once

#include <cstdint>
#include <string_view>

#include "models/city/state/tables.hpp"
#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct HelpSeeking {
  static constexpr std::string_view about =
      "Residents in need who know of a service and may have it decide whether to ask (Andersen 1995)";
  double intercept = -1.0, age80 = 0.3, female = 0.3, access = 0.4, income = 0.3, migrant = -0.4, severity = 1.0,
         support = -0.5;
  std::int64_t recent = 3;

  template <class V>
  void visit(V& v) {
    v(intercept, {.name = "intercept",
                  .least = -6,
                  .most = 6,
                  .meaning = "Log-odds that an aware, eligible adult with average access asks",
                  .source = "assumed; swept",
                  .plausible = {-2, 0}});
    v(recent,
      {.name = "recent",
       .unit = "month",
       .least = 0,
       .most = 60,
       .meaning =
           "Who came to need help this long before the start, and would ask, still waits; the others have been seen to",
       .source = "assumed, so that queues start near their length",
       .plausible = {1, 6},
       .fixed = true});
    v(age80, {.name = "age80",
              .least = -6,
              .most = 6,
              .meaning = "From the 80th birthday, added log-odds",
              .source = "assumed",
              .plausible = {0, 0.6},
              .neutral = 0});
    v(female, {.name = "female",
               .least = -6,
               .most = 6,
               .meaning = "Of women, added log-odds",
               .source = "assumed",
               .plausible = {0, 0.6},
               .neutral = 0});
    v(access, {.name = "access",
               .least = -6,
               .most = 6,
               .meaning = "Per unit of log relative access",
               .source = "assumed",
               .plausible = {0, 0.8},
               .neutral = 0});
    v(income, {.name = "income",
               .least = -6,
               .most = 6,
               .meaning = "Of high income, added log-odds",
               .source = "assumed",
               .plausible = {0, 0.6},
               .neutral = 0});
    v(migrant, {.name = "migrant",
                .least = -6,
                .most = 6,
                .meaning = "Of migrants, added log-odds",
                .source = "assumed",
                .plausible = {-0.8, 0},
                .neutral = 0});
    v(severity, {.name = "severity",
                 .least = -6,
                 .most = 6,
                 .meaning = "Per step of severity, added log-odds",
                 .source = "assumed",
                 .plausible = {0.5, 1.5},
                 .neutral = 0});
    v(support, {.name = "support",
                .least = -6,
                .most = 6,
                .meaning = "Of those who live with family, added log-odds",
                .source = "assumed",
                .plausible = {-1, 0},
                .neutral = 0});
  }

  /// The chance that an aware and eligible resident has asked by now.
  double propensity(const City& city, Id<Cases> row) const;

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
