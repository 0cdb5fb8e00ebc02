// Where a station's time goes: training, contests, counters, tasks; what they need less than at the start is freed.
//
//   staff --training--> generalists --counters--> wait, admin share --less than at the start--> share for cases
//   errands done, former ones fading, newcomers without any --> practice
#pragma once

#include <string_view>

#include "models/city/data/station.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct StationTime {
  static constexpr std::string_view about =
      "Station staff are trained as generalists; counters and tasks take their time, a share of what is freed goes to "
      "cases";
  template <class V>
  void visit(V&) {}

  /// Share of a station worker's time for cases, when administration takes `admin` now and `before` at the start.
  static double case_share(const Station& station, double before, double admin);

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
