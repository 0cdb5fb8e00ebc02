#include "models/city/need/catchment.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "models/city/state/city.hpp"

namespace city {

Eigen::SparseMatrix<double, Eigen::RowMajor> catchment(const City& city, double urban_reach, double rural_reach) {
  const Communities& places = city.communities;
  const auto n = static_cast<Eigen::Index>(places.size());
  std::vector<Eigen::Triplet<double>> near;
  std::vector<Id<Communities>> eastward;
  for (const Id<Communities> place : places.rows()) eastward.push_back(place);
  std::sort(eastward.begin(), eastward.end(),
            [&](auto a, auto b) { return std::pair(places.x[a], a) < std::pair(places.x[b], b); });
  for (const Id<Communities> to : eastward) {
    const double limit = places.rural[to] != 0 ? rural_reach : urban_reach;
    auto at = std::lower_bound(eastward.begin(), eastward.end(), places.x[to] - limit,
                               [&](Id<Communities> place, double x) { return places.x[place] < x; });
    for (; at != eastward.end() && places.x[*at] <= places.x[to] + limit; ++at) {
      const double dx = places.x[to] - places.x[*at], dy = places.y[to] - places.y[*at];
      const double square = (dx * dx + dy * dy) / (limit * limit);
      if (square > 1 || places.street[to] != places.street[*at]) continue;
      // Falls to zero at the limit: (exp(-d2/2) - exp(-1/2)) / (1 - exp(-1/2)).
      const double end = sim::exp(-0.5);
      near.emplace_back(static_cast<Eigen::Index>(at->value), static_cast<Eigen::Index>(to.value),
                        (sim::exp(-0.5 * square) - end) / (1 - end));
    }
  }
  Eigen::SparseMatrix<double, Eigen::RowMajor> out(n, n);
  out.setFromTriplets(near.begin(), near.end());
  return out;
}

}  // namespace city
