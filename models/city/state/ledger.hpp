// The ledger: the only way money moves. Every payment leaves one account and enters another in the same breath, in
// whole fen, so that all reserves and the outside together never change.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <numeric>
#include <span>
#include <string_view>

#include "models/city/state/tables.hpp"

namespace city {

/// Whose money it is: the accounts of the tables, and those outside them.
enum class Account : std::uint8_t {
  governments,
  organizations,
  treasury,
  households,
  donors,
  workforce,
  suppliers,
  count
};

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
  crowdfunding,  // donors to people who do a negotiated task
  founder,       // founders' own money into an organization
  setup,         // organizations for premises and equipment before the first day
  wage,          // organizations to staff and social workers
  rent,          // organizations for rent, accounts and papers
  materials,     // organizations for what they use up
  group_event,   // organizations for room and materials of group events
  liquidation,   // what a dissolved organization leaves, to its founders' side
  forfeit,       // and the rest of it, to the treasury
  count
};

/// A purpose by name, from whom it takes and to whom it gives.
struct Flow {
  std::string_view name;
  Account from, to;
};
inline constexpr std::array<Flow, static_cast<std::size_t>(Purpose::count)> flows = {{
    {"revenue", Account::treasury, Account::governments},
    {"surplus", Account::governments, Account::treasury},
    {"transfer", Account::governments, Account::governments},
    {"lottery", Account::households, Account::governments},
    {"matching", Account::donors, Account::governments},
    {"station_wage", Account::governments, Account::workforce},
    {"task", Account::governments, Account::organizations},
    {"instalment", Account::governments, Account::organizations},
    {"clawback", Account::organizations, Account::governments},
    {"subsidy", Account::governments, Account::organizations},
    {"fee", Account::households, Account::organizations},
    {"gift", Account::donors, Account::organizations},
    {"crowdfunding", Account::donors, Account::workforce},
    {"founder", Account::households, Account::organizations},
    {"setup", Account::organizations, Account::suppliers},
    {"wage", Account::organizations, Account::workforce},
    {"rent", Account::organizations, Account::suppliers},
    {"materials", Account::organizations, Account::suppliers},
    {"group_event", Account::organizations, Account::suppliers},
    {"liquidation", Account::organizations, Account::households},
    {"forfeit", Account::organizations, Account::treasury},
}};

/// Those outside the tables: only their totals are kept.
enum class Outside : std::uint8_t { treasury, households, donors, workforce, suppliers, count };

/// The accounts outside the tables and the month's totals by purpose: one row, so that the whole state is in tables.
class Ledger : public Table<Ledger> {
 public:
  Ledger() { resize(1); }

  /// Moves `amount` fen between two accounts.
  void pay(Fen& from, Fen& to, Fen amount, Purpose purpose) {
    assert(amount >= 0);
    from -= amount;
    to += amount;
    moved_(all, static_cast<std::size_t>(purpose)) += amount;
  }
  Fen& outside(Outside who) { return outside_(all, static_cast<std::size_t>(who)); }
  Fen outside(Outside who) const { return outside_(all, static_cast<std::size_t>(who)); }
  /// What everybody outside the tables has received less what they have paid since the start.
  Fen outside_total() const {
    const std::span<const Fen> held = outside_.all();
    return std::accumulate(held.begin(), held.end(), Fen{0});
  }
  Fen moved(Purpose purpose) const { return moved_(all, static_cast<std::size_t>(purpose)); }
  void open_month() { std::fill(moved_.all().begin(), moved_.all().end(), 0); }

  template <class V>
  void visit(V& v) {
    v(outside_, {"outside", "0.01 CNY", "Received less paid since the start, by account outside the tables"});
    v(moved_, {"moved", "0.01 CNY", "Moved this month, by purpose"});
  }

 private:
  static constexpr Row all{std::size_t{0}};
  Of<Fen> outside_{static_cast<std::size_t>(Outside::count)};
  Of<Fen> moved_{static_cast<std::size_t>(Purpose::count)};
};

}  // namespace city
