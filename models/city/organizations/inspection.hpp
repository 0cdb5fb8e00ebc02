// The registrar's yearly inspection of legal persons: activity, accounts, staff. Whoever fails cannot be bought from
// until the next one, and two failures in a row end a registration.
//
//   legal persons of more than a year --March to June, each in its month--> fails, if seen to --again--> revoked (exit)
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Inspection {
  static constexpr std::string_view about =
      "Legal persons are inspected once a year, on activity, accounts and staff; two failures in a row revoke";
  bool open = false;
  double inspected = 1, overlooked = 0.3;
  std::int64_t idle_months = 12, failures = 2;

  template <class V>
  void visit(V& v) {
    v(open, {.name = "open",
             .meaning = "Whether inspections are held",
             .source = "Regulations on registration of social organizations (1998): yearly inspection, March to June "
                       "(recalled, unverified); off by default: a lever"});
    v(inspected, {.name = "inspected",
                  .least = 0,
                  .most = 1,
                  .meaning = "Share of legal persons inspected in a year",
                  .source = "all, by the regulations; many reports are read by nobody (assumed)",
                  .plausible = {0.3, 1}});
    v(overlooked, {.name = "overlooked",
                   .least = 0,
                   .most = 1,
                   .meaning = "Chance that an inspection does not see what is missing",
                   .source = "assumed: reports are the organization's own",
                   .plausible = {0, 0.7},
                   .neutral = 0});
    v(idle_months, {.name = "idle_months",
                    .unit = "month",
                    .least = 1,
                    .most = 120,
                    .meaning = "Months without doing anything from which on activity is missing",
                    .source = "regulations: no activity for a year (recalled, unverified)"});
    v(failures, {.name = "failures",
                 .unit = "1",
                 .least = 1,
                 .most = 100,
                 .meaning = "Failures in a row that revoke a registration",
                 .source = "two years in a row, by the rules of yearly inspection (recalled, unverified)"});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
