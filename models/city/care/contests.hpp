// Once a year the generalists of a district meet in a contest: all learn from who has done most.
//
//   practice per counter of each kind --the district's most--> practice of those who take part; their hours
#pragma once

#include <string_view>

#include "sim/random.hpp"

namespace city {

struct City;

struct Contests {
  static constexpr std::string_view about =
      "Where there are contests, a district's generalists give some days of autumn to them and come nearer to the "
      "practice of the best";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
