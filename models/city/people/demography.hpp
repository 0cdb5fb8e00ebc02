// Ageing, births, deaths, moves, new disabilities. Nothing here depends on policy: the same people in every scenario.
//
//   slots --candidates()--> one event a slot and month: dies | leaves | moves house | becomes disabled | gives birth
//   who moves house, births and arrivals fill empty slots; arrivals bring each community to what the data foresee
//
// People leave and come everywhere: where the data say that a district shrinks, more leave than usual. While the city
// comes to rest ages stand still, and the like of those who go take their place.
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Demography {
  static constexpr std::string_view about =
      "Residents age, give birth, die, become disabled, move house, in and out so that district totals follow the data";
  double gompertz_level = 2.6e-5, gompertz_slope = 0.098, makeham = 2.5e-4, infant = 0.004;
  double birth_rate = 9.1;
  double departure_local = 0.0008, departure_migrant = 0.012, moves = 0.03;
  double disability_scale = 1, departure_more = 0.01;
  double girls = 0.48046875, newborn_high_income = 0.1875;
  double arrival_women = 0.5, arrival_low_income = 0.06, arrival_high_income = 0.16;
  double arrival_alone = 0.06, arrival_empty_nest = 0.23;
  double arrival_migrants_least = 0.1, arrival_migrants_most = 0.95;

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
                .plausible = {1e-4, 6e-4}});
    v(infant, {.name = "infant",
               .unit = "1/year",
               .least = 0,
               .most = 1,
               .meaning = "Additional mortality in the first year",
               .source = "assumed: about 4 per 1,000 births",
               .plausible = {0.002, 0.008}});
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
                        .plausible = {0.0003, 0.002}});
    v(departure_migrant, {.name = "departure_migrant",
                          .unit = "1/month",
                          .least = 0,
                          .most = 0.02,
                          .meaning = "Chance a month that a migrant moves on",
                          .source = "assumed",
                          .plausible = {0.006, 0.02}});
    v(moves, {.name = "moves",
              .unit = "1/year",
              .least = 0,
              .most = 0.1,
              .meaning = "Chance a year that a resident moves house within the city",
              .source = "assumed",
              .plausible = {0.01, 0.08}});
    v(disability_scale, {.name = "disability_scale",
                         .least = 0,
                         .most = 10,
                         .meaning = "Onset of disability relative to what keeps each age band's share",
                         .source = "derived from the shares by age",
                         .neutral = 1});
    v(departure_more, {.name = "departure_more",
                       .unit = "1/month",
                       .least = 0,
                       .most = 0.01,
                       .meaning = "Chance a month, at most, that somebody leaves because the data say that their "
                                  "district shrinks",
                       .source = "a technical choice: more than any district loses"});
    v(girls, {.name = "girls",
              .least = 0,
              .most = 1,
              .meaning = "Share of girls among those born",
              .source = "recalled, unverified: about 108 boys for 100 girls",
              .plausible = {0.46, 0.49}});
    v(newborn_high_income,
      {.name = "newborn_high_income",
       .least = 0,
       .most = 1,
       .meaning = "Share of those born into families that can pay market prices; the others are of "
                  "middle income",
       .source = "assumed: about population.high_income",
       .plausible = {0.1, 0.3}});
    v(arrival_women, {.name = "arrival_women",
                      .least = 0,
                      .most = 1,
                      .meaning = "Share of women among those who move in",
                      .source = "assumed",
                      .plausible = {0.42, 0.52}});
    v(arrival_low_income, {.name = "arrival_low_income",
                           .least = 0,
                           .most = 1,
                           .meaning = "Share of low income among those who move in; nobody comes with dibao",
                           .source = "assumed: as population.low_income",
                           .plausible = {0.03, 0.15}});
    v(arrival_high_income, {.name = "arrival_high_income",
                            .least = 0,
                            .most = 1,
                            .meaning = "Share that can pay market prices among those who move in",
                            .source = "assumed: a little below population.high_income",
                            .plausible = {0.08, 0.3}});
    v(arrival_alone, {.name = "arrival_alone",
                      .least = 0,
                      .most = 1,
                      .meaning = "Share of those who move in at 60 or later who live alone",
                      .source = "assumed: about population.alone",
                      .plausible = {0.03, 0.15}});
    v(arrival_empty_nest, {.name = "arrival_empty_nest",
                           .least = 0,
                           .most = 1,
                           .meaning = "Share of those who move in at 60 or later who live in empty nests",
                           .source = "assumed: as population.empty_nest",
                           .plausible = {0.1, 0.4}});
    v(arrival_migrants_least, {.name = "arrival_migrants_least",
                               .least = 0,
                               .most = 1,
                               .meaning = "Least share of migrants among those who move in, however many live here",
                               .source = "assumed",
                               .plausible = {0.05, 0.3}});
    v(arrival_migrants_most, {.name = "arrival_migrants_most",
                              .least = 0,
                              .most = 1,
                              .meaning = "Greatest share of migrants among those who move in, however few live here",
                              .source = "assumed",
                              .plausible = {0.8, 0.98}});
  }

  /// Monthly chance of dying at an age in months.
  double mortality(int months) const;

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
