#include "models/city/organizations/registering.hpp"

#include <algorithm>
#include <vector>

#include "models/city/organizations/doors.hpp"
#include "models/city/organizations/founder.hpp"
#include "models/city/organizations/markets.hpp"
#include "models/city/shared/under.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

// Of an organization; `decided_upon` of a district.
enum RegisteringQuestion : std::uint32_t { finds_sponsor = 0, turns = 1, decided_upon = 2, looks_again = 3 };

void reconsider(City& city, const Markets& markets, Id<Organizations> row) {
  Organizations& all = city.organizations;
  const double cash = yuan(all.cash[row]);
  const Choice choice = decide(city, markets, traits(city, row), all.weight[row], cash, all.status[row], row);
  if (choice.now != all.status[row]) {
    all.status[row] = choice.now;
    all.status_since[row] = city.month();
  }
  if (choice.apply && all.applying[row] == 0) all.applied[row] = city.month();
  all.applying[row] = !choice.apply ? std::uint8_t{0} : std::max<std::uint8_t>(1, all.applying[row]);
}

// Papers in order: the procedure's months are over, the capital is there, a sponsor is found.
bool passes(const City& city, Id<Organizations> row, sim::Draws draws) {
  const Organizations& all = city.organizations;
  const Door door = open_door(city, all.kind[row]);
  const double cash = yuan(all.cash[row]);
  return city.month() - all.applied[row] >= door.wait && cash >= door.capital + door.cost &&
         draws.chance(door.sponsor, all.key[row], RegisteringQuestion::finds_sponsor);
}

void enter(City& city, Id<Organizations> row) {
  Organizations& all = city.organizations;
  all.relabelled[row] = city.month() - all.founded[row] > 12 ? 1 : 0;
  all.was_filed[row] = all.status[row] == LegalStatus::filed ? 1 : 0;
  all.status[row] = LegalStatus::registered;
  all.status_since[row] = all.registered_on[row] = city.month();
  all.applying[row] = 0;
}

}  // namespace

void Registering::operator()(City& city, sim::Draws draws) const {
  Organizations& all = city.organizations;
  const Markets markets(city);
  std::vector<sim::Request> ready;
  for (const Id<Organizations> row : all.rows()) {
    if (!at_work(city, row) || all.status[row] == LegalStatus::registered) continue;
    if (draws.chance(attention, all.key[row], RegisteringQuestion::looks_again)) reconsider(city, markets, row);
    if (all.applying[row] == 1 && passes(city, row, draws)) all.applying[row] = 2;
    if (all.applying[row] == 2)
      ready.push_back({static_cast<std::uint32_t>(district_of(city, row)), row.value, city.month() - all.applied[row],
                       draws.word(all.key[row], RegisteringQuestion::turns), all.key[row]});
  }
  const std::vector<double> people = residents_under(city);
  sim::meet(ready, [&](std::uint32_t district, std::span<const sim::Request> queue) {
    const auto decided = static_cast<std::size_t>(
        draws.round(city.registration.desk * people[city.district_government(district).value] / 1e5, district,
                    RegisteringQuestion::decided_upon));
    for (const sim::Request& request : queue.first(std::min(decided, queue.size())))
      enter(city, Id<Organizations>(request.row));
  });
  // Money moves in row order: the ledger is one.
  for (const Id<Organizations> row : all.rows())
    if (all.alive[row] != 0 && all.registered_on[row] == city.month())
      city.ledger.pay(all.cash[row], std::min(all.cash[row], fen(open_door(city, all.kind[row]).cost)), Purpose::rent);
}

}  // namespace city
