// The data a scenario brings on the place: districts, census totals, age bands, a row each; which population series is
// believed; ways to clients.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/field.hpp"

namespace city {

/// A district: residents, places, wealth of its government and of its households.
struct District {
  std::string name, label;
  double population_2010 = 0, population_2020 = 0, urban = 1, migrants = 1, wealth = 1, income = 1, cohesion = 1,
         own_line = 0;
  double x = 0, y = 0, area = 100;
  std::int64_t streets = 1, communities = 1;

  template <class V>
  void visit(V& v) {
    v(label, {.name = "label",
              .meaning = "What tables and pictures call it, in any script",
              .source = "the row's own source",
              .fixed = true});
    v(population_2010, {.name = "population_2010",
                        .unit = "count",
                        .least = 1,
                        .most = 1e8,
                        .meaning = "Residents in 2010; with 2020 it gives the district's share of the city",
                        .source = "the row's own source",
                        .fixed = true});
    v(population_2020, {.name = "population_2020",
                        .unit = "count",
                        .least = 1,
                        .most = 1e8,
                        .meaning = "Residents in 2020",
                        .source = "the row's own source",
                        .fixed = true});
    v(urban, {.name = "urban",
              .least = 0,
              .most = 1,
              .meaning = "Urban share of residents; raked to the city's of 2010",
              .source = "the row's own source",
              .fixed = true});
    v(migrants, {.name = "migrants",
                 .least = 0,
                 .most = 100,
                 .meaning = "Odds that a resident is a migrant, relative to other districts; raked to the city's share "
                            "of each year",
                 .source = "the row's own source",
                 .fixed = true});
    v(wealth, {.name = "wealth",
               .least = 0.1,
               .most = 10,
               .meaning = "Own revenue per resident relative to the city's mean",
               .source = "assumed",
               .plausible = {0.5, 2},
               .of = "budget"});
    v(income, {.name = "income",
               .least = 0.1,
               .most = 10,
               .meaning = "Income of its households relative to others of their zone and band in the city",
               .source = "assumed",
               .plausible = {0.6, 1.5},
               .neutral = 1,
               .of = "spending"});
    v(cohesion, {.name = "cohesion",
                 .least = 0,
                 .most = 2,
                 .meaning = "Cohesion of its communities at the start, relative to others of their zone",
                 .source = "assumed: 1; lower where many were resettled",
                 .plausible = {0.5, 1.2},
                 .neutral = 1,
                 .of = "population"});
    v(x, {.name = "x",
          .unit = "km",
          .least = -1000,
          .most = 1000,
          .meaning = "Its seat, east of the city's centre",
          .source = "the row's own source",
          .fixed = true});
    v(y, {.name = "y",
          .unit = "km",
          .least = -1000,
          .most = 1000,
          .meaning = "Its seat, north of the city's centre",
          .source = "the row's own source",
          .fixed = true});
    v(area, {.name = "area",
             .unit = "km2",
             .least = 0.1,
             .most = 1e5,
             .meaning = "Area; villages are spread over it, towns stand around the seat",
             .source = "the row's own source",
             .fixed = true});
    v(own_line,
      {.name = "own_line",
       .unit = "CNY",
       .least = 0,
       .most = 1e4,
       .meaning = "The district's own programme of purchase outside the fair, per resident and year, platform "
                  "costs included",
       .source = "assumed",
       .plausible = {0, 20},
       .of = "budget"});
    v(streets, {.name = "streets",
                .unit = "count",
                .least = 1,
                .most = 1000,
                .meaning = "Streets and towns",
                .source = "the row's own source",
                .fixed = true});
    v(communities, {.name = "communities",
                    .unit = "count",
                    .least = 1,
                    .most = 10000,
                    .meaning = "Communities and villages",
                    .source = "the row's own source",
                    .fixed = true});
  }
};

/// City totals at mid-year, between which the demography interpolates.
struct Census {
  std::string name;
  std::int64_t year = 2010;
  double contemporaneous = 0, revised = 0, migrants = 0, urban = 0;

  template <class V>
  void visit(V& v) {
    v(year, {.name = "year",
             .unit = "year",
             .least = 1950,
             .most = 2100,
             .meaning = "Year of the figures",
             .source = "the row's own source",
             .fixed = true});
    v(contemporaneous, {.name = "contemporaneous",
                        .unit = "count",
                        .least = 1,
                        .most = 1e9,
                        .meaning = "Residents as published at the time",
                        .source = "the row's own source",
                        .fixed = true});
    v(revised, {.name = "revised",
                .unit = "count",
                .least = 1,
                .most = 1e9,
                .meaning = "Residents as revised after the 2020 census",
                .source = "the row's own source",
                .fixed = true});
    v(urban, {.name = "urban",
              .least = 0,
              .most = 1,
              .meaning = "Urban share of residents; villages become towns until it is reached",
              .source = "the row's own source",
              .fixed = true});
    v(migrants, {.name = "migrants",
                 .least = 0,
                 .most = 1,
                 .meaning = "Share of residents without local hukou",
                 .source = "the row's own source",
                 .fixed = true});
  }
};

/// An age band: who is there at the start, who arrives.
struct AgeBand {
  std::string name;
  std::int64_t least_age = 0;
  double share = 0, migrants = 0, disabled = 0, arrivals = 0, departures = 1;

  template <class V>
  void visit(V& v) {
    v(least_age, {.name = "least_age",
                  .unit = "year",
                  .least = 0,
                  .most = 120,
                  .meaning = "Youngest age of the band",
                  .source = "the row's own source",
                  .fixed = true});
    v(share, {.name = "share",
              .least = 0,
              .most = 1,
              .meaning = "Share of residents at the start",
              .source = "the row's own source",
              .fixed = true});
    v(migrants, {.name = "migrants",
                 .least = 0,
                 .most = 10,
                 .meaning = "Odds of being a migrant relative to other ages, before fitting to the margins",
                 .source = "the row's own source",
                 .fixed = true});
    v(disabled, {.name = "disabled",
                 .least = 0,
                 .most = 1,
                 .meaning = "Share with a disability",
                 .source = "the row's own source",
                 .fixed = true});
    v(arrivals, {.name = "arrivals",
                 .least = 0,
                 .most = 1,
                 .meaning = "Share of arriving residents",
                 .source = "the row's own source",
                 .of = "demography"});
    v(departures, {.name = "departures",
                   .least = 0,
                   .most = 2,
                   .meaning = "How often people of this age leave the city, relative to others",
                   .source = "the row's own source",
                   .neutral = 1,
                   .of = "demography"});
  }
};

enum class PopulationSeries : std::uint8_t { contemporaneous, revised };
constexpr std::array<std::string_view, 2> words(PopulationSeries) { return {"contemporaneous", "revised"}; }

struct PopulationData {
  PopulationSeries series = PopulationSeries::contemporaneous;
  std::int64_t mother_from = 20, mother_to = 35, last_band = 10;
  template <class V>
  void visit(V& v) {
    v(series,
      {.name = "series",
       .meaning = "Which city totals the demography follows: published at the time, or revised after the 2020 census",
       .source = "Nanjing statistical communiques and the 2020 census (two series exist); carry it as an uncertainty",
       .fixed = true});
    v(mother_from, {.name = "mother_from",
                    .unit = "year",
                    .least = 10,
                    .most = 60,
                    .meaning = "Age from which women give birth",
                    .source = "assumed: nearly all births are between 20 and 34",
                    .plausible = {16, 22},
                    .fixed = true});
    v(mother_to, {.name = "mother_to",
                  .unit = "year",
                  .least = 10,
                  .most = 60,
                  .meaning = "Age from which they no longer do",
                  .source = "assumed: nearly all births are between 20 and 34",
                  .plausible = {33, 45},
                  .fixed = true});
    v(last_band, {.name = "last_band",
                  .unit = "year",
                  .least = 1,
                  .most = 40,
                  .meaning = "Width of the last age band, over which ages are even at the start and on arrival",
                  .source = "assumed",
                  .plausible = {8, 15},
                  .fixed = true});
  }
};

/// The way to those whom casework visits at home.
struct Travel {
  double visits = 4, speed = 12, detour = 1.3, included = 0.5, day = 7, trip_speed = 25;
  template <class V>
  void visit(V& v) {
    v(visits, {.name = "visits",
               .unit = "count",
               .least = 0,
               .most = 31,
               .meaning = "Visits of an open case a month",
               .source = "assumed: one a week",
               .plausible = {1, 8}});
    v(speed, {.name = "speed",
              .unit = "km/h",
              .least = 1,
              .most = 100,
              .meaning = "Speed on the way to a visit and back",
              .source = "assumed: an electric bicycle in traffic",
              .plausible = {5, 25}});
    v(day, {.name = "day",
            .unit = "hour",
            .least = 1,
            .most = 24,
            .meaning = "Hours of work in another community for which staff make the way from home and back once",
            .source = "assumed: a day's work",
            .plausible = {4, 8}});
    v(trip_speed, {.name = "trip_speed",
                   .unit = "km/h",
                   .least = 1,
                   .most = 200,
                   .meaning = "Speed on that way",
                   .source = "assumed: bus or car, door to door",
                   .plausible = {12, 35}});
    v(included, {.name = "included",
                 .unit = "km",
                 .least = 0,
                 .most = 100,
                 .meaning = "Distance to a client's door that the hours of a case already include",
                 .source = "assumed: a walk in a town",
                 .plausible = {0, 1}});
    v(detour, {.name = "detour",
               .least = 1,
               .most = 5,
               .meaning = "Length of a way over the distance as the crow flies",
               .source = "assumed; street networks measure 1.2 to 1.4",
               .plausible = {1.2, 1.4},
               .neutral = 1});
  }
};

}  // namespace city
