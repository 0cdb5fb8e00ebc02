#include "models/city/funding/unpaid.hpp"

#include <algorithm>
#include <vector>

#include "models/city/shared/hours.hpp"
#include "models/city/shared/staff.hpp"

namespace city {
namespace {

// Hours of each organization are gone for casework this month: the founder's first, who note them in `own`; then the
// staff's, who note them as `use`.
void spend(City& city, const std::vector<double>& hours, Organizations::Of<float>& own, Use use) {
  const std::vector<double> staff = staff_hours(city);
  std::vector<double> left(staff.size(), 1.0);
  for (std::size_t o = 0; o < hours.size(); ++o) {
    if (hours[o] <= 0) continue;
    const Id<Organizations> row(o);
    const double mine = std::min(hours[o], own_hours(city, row));
    own[row] += static_cast<float>(mine);
    if (hours[o] > mine && staff[o] > 0) left[o] = std::max(0.0, 1 - (hours[o] - mine) / staff[o]);
  }
  each_employed(city, Employer::organization, [&](Id<Workers> worker, std::uint32_t o) {
    const float before = city.workers.hours[worker];
    city.workers.hours[worker] *= static_cast<float>(left[o]);
    city.workers.spent(worker, index_of(use)) += before - city.workers.hours[worker];
  });
}

}  // namespace

void Unpaid::operator()(City& city, sim::Draws) const {
  Organizations& all = city.organizations;
  std::vector<double> bids(all.size()), ways(all.size());
  for (const Id<Organizations> row : all.rows()) {
    bids[row.value] = all.bid_debt[row] / bid_months;
    all.bid_debt[row] -= static_cast<float>(bids[row.value]);
  }
  spend(city, bids, all.bid_hours, Use::bids);
  for (const Id<Contracts> row : city.contracts.rows())
    if (in_force(city, row)) ways[city.contracts.provider[row].value] += journey_hours(city, row);
  spend(city, ways, all.way_hours, Use::way);
}

}  // namespace city
