// Posts in place of projects: what January's lines buy where governments do without organizations.
//
//   lines of each government, by cases or residents of its places / a year's cost --> further posts there, for cases
//   those that are filled: wages --> street, rooms and materials --> suppliers, until the money is spent
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Posts {
  static constexpr std::string_view about =
      "Where governments do without organizations their lines hire station posts for cases, and pay their wages";
  bool open = false;

  template <class V>
  void visit(V& v) {
    v(open,
      {.name = "open",
       .meaning = "Whether January's lines hire posts for cases in stations and buy no projects; at no other time "
                  "of the year is it asked",
       .source = "a lever: the same money in the government's own hands"});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
