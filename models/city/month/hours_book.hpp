// Where everybody's hours of the month went, once casework and events are over and before anybody quits.
//
//   rules that took hours --workers' and organizations' columns--+
//   cases: help given, way --------------------------------------+--> hours of each worker by use, idle ones last
//   stations: tasks, errands ------------------------------------+--> each community's, by whose they are and by use
//
// The book closes: uses together are the hours that people had. No rule reads it.
#pragma once

#include <string_view>

#include "sim/random.hpp"

namespace city {

struct City;

struct HoursBook {
  static constexpr std::string_view about =
      "What the month's hours of social workers, other staff, founders and members, and mediators went into is booked";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
