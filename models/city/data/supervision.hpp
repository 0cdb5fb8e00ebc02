// Supervision of social workers: how much of it there is, and who gets it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sim/field.hpp"

namespace city {

enum class SupervisionOrder : std::uint8_t { lottery, worst_first };
constexpr std::array<std::string_view, 2> words(SupervisionOrder) { return {"lottery", "worst_first"}; }

/// Supervision of social workers by experienced colleagues.
struct Supervision {
  double studios = 0, supervisors = 5.6, hours = 40, contact = 1.5;
  SupervisionOrder order = SupervisionOrder::lottery;
  template <class V>
  void visit(V& v) {
    v(studios, {.name = "studios",
                .unit = "count",
                .least = 0,
                .most = 10000,
                .meaning = "Supervision studios of the whole city",
                .source = "none until a scenario gives them; Nanjing 2016: 10 studios"});
    v(supervisors, {.name = "supervisors",
                    .unit = "count",
                    .least = 0,
                    .most = 1000,
                    .meaning = "Supervisors of a studio, as far as there are licensed social workers of the middle "
                               "grade or above",
                    .source = "Nanjing 2016: 56 supervisors in 10 studios"});
    v(hours, {.name = "hours",
              .unit = "hour/month",
              .least = 0,
              .most = 240,
              .meaning = "Hours a supervisor gives, out of their own time for cases",
              .source = "assumed",
              .plausible = {20, 60}});
    v(contact, {.name = "contact",
                .unit = "hour/month",
                .least = 0.01,
                .most = 100,
                .meaning = "Hours of a supervisor that a supervised social worker takes, alone or in groups",
                .source = "assumed: a supervisor sees about 27; if all the licensed of 2016 were seen it would be 148",
                .plausible = {1, 4}});
    v(order, {.name = "order",
              .meaning = "Who is seen where not all can be: by lot, always the same; or the most exhausted first",
              .source = "assumed"});
  }
};

}  // namespace city
