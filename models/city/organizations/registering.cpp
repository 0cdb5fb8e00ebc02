#include "models/city/organizations/registering.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>
#include "models/city/organizations/doors.hpp"
#include "models/city/organizations/founder.hpp"
#include "models/city/shared/under.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {
namespace {


static void reconsider(City& city, const Markets& markets, Id<Organizations> row) {
  Organizations& all = city.organizations;
  const double cash = static_cast<double>(all.cash[row]) / 100;
  const Choice choice = decide(city, markets, traits(city, row), all.weight[row], cash, all.status[row], row);
  if (choice.now != all.status[row]) {
    all.status[row] = choice.now;
    all.status_since[row] = city.month();
  }
  if (choice.apply && all.applying[row] == 0) all.applied[row] = city.month();
  all.applying[row] = !choice.apply ? std::uint8_t{0} : std::max<std::uint8_t>(1, all.applying[row]);
}

// Papers in order: the procedure's months are over, the capital is there, a sponsor is found.
static bool passes(const City& city, Id<Organizations> row, sim::Draws draws) {
  const Organizations& all = city.organizations;
  const Door door = open_door(city, all.kind[row]);
  const double cash = static_cast<double>(all.cash[row]) / 100;
  return city.month() - all.applied[row] >= door.wait && cash >= door.capital + door.cost &&
         draws.chance(door.sponsor, all.key[row]);
}

static void enter(City& city, Id<Organizations> row) {
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
  for (std::size_t o = 0; o < all.size(); ++o) {
    const Id<Organizations> row(o);
    if (!at_work(city, row) || all.status[row] == LegalStatus::registered) continue;
    if (draws.chance(attention, all.key[row], 3)) reconsider(city, markets, row);
    if (all.applying[row] == 1 && passes(city, row, draws)) all.applying[row] = 2;
    if (all.applying[row] == 2)
      ready.push_back({static_cast<std::uint32_t>(district_of(city, row)), static_cast<std::uint32_t>(o),
                       city.month() - all.applied[row], draws.word(all.key[row], 1), all.key[row]});
  }
  const std::vector<double> people = residents_under(city);
  sim::meet(ready, [&](std::uint32_t district, std::span<const sim::Request> queue) {
    const auto decided = static_cast<std::size_t>(
        draws.round(city.registration.desk * people[city.district_government(district).value] / 1e5, district, 2));
    for (const sim::Request& request : queue.first(std::min(decided, queue.size())))
      enter(city, Id<Organizations>(request.row));
  });
  // Money moves in row order: the ledger is one.
  for (std::size_t o = 0; o < all.size(); ++o)
    if (const Id<Organizations> row(o); all.alive[row] != 0 && all.registered_on[row] == city.month())
      city.ledger.pay(all.cash[row], std::min(all.cash[row], fen(open_door(city, all.kind[row]).cost)),
                      Purpose::rent);
}

}  // namespace city
