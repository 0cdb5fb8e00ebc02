// Hours that no buyer pays for: what bids took, and the way to contracts away from home.
//
//   hours owed for bids / months in which they are worked off          --> hours of own people, then of staff
//   hours of a contract's casework and events x distance from its home --> the same
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Unpaid {
  static constexpr std::string_view about =
      "Bids, worked off over months, and the way to contracts away from home take hours of organizations' people";
  double bid_months = 12;

  template <class V>
  void visit(V& v) {
    v(bid_months, {.name = "bid_months",
                   .unit = "month",
                   .least = 1,
                   .most = 120,
                   .meaning = "Months over which people work off the evenings and week-ends that bids took; at 1 they "
                              "are lost to casework in the month of the round",
                   .source = "assumed: time off in lieu, within a year",
                   .plausible = {3, 12}});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
