// The ledger: the only way money moves. Every payment leaves one account and enters another in the same breath, in
// whole fen, so that all reserves and the outside together never change.
#pragma once

#include <array>
#include <cassert>
#include <cstdint>
#include <string_view>

#include "models/city/tables.hpp"

namespace city {

/// What a payment is for.
enum class Purpose : std::uint8_t {
  revenue,       // treasury to governments
  surplus,       // governments back to the treasury
  transfer,      // the city to poorer districts
  lottery,       // players to governments: the local half of the welfare fund
  matching,      // private capital that joins earmarked lottery money
  station_wage,  // streets to station staff
  task,          // streets to organizations for tasks contracted out
  instalment,    // governments to contractors
  clawback,      // contractors to governments
  subsidy,       // districts to providers for running beds and meals
  fee,           // households to organizations
  gift,          // donors to organizations
  founder,       // founders' own money into an organization
  wage,          // organizations to staff and social workers
  running,       // organizations to landlords and suppliers
  group_event,   // organizations for group events
  liquidation,   // what a dissolved organization leaves, to its founders' side
  count
};

/// Those outside the tables: only their totals are kept.
enum class Outside : std::uint8_t { treasury, households, donors, workforce, suppliers, count };

/// Totals by purpose of the month, and the accounts outside the tables.
class Ledger {
 public:
  /// Moves `amount` fen between two accounts.
  void pay(Fen& from, Fen& to, Fen amount, Purpose purpose) {
    assert(amount >= 0);
    from -= amount;
    to += amount;
    moved_[static_cast<std::size_t>(purpose)] += amount;
  }
  Fen& outside(Outside who) { return outside_[static_cast<std::size_t>(who)]; }
  /// What everybody outside the tables has received less what they have paid since the start.
  Fen outside_total() const {
    Fen total = 0;
    for (const Fen fen : outside_) total += fen;
    return total;
  }
  Fen moved(Purpose purpose) const { return moved_[static_cast<std::size_t>(purpose)]; }
  void open_month() { moved_ = {}; }

 private:
  std::array<Fen, static_cast<std::size_t>(Outside::count)> outside_{};
  std::array<Fen, static_cast<std::size_t>(Purpose::count)> moved_{};
};

}  // namespace city
