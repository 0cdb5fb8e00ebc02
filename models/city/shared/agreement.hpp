// What all contracts have in common, whatever they buy: who is believed in, when one is signed, when it ends.
#pragma once

#include <algorithm>
#include <cstdint>

#include "models/city/state/city.hpp"

namespace city {

/// Over before the last contract that is agreed now is signed, without going on.
inline bool ends_soon(const City& city, Id<Contracts> row) {
  return city.contracts.reserved[row] == 0 && end_of(city, row) <= city.month() + city.procurement.signing;
}

/// An organization's record as a buyer believes it: what it sees of it, the rest filled in with its class's name.
inline double believed_record(const City& city, Id<Organizations> row, bool known) {
  const Procurement& p = city.procurement;
  const double seen = known ? std::max(p.own_view, p.public_view) : p.public_view;
  return seen * city.organizations.record[row] + (1 - seen) * city.classes[city.organizations.kind[row]].skill;
}

/// Months until a contract is signed, by an even draw.
inline std::int64_t signing_delay(const City& city, double u) {
  return static_cast<std::int64_t>(u * static_cast<double>(city.procurement.signing + 1));
}

/// Somebody has it from the month in which it is signed.
inline void agree(City& city, Id<Contracts> row, Id<Organizations> winner, std::int64_t months, std::int64_t delay) {
  Contracts& contracts = city.contracts;
  contracts.awarded[row] = 1;
  contracts.provider[row] = winner;
  contracts.won[row] = city.month();
  contracts.sealed[row] = contracts.starts[row] = static_cast<std::int16_t>(city.month() + delay);
  contracts.months[row] = static_cast<std::int16_t>(months);
}

/// A contract begins when one of the same provider ends, whenever it is signed: until then reserves pay. None: nothing.
inline void take_place_of(City& city, Id<Contracts> row, Id<Contracts> before) {
  if (!before) return;
  city.contracts.follows[row] = before;
  city.contracts.starts[row] = static_cast<std::int16_t>(end_of(city, before));
}

}  // namespace city
