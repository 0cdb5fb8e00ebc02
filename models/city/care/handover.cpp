#include "models/city/care/handover.hpp"

#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

void Handover::operator()(City& city, sim::Draws) const {
  Cases& cases = city.cases;
  sim::each(cases, [&](Id<Cases> row) {
    const Id<Organizations> organization = cases.organization[row];
    if (!organization || cases.progress[row] == Progress::closed) return;
    const Id<Contracts> contract = cases.contract[row];
    const bool lost = !at_work(city, organization) || (contract && city.contracts.over[contract] != 0) ||
                      (cases.payer[row] == Payer::user && city.organizations.staff[organization] == 0);
    if (!lost) return;
    cases.progress[row] = Progress::waiting;
    cases.payer[row] = Payer::none;
    cases.organization[row] = {};
    cases.contract[row] = {};
    cases.worker[row] = {};
  });
}

}  // namespace city
