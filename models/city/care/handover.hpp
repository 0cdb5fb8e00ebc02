// Cases whose provider can no longer work them go back to the queue, with what has been done kept.
#pragma once

#include <vector>

#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

struct Handover {
  static constexpr std::string_view about =
      "Cases of ended contracts and of organizations that are gone or dormant return to the queue";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws) const {
    Cases& cases = city.cases;
    sim::each(cases, [&](Id<Cases> row) {
      const Id<Organizations> organization = cases.organization[row];
      if (!organization || cases.progress[row] == Progress::closed) return;
      const Id<Contracts> contract = cases.contract[row];
      const bool lost = city.organizations.alive[organization] == 0 || city.organizations.dormant[organization] != 0 ||
                        (contract && city.contracts.over[contract] != 0) ||
                        (cases.payer[row] == Payer::user && city.organizations.staff[organization] == 0);
      if (!lost) return;
      cases.progress[row] = Progress::waiting;
      cases.payer[row] = Payer::none;
      cases.organization[row] = {};
      cases.contract[row] = {};
      cases.worker[row] = {};
    });
  }
};

}  // namespace city
