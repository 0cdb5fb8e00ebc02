// What a station's counters and other tasks take of its time, and how long residents wait there.
//
//   tasks run by the station --each kind its counters (specialists), the trained one pool--> wait, hours held
#pragma once

#include <algorithm>
#include <cmath>

#include "models/city/state/city.hpp"

namespace city {

/// The counters of one station in a month.
struct Counters {
  int open = 0;                  // all month; each takes a post
  double errands = 0, wait = 0;  // errands, and the minutes they wait, together
};

/// One counter or more for each kind of errand; `trained` of them are staffed by generalists, who serve one queue and
/// close counters as long as the wait stays within the standard.
inline Counters counters(const City& city, Id<Communities> place, int trained) {
  const Station& station = city.station;
  const double month = city.economy.worker_hours * 60;
  Counters out;
  int pool = 0;
  double pooled = 0;  // errands
  for (const Task& task : city.tasks) {
    const double errands = task.errands * city.communities.population[place] / 1000;
    if (task.handled != Handling::run_by_station || errands <= 0) continue;
    const double load = errands * station.minutes / month;
    const int needed = std::max(1, static_cast<int>(std::ceil(load / station.busiest)));
    out.errands += errands;
    if (pool + needed <= trained) {
      pool += needed;
      pooled += errands;
      continue;
    }
    out.open += needed;
    out.wait += errands * station.minutes * queue_wait(needed, load);
  }
  if (pool == 0) return out;
  const double minutes = station.generalist_minutes(), load = pooled * minutes / month;
  int open = std::min(pool, static_cast<int>(load) + 1);
  while (open < pool && minutes * queue_wait(open, load) > station.standard) ++open;
  out.open += open;
  out.wait += pooled * minutes * queue_wait(open, load);
  return out;
}

/// Share of station time that tasks and counters take.
inline double admin_share(const City& city, const Counters& desks, double further_hours = 0) {
  double hours = desks.open * city.economy.worker_hours + further_hours;
  for (const Task& task : city.tasks)
    if (task.handled == Handling::run_by_station) hours += task.hours;
  const double time = city.station.staff * city.economy.worker_hours;
  return time > 0 ? std::min(0.95, hours / time) : 0;
}

}  // namespace city
