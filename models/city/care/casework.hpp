// A month of casework: help is given with the hours that were claimed, and cases end well, badly, or in giving up.
//
//   who carries a case: hours they have / hours asked of them -> months' worth of help -> outcome -> trust, the
//   provider's record
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Casework {
  static constexpr std::string_view about =
      "Cases that were taken up get the hours that those who carry them have, and end well or badly; others give up in "
      "time";
  double giving_up = 1.0 / 6;
  double outcome = 0.8, outcome_skill = 2.0, outcome_help = 3.0, outcome_severity = -0.4;
  double volunteer_skill = 0.3, mediator_skill = 0.5;

  template <class V>
  void visit(V& v) {
    v(giving_up, {.name = "giving_up",
                  .unit = "1/month",
                  .least = 0,
                  .most = 1,
                  .meaning = "Chance a month that someone waiting gives up",
                  .source = "assumed",
                  .plausible = {0.08, 0.33}});
    v(outcome, {.name = "outcome",
                .least = -6,
                .most = 6,
                .meaning = "Log-odds of success with average skill, full help, low severity",
                .source = "assumed",
                .plausible = {0.2, 1.4}});
    v(outcome_skill, {.name = "outcome_skill",
                      .least = -6,
                      .most = 6,
                      .meaning = "Per unit of skill above one half",
                      .source = "assumed",
                      .plausible = {1, 3},
                      .neutral = 0});
    v(outcome_help, {.name = "outcome_help",
                     .least = -6,
                     .most = 6,
                     .meaning = "Per share of the needed hours that were given, below one",
                     .source = "assumed",
                     .plausible = {1.5, 5},
                     .neutral = 0});
    v(outcome_severity, {.name = "outcome_severity",
                         .least = -6,
                         .most = 6,
                         .meaning = "Per step of severity",
                         .source = "assumed",
                         .plausible = {-0.8, 0},
                         .neutral = 0});
    v(volunteer_skill, {.name = "volunteer_skill",
                        .least = 0,
                        .most = 1,
                        .meaning = "Skill of volunteers at cases",
                        .source = "assumed",
                        .plausible = {0.1, 0.5}});
    v(mediator_skill, {.name = "mediator_skill",
                       .least = 0,
                       .most = 1,
                       .meaning = "Skill of committees' mediators",
                       .source = "assumed",
                       .plausible = {0.3, 0.7}});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
