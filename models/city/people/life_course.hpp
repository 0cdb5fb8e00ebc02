// Living arrangements and income change with age and luck.
#pragma once

#include <cstdint>
#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

/// Turning 18 ends being left behind; turning 60 opens the question who elders live with.
struct LifeCourse {
  static constexpr std::string_view about = "Birthdays that change a living arrangement: of small children, 18 and 60";
  double alone = 0.055, empty_nest = 0.23, left_behind = 0.015;
  std::int64_t left_behind_at = 1;

  template <class V>
  void visit(V& v) {
    v(alone, {.name = "alone",
              .least = 0,
              .most = 1,
              .meaning = "Share of those turning 60 who come to live alone",
              .source = "Nanjing civil affairs 2012: 65,901 elders alone"});
    v(empty_nest, {.name = "empty_nest",
                   .least = 0,
                   .most = 1,
                   .meaning = "Share of those turning 60 who become empty nests",
                   .source = "Nanjing civil affairs 2012: 136,500 households"});
    v(left_behind, {.name = "left_behind",
                    .least = 0,
                    .most = 1,
                    .meaning = "Share of rural local children whose parents leave them behind",
                    .source = "assumed: 2,000 to 3,000 children",
                    .plausible = {0.012, 0.02}});
    v(left_behind_at, {.name = "left_behind_at",
                       .unit = "year",
                       .least = 0,
                       .most = 17,
                       .meaning = "Birthday after which parents may leave a child behind",
                       .source = "assumed",
                       .plausible = {1, 6}});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
