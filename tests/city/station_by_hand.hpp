// A city with a station whose counters can be reckoned on paper.
#pragma once

#include "tests/city/hand_made.hpp"

namespace hand {

/// Four kinds of errand, each half of a counter's month: 100 hours x 60 / 15 minutes = 400 errands at most.
inline City errand_city() {
  City c = make_city();
  c.communities.population[place(0)] = 1000;
  give_tasks(c, 4);
  for (city::Task& task : c.tasks) task.errands = 200;
  c.station.handling = 15;
  c.station.learned = c.station.search = c.station.found = 0;
  c.station.standard = 0;  // all counters stay open
  return c;
}

}  // namespace hand
