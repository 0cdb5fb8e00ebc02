// Tasks of a community besides casework, a row each: governments, organizations and residents share them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/field.hpp"

namespace city {

/// How a task is handled: by the community's station, by the street, by organizations for the government's money, by
/// gifts and groups, or by residents.
enum class Handling : std::uint8_t { run_by_station, moved_up, contracted_out, negotiated, autonomous };
constexpr std::array<std::string_view, 5> words(Handling) {
  return {"run_by_station", "moved_up", "contracted_out", "negotiated", "autonomous"};
}
/// Whose task it is by its nature.
enum class Owner : std::uint8_t { station, street, organizations, residents };
constexpr std::array<std::string_view, 4> words(Owner) { return {"station", "street", "organizations", "residents"}; }

/// A task besides casework that somebody in the community has to do, and who does it.
struct Task {
  std::string name;
  double hours = 0, errands = 0;
  double returning = 0, distrust = 0, noise = 0;
  Handling handled = Handling::run_by_station;
  Owner belongs = Owner::station;

  template <class V>
  void visit(V& v) {
    v(hours, {.name = "hours",
              .unit = "hour",
              .least = 0,
              .most = 1000,
              .meaning = "Work it takes a month in a community of any size, besides errands",
              .source = "the row's own source",
              .of = "tasks"});
    v(errands, {.name = "errands",
                .unit = "count",
                .least = 0,
                .most = 1000,
                .meaning = "Errands that bring residents to a counter, per 1,000 residents and month",
                .source = "the row's own source",
                .of = "tasks"});
    v(returning, {.name = "returning",
                  .unit = "count",
                  .least = 0,
                  .most = 100,
                  .meaning = "Errands a month that residents come back with for each 100 hours of it that are undone",
                  .source = "the row's own source",
                  .neutral = 0,
                  .of = "tasks"});
    v(distrust,
      {.name = "distrust",
       .least = 0,
       .most = 1,
       .meaning = "What residents' trust, from 0 to 1, loses a month for each 100 hours of it that are undone",
       .source = "the row's own source",
       .neutral = 0,
       .of = "tasks"});
    v(noise, {.name = "noise",
              .least = 0,
              .most = 10,
              .meaning = "What each 100 hours of it that are undone add to the standard deviation of log error with "
                         "which officials see the backlog",
              .source = "the row's own source",
              .neutral = 0,
              .of = "tasks"});
    v(handled,
      {.name = "handled",
       .meaning = "Who does it: the station, the street (moved up), organizations for the street's money, gifts "
                  "and groups (negotiated), or residents themselves",
       .source = "the row's own source",
       .of = "tasks"});
    v(belongs,
      {.name = "belongs",
       .meaning = "Whose it is by its nature, for the indices of over-reach and misallocation; no rule reads it",
       .source = "the row's own source",
       .of = "tasks"});
  }
};

}  // namespace city
