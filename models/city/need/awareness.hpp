// Who knows that help exists: a level by community and service that spreads by word of mouth and contact (Bass 1969).
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Awareness {
  static constexpr std::string_view about =
      "Knowledge of services spreads by media, neighbours and events, and fades (Bass 1969)";
  double initial = 1, innovation = 0.005, imitation = 0.05, forgetting = 0.0217, depth = 0.3, stranger_talk = 0.5;

  template <class V>
  void visit(V& v) {
    v(initial, {.name = "initial",
                .least = 0,
                .most = 5,
                .meaning = "Level at the start, relative to where it rests without events",
                .source = "assumed: a city at rest",
                .plausible = {0.5, 1.5},
                .neutral = 1});
    v(innovation,
      {.name = "innovation",
       .unit = "1/month",
       .least = 0,
       .most = 1,
       .meaning = "Bass p: media and posters",
       .source = "assumed: twice a typical p of a year over 12 (Bass 1969), so that two thirds of a gap close in "
                 "three years",
       .plausible = {0.001, 0.006}});
    v(imitation, {.name = "imitation",
                  .unit = "1/month",
                  .least = 0,
                  .most = 1,
                  .meaning = "Bass q: neighbours who know, own community and street alike",
                  .source = "assumed: a high q of a year over 12 (Bass 1969), for the same reason",
                  .plausible = {0.015, 0.05}});
    v(forgetting, {.name = "forgetting",
                   .unit = "1/month",
                   .least = 0,
                   .most = 1,
                   .meaning = "Fading",
                   .source = "assumed: leaves the level at 0.6 in towns and 0.7 in villages without events",
                   .plausible = {0.006, 0.025}});
    v(depth, {.name = "depth",
              .least = 0,
              .most = 1,
              .meaning = "Share of people reached by an event of a service who then know of it",
              .source = "assumed",
              .plausible = {0.1, 0.6},
              .neutral = 0});
    v(stranger_talk, {.name = "stranger_talk",
                      .least = 0,
                      .most = 2,
                      .meaning = "How much neighbours talk where all are strangers; 1 more where all are acquainted",
                      .source = "assumed",
                      .plausible = {0.2, 1}});
  }

  /// The level at which learning from media and neighbours and forgetting balance.
  double rest(double talk) const;

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
