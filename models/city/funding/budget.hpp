// All levels of government budget in January, line by line (Oates): own revenue by wealth, transfers to the poorer.
//
//   cases that ask in a year / the standard for as many residents --> seen
//   residents x wealth + the city's transfers + a district's own programme --> a sum --salience x seen, last year-->
//   lines
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Budget {
  static constexpr std::string_view about =
      "Governments draw January's lines for purchase by service: (salience x what asked over the standard)^(1-inertia) "
      "x last year's^inertia";
  sim::ByPlace<double> fair_per_resident = 0, off_fair_per_resident = 0, incubators = 0;
  double inertia = 0.5, least_seen = 0.1, of_means = 0;
  double region_share = 0, city_share = 0.15, district_share = 0.45, street_share = 0.40;

  template <class V>
  void visit(V& v) {
    v(fair_per_resident,
      {.name = "fair_per_resident",
       .unit = "CNY",
       .least = 0,
       .most = 10000,
       .meaning = "Money for projects at the fair, per resident and year, all levels together",
       .source = "none until a scenario gives it; Nanjing's is set year by year towards the 70 million CNY negotiated "
                 "at the fair of 2017"});
    v(off_fair_per_resident,
      {.name = "off_fair_per_resident",
       .unit = "CNY",
       .least = 0,
       .most = 10000,
       .meaning = "Money for purchase outside the fair, per resident and year, all levels together",
       .source = "none until a scenario gives it; Nanjing's is set towards 45 million CNY in 2017, assumed",
       .plausible = {0, 12}});
    v(of_means,
      {.name = "of_means",
       .least = 0,
       .most = 1,
       .meaning = "Part of what a region, the city and districts took in last year, transfers among it, that they "
                  "add to their lines outside the fair; streets' revenue is for stations",
       .source = "none: Nanjing's lines are amounts per resident"});
    v(incubators,
      {.name = "incubators",
       .unit = "CNY",
       .least = 0,
       .most = 10000,
       .meaning = "A district's line for incubators, per resident and year; it comes out of its own programme of "
                  "purchase as far as that goes",
       .source = "none until a scenario gives it: a lever; Jiangning's own line includes its platforms' costs, how "
                 "much is assumed",
       .plausible = {0, 4}});
    v(inertia, {.name = "inertia",
                .least = 0,
                .most = 1,
                .meaning = "Weight of last year's line",
                .source = "assumed",
                .plausible = {0.25, 0.75},
                .neutral = 0});
    v(least_seen,
      {.name = "least_seen",
       .least = 0,
       .most = 1,
       .meaning = "What a government reckons with at the least where fewer ask, relative to the standard; at "
                  "0 a service for which nobody asked in a year has no line",
       .source = "assumed",
       .plausible = {0, 0.3},
       .neutral = 0});
    v(region_share, {.name = "region_share",
                     .least = 0,
                     .most = 1,
                     .meaning = "Share of purchase money that a region above the city spends itself",
                     .source = "none: a city with a region above it says so"});
    v(city_share, {.name = "city_share",
                   .least = 0,
                   .most = 1,
                   .meaning = "City's share of purchase money",
                   .source = "assumed",
                   .plausible = {0.05, 0.3}});
    v(district_share, {.name = "district_share",
                       .least = 0,
                       .most = 1,
                       .meaning = "Districts' share of it",
                       .source = "assumed",
                       .plausible = {0.3, 0.6}});
    v(street_share, {.name = "street_share",
                     .least = 0,
                     .most = 1,
                     .meaning = "Streets' share of it",
                     .source = "assumed",
                     .plausible = {0.2, 0.6}});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
