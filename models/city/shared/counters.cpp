#include "models/city/shared/counters.hpp"

#include <algorithm>
#include <cmath>

#include "models/city/shared/undone.hpp"
#include "models/city/state/city.hpp"

namespace city {

Counters counters(const City& city, Id<Communities> place, int trained) {
  const Station& station = city.station;
  const double month = city.economy.worker_hours * 60;
  Counters out;
  int pool = 0;
  double pooled = 0;  // errands
  for (std::size_t task = 0; task < city.tasks.size(); ++task) {
    if (city.tasks[task].handled != Handling::run_by_station) continue;
    const double here = errands(city, place, task);
    if (here <= 0) continue;
    const double load = here * station.minutes / month;
    const int needed = std::max(1, static_cast<int>(std::ceil(load / station.busiest)));
    out.errands += here;
    if (pool + needed <= trained) {
      pool += needed;
      pooled += here;
      continue;
    }
    out.open += needed;
    out.wait += here * station.minutes * queue_wait(needed, load);
  }
  if (pool == 0) return out;
  const double minutes = station.generalist_minutes(), load = pooled * minutes / month;
  int open = std::min(pool, static_cast<int>(load) + 1);
  while (open < pool && minutes * queue_wait(open, load) > station.standard) ++open;
  out.open += open;
  out.wait += pooled * minutes * queue_wait(open, load);
  return out;
}

double admin_share(const City& city, Id<Communities> place, const Counters& desks, double further_hours) {
  double hours = desks.open * city.economy.worker_hours + further_hours;
  for (const Task& task : city.tasks)
    if (task.handled == Handling::run_by_station) hours += task.hours;
  const double time = city.station.staff.at(city.communities.district[place]) * city.economy.worker_hours;
  return time > 0 ? std::min(city.station.most_admin, hours / time) : 0;
}

}  // namespace city
