// The synthetic city at the start: places first, then residents whose joint traits fit every known margin.
//
//   districts -> communities (urban, rural; sizes lognormal) -> [sample of whole communities] -> slots
//   margins of the city, by zone --fit()--> joint of age x traits --systematic draw--> residents of each community
#pragma once

#include <cstdint>
#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Population {
  static constexpr std::string_view about =
      "Builds districts, streets, communities and every resident by iterative proportional fitting to known margins";
  double scale = 1;
  std::int64_t seed = 2010;
  bool shared = true;
  double urban = 0.785, size_spread = 0.35, slack = 0.05;
  double dibao = 0.011, low_income = 0.06, high_income = 0.2;
  double alone = 0.055, empty_nest = 0.23, left_behind = 0.015;
  double cohesion_rural = 0.8, cohesion_urban = 0.4, cohesion_spread = 0.15;
  double women = 0.5, dibao_migrant = 0.05, dibao_disabled = 4;
  double town_density = 9000;

  template <class V>
  void visit(V& v) {
    v(scale, {.name = "scale",
              .least = 0.0005,
              .most = 1,
              .meaning = "Share of communities kept: whole communities, stratified by district and zone",
              .source = "a technical choice",
              .fixed = true});
    v(seed, {.name = "seed",
             .least = 0,
             .most = 9e15,
             .meaning = "Luck of the synthetic population, its own",
             .source = "a technical choice",
             .fixed = true});
    v(shared, {.name = "shared",
               .meaning = "Whether replicates share one synthetic population",
               .source = "a technical choice",
               .fixed = true});
    v(urban, {.name = "urban",
              .least = 0,
              .most = 1,
              .meaning = "Urban share of residents in 2010, to which districts are raked",
              .source = "Nanjing Statistical Yearbook 2011: 78.5 %",
              .fixed = true});
    v(size_spread, {.name = "size_spread",
                    .least = 0,
                    .most = 2,
                    .meaning = "Standard deviation of log community size",
                    .source = "assumed",
                    .plausible = {0.2, 0.6},
                    .fixed = true});
    v(slack, {.name = "slack",
              .least = 0.01,
              .most = 1,
              .meaning = "Empty slots beyond the largest number of residents that the data foresee",
              .source = "a technical choice",
              .fixed = true});
    v(dibao, {.name = "dibao",
              .least = 0,
              .most = 1,
              .meaning = "Share on minimum income support",
              .source = "assumed: 1.1 % in 2010",
              .plausible = {0.008, 0.015},
              .fixed = true});
    v(low_income, {.name = "low_income",
                   .least = 0,
                   .most = 1,
                   .meaning = "Share of low income above dibao",
                   .source = "assumed",
                   .plausible = {0.03, 0.12},
                   .fixed = true});
    v(high_income, {.name = "high_income",
                    .least = 0,
                    .most = 1,
                    .meaning = "Share that can pay market prices",
                    .source = "assumed",
                    .plausible = {0.1, 0.35},
                    .fixed = true});
    v(alone, {.name = "alone",
              .least = 0,
              .most = 1,
              .meaning = "Share of elders (60+) who live alone",
              .source = "Nanjing civil affairs 2012: 65,901 elders alone",
              .fixed = true});
    v(empty_nest, {.name = "empty_nest",
                   .least = 0,
                   .most = 1,
                   .meaning = "Share of elders in empty nests",
                   .source = "Nanjing civil affairs 2012: 136,500 households",
                   .fixed = true});
    v(left_behind, {.name = "left_behind",
                    .least = 0,
                    .most = 1,
                    .meaning = "Share of rural local children left behind",
                    .source = "assumed: 2,000 to 3,000 children",
                    .plausible = {0.012, 0.02},
                    .fixed = true});
    v(cohesion_rural, {.name = "cohesion_rural",
                       .least = 0,
                       .most = 1,
                       .meaning = "Mean cohesion of villages (acquaintance)",
                       .source = "assumed",
                       .plausible = {0.6, 0.9},
                       .fixed = true});
    v(town_density, {.name = "town_density",
                     .unit = "count/km2",
                     .least = 1,
                     .most = 1e6,
                     .meaning = "Residents per square kilometre of built-up area: how wide towns are",
                     .source = "assumed",
                     .plausible = {5000, 15000},
                     .fixed = true});
    v(cohesion_urban, {.name = "cohesion_urban",
                       .least = 0,
                       .most = 1,
                       .meaning = "Mean cohesion of urban communities",
                       .source = "assumed",
                       .plausible = {0.2, 0.6},
                       .fixed = true});
    v(cohesion_spread, {.name = "cohesion_spread",
                        .least = 0,
                        .most = 1,
                        .meaning = "Standard deviation of cohesion among the communities of a zone",
                        .source = "assumed",
                        .plausible = {0.05, 0.25},
                        .fixed = true});
    v(women, {.name = "women",
              .least = 0.01,
              .most = 0.99,
              .meaning = "Share of women",
              .source = "assumed; the census of 2010 has a little less than half",
              .plausible = {0.48, 0.51},
              .fixed = true});
    v(dibao_migrant, {.name = "dibao_migrant",
                      .least = 0,
                      .most = 10,
                      .meaning = "Odds that a migrant is on minimum income support, relative to locals, before fitting "
                                 "to the margins",
                      .source = "assumed: dibao follows local hukou",
                      .plausible = {0, 0.2},
                      .neutral = 1,
                      .fixed = true});
    v(dibao_disabled, {.name = "dibao_disabled",
                       .least = 0,
                       .most = 100,
                       .meaning = "Odds that a disabled resident is on minimum income support, relative to others, "
                                  "before fitting to the margins",
                       .source = "assumed",
                       .plausible = {2, 8},
                       .neutral = 1,
                       .fixed = true});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
