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
  double initial = 0.45, innovation = 0.003, imitation = 0.03, forgetting = 0.005, depth = 0.3;

  template <class V>
  void visit(V& v) {
    v(initial, {.name = "initial",
                .least = 0,
                .most = 1,
                .meaning = "Level at the start",
                .source = "assumed",
                .plausible = {0.25, 0.65}});
    v(innovation, {.name = "innovation",
                   .unit = "1/month",
                   .least = 0,
                   .most = 1,
                   .meaning = "Bass p: media and posters",
                   .source = "Bass 1969, a typical p a year over 12; assumed",
                   .plausible = {0.0015, 0.006}});
    v(imitation, {.name = "imitation",
                  .unit = "1/month",
                  .least = 0,
                  .most = 1,
                  .meaning = "Bass q: neighbours who know, own community and street alike",
                  .source = "Bass 1969, a typical q a year over 12; assumed",
                  .plausible = {0.015, 0.06},
                  .neutral = 0});
    v(forgetting, {.name = "forgetting",
                   .unit = "1/month",
                   .least = 0,
                   .most = 1,
                   .meaning = "Fading",
                   .source = "assumed",
                   .plausible = {0.0025, 0.02}});
    v(depth, {.name = "depth",
              .least = 0,
              .most = 1,
              .meaning = "Share of people reached by an event who then know of the service",
              .source = "assumed",
              .plausible = {0.15, 0.6}});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
