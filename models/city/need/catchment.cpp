#include "models/city/need/catchment.hpp"

#include <cstddef>
#include <vector>

#include "models/city/state/city.hpp"

namespace city {

Eigen::SparseMatrix<double, Eigen::RowMajor> catchment(const City& city, double urban_reach, double rural_reach) {
  const Communities& places = city.communities;
  const auto n = static_cast<Eigen::Index>(places.size());
  const double end = sim::exp(-0.5);
  std::vector<Eigen::Triplet<double>> near;
  // A street's communities stand together.
  for (std::size_t first = 0, last = 0; first < places.size(); first = last) {
    const Id<Governments> street = places.street[Id<Communities>(first)];
    while (last < places.size() && places.street[Id<Communities>(last)] == street) ++last;
    for (std::size_t at = first; at < last; ++at)
      for (std::size_t to = first; to < last; ++to) {
        const Id<Communities> here(at), there(to);
        const double limit = places.rural[there] != 0 ? rural_reach : urban_reach;
        const double dx = places.x[there] - places.x[here], dy = places.y[there] - places.y[here];
        const double square = (dx * dx + dy * dy) / (limit * limit);
        if (square > 1) continue;
        // Falls to zero at the limit: (exp(-d2/2) - exp(-1/2)) / (1 - exp(-1/2)).
        near.emplace_back(static_cast<Eigen::Index>(at), static_cast<Eigen::Index>(to),
                          (sim::exp(-0.5 * square) - end) / (1 - end));
      }
  }
  Eigen::SparseMatrix<double, Eigen::RowMajor> out(n, n);
  out.setFromTriplets(near.begin(), near.end());
  return out;
}

}  // namespace city
