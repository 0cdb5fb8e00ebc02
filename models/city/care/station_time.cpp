#include "models/city/care/station_time.hpp"

#include <algorithm>
#include <vector>

#include "models/city/shared/counters.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/shared/undone.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

double StationTime::case_share(const Station& station, double before, double admin) {
  const double freed = before - admin;
  return freed >= 0 ? station.casework_share + station.freed_share * freed
                    : station.casework_share * (1 - admin) / (1 - before);
}

void StationTime::operator()(City& city, sim::Draws draws) const {
  Workers& workers = city.workers;
  Communities& places = city.communities;
  std::vector<int> trained(places.size()), in_training(places.size()), staffed(places.size()), fresh(places.size());
  each_employed(city, Employer::station, [&](Id<Workers> row, std::uint32_t workplace) {
    const double training = city.station.training.at(places.district[Id<Communities>(workplace)]);
    if (workers.generalist[row] == 0 && draws.chance(training, workers.key[row])) {
      workers.generalist[row] = 1;
      workers.spent(row, index_of(Use::training)) = static_cast<float>(city.station.training_hours);
      ++in_training[workplace];
    }
    trained[workplace] += workers.generalist[row];
    ++staffed[workplace];
    fresh[workplace] += workers.hired[row] == city.month() - 1 ? 1 : 0;
  });
  sim::each(places.size(), 64, [&](std::size_t c) {
    const Id<Communities> place(c);
    const Counters desks = counters(city, place, trained[place.value]);
    const double admin = admin_share(
        city, place, desks, in_training[place.value] * city.station.training_hours + places.contest_hours[place]);
    const double cases = std::min(1 - admin, case_share(city.station, places.admin_before[place], admin));
    double back = 0;
    // Who left took their share of practice along; who came in their place brought none.
    const double stayed =
        staffed[place.value] > 0 ? 1 - static_cast<double>(fresh[place.value]) / staffed[place.value] : 1;
    for (std::size_t task = 0; task < city.tasks.size(); ++task) {
      back += returning_errands(city, place, task);
      float& practice = places.practice(place, task);
      practice = static_cast<float>((1 - city.station.practice_fades) * stayed * practice + errands(city, place, task));
      places.serving(place, task) = static_cast<float>(desks.serving[task]);
    }
    places.returning[place] = static_cast<float>(back);
    places.errands[place] = static_cast<float>(desks.errands);
    places.counter_wait[place] = static_cast<float>(desks.errands > 0 ? desks.wait / desks.errands : 0);
    places.admin[place] = static_cast<float>(admin);
    // Further posts are for cases alone; they are filled when the others are.
    const int there = staffed[place.value], beyond = beyond_regular(city, place, there);
    places.own_casework[place] = static_cast<float>(cases);
    places.casework[place] = static_cast<float>(beyond > 0 ? ((there - beyond) * cases + beyond) / there : cases);
  });
}

}  // namespace city
