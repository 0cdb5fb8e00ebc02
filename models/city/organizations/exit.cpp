#include "models/city/organizations/exit.hpp"

#include <algorithm>
#include <vector>

#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"

namespace city {
namespace {

// `rescue` is the share of its money that goes back to its founders' side.
void liquidate(City& city, Id<Organizations> row, double rescue) {
  Fen& cash = city.organizations.cash[row];
  const Fen back = sim::nearest_integer(static_cast<double>(cash) * rescue);
  city.ledger.pay(cash, back, Purpose::liquidation);
  city.ledger.pay(cash, cash, Purpose::forfeit);
}

}  // namespace

void Exit::operator()(City& city, sim::Draws draws) const {
  Organizations& all = city.organizations;
  std::vector<std::uint8_t> busy(all.size());
  each_employed(city, Employer::organization, [&](Id<Workers>, std::uint32_t organization) { busy[organization] = 1; });
  for (const Id<Contracts> row : city.contracts.rows())
    if (agreed(city, row)) busy[city.contracts.provider[row].value] = 1;
  std::vector<std::uint8_t> dissolved(all.size());
  for (const Id<Organizations> row : all.rows()) {
    if (all.alive[row] == 0) continue;
    const auto [leaving, tiring, reviving, ending] = draws.four(all.key[row]);
    const double young = newness > 0 ? newness * sim::exp((all.founded[row] - city.month()) / newness_fades) : 0;
    const double leaves = founder_leaves * (1 + young);
    if (sim::unit(leaving) < leaves || all.arrears[row] >= arrears_months ||
        (all.dormant[row] != 0 && sim::unit(ending) < dormant_leaves)) {
      all.alive[row] = 0;
      all.ended[row] = city.month();
      dissolved[row.value] = 1;
      continue;
    }
    if (all.staff[row] == 0 && busy[row.value] == 0 && sim::unit(tiring) < fatigue) all.pull[row] = 0;
    const bool active = all.staff[row] > 0 || busy[row.value] != 0 || all.pull[row] > 0;
    all.idle[row] = active ? std::int16_t{0} : static_cast<std::int16_t>(all.idle[row] + 1);
    if (all.dormant[row] == 0 && all.idle[row] >= idle_months) all.dormant[row] = 1;
    if (all.dormant[row] != 0 && (active || sim::unit(reviving) < revival)) {
      all.dormant[row] = 0;
      all.idle[row] = 0;
      all.pull[row] = std::max(1.0F, all.pull[row]);
    }
  }
  each_employed(city, Employer::organization, [&](Id<Workers> worker, std::uint32_t organization) {
    if (dissolved[organization] != 0) dismiss(city, worker);
  });
  for (const Id<Organizations> row : all.rows())
    if (dissolved[row.value] != 0) liquidate(city, row, rescue);
}

}  // namespace city
