// How residents' trust in services around them moves, and how long they remember.
#pragma once

#include <cstdint>

#include "sim/field.hpp"

namespace city {

struct Trust {
  double half_life = 36, gain = 0.05, loss = 0.03, wait = 0.01, hearsay = 0;
  std::int64_t memory = 60;

  template <class V>
  void visit(V& v) {
    v(half_life, {.name = "half_life",
                  .unit = "month",
                  .least = 1,
                  .most = 1200,
                  .meaning = "Time in which trust comes half the way back to the middle when nothing happens",
                  .source = "assumed",
                  .plausible = {12, 120}});
    v(gain, {.name = "gain",
             .least = 0,
             .most = 1,
             .meaning = "Gained by a case that went well",
             .source = "assumed",
             .plausible = {0, 0.15},
             .neutral = 0,
             .was = "casework.trust_gain"});
    v(loss, {.name = "loss",
             .least = 0,
             .most = 1,
             .meaning = "Lost by one that did not, or was given up",
             .source = "assumed",
             .plausible = {0, 0.15},
             .neutral = 0,
             .was = "casework.trust_loss"});
    v(wait, {.name = "wait",
             .least = 0,
             .most = 1,
             .meaning = "Lost by a month of waiting",
             .source = "assumed",
             .plausible = {0, 0.03},
             .neutral = 0,
             .was = "casework.trust_wait"});
    v(hearsay,
      {.name = "hearsay",
       .least = 0,
       .most = 2,
       .meaning = "Moved for all residents of a community by others' satisfaction there, for each unit off the "
                  "middle; 0 switches it off",
       .source = "none in the baseline: a lever",
       .neutral = 0});
    v(memory, {.name = "memory",
               .unit = "month",
               .least = 0,
               .most = 1200,
               .meaning = "How long people go by the last wait of their own",
               .source = "assumed",
               .plausible = {12, 120}});
  }
};

}  // namespace city
