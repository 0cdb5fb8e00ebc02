// Regular consultation: before projects are posted organizations are asked, and speak of needs that they know of.
//
//   organizations at work x niche, in a street --asked--> needs of that niche for which nobody sought help: some voiced
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Consulting {
  static constexpr std::string_view about =
      "Before projects are posted, organizations of the street may speak of needs for which nobody sought help";
  bool regular = false;
  double known = 0.3;

  template <class V>
  void visit(V& v) {
    v(regular, {.name = "regular",
                .meaning = "Whether communities ask the organizations of their street before they post projects",
                .source = "one of Beijing's five measures, as the founding article names them; a lever"});
    v(known, {.name = "known",
              .least = 0,
              .most = 1,
              .meaning = "Share of needs of its niche, in its street, that an organization knows of though nobody "
                         "sought help",
              .source = "assumed",
              .plausible = {0.1, 0.6},
              .neutral = 0});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
