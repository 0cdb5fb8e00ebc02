// Ageing, births, deaths, moves, new disabilities. Nothing here depends on policy: the same people in every scenario.
//
//   slots --candidates()--> one event a slot and month: dies | leaves | becomes disabled | gives birth
//   births and arrivals fill empty slots; arrivals bring each community to what the data foresee
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Demography {
  static constexpr std::string_view about =
      "Residents age, give birth, die, become disabled, move in and out so that district totals follow the data";
  double gompertz_level = 2.6e-5, gompertz_slope = 0.098, makeham = 2.5e-4, infant = 0.004;
  double birth_rate = 9.1;
  double departure_local = 0.0008, departure_migrant = 0.012;
  double disability_scale = 1;

  template <class V>
  void visit(V& v) {
    v(gompertz_level, {.name = "gompertz_level",
                       .unit = "1/year",
                       .least = 0,
                       .most = 0.01,
                       .meaning = "Gompertz-Makeham mortality at age 0, extrapolated",
                       .source = "fitted to a life expectancy of about 80 and 6-8 deaths per 1,000 hukou residents"});
    v(gompertz_slope, {.name = "gompertz_slope",
                       .unit = "1/year",
                       .least = 0,
                       .most = 0.3,
                       .meaning = "Growth of mortality with age",
                       .source = "Gompertz law; about 0.1 in human populations"});
    v(makeham, {.name = "makeham",
                .unit = "1/year",
                .least = 0,
                .most = 0.1,
                .meaning = "Mortality that does not depend on age",
                .source = "assumed",
                .plausible = {0.0001, 0.0005}});
    v(infant, {.name = "infant",
               .unit = "1/year",
               .least = 0,
               .most = 1,
               .meaning = "Additional mortality in the first year",
               .source = "assumed: about 4 per 1,000 births",
               .plausible = {0.003, 0.006}});
    v(birth_rate, {.name = "birth_rate",
                   .unit = "1/year",
                   .least = 0,
                   .most = 60,
                   .meaning = "Births per 1,000 hukou residents and year",
                   .source = "Nanjing Statistical Yearbook: 9.1 in 2010, 10.4 in 2015, 9.5 in 2020"});
    v(departure_local, {.name = "departure_local",
                        .unit = "1/month",
                        .least = 0,
                        .most = 0.01,
                        .meaning = "Chance a month that a hukou resident moves away",
                        .source = "assumed",
                        .plausible = {0.0004, 0.0016}});
    v(departure_migrant, {.name = "departure_migrant",
                          .unit = "1/month",
                          .least = 0,
                          .most = 0.02,
                          .meaning = "Chance a month that a migrant moves on",
                          .source = "assumed",
                          .plausible = {0.006, 0.018}});
    v(disability_scale, {.name = "disability_scale",
                         .least = 0,
                         .most = 10,
                         .meaning = "Onset of disability relative to what keeps each age band's share",
                         .source = "derived from the shares by age",
                         .neutral = 1});
  }

  /// Monthly chance of dying at an age in months.
  double mortality(int months) const;

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
