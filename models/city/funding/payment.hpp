// Contracts are paid in instalments and end; money for hours not delivered and events not held is clawed back.
#pragma once

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

#include "models/city/state/city.hpp"
#include "sim/random.hpp"

namespace city {

struct Payment {
  static constexpr std::string_view about =
      "Instalments are paid when due, late by the delay; at the end a shortfall of hours and events is clawed back";
  double advance = 0, first = 0.4, second = 0.4;
  std::int64_t delay = 0;
  double tolerance = 0.2;

  template <class V>
  void visit(V& v) {
    v(advance, {.name = "advance",
                .least = 0,
                .most = 1,
                .meaning = "Share of a contract paid when it is signed, before any instalment and never late",
                .source = "assumed; a lever"});
    v(first, {.name = "first",
              .least = 0,
              .most = 1,
              .meaning = "Share of the rest paid at the start",
              .source = "common practice 40/40/20; assumed"});
    v(second, {.name = "second",
               .least = 0,
               .most = 1,
               .meaning = "Share of it paid halfway; what is left is paid at the end",
               .source = "common practice 40/40/20; assumed"});
    v(delay, {.name = "delay",
              .unit = "month",
              .least = 0,
              .most = 36,
              .meaning = "Months by which every instalment is late",
              .source = "assumed; a lever"});
    v(tolerance, {.name = "tolerance",
                  .least = 0,
                  .most = 1,
                  .meaning = "Share of the hours that may be missing without consequence",
                  .source = "assumed"});
  }

  void operator()(City& city, sim::Draws) const {
    // The oldest claim is paid first, then by luck: an empty purse favours no row.
    Contracts& contracts = city.contracts;
    std::vector<std::tuple<int, std::uint64_t, Id<Contracts>>> owed;
    for (std::size_t i = 0; i < contracts.size(); ++i) {
      const Id<Contracts> row(i);
      if (contracts.awarded[row] != 0 && contracts.instalments[row] < 3)
        owed.emplace_back(contracts.starts[row], contracts.key[row], row);
    }
    std::sort(owed.begin(), owed.end());
    for (const auto& [start, key, row] : owed) {
      const int age = city.month() - contracts.starts[row], length = contracts.months[row];
      const Fen value = contracts.value[row];
      const bool provider_alive = city.organizations.alive[contracts.provider[row]] != 0;
      if (!provider_alive) {  // what was not paid is free again; what was paid is lost
        end(city, row);
        contracts.instalments[row] = 3;
        continue;
      }
      if (age == 0 && contracts.instalments[row] == 0 && transfer(city, row, share(value, advance), 0))
        contracts.advance[row] = contracts.paid[row];
      // Where nothing is left to pay, nothing can be late: accounts are settled when the work ends.
      const Fen rest = value - contracts.advance[row];
      const int lag = rest > 0 ? static_cast<int>(delay) : 0;
      if (contracts.instalments[row] == 0 && age >= lag) pay(city, row, share(rest, first), age);
      if (contracts.instalments[row] == 1 && age >= length / 2 + lag)
        pay(city, row, std::min(share(rest, second), value - contracts.paid[row]), age - length / 2);
      if (contracts.instalments[row] == 2 && age >= length + lag) {
        pay(city, row, value - contracts.paid[row], age - length);
        if (contracts.instalments[row] < 3) continue;  // the purse was empty: it is still owed
        claw_back(city, row);
        end(city, row);
      }
    }
  }

 private:
  static Fen share(Fen value, double part) { return sim::nearest_integer(static_cast<double>(value) * part); }

  // What is still committed of this contract and will not be spent any more.
  static void end(City& city, Id<Contracts> row) {
    city.governments.committed[city.contracts.payer[row]] -=
        city.contracts.value[row] - city.contracts.paid[row] - city.contracts.clawed[row];
    city.contracts.over[row] = 1;
  }

  static void pay(City& city, Id<Contracts> row, Fen amount, int late) {
    if (transfer(city, row, amount, late)) ++city.contracts.instalments[row];
  }

  // `late` is how many months ago it was due. Nothing happens while the purse does not hold it.
  static bool transfer(City& city, Id<Contracts> row, Fen amount, int late) {
    Contracts& contracts = city.contracts;
    Fen& purse = city.governments.cash[contracts.payer[row]];
    if (purse < amount) return false;
    const Id<Organizations> provider = contracts.provider[row];
    city.ledger.pay(purse, city.organizations.cash[provider], amount, Purpose::instalment);
    city.governments.committed[contracts.payer[row]] -= amount;
    city.organizations.grants[provider] += amount;
    city.organizations.grants_ever[provider] += amount;
    contracts.paid[row] += amount;
    contracts.paid_now[row] += amount;
    contracts.late_now[row] += amount * late;
    return true;
  }

  void claw_back(City& city, Id<Contracts> row) const {
    Contracts& contracts = city.contracts;
    const double groups = contracts.groups[row];
    const auto missing = [&](double bought, double delivered) {
      return bought > 0 ? std::max(0.0, 1 - tolerance - delivered / bought) : 0.0;
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
};

}  // namespace city
