#include "models/city/care/handover.hpp"

#include <vector>

#include "models/city/shared/cases.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

// The contract that takes an ended one's place this month, by the ended one.
std::vector<Id<Contracts>> successors(const City& city) {
  std::vector<Id<Contracts>> out(city.contracts.size());
  for (const Id<Contracts> row : city.contracts.rows())
    if (city.contracts.follows[row] && city.contracts.starts[row] == city.month() && in_force(city, row))
      out[city.contracts.follows[row].value] = row;
  return out;
}

}  // namespace

void Handover::operator()(City& city, sim::Draws) const {
  Cases& cases = city.cases;
  const std::vector<Id<Contracts>> next = successors(city);
  sim::each(cases, [&](Id<Cases> row) {
    const Id<Organizations> organization = cases.organization[row];
    if (!organization || cases.progress[row] == Progress::closed) return;
    const Id<Contracts> contract = cases.contract[row];
    const bool there = at_work(city, organization);
    // The same provider goes on with whom its next contract reaches as well.
    if (const Id<Contracts> after = contract ? next[contract.value] : Id<Contracts>(); after && there) {
      const Communities& places = city.communities;
      if (places.street[city.contracts.community[after]] == places.street[cases.community[row]]) {
        cases.contract[row] = after;
        return;
      }
    }
    const bool lost = !there || (contract && !in_force(city, contract)) ||
                      (cases.payer[row] == Payer::user && city.organizations.staff[organization] == 0);
    if (lost) release(city, row);
  });
}

}  // namespace city
