#include "models/city/shared/counters.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "models/city/shared/undone.hpp"
#include "models/city/state/city.hpp"

namespace city {

namespace {

// One queue: errands of a month, and the minutes that they take together with so many people who share its kinds.
struct Queue {
  double errands = 0, minutes = 0, load = 0;
  double wait(int counters) const { return minutes / errands * queue_wait(counters, load); }
};

Queue queue(const City& city, Id<Communities> place, std::span<const std::size_t> kinds, int people) {
  Queue out;
  for (const std::size_t task : kinds) {
    const double here = errands(city, place, task);
    out.errands += here;
    out.minutes += here * city.station.minutes(double{city.communities.practice(place, task)} / people);
  }
  out.load = out.minutes / (city.economy.worker_hours * 60);
  return out;
}

// As few counters as are not too busy.
int counters_alone(const City& city, Id<Communities> place, std::size_t task) {
  const std::array kind = {task};
  int open = 1;
  while (queue(city, place, kind, open).load > city.station.busiest * open) ++open;
  return open;
}

}  // namespace

double minutes_alone(const City& city, Id<Communities> place, std::size_t task) {
  return city.station.minutes(double{city.communities.practice(place, task)} / counters_alone(city, place, task));
}

void start_practice(City& city, Id<Communities> place) {
  for (std::size_t task = 0; task < city.tasks.size(); ++task)
    city.communities.practice(place, task) =
        static_cast<float>(errands(city, place, task) / city.station.practice_fades);
}

Counters counters(const City& city, Id<Communities> place, int trained) {
  Counters out;
  out.serving.resize(city.tasks.size());
  int pool = 0;
  std::vector<std::size_t> pooled;
  for (std::size_t task = 0; task < city.tasks.size(); ++task) {
    if (city.tasks[task].handled != Handling::run_by_station || errands(city, place, task) <= 0) continue;
    const int needed = counters_alone(city, place, task);
    if (pool + needed <= trained) {
      pool += needed;
      pooled.push_back(task);
      continue;
    }
    const std::array kind = {task};
    const Queue own = queue(city, place, kind, needed);
    out.errands += own.errands;
    out.open += needed;
    out.serving[task] = needed;
    out.wait += own.errands * own.wait(needed);
  }
  if (pool == 0) return out;
  int open = 1;
  Queue common = queue(city, place, pooled, open);
  while (common.load >= open || (open < pool && common.wait(open) > city.station.standard))
    common = queue(city, place, pooled, ++open);
  out.errands += common.errands;
  out.open += open;
  for (const std::size_t task : pooled) out.serving[task] = open;
  out.wait += common.errands * common.wait(open);
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
