// How well neighbours know each other: it falls where people come and go, and grows where they meet.
//
//   arrivals, departures / residents --moves--> cohesion <--recovery-- resting level
//   group events / 1,000 residents --events-->
//   who attended last month's meeting / residents --meetings-->
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Cohesion {
  static constexpr std::string_view about =
      "Cohesion falls with moves, grows with last month's group events and meetings, and returns to a resting level";
  double recovery = 0.01, moves = 0.3, usual = 0.0065, events = 0.002, meetings = 0.03;

  template <class V>
  void visit(V& v) {
    v(recovery, {.name = "recovery",
                 .unit = "1/month",
                 .least = 0,
                 .most = 1,
                 .meaning = "Part of its distance from the resting level that cohesion makes good",
                 .source = "assumed: half of it in six years",
                 .plausible = {0.003, 0.03}});
    v(moves, {.name = "moves",
              .least = 0,
              .most = 10,
              .meaning = "Fall of cohesion if all residents were replaced in a month",
              .source = "assumed; that turnover of residents loosens neighbourhoods is an old finding (Shaw and McKay "
                        "1942, Sampson 1988)",
              .plausible = {0.1, 1},
              .neutral = 0});
    v(usual, {.name = "usual",
              .unit = "1/month",
              .least = 0,
              .most = 1,
              .meaning = "Share of residents who are replaced where cohesion stays at its resting level",
              .source = "assumed: about the city's mean in the first years, with which the resting levels were drawn",
              .plausible = {0, 0.007}});
    v(events, {.name = "events",
               .least = 0,
               .most = 1,
               .meaning = "Gain of cohesion by one group event per 1,000 residents",
               .source = "assumed",
               .plausible = {0.0005, 0.008},
               .neutral = 0});
    v(meetings, {.name = "meetings",
                 .least = 0,
                 .most = 1,
                 .meaning = "Gain of cohesion by a meeting of deliberation to which all residents came",
                 .source = "assumed: who attends a meeting gets to know twice as many as at an event",
                 .plausible = {0.005, 0.1},
                 .neutral = 0});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
