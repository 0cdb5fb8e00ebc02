// Who could do social work: the people from whom the field draws its staff and the exam its candidates.
//
//   residents --so many per 10,000--> rows: district, skill, wage outside | in post, or at work elsewhere
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Candidates {
  static constexpr std::string_view about =
      "People who could be social workers: at the start those beside the staff in post, then some more every month";
  double number = 85, growth = 4.2, know = 0.06;

  template <class V>
  void visit(V& v) {
    v(number,
      {.name = "number",
       .unit = "count",
       .least = 0,
       .most = 10000,
       .meaning = "People per 10,000 residents who do social work or could, at the start, those in post included",
       .source = "assumed, fitted to 'licence holders, December 2015' and 'licence holders per 10,000 residents, "
                 "December 2016'",
       .plausible = {60, 130},
       .fixed = true});
    v(growth, {.name = "growth",
               .unit = "count/year",
               .least = 0,
               .most = 10000,
               .meaning = "How many more there are a year, per 10,000 residents",
               .source = "assumed: graduates of social work and neighbouring subjects",
               .plausible = {2, 8}});
    v(know, {.name = "know",
             .least = 0,
             .most = 1,
             .meaning = "Share of those without a licence who know of the exam at the start",
             .source = "assumed, fitted to 'licence holders, December 2015' and 'licence holders per 10,000 residents, "
                       "December 2016': the exam was two years old",
             .plausible = {0.03, 0.15},
             .fixed = true});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
