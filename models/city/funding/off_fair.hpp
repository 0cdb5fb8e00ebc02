// Outside the fair governments negotiate with the providers they know best, in February, and in September for what is
// left.
//
//   a government's lines --contracts of the usual size--> services in proportion --> the community that waits longest
//   providers within reach x record it knows --> asked from the best down, round after round, where the way pays
#pragma once

#include <string_view>

#include "models/city/data/procurement.hpp"
#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct OffFair {
  static constexpr std::string_view about =
      "Outside the fair governments negotiate with the providers they know best, for the communities with the longest "
      "queues";
  Contracting contracting{.usual = 100};
  double value = 100000, groups = 0.5;

  template <class V>
  void visit(V& v) {
    v(value, {.name = "value",
              .unit = "CNY",
              .least = 100,
              .most = 1e8,
              .meaning = "Mean contract outside the fair",
              .source = "Jiangning 2014-17: over 50 million CNY for over 500 projects"});
    v(groups, {.name = "groups",
               .least = 0,
               .most = 1,
               .meaning = "Share of money for group activities relative to the fair's",
               .source = "assumed: negotiated contracts are for cases first",
               .plausible = {0.25, 1},
               .neutral = 1});
    contracting.visit(v);
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
