// The society at the start: station staff, institutions' social workers, and the organizations that exist.
//
//   numbers of the whole city by class and status --residents, graduates; systematic rounding--> each community's
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Institutions {
  static constexpr std::string_view about = "The stations, organizations and social workers that exist at the start";
  double licensed_station = 0.085, licensed_institution = 0.1, licensed_organization = 0.15, assistants = 0.75;
  double age = 96, reserve = 6, registered_size = 1.5, informal_size = 0.45;

  template <class V>
  void visit(V& v) {
    v(licensed_station, {.name = "licensed_station",
                         .least = 0,
                         .most = 1,
                         .meaning = "Licensed share of station staff at the start",
                         .source = "assumed, set to 'licence holders, January 2010'",
                         .plausible = {0.05, 0.1},
                         .fixed = true});
    v(licensed_institution,
      {.name = "licensed_institution",
       .least = 0,
       .most = 1,
       .meaning = "Licensed share of social workers in streets, hospitals and schools at the start",
       .source = "assumed, set to 'licence holders, January 2010'",
       .plausible = {0.05, 0.15},
       .fixed = true});
    v(licensed_organization, {.name = "licensed_organization",
                              .least = 0,
                              .most = 1,
                              .meaning = "Licensed share of organizations' social workers at the start",
                              .source = "assumed, set to 'licence holders, January 2010'",
                              .plausible = {0.05, 0.3},
                              .fixed = true});
    v(assistants, {.name = "assistants",
                   .least = 0,
                   .most = 1,
                   .meaning = "Share of assistants among the licensed",
                   .source = "national licence statistics: about 75 : 25",
                   .fixed = true});
    v(age, {.name = "age",
            .unit = "month",
            .least = 1,
            .most = 600,
            .meaning = "Mean age of organizations at the start",
            .source = "assumed; national ages of 2021 are 60 % above five years",
            .plausible = {60, 144},
            .fixed = true});
    v(registered_size, {.name = "registered_size",
                        .least = 0,
                        .most = 20,
                        .meaning = "Weight of registered groups at the start, where a class has groups that are not: "
                                   "it was the larger for whom it paid",
                        .source = "assumed",
                        .plausible = {1, 2.5},
                        .neutral = 1,
                        .fixed = true});
    v(informal_size, {.name = "informal_size",
                      .least = 0,
                      .most = 20,
                      .meaning = "Weight of informal groups at the start: the smaller have not filed",
                      .source = "assumed",
                      .plausible = {0.3, 1},
                      .neutral = 1,
                      .fixed = true});
    v(reserve, {.name = "reserve",
                .unit = "month",
                .least = 0,
                .most = 120,
                .meaning = "Months of running costs in hand at the start",
                .source = "assumed",
                .plausible = {2, 12},
                .fixed = true});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
