// Communities' micro-funds: gifts, a match by the street, grants as meetings voted.
//
//   who attended x contribution, firms and foundations --> fund <--match-- street, as far as its cash is not promised
//   fund --voted, while it lasts--> groups and organizations --events (care/group_events)--> cohesion, awareness
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct MicroFund {
  static constexpr std::string_view about =
      "Micro-funds take gifts and a match for them, and pay what meetings granted, as far as they go";
  sim::ByPlace<bool> open = false;
  double contribution = 5, donation = 12000, match = 1;

  template <class V>
  void visit(V& v) {
    v(open, {.name = "open",
             .meaning = "Whether communities have a micro-fund",
             .source = "Jingming's community fund in Nanjing"});
    v(contribution, {.name = "contribution",
                     .unit = "CNY",
                     .least = 0,
                     .most = 1e5,
                     .meaning = "What one who attends a meeting gives",
                     .source = "assumed",
                     .plausible = {0, 20}});
    v(donation, {.name = "donation",
                 .unit = "CNY",
                 .least = 0,
                 .most = 1e7,
                 .meaning = "What firms and foundations give to a fund in a year",
                 .source = "derived: half of 176,000 CNY a community in a programme with a match (HSBC and Jingming), "
                           "over about seven years; the years are assumed",
                 .plausible = {3000, 45000}});
    v(match, {.name = "match",
              .least = 0,
              .most = 10,
              .meaning = "Yuan that the street adds to each yuan given",
              .source = "HSBC and Jingming: one to one"});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
