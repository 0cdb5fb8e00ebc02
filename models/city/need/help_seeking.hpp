// Residents in need decide whether to ask for help (Andersen 1995): one lasting threshold a case, held against what
// they know when the need arises, when they come to know of help, and every year after.
//
//   coverage within reach, the wait one hears of and one's own, own trust, who one is --logit--> propensity
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
  double intercept = 0.7, age80 = 0.3, female = 0.3, income = 0.3, migrant = -0.4, severity = 1.0, support = -0.5;
  double coverage = 0.5, least_coverage = 0.05, wait = -0.1, longest_wait = 12, trust = 1;
  double few = 10;

  template <class V>
  void visit(V& v) {
    v(intercept, {.name = "intercept",
                  .least = -6,
                  .most = 6,
                  .meaning = "Log-odds that an aware, eligible adult asks where as much is on offer as is needed",
                  .source = "assumed, set to 'share of the value of need for which help is sought, 2017'; swept",
                  .plausible = {0, 1.5}});
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
    v(coverage, {.name = "coverage",
                 .least = -6,
                 .most = 6,
                 .meaning = "Per unit of the logarithm of hours within reach per hour of need",
                 .source = "assumed",
                 .plausible = {0.1, 1},
                 .neutral = 0,
                 .was = "help_seeking.access"});
    v(least_coverage, {.name = "least_coverage",
                       .least = 1e-6,
                       .most = 10,
                       .meaning = "Coverage below which less makes no difference",
                       .source = "assumed",
                       .plausible = {0.01, 0.1}});
    v(wait, {.name = "wait",
             .least = -6,
             .most = 6,
             .meaning = "Per month of the wait that they expect",
             .source = "assumed",
             .plausible = {-0.2, 0},
             .neutral = 0});
    v(longest_wait, {.name = "longest_wait",
                     .unit = "month",
                     .least = 0,
                     .most = 120,
                     .meaning = "Wait beyond which more makes no difference",
                     .source = "assumed",
                     .plausible = {6, 24}});
    v(trust, {.name = "trust",
              .least = -6,
              .most = 6,
              .meaning = "Per unit of trust above one half",
              .source = "assumed",
              .plausible = {0, 3},
              .neutral = 0});
    v(few, {.name = "few",
            .unit = "count",
            .least = 0,
            .most = 1000,
            .meaning = "Neighbours helped in a year of whom one hears as much as of the whole street's",
            .source = "assumed",
            .plausible = {3, 30}});
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

  /// The chance that an aware and eligible resident asks.
  double propensity(const City& city, Id<Cases> row) const;

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
