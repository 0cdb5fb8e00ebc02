// Satisfaction with help, the sense of gain (获得感): of those helped, of those who waited, and of the others, who hear
// of both.
//
//   cases ended by casework --outcome, wait--> of those helped   | cases waiting or given up --wait--> of those who
//   waited both, of this month --acquaintance tells--> of the others --trust.hearsay--> regard: everybody's trust
//
// Judged by what came of a case and by how long it waited; recognition reads it, and with trust.hearsay trust does.
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Satisfaction {
  static constexpr std::string_view about =
      "Those helped and those who wait judge what they got; others hear of it as far as neighbours know each other";
  double outcome = 0.3, wait = 0.05, told = 10, forgets = 0.05;

  template <class V>
  void visit(V& v) {
    v(outcome, {.name = "outcome",
                .least = 0,
                .most = 0.5,
                .meaning = "By how much help that ended well lies above the middle, and help that did not or was given "
                           "up below",
                .source = "assumed; satisfaction is experience against what was hoped for (Oliver 1980)",
                .plausible = {0.1, 0.5}});
    v(wait, {.name = "wait",
             .unit = "1/month",
             .least = 0,
             .most = 1,
             .meaning = "Lost by each month of waiting",
             .source = "assumed",
             .plausible = {0.01, 0.1}});
    v(told, {.name = "told",
             .unit = "count",
             .least = 0,
             .most = 1000,
             .meaning = "Neighbours who hear of a case in a month, where all are acquainted",
             .source = "assumed",
             .plausible = {3, 30}});
    v(forgets, {.name = "forgets",
                .unit = "1/month",
                .least = 0,
                .most = 1,
                .meaning = "Part of others' satisfaction off the middle that is forgotten",
                .source = "assumed",
                .plausible = {0.02, 0.1}});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
