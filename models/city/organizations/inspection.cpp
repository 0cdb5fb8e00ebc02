#include "models/city/organizations/inspection.hpp"

#include <vector>

#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"

namespace city {
namespace {

enum InspectionQuestion : std::uint32_t { in_month = 0, comes = 1, overlooks = 2 };  // the first is lasting

// Who has social workers or a contract.
std::vector<std::uint8_t> occupied(const City& city) {
  std::vector<std::uint8_t> out(city.organizations.size());
  each_employed(city, Employer::organization, [&](Id<Workers>, std::uint32_t row) { out[row] = 1; });
  for (const Id<Contracts> row : city.contracts.rows())
    if (agreed(city, row)) out[city.contracts.provider[row].value] = 1;
  return out;
}

}  // namespace

void Inspection::operator()(City& city, sim::Draws draws) const {
  constexpr int first_month = 3, months = 4;
  const int turn = city.now.month() - first_month;
  if (!open || city.resting() || turn < 0 || turn >= months) return;
  Organizations& all = city.organizations;
  const std::vector<std::uint8_t> at_it = occupied(city);
  for (const Id<Organizations> row : all.rows()) {
    if (all.alive[row] == 0 || all.status[row] != LegalStatus::registered || all.revoked[row] != never) continue;
    if (city.month() - all.registered_on[row] < 12) continue;
    const double luck = draws.lasting().uniform(all.key[row], InspectionQuestion::in_month);
    if (static_cast<int>(luck * months) != turn) continue;
    if (!draws.chance(inspected, all.key[row], InspectionQuestion::comes)) continue;
    const bool activity = all.dormant[row] == 0 && all.idle[row] < idle_months;
    const bool accounts = all.arrears[row] == 0;
    const bool staff = all.staff[row] > 0 || at_it[row.value] != 0 || all.pull[row] > 0;
    const bool missing = !activity || !accounts || !staff;
    const bool fails = missing && !draws.chance(overlooked, all.key[row], InspectionQuestion::overlooks);
    all.inspected[row] = city.month();
    all.failed[row] = fails ? static_cast<std::uint8_t>(all.failed[row] + 1) : std::uint8_t{0};
    if (all.failed[row] >= failures) all.revoked[row] = city.month();
  }
}

}  // namespace city
