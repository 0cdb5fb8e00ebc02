#include "models/city/organizations/exit.hpp"

#include <algorithm>
#include <cassert>
#include <vector>

#include "models/city/organizations/founder.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

// `rescue` is the share of its money that goes back to its founders' side.
void liquidate(City& city, Id<Organizations> row, double rescue) {
  Fen& cash = city.organizations.cash[row];
  const Fen back = sim::nearest_integer(static_cast<double>(cash) * rescue);
  city.ledger.pay(cash, back, Purpose::liquidation);
  city.ledger.pay(cash, cash, Purpose::forfeit);
}

// While the city comes to rest, another of its class and status takes the place, and the staff, of who would dissolve.
void replace(City& city, Id<Organizations> row, const OpenNeeds& needs, double rescue, sim::Draws draws) {
  Organizations& all = city.organizations;
  liquidate(city, row, rescue);
  const Founder founder = draw_founder(city, needs, all.home[row], all.kind[row], draws.stem(all.key[row]), draws);
  all.key[row] = founder.key;
  all.niche[row] = founder.niche;
  all.skill[row] = founder.skill;
  all.pull[row] = founder.pull;
  all.record.reset(row);
  all.learned.reset(row);
  all.last_bid.reset(row);
  all.for_events.reset(row);
  all.praise.reset(row);
  all.dormant[row] = 0;
  all.idle[row] = 0;
  all.arrears[row] = 0;
  city.ledger.pay(all.cash[row], founder.wealth, Purpose::founder);
}

}  // namespace

void Exit::operator()(City& city, sim::Draws draws) const {
  Organizations& all = city.organizations;
  std::vector<std::int32_t> paid(all.staff.all().begin(), all.staff.all().end());
  std::vector<std::uint8_t> contracted(all.size());
  each_employed(city, Employer::organization, [&](Id<Workers>, std::uint32_t organization) {
    assert(all.alive[Id<Organizations>(organization)] != 0);
    ++paid[organization];
  });
  for (const Id<Contracts> row : city.contracts.rows())
    if (agreed(city, row)) contracted[city.contracts.provider[row].value] = 1;
  using Ids = std::vector<Id<Organizations>>;
  const Ids ending = sim::gather<Id<Organizations>>(all.size(), sim::row_grain, [&](std::size_t i, Ids& out) {
    const Id<Organizations> row(i);
    if (all.alive[row] == 0) return;
    const auto [leaving, tiring, reviving, sleeping] = draws.four(all.key[row]);
    const double young = newness > 0 ? newness * sim::exp((all.founded[row] - city.month()) / newness_fades) : 0;
    const double leaves = std::min(1.0, founder_leaves * (1 + young)), luck = sim::unit(leaving);
    const bool alone = luck < leaves && luck < leaves * sim::pow(1 - succession, paid[i]);
    if (alone || all.arrears[row] >= arrears_months || all.revoked[row] != never ||
        (all.dormant[row] != 0 && sim::unit(sleeping) < dormant_leaves)) {
      out.push_back(row);
      return;
    }
    const bool busy = paid[i] > 0 || contracted[i] != 0;
    if (!busy && sim::unit(tiring) < fatigue) all.pull[row] = 0;
    const bool active = busy || all.pull[row] > 0;
    all.idle[row] = active ? std::int16_t{0} : static_cast<std::int16_t>(all.idle[row] + 1);
    if (all.dormant[row] == 0 && all.idle[row] >= idle_months) all.dormant[row] = 1;
    if (all.dormant[row] != 0 && (active || sim::unit(reviving) < revival)) {
      all.dormant[row] = 0;
      all.idle[row] = 0;
      all.pull[row] = std::max(1.0F, all.pull[row]);
    }
  });
  if (city.resting()) {
    const OpenNeeds needs(city);
    for (const Id<Organizations> row : ending) replace(city, row, needs, rescue, draws);
    return;
  }
  for (const Id<Organizations> row : ending) {
    all.alive[row] = 0;
    all.ended[row] = city.month();
  }
  each_employed(city, Employer::organization, [&](Id<Workers> worker, std::uint32_t organization) {
    if (all.alive[Id<Organizations>(organization)] == 0) dismiss(city, worker);
  });
  for (const Id<Organizations> row : ending) liquidate(city, row, rescue);
}

}  // namespace city
