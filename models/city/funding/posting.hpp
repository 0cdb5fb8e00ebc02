// In spring communities post projects for the money they can hope for, by what they see of their own backlog, or by
// what those who met there want (neighbours/deliberation).
#pragma once

#include <string_view>

#include "models/city/data/organization_class.hpp"
#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Posting {
  static constexpr std::string_view about =
      "Communities post projects within the lines that reach them, by a noisy view of their backlog";
  double value = 37500, spread = 0.75, over_posting = 1.1, noise = 0.5;
  Level compared_within = Level::city;

  template <class V>
  void visit(V& v) {
    v(value, {.name = "value",
              .unit = "CNY",
              .least = 100,
              .most = 1e7,
              .meaning = "Mean value of a project at the fair",
              .source = "set to 'mean contract at the 2017 fair (CNY)' and 'projects posted at the 2017 fair'"});
    v(spread, {.name = "spread",
               .least = 0,
               .most = 3,
               .meaning = "Standard deviation of its logarithm",
               .source = "assumed, set to 'mean over median contract at the 2017 fair'",
               .plausible = {0.4, 1}});
    v(over_posting, {.name = "over_posting",
                     .least = 0,
                     .most = 10,
                     .meaning = "Value posted relative to the money there is",
                     .source = "assumed, set to 'projects awarded per project posted, 2017 fair'",
                     .plausible = {1, 1.5},
                     .neutral = 1});
    v(noise, {.name = "noise",
              .least = 0,
              .most = 5,
              .meaning = "Standard deviation of log error in seeing the backlog",
              .source = "assumed",
              .plausible = {0.2, 1},
              .neutral = 0});
    v(compared_within, {.name = "compared_within",
                        .meaning = "With whose backlog a community compares its own: its street's, its district's or "
                                   "the whole city's",
                        .source = "assumed: statistics are the city's"});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
