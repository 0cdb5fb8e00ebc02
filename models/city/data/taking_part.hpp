// Who gives hours to groups and who joins them. Parameters only; what a resident does is in shared/taking_part.hpp.
#pragma once

#include <cstdint>

#include "sim/field.hpp"

namespace city {

/// What makes a grown-up resident a volunteer: log-odds; and what one gives.
struct Volunteers {
  double intercept = -4.4, trust = 2, cohesion = 1.5, retired = 0.4, contact = 1.4;
  std::int64_t retired_from = 60;
  double asked = 0.25, hours = 1.2;

  template <class V>
  void visit(V& v) {
    v(intercept, {.name = "intercept",
                  .least = -1000,
                  .most = 1000,
                  .meaning = "Log-odds that a grown-up stranger of middling trust volunteers when asked",
                  .source = "assumed, so that about 2.5 % of grown-ups volunteer",
                  .plausible = {-5.2, -3.8}});
    v(trust, {.name = "trust",
              .least = -100,
              .most = 100,
              .meaning = "Log-odds by own trust in services, for each unit above 0.5",
              .source = "assumed; that who trusts volunteers more is found in most surveys",
              .plausible = {0, 4},
              .neutral = 0});
    v(cohesion, {.name = "cohesion",
                 .least = -100,
                 .most = 100,
                 .meaning = "Log-odds by the community's cohesion, from none to all acquainted",
                 .source = "assumed",
                 .plausible = {0.5, 2.5},
                 .neutral = 0});
    v(retired, {.name = "retired",
                .least = -100,
                .most = 100,
                .meaning = "Log-odds of the retired, beside others",
                .source = "assumed: they have the time",
                .plausible = {0, 1},
                .neutral = 0});
    v(contact, {.name = "contact",
                .least = -100,
                .most = 100,
                .meaning = "Log-odds where each resident was at one group event in the last year: who comes is asked",
                .source = "assumed: who is asked volunteers about four times as often (surveys of giving and "
                          "volunteering in the United States, recalled, unverified)",
                .plausible = {0, 2.5},
                .neutral = 0});
    v(retired_from, {.name = "retired_from",
                     .unit = "year",
                     .least = 18,
                     .most = 120,
                     .meaning = "Age from which people count as retired",
                     .source = "China's retirement age of men until 2024: 60 (women 50 or 55)"});
    v(asked, {.name = "asked",
              .least = 0,
              .most = 1,
              .meaning = "Share of volunteers whom groups ask in a month",
              .source = "assumed",
              .plausible = {0.1, 0.5}});
    v(hours, {.name = "hours",
              .unit = "hour/month",
              .least = 0,
              .most = 100,
              .meaning = "Hours that one who is asked gives",
              .source = "assumed",
              .plausible = {0.5, 4}});
  }
};

/// What makes a grown-up resident join a group that has room, in log-odds; and what members pay.
struct Members {
  double intercept = -3.3, cohesion = 1.5, retired = 0.8;
  std::int64_t until = 75;
  double dues = 40;

  template <class V>
  void visit(V& v) {
    v(intercept, {.name = "intercept",
                  .least = -1000,
                  .most = 1000,
                  .meaning = "Log-odds that a grown-up stranger would be a member of a neighbourhood group",
                  .source = "assumed, so that about 6.6 % of residents would",
                  .plausible = {-4, -2.8}});
    v(cohesion, {.name = "cohesion",
                 .least = -100,
                 .most = 100,
                 .meaning = "Log-odds by the community's cohesion, from none to all acquainted",
                 .source = "assumed",
                 .plausible = {0.5, 2.5},
                 .neutral = 0});
    v(retired, {.name = "retired",
                .least = -100,
                .most = 100,
                .meaning = "Log-odds of the retired below a certain age, beside others",
                .source = "assumed: recreation groups are theirs",
                .plausible = {0.3, 1.5},
                .neutral = 0});
    v(until, {.name = "until",
              .unit = "year",
              .least = 18,
              .most = 120,
              .meaning = "Age from which the retired join no more than others",
              .source = "assumed",
              .plausible = {70, 80}});
    v(dues, {.name = "dues",
             .unit = "CNY",
             .least = 0,
             .most = 1e5,
             .meaning = "Dues of a member a year in towns of the city's mean income, in 2010 wages",
             .source = "assumed: about 60 CNY in 2016",
             .plausible = {15, 80}});
  }
};

}  // namespace city
