// A norm: frugal funerals. A family holds one where it expects enough others to.
//
//   the last funerals here, and who heard neighbours pledge at meetings --expected--> by a threshold --> frugal or not
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Norm {
  static constexpr std::string_view about =
      "Families hold frugal funerals where enough others do, or have pledged to at a meeting";
  bool open = false;
  double first = 0.1, threshold = 0.5, spread = 0.2, memory = 20, told = 4;

  template <class V>
  void visit(V& v) {
    v(open, {.name = "open",
             .meaning = "Whether frugal funerals are talked of, and pledged at meetings",
             .source = "Nanjing's article of 2017 tells of residents who agree on them"});
    v(first, {.name = "first",
              .least = 0,
              .most = 1,
              .meaning = "Share of frugal funerals before anybody talked of them",
              .source = "assumed",
              .plausible = {0.02, 0.2}});
    v(threshold, {.name = "threshold",
                  .least = -10,
                  .most = 10,
                  .meaning = "Share of others whom the mean family must expect to hold a frugal one",
                  .source = "assumed; norms as thresholds: Granovetter 1978, Bicchieri 2006",
                  .plausible = {0.3, 0.6}});
    v(spread, {.name = "spread",
               .least = 0,
               .most = 10,
               .meaning = "Standard deviation of these thresholds among families",
               .source = "assumed",
               .plausible = {0.1, 0.4}});
    v(memory, {.name = "memory",
               .unit = "count",
               .least = 1,
               .most = 1000,
               .meaning = "Funerals by which people go",
               .source = "assumed: about half a year's in a community",
               .plausible = {5, 60}});
    v(told, {.name = "told",
             .unit = "count",
             .least = 0,
             .most = 1000,
             .meaning = "Kin and neighbours who know what one has pledged at a meeting",
             .source = "assumed",
             .plausible = {1, 10},
             .neutral = 0});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
