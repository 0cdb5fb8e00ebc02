// The ledger: the only way money moves. Every payment leaves one account and enters another in the same breath, in
// whole fen, so that all reserves and the outside together never change.
#pragma once

#include <array>
#include <cassert>
#include <cstdint>
#include <numeric>
#include <span>
#include <string_view>

#include "models/city/state/tables.hpp"

namespace city {

/// Whose money it is: the accounts of the tables, and those outside them, of which only totals are kept.
enum class Account : std::uint8_t {
  governments,
  organizations,
  communities,  // their micro-funds
  treasury,
  households,
  donors,
  workforce,
  suppliers,
  buyers
};
constexpr std::array<std::string_view, 9> words(Account) {
  return {"governments", "organizations", "communities", "treasury", "households",
          "donors",      "workforce",     "suppliers",   "buyers"};
}
inline constexpr std::size_t account_count = sim::word_count<Account>;
inline constexpr auto first_outside = static_cast<std::size_t>(Account::treasury);
constexpr bool is_outside(Account account) { return static_cast<std::size_t>(account) >= first_outside; }

/// What a payment is for. `flows` says who pays whom.
enum class Purpose : std::uint8_t {
  revenue,
  surplus,   // what governments have left at the year's end
  transfer,  // the region and the city to districts; for posts, those above to streets
  lottery,   // the local half of the welfare fund
  station_wage,
  institution_wage,  // social workers in street offices, hospitals, schools
  mediation,         // what mediators get for a dispute
  licence_allowance,
  task,  // contracted out by streets
  instalment,
  clawback,
  subsidy,  // for running beds and meals
  fee,
  dues,  // of members
  gift,
  crowdfunding,  // for people who do a negotiated task
  founder,       // founders' own money
  setup,         // premises and equipment before the first day
  settlement,    // of accounts, to the office that lets a legal person go
  wage,          // of staff and social workers
  rent,          // and accounts and papers
  materials,
  group_event,         // room and materials
  liquidation,         // what a dissolved organization leaves, to its founders' side
  forfeit,             // and the rest of it
  order,               // of institutions
  seed,                // of streets for those that register
  incubator_room,      // of incubators, and of their graduates
  incubator_staff,     // coaches and offices
  incubator_grant,     // to those who sit there
  incubator_course,    // for the exam
  incubator_showcase,  // room and materials
  insurance_rebate,    // of social workers of organizations
  micro_gift,          // of residents who attend, to their community's micro-fund
  micro_donation,      // of firms and foundations to micro-funds
  micro_match,         // of streets to micro-funds, for what was given
  micro_grant,         // of micro-funds to groups and organizations
  post_office,         // rooms and materials of station posts that lines pay
};

/// A purpose by name, from whom it takes and to whom it gives.
struct Flow {
  Purpose purpose;
  std::string_view name;
  Account from, to;
};
inline constexpr std::array flows = {
    Flow{Purpose::revenue, "revenue", Account::treasury, Account::governments},
    Flow{Purpose::surplus, "surplus", Account::governments, Account::treasury},
    Flow{Purpose::transfer, "transfer", Account::governments, Account::governments},
    Flow{Purpose::lottery, "lottery", Account::households, Account::governments},
    Flow{Purpose::station_wage, "station_wage", Account::governments, Account::workforce},
    Flow{Purpose::institution_wage, "institution_wage", Account::governments, Account::workforce},
    Flow{Purpose::mediation, "mediation", Account::governments, Account::workforce},
    Flow{Purpose::licence_allowance, "licence_allowance", Account::governments, Account::workforce},
    Flow{Purpose::task, "task", Account::governments, Account::organizations},
    Flow{Purpose::instalment, "instalment", Account::governments, Account::organizations},
    Flow{Purpose::clawback, "clawback", Account::organizations, Account::governments},
    Flow{Purpose::subsidy, "subsidy", Account::governments, Account::organizations},
    Flow{Purpose::fee, "fee", Account::households, Account::organizations},
    Flow{Purpose::dues, "dues", Account::households, Account::organizations},
    Flow{Purpose::gift, "gift", Account::donors, Account::organizations},
    Flow{Purpose::crowdfunding, "crowdfunding", Account::donors, Account::workforce},
    Flow{Purpose::founder, "founder", Account::households, Account::organizations},
    Flow{Purpose::setup, "setup", Account::organizations, Account::suppliers},
    Flow{Purpose::settlement, "settlement", Account::organizations, Account::treasury},
    Flow{Purpose::wage, "wage", Account::organizations, Account::workforce},
    Flow{Purpose::rent, "rent", Account::organizations, Account::suppliers},
    Flow{Purpose::materials, "materials", Account::organizations, Account::suppliers},
    Flow{Purpose::group_event, "group_event", Account::organizations, Account::suppliers},
    Flow{Purpose::liquidation, "liquidation", Account::organizations, Account::households},
    Flow{Purpose::forfeit, "forfeit", Account::organizations, Account::treasury},
    Flow{Purpose::order, "order", Account::buyers, Account::organizations},
    Flow{Purpose::seed, "seed", Account::governments, Account::organizations},
    Flow{Purpose::incubator_room, "incubator_room", Account::governments, Account::suppliers},
    Flow{Purpose::incubator_staff, "incubator_staff", Account::governments, Account::workforce},
    Flow{Purpose::incubator_grant, "incubator_grant", Account::governments, Account::organizations},
    Flow{Purpose::incubator_course, "incubator_course", Account::governments, Account::suppliers},
    Flow{Purpose::incubator_showcase, "incubator_showcase", Account::governments, Account::suppliers},
    Flow{Purpose::insurance_rebate, "insurance_rebate", Account::governments, Account::organizations},
    Flow{Purpose::micro_gift, "micro_gift", Account::households, Account::communities},
    Flow{Purpose::micro_donation, "micro_donation", Account::donors, Account::communities},
    Flow{Purpose::micro_match, "micro_match", Account::governments, Account::communities},
    Flow{Purpose::micro_grant, "micro_grant", Account::communities, Account::organizations},
    Flow{Purpose::post_office, "post_office", Account::governments, Account::suppliers},
};
/// Whether it is public spending: what governments pay and have no more; what comes back of it is taken off.
constexpr bool is_spent(const Flow& flow) {
  return flow.from == Account::governments && flow.to != Account::governments && flow.to != Account::treasury;
}
constexpr bool is_refunded(const Flow& flow) {
  return flow.from == Account::organizations && flow.to == Account::governments;
}
inline constexpr std::size_t purpose_count = sim::enumerators<Purpose>();
constexpr const Flow& route(Purpose purpose) { return flows[static_cast<std::size_t>(purpose)]; }
static_assert([] {
  for (std::size_t i = 0; i < flows.size(); ++i)
    if (flows[i].purpose != static_cast<Purpose>(i)) return false;
  return flows.size() == purpose_count;
}());

/// Payments between rows of tables and accounts outside them, of one of many hands that pay at once: the ledger takes
/// them over when all are done.
class Till {
 public:
  void pay(Fen& inside, Fen amount, Purpose purpose) {
    assert(amount >= 0 && is_outside(route(purpose).from) != is_outside(route(purpose).to));
    inside += is_outside(route(purpose).from) ? amount : -amount;
    moved_[static_cast<std::size_t>(purpose)] += amount;
  }
  Fen moved(Purpose purpose) const { return moved_[static_cast<std::size_t>(purpose)]; }

 private:
  std::array<Fen, purpose_count> moved_{};
};

/// The accounts outside the tables and the month's totals by purpose: one row, so that the whole state is in tables.
class Ledger : public Table<Ledger> {
 public:
  Ledger() { resize(1); }

  /// Moves `amount` fen from one account of the tables to another.
  void pay(Fen& from, Fen& to, Fen amount, Purpose purpose) {
    assert(!is_outside(route(purpose).from) && !is_outside(route(purpose).to));
    move(from, to, amount, purpose);
  }
  /// From or to an account of the tables; the other one lies outside.
  void pay(Fen& inside, Fen amount, Purpose purpose) {
    const Account from = route(purpose).from, to = route(purpose).to;
    assert(is_outside(from) != is_outside(to));
    if (is_outside(from))
      move(at(from), inside, amount, purpose);
    else
      move(inside, at(to), amount, purpose);
  }
  /// Between two accounts outside the tables.
  void pay(Fen amount, Purpose purpose) { move(at(route(purpose).from), at(route(purpose).to), amount, purpose); }

  /// The other half of a till's payments.
  void take(const Till& till) {
    for (const Flow& flow : flows) {
      const Fen amount = till.moved(flow.purpose);
      if (amount == 0) continue;
      at(is_outside(flow.from) ? flow.from : flow.to) += is_outside(flow.from) ? -amount : amount;
      moved_(all, static_cast<std::size_t>(flow.purpose)) += amount;
    }
  }

  Fen outside(Account who) const { return outside_(all, outside_index(who)); }
  /// What everybody outside the tables has received less what they have paid since the start.
  Fen outside_total() const {
    const std::span<const Fen> held = outside_.all();
    return std::accumulate(held.begin(), held.end(), Fen{0});
  }
  Fen moved(Purpose purpose) const { return moved_(all, static_cast<std::size_t>(purpose)); }

  template <class V>
  void visit(V& v) {
    v(outside_, {"outside", "0.01 CNY", "Received less paid since the start, by account outside the tables"});
    v(moved_, {.name = "moved", .unit = "0.01 CNY", .meaning = "Moved, by purpose", .lasts = Lasting::month});
  }

 private:
  static constexpr Row all{std::size_t{0}};
  static constexpr std::size_t outside_index(Account who) {
    assert(is_outside(who));
    return static_cast<std::size_t>(who) - first_outside;
  }
  Fen& at(Account who) { return outside_(all, outside_index(who)); }
  void move(Fen& from, Fen& to, Fen amount, Purpose purpose) {
    assert(amount >= 0);
    from -= amount;
    to += amount;
    moved_(all, static_cast<std::size_t>(purpose)) += amount;
  }
  Of<Fen> outside_{account_count - first_outside};
  Of<Fen> moved_{purpose_count};
};

}  // namespace city
