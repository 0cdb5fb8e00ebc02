// Neighbours give hours to the groups of their community: a pool that the groups share by their pull.
#pragma once

#include "models/city/organizations/markets.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

struct Volunteering {
  static constexpr std::string_view about =
      "Residents give hours to neighbourhood groups, more where people know each other; groups share them by pull";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws) const {
    const Markets markets(city);
    Organizations& all = city.organizations;
    sim::each(all, [&](Id<Organizations> row) {
      const bool active = at_work(city, row) && all.pull[row] > 0;
      all.volunteers[row] = active ? static_cast<float>(markets.hours(row)) : 0.0F;
    });
  }
};

}  // namespace city
