// What contracts had on offer this month, what organizations learned by their casework, and what that makes of their
// record.
//
//   hours of each provider / what its contracts promise --> hours offered
//   hours of casework in a service --> learned;  outcomes, offered over promised --> record
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Delivery {
  static constexpr std::string_view about =
      "Contracts offer the hours their providers have; these learn by doing, and their records follow outcomes and "
      "what "
      "they offered of what they promised";
  double learning = 500, half_life = 24, error = 0, standard_error = 0.3;

  template <class V>
  void visit(V& v) {
    v(learning, {.name = "learning",
                 .unit = "hour",
                 .least = 1,
                 .most = 1e6,
                 .meaning = "Hours of casework in a service after which about two thirds of it are learned",
                 .source = "assumed: five months of a full post",
                 .plausible = {200, 2000}});
    v(error, {.name = "error",
              .least = 0,
              .most = 1,
              .meaning = "Standard deviation of a month's error in measuring outcomes and hours for the record",
              .source = "assumed: none; with it, a record is luck in part",
              .plausible = {0, 0.2},
              .neutral = 0});
    v(standard_error, {.name = "standard_error",
                       .least = 0,
                       .most = 1,
                       .meaning = "That error where work is reported in standard forms, relative to others",
                       .source = "assumed",
                       .plausible = {0.1, 0.8},
                       .neutral = 1});
    v(half_life, {.name = "half_life",
                  .unit = "month",
                  .least = 1,
                  .most = 1200,
                  .meaning = "Months after which half of an organization's record is from later ones",
                  .source = "assumed",
                  .plausible = {12, 48}});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
