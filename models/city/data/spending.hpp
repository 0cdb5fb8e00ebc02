// What households of an income can spend on organizations, and how easily they find one that they can pay. Parameters
// only; what comes of them is in organizations/households.hpp.
#pragma once

#include "sim/field.hpp"

namespace city {

/// Relative to households of middle income, which spend what the class says; and to those of high income, whom
/// everybody suits.
struct Spending {
  double dibao = 0.2, low = 0.45, high = 2;
  double finds_dibao = 0.1, finds_low = 0.4, finds_middle = 0.8;

  template <class V>
  void visit(V& v) {
    v(dibao,
      {.name = "dibao",
       .least = 0,
       .most = 100,
       .meaning = "What people on minimum income support would spend on organizations relative to those of middle "
                  "income",
       .source = "assumed: their income, about a fifth of the middle",
       .plausible = {0.05, 0.4},
       .neutral = 1});
    v(low, {.name = "low",
            .least = 0,
            .most = 100,
            .meaning = "What people of low income would spend relative to those of middle income",
            .source = "assumed: their income; the lowest fifth of urban households in China around 2012 has a little "
                      "less than half of the middle (recalled, unverified)",
            .plausible = {0.3, 0.6},
            .neutral = 1});
    v(high, {.name = "high",
             .least = 0,
             .most = 100,
             .meaning = "What people of high income would spend relative to those of middle income",
             .source = "assumed: their income; the highest fifth of urban households in China around 2012 has about "
                       "twice the middle (recalled, unverified)",
             .plausible = {1.5, 3},
             .neutral = 1});
    v(finds_dibao, {.name = "finds_dibao",
                    .least = 0,
                    .most = 1,
                    .meaning = "Chance that an organization that people on minimum income support know of is one that "
                               "they can pay",
                    .source = "assumed",
                    .plausible = {0.02, 0.3},
                    .neutral = 1});
    v(finds_low, {.name = "finds_low",
                  .least = 0,
                  .most = 1,
                  .meaning = "Chance that an organization that people of low income know of is one that they can pay",
                  .source = "assumed",
                  .plausible = {0.2, 0.6},
                  .neutral = 1});
    v(finds_middle,
      {.name = "finds_middle",
       .least = 0,
       .most = 1,
       .meaning = "Chance that an organization that people of middle income know of is one that they can pay; "
                  "those of high income can pay all",
       .source = "assumed",
       .plausible = {0.6, 1},
       .neutral = 1});
  }
};

}  // namespace city
