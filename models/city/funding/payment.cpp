#include "models/city/funding/payment.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

#include "models/city/state/city.hpp"

namespace city {
namespace {

Fen share(Fen value, double part) { return sim::nearest_integer(static_cast<double>(value) * part); }

// What is still committed of this contract and will not be spent any more.
void end(City& city, Id<Contracts> row) {
  city.governments.committed[city.contracts.payer[row]] -=
      city.contracts.value[row] - city.contracts.paid[row] - city.contracts.clawed[row];
  city.contracts.over[row] = 1;
}

// `late` is how many months ago it was due. Nothing happens while the purse does not hold it.
bool transfer(City& city, Id<Contracts> row, Fen amount, int late) {
  Contracts& contracts = city.contracts;
  Fen& purse = city.governments.cash[contracts.payer[row]];
  if (purse < amount) return false;
  const Id<Organizations> provider = contracts.provider[row];
  city.ledger.pay(purse, city.organizations.cash[provider], amount,
                  is_for_task(city, row) ? Purpose::task : Purpose::instalment);
  city.governments.committed[contracts.payer[row]] -= amount;
  city.organizations.grants[provider] += amount;
  contracts.paid[row] += amount;
  contracts.paid_now[row] += amount;
  contracts.late_now[row] += amount * late;
  return true;
}

void pay(City& city, Id<Contracts> row, Fen amount, int late) {
  if (transfer(city, row, amount, late)) ++city.contracts.instalments[row];
}

void claw_back(const Payment& rule, City& city, Id<Contracts> row) {
  Contracts& contracts = city.contracts;
  const double groups = contracts.groups[row];
  const auto missing = [&](double bought, double delivered) {
    return bought > 0 ? std::max(0.0, 1 - rule.tolerance - delivered / bought) : 0.0;
  };
  // An event that did not fit into the months is not missed.
  const double short_of = (1 - groups) * missing(contracts.hours[row], contracts.used[row]) +
                          groups * missing(std::floor(contracts.events[row]), contracts.held[row]);
  if (short_of <= 0) return;
  const Id<Organizations> provider = contracts.provider[row];
  const Fen wanted = share(contracts.value[row], short_of);
  const Fen amount = std::clamp<Fen>(wanted, 0, std::max<Fen>(0, city.organizations.cash[provider]));
  city.ledger.pay(city.organizations.cash[provider], city.governments.cash[contracts.payer[row]], amount,
                  Purpose::clawback);
  contracts.clawed[row] += amount;
  contracts.paid[row] -= amount;
  contracts.clawed_now[row] += amount;
}

// The next one of a contract with such an advance.
Fen instalment(const Payment& rule, const City& city, Id<Contracts> row, Fen advance) {
  const Contracts& contracts = city.contracts;
  const std::size_t place = city.decides(contracts.payer[row]);
  const double part = contracts.instalments[row] == 0   ? rule.first.at(place)
                      : contracts.instalments[row] == 1 ? rule.second.at(place)
                                                        : 1;
  return std::min(contracts.value[row] - std::max(contracts.paid[row], advance),
                  share(contracts.value[row] - advance, part));
}

// What its provider can look forward to: the advance, as long as it is not due, and the next instalment.
Fen coming(const Payment& rule, const City& city, Id<Contracts> row) {
  const Contracts& contracts = city.contracts;
  const Fen had = contracts.advance[row];
  const bool ahead = city.month() < first_due(city, row);
  const Fen advance = ahead ? share(contracts.value[row], rule.advance.at(city.decides(contracts.payer[row]))) : had;
  return advance - had + instalment(rule, city, row, advance);
}

}  // namespace

void Payment::operator()(City& city, sim::Draws) const {
  // The oldest claim is paid first, then by luck: an empty purse favours no row.
  Contracts& contracts = city.contracts;
  std::vector<std::tuple<int, std::uint64_t, Id<Contracts>>> owed;
  for (const Id<Contracts> row : contracts.rows())
    if (contracts.awarded[row] != 0 && !settled(city, row))
      owed.emplace_back(contracts.starts[row], contracts.key[row], row);
  std::sort(owed.begin(), owed.end());
  for (const auto& [start, key, row] : owed) {
    const int age = city.month() - contracts.starts[row], length = contracts.months[row],
              since = city.month() - first_due(city, row);
    const Fen value = contracts.value[row];
    const bool provider_alive = city.organizations.alive[contracts.provider[row]] != 0;
    if (!provider_alive) {  // what was not paid is free again; what was paid is lost
      end(city, row);
      contracts.instalments[row] = last_instalment;
      continue;
    }
    const std::size_t place = city.decides(contracts.payer[row]);
    if (since == 0 && contracts.instalments[row] == 0 && transfer(city, row, share(value, advance.at(place)), 0))
      contracts.advance[row] = contracts.paid[row];
    // Where nothing is left to pay, nothing can be late: accounts are settled when the work ends.
    const Fen rest = value - contracts.advance[row];
    const int lag = rest > 0 ? static_cast<int>(delay.at(place)) : 0;
    const auto next = [&] { return instalment(*this, city, row, contracts.advance[row]); };
    if (contracts.instalments[row] == 0 && since >= lag) pay(city, row, next(), since);
    if (contracts.instalments[row] == 1 && age >= length / 2 + lag) pay(city, row, next(), age - length / 2);
    if (contracts.instalments[row] == 2 && age >= length + lag) {
      pay(city, row, next(), age - length);
      if (!settled(city, row)) continue;  // the purse was empty: it is still owed
      claw_back(*this, city, row);
      end(city, row);
    }
    contracts.coming[row] = coming(*this, city, row);
  }
}

}  // namespace city
