// Kinds of incubators, a row each: where they stand and what becomes of their money. What they do for those who sit in
// them is in organizations/incubation.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/field.hpp"

namespace city {

/// Of what place each has one incubator of a kind.
enum class Tier : std::uint8_t { district, street, community };
constexpr std::array<std::string_view, 3> words(Tier) { return {"district", "street", "community"}; }

/// A kind of incubators. Its money is a share of the district's line for them, by residents of the places where they
/// stand; the rest of it, after rooms, coaches, grants, courses and showcases, pays its office.
struct IncubatorKind {
  std::string name;
  Tier tier = Tier::district;
  double share = 0, seat = 8000;
  double rooms = 0.4, coaching = 0.2, grants = 0.1, courses = 0.05, showcases = 0.1;

  template <class V>
  void visit(V& v) {
    v(tier, {.name = "tier",
             .meaning = "Where each stands, and for whose organizations: one in every district, street or community",
             .source = "the row's own source",
             .fixed = true});
    v(share, {.name = "share",
              .least = 0,
              .most = 1,
              .meaning = "Share of a district's line for incubators (budget.incubators) that its incubators of this "
                         "kind have, by residents",
              .source = "the row's own source",
              .of = "incubation"});
    v(seat, {.name = "seat",
             .unit = "CNY",
             .least = 1,
             .most = 1e6,
             .meaning = "Rent of a seat's room a year, in 2010 wages; in premises that stand empty anyway it is less",
             .source = "the row's own source",
             .of = "incubation"});
    v(rooms, {.name = "rooms",
              .least = 0,
              .most = 1,
              .meaning = "Share of its money that pays rooms: so many seats it has",
              .source = "assumed",
              .plausible = {0.25, 0.6},
              .of = "incubation"});
    v(coaching, {.name = "coaching",
                 .least = 0,
                 .most = 1,
                 .meaning = "Share of its money that pays coaches by the hour",
                 .source = "assumed",
                 .plausible = {0.1, 0.3},
                 .of = "incubation"});
    v(grants, {.name = "grants",
               .least = 0,
               .most = 1,
               .meaning = "Share of its money for grants to those who sit there",
               .source = "assumed",
               .plausible = {0, 0.3},
               .of = "incubation"});
    v(courses, {.name = "courses",
                .least = 0,
                .most = 1,
                .meaning = "Share of its money for courses of their staff, in May",
                .source = "assumed",
                .plausible = {0, 0.1},
                .of = "incubation"});
    v(showcases, {.name = "showcases",
                  .least = 0,
                  .most = 1,
                  .meaning = "Share of its money for showing residents what those who sit there do",
                  .source = "assumed",
                  .plausible = {0.05, 0.2},
                  .of = "incubation"});
  }
};

}  // namespace city
