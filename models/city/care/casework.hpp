// Providers work their queues with the hours they have; cases end well, badly, or in giving up.
//
//   open cases --meet(provider): active first, then severity, then wait, then luck--> a worker with hours to spare, or
//   mediators, volunteers, a paid provider's staff, a contractor's own people; a case takes its hours and the way to it
//   each worker's load against hours -> months' worth of help given -> outcome -> trust, the provider's record
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Casework {
  static constexpr std::string_view about =
      "Each provider works its queue with the hours it has: severity first, then the longest wait; others give up in "
      "time";
  double giving_up = 1.0 / 6, full_load = 1.05;
  double outcome = 0.8, outcome_skill = 2.0, outcome_help = 3.0, outcome_severity = -0.4;
  double trust_gain = 0.05, trust_loss = 0.03, trust_wait = 0.01;

  template <class V>
  void visit(V& v) {
    v(giving_up, {.name = "giving_up",
                  .unit = "1/month",
                  .least = 0,
                  .most = 1,
                  .meaning = "Chance a month that someone waiting gives up",
                  .source = "assumed",
                  .plausible = {0.08, 0.33}});
    v(full_load, {.name = "full_load",
                  .least = 0.1,
                  .most = 5,
                  .meaning = "Load, relative to hours, up to which a worker takes new cases",
                  .source = "assumed",
                  .plausible = {0.95, 1.25}});
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
    v(trust_gain, {.name = "trust_gain",
                   .least = 0,
                   .most = 1,
                   .meaning = "Trust gained by a case that went well",
                   .source = "assumed",
                   .plausible = {0.02, 0.1},
                   .neutral = 0});
    v(trust_loss, {.name = "trust_loss",
                   .least = 0,
                   .most = 1,
                   .meaning = "Trust lost by one that did not",
                   .source = "assumed",
                   .plausible = {0.01, 0.06},
                   .neutral = 0});
    v(trust_wait, {.name = "trust_wait",
                   .least = 0,
                   .most = 1,
                   .meaning = "Trust lost by a month of waiting",
                   .source = "assumed",
                   .plausible = {0.005, 0.02},
                   .neutral = 0});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
