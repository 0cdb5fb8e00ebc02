#include "models/city/organizations/volunteering.hpp"

#include "models/city/organizations/markets.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

void Volunteering::operator()(City& city, sim::Draws) const {
  const Markets markets(city);
  Organizations& all = city.organizations;
  sim::each(all, [&](Id<Organizations> row) {
    const bool active = at_work(city, row) && all.pull[row] > 0;
    all.volunteers[row] = active ? static_cast<float>(markets.hours(row)) : 0.0F;
  });
}

}  // namespace city
