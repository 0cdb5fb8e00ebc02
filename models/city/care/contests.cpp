#include "models/city/care/contests.hpp"

#include <algorithm>
#include <vector>

#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"

namespace city {

void Contests::operator()(City& city, sim::Draws) const {
  if (!city.station.contest) return;
  Communities& places = city.communities;
  std::vector<double> trained(places.size());
  each_employed(city, Employer::station,
                [&](Id<Workers> row, std::uint32_t workplace) { trained[workplace] += city.workers.generalist[row]; });
  for (const Id<Communities> place : places.rows())
    places.contest_hours[place] = static_cast<float>(trained[place.value] * city.station.contest_hours);
  std::vector<double> best(city.districts.size());
  for (std::size_t task = 0; task < city.tasks.size(); ++task) {
    const auto each = [&](auto f) {  // f(place, counters, practice at each)
      for (const Id<Communities> place : places.rows())
        if (const double counters = places.serving(place, task); trained[place.value] > 0 && counters > 0)
          f(place, counters, places.practice(place, task) / counters);
    };
    std::fill(best.begin(), best.end(), 0.0);
    each([&](Id<Communities> place, double, double done) {
      double& most = best[places.district[place]];
      most = std::max(most, done);
    });
    each([&](Id<Communities> place, double counters, double done) {
      places.practice(place, task) += static_cast<float>(
          city.station.contest_gain * std::min(counters, trained[place.value]) * (best[places.district[place]] - done));
    });
  }
}

}  // namespace city
