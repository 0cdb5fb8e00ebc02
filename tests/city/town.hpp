// A town of some six thousand, built and run by the schedule itself, on data by hand: for laws that always hold.
#pragma once

#include <functional>
#include <string_view>

#include "models/city/model.hpp"
#include "sim/life.hpp"
#include "tests/city/hand_made.hpp"

namespace hand {

struct Town {
  city::CityModel model;
  City& city = model.world;
  city::Schedule& rules = model.rules;
  sim::Life life{model, {0}};

  Town();
  Town(const Town&) = delete;
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
