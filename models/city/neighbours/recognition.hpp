// Awards and what they spread: organizations are honoured, and reforms of the district whose residents are most
// content.
//
//   praise of those helped this year, seen with error --"top ten"--> record --> officials and donors
//   satisfaction of districts, seen with error --the best one's reforms--> recognised --others, a chance a year-->
//   copied
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Recognition {
  static constexpr std::string_view about =
      "In December organizations are honoured, which raises their record, and districts copy what is recognised "
      "elsewhere";
  double awards = 0, record = 0.2, copying = 0, noise = 0.3;

  template <class V>
  void visit(V& v) {
    v(awards, {.name = "awards",
               .least = 0,
               .most = 1e6,
               .meaning = "Organizations honoured a year, per million residents; 0 switches awards off",
               .source = "none in the baseline: a lever; Nanjing's 'top ten' are 1.2"});
    v(record, {.name = "record",
               .least = 0,
               .most = 1,
               .meaning = "Part of the way to a perfect record that an award takes one",
               .source = "assumed",
               .plausible = {0, 0.4},
               .neutral = 0});
    v(copying,
      {.name = "copying",
       .unit = "1/year",
       .least = 0,
       .most = 1,
       .meaning = "Chance that a district copies a reform that was recognised elsewhere; 0 switches it off",
       .source = "none in the baseline: a lever (diffusion of innovations among governments: Walker 1969, Berry "
                 "and Berry 1990)"});
    v(noise, {.name = "noise",
              .least = 0,
              .most = 5,
              .meaning = "Standard deviation of log error in what juries see",
              .source = "assumed",
              .plausible = {0.1, 1},
              .neutral = 0});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
