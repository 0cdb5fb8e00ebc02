// A town of some six thousand, built and run by the schedule itself, on data by hand: for laws that always hold.
#pragma once

#include <functional>
#include <string_view>

#include "models/city/schedule.hpp"
#include "tests/city/hand_made.hpp"

namespace hand {

struct Town {
  City city;
  city::Schedule rules;

  Town();
  /// Runs the phases of the start, or of a month; after(name) follows each.
  void run(int month, bool at_start, const std::function<void(std::string_view)>& after);
  void start() {
    run(0, true, [](std::string_view) {});
  }
  void month(int m) {
    run(m, false, [](std::string_view) {});
  }
};

}  // namespace hand
