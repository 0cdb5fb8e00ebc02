// Supervisors have finite hours: they come out of their own casework, and not everybody can be seen.
//
//   studios x supervisors, the best licensed in post --hours / hours of contact--> seats --worst off, or lot-->
//   supervised
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Supervising {
  static constexpr std::string_view about =
      "Licensed colleagues in studios give hours of their own to supervise as many social workers as these hours reach";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
