// What would-be founders bring. Parameters only; the draw is in founder.cpp.
#pragma once

#include "sim/field.hpp"

namespace city {

struct Founders {
  double wealth = 20000, wealth_spread = 1, size_spread = 0.9, skill_spread = 0.15, rare_need = 0.05;

  template <class V>
  void visit(V& v) {
    v(wealth, {.name = "wealth",
               .unit = "CNY",
               .least = 0,
               .most = 1e8,
               .meaning = "Money of their own that half of would-be founders can put up",
               .source = "assumed: about half a year's urban income per head around 2012",
               .plausible = {10000, 60000}});
    v(wealth_spread, {.name = "wealth_spread",
                      .least = 0,
                      .most = 5,
                      .meaning = "Standard deviation of the log of that money",
                      .source = "assumed",
                      .plausible = {0.5, 1.5}});
    v(size_spread, {.name = "size_spread",
                    .least = 0,
                    .most = 3,
                    .meaning = "Standard deviation of the log of organizations' size, whose mean is 1",
                    .source = "assumed; sizes of non-profits are near to lognormal",
                    .plausible = {0.5, 1.3}});
    v(skill_spread, {.name = "skill_spread",
                     .least = 0,
                     .most = 1,
                     .meaning = "Standard deviation of founders' skill around their class's",
                     .source = "assumed",
                     .plausible = {0.05, 0.25}});
    v(rare_need, {.name = "rare_need",
                  .least = 0,
                  .most = 1,
                  .meaning = "Least weight of a service among those that a founder has met open needs for, as a share",
                  .source = "assumed: somebody meets what few have",
                  .plausible = {0.01, 0.1}});
  }
};

}  // namespace city
