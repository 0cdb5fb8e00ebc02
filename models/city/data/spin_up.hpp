// How long the city comes to rest before the first month that is recorded.
#pragma once

#include <cstdint>

#include "sim/field.hpp"

namespace city {

struct SpinUp {
  std::int64_t months = 36;

  template <class V>
  void visit(V& v) {
    v(months,
      {.name = "months",
       .unit = "month",
       .least = 0,
       .most = 600,
       .meaning = "Months lived before the first one, under the rules at the start: cases, waits, trust, cash and "
                  "records come to rest while residents, organizations by status and licences are held",
       .source = "a technical choice: the longest common service takes 18 months, and waits are told for 12",
       .fixed = true});
  }
};

}  // namespace city
