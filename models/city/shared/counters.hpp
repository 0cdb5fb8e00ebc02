// What a station's counters and other tasks take of its time, and how long residents wait there.
//
//   tasks run by the station --each kind its counters (specialists), the trained one pool--> wait, hours held
//   practice of a kind / people who share it --learning curve--> minutes of an errand
//   errands of a kind / month x minutes each --> load --> counters --Erlang--> mean wait
//
// Practice is the station's: what those there have done of each kind, shared evenly by who serves it. So a pool has
// less of each kind than specialists have of theirs, and newcomers thin it out.
#pragma once

#include <vector>

#include "models/city/state/tables.hpp"

namespace city {

struct City;

/// Mean wait before service, in units of the mean service time, at `counters` that serve one queue of Poisson arrivals
/// with exponential service (M/M/c, Erlang C). `load` is arrivals x service time and must be below `counters`.
inline double queue_wait(int counters, double load) {
  double lost = 1;  // Erlang B, by its recursion
  for (int c = 1; c <= counters; ++c) lost = load * lost / (c + load * lost);
  const double waits = lost * counters / (counters - load * (1 - lost));
  return waits / (counters - load);
}

/// The counters of one station in a month.
struct Counters {
  int open = 0;                  // all month; each takes a post
  double errands = 0, wait = 0;  // errands, and the minutes they wait, together
  std::vector<int> serving;      // by task: counters at which its errands are served
};

/// One counter or more for each kind of errand; `trained` of them are staffed by generalists, who serve one queue and
/// close counters as long as the wait stays within the standard.
Counters counters(const City& city, Id<Communities> place, int trained);

/// Minutes of an errand of a kind where it has its own counters: who serves it does nothing else.
double minutes_alone(const City& city, Id<Communities> place, std::size_t task);

/// What a station that has always had today's errands has done of each kind.
void start_practice(City& city, Id<Communities> place);

/// Share of station time that tasks and counters take.
double admin_share(const City& city, Id<Communities> place, const Counters& desks, double further_hours = 0);

}  // namespace city
