#include "models/city/organizations/registering.hpp"

#include <algorithm>
#include <vector>

#include "models/city/organizations/doors.hpp"
#include "models/city/organizations/founder.hpp"
#include "models/city/organizations/markets.hpp"
#include "models/city/organizations/papers.hpp"
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
  if (choice.leave && all.papers[row] == Papers::none) begin_leaving(city, row);
  if (choice.now != all.status[row] && all.papers[row] == Papers::none) begin_filing(city, row);
  if (choice.apply && all.applying[row] == 0) all.applied[row] = city.month();
  all.applying[row] = !choice.apply ? std::uint8_t{0} : std::max<std::uint8_t>(1, all.applying[row]);
}

// This month's hours were given; when all are, the status changes.
void go_on_with_papers(City& city, Id<Organizations> row) {
  Organizations& all = city.organizations;
  all.papers_left[row] = std::max(0.0F, all.papers_left[row] - all.paper_hours[row]);
  if (all.papers_left[row] > 0) return plan_papers(city, row);
  const bool leaving = all.papers[row] == Papers::leaving;
  take_status(city, row, city.filing.open ? LegalStatus::filed : LegalStatus::informal);
  if (!leaving) return;
  all.deregistered[row] = city.month();
  city.ledger.pay(all.cash[row], std::min(all.cash[row], fen(city.registration.leave_cost)), Purpose::settlement);
}

// Who has a contract in force, for which only a legal person may be paid.
std::vector<std::uint8_t> bound(const City& city) {
  std::vector<std::uint8_t> out(city.organizations.size());
  for (const Id<Contracts> row : city.contracts.rows())
    if (in_force(city, row)) out[city.contracts.provider[row].value] = 1;
  return out;
}

// Papers in order: the procedure's months are over, the capital is there, a sponsor is found.
bool passes(const City& city, Id<Organizations> row, sim::Draws draws) {
  const Organizations& all = city.organizations;
  const Route route = open_route(city, all.kind[row]);
  const double cash = yuan(all.cash[row]);
  return city.month() - all.applied[row] >= route.wait && cash >= route.capital + route.cost &&
         draws.chance(route.sponsor, all.key[row], RegisteringQuestion::finds_sponsor);
}

void enter(City& city, Id<Organizations> row) {
  Organizations& all = city.organizations;
  all.relabelled[row] = city.month() - all.founded[row] > 12 ? 1 : 0;
  // Whoever is filed and registered in one month was no filed group before.
  all.was_filed[row] = all.status[row] == LegalStatus::filed && all.status_since[row] != city.month() ? 1 : 0;
  take_status(city, row, LegalStatus::registered);
  all.registered_on[row] = city.month();
  all.applying[row] = 0;
}

// A street that wants more registered groups in a community helps those that entered, as far as it has money.
void give_seed(City& city, const Markets& markets, Id<Organizations> row) {
  Organizations& all = city.organizations;
  if (!city.classes[all.kind[row]].community || !markets.wants_registered(all.home[row])) return;
  Fen& purse = city.governments.cash[city.communities.street[all.home[row]]];
  const Fen amount = std::clamp<Fen>(purse, 0, fen(city.seed.amount));
  city.ledger.pay(purse, all.cash[row], amount, Purpose::seed);
}

}  // namespace

void Registering::operator()(City& city, sim::Draws draws) const {
  if (city.resting()) return;
  constexpr std::size_t at_once = 256;
  Organizations& all = city.organizations;
  const Markets markets(city);
  const std::vector<std::uint8_t> held = bound(city);
  // First and one by one, for some pay on the way out; what others reconsider does not depend on it.
  for (const Id<Organizations> row : all.rows())
    if (at_work(city, row) && all.papers[row] != Papers::none) go_on_with_papers(city, row);
  using Requests = std::vector<sim::Request>;
  Requests ready = sim::gather<sim::Request>(all.size(), at_once, [&](std::size_t i, Requests& out) {
    const Id<Organizations> row(i);
    if (!at_work(city, row)) return;
    const bool legal = all.status[row] == LegalStatus::registered;
    if ((!legal || held[row.value] == 0) && draws.chance(attention, all.key[row], RegisteringQuestion::looks_again))
      reconsider(city, markets, row);
    if (legal) return;
    if (all.applying[row] == 1 && passes(city, row, draws)) all.applying[row] = 2;
    if (all.applying[row] == 2)
      out.push_back({static_cast<std::uint32_t>(district_of(city, row)), row.value, city.month() - all.applied[row],
                     draws.word(all.key[row], RegisteringQuestion::turns), all.key[row]});
  });
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
    if (all.alive[row] != 0 && all.registered_on[row] == city.month()) {
      city.ledger.pay(all.cash[row], std::min(all.cash[row], fen(open_route(city, all.kind[row]).cost)), Purpose::rent);
      give_seed(city, markets, row);
    }
}

}  // namespace city
