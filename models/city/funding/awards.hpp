// What every way of buying asks: who has room for how much, who is known to whom, and how a project becomes a contract.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "models/city/shared/agreement.hpp"
#include "models/city/shared/skill.hpp"
#include "models/city/state/city.hpp"
#include "sim/random.hpp"

namespace city {

/// How many more contracts each organization would take: by the hours of its social workers and own people and those it
/// could hire, less the work that it will still have in hand when new contracts begin.
struct Capacity {
  std::vector<std::uint32_t> quota;
  std::vector<std::uint8_t> staffed;  ///< by social workers, or by its own people full-time
  std::vector<double> spare, time;    ///< a month's hours of staff without contract; for bids
  /// Registered ones may take any contract; filed ones small ones. `bid_hours` is what one bid costs, by the
  /// bidder's district.
  static Capacity of(const City& city, const Contracting& round, const sim::ByPlace<double>& bid_hours,
                     sim::Draws draws);
};

/// Contracts that end while new ones are signed, by provider: its next work begins when they do.
class Endings {
 public:
  explicit Endings(const City& city);
  /// The one whose place a new contract takes, if any is left: of the same service, in the same community if there is
  /// one, the first to end. Each is given once.
  Id<Contracts> take(const City& city, Id<Organizations> who, std::size_t service, Id<Communities> place);

 private:
  std::vector<std::vector<Id<Contracts>>> of_;
};

/// Who has bought from whom: communities that an organization served, governments that paid it.
class Acquaintance {
 public:
  explicit Acquaintance(const City& city);
  bool served(Id<Organizations> who, Id<Communities> place) const { return knows(places_[who.value], place.value); }
  bool paid(Id<Organizations> who, Id<Governments> payer) const { return knows(payers_[who.value], payer.value); }

 private:
  using List = std::vector<std::uint32_t>;
  static bool knows(const List& list, std::uint32_t row) {
    return std::find(list.begin(), list.end(), row) != list.end();
  }
  std::vector<List> places_, payers_;
};

/// Whether incubators introduced an organization to somebody with this key, one of so many in a district: which of them
/// they were is its lasting luck.
inline bool introduced(const City& city, Id<Organizations> who, std::uint64_t key, std::int64_t among) {
  const double ties = city.organizations.ties[who];
  return ties > 0 && sim::unit(static_cast<std::uint32_t>(sim::combine(city.organizations.key[who], key))) *
                             static_cast<double>(among) <
                         ties;
}
/// To a community of its district; to its district's government or one of its streets'.
inline bool introduced(const City& city, Id<Organizations> who, Id<Communities> place) {
  const std::size_t d = city.communities.district[place];
  return d == district_of(city, who) &&
         introduced(city, who, city.communities.key[place], city.districts[d].communities);
}
inline bool introduced(const City& city, Id<Organizations> who, Id<Governments> payer) {
  const std::size_t d = city.governments.district[payer];
  return !city.over_districts(payer) && d == district_of(city, who) &&
         introduced(city, who, city.governments.key[payer], city.districts[d].streets + 1);
}

/// What a buyer believes of an organization. `luck` is a standard error of one.
inline double believed(const City& city, Id<Organizations> row, std::size_t service, bool known, bool staffed,
                       double luck) {
  const Procurement& p = city.procurement;
  const double fits = p.niche_counts * practised(city, row, service);
  const double credible = staffed ? p.staff_counts : 0.0;  // social workers on the payroll are there for all to see
  const double unsure = known ? p.own_noise : city.organizations.published[row] != 0 ? p.published_noise : 1.0;
  return believed_record(city, row, known) + fits + credible + p.noise * unsure * luck;
}

/// Yuan of a group event now, all in.
inline double event_cost(const City& city) { return city.events.materials + city.events.hours * city.hour_cost(); }

/// What is left of a payer's lines, by service: those that pay for this project.
inline std::span<Fen> lines_of(City& city, Id<Contracts> row) {
  auto& lines = city.contracts.fair[row] != 0 ? city.governments.fair_budget : city.governments.off_fair_budget;
  return lines.row(city.contracts.payer[row]);
}

/// Takes `value` off a payer's lines and commits it: the service's own line first, then whatever line has most left.
bool reserve(City& city, Id<Contracts> row, Fen value);

/// What a contract agrees on besides the project.
struct Terms {
  std::int64_t months = 12;
  double casework = 1;     ///< share of the posted value that buys casework
  std::int64_t years = 1;  ///< for how many years it is meant to run, each of so many months and of its own money
  std::int64_t delay = 0;  ///< months until it is signed
};

/// Months from the award of a project until its contract is signed.
std::int64_t signing_delay(const City& city, Id<Contracts> row, sim::Draws draws);

/// A contract begins: hours of casework by what is asked for, whatever it costs.
void begin(City& city, Id<Contracts> row, Id<Organizations> winner, Fen asked, const Terms& terms);

/// Makes a project a contract at a price, or a part of it (procurement.least_part) as far as the payer's lines go.
bool award(City& city, Id<Contracts> row, Id<Organizations> winner, const Terms& terms, Fen price);
inline bool award(City& city, Id<Contracts> row, Id<Organizations> winner, const Terms& terms) {
  return award(city, row, winner, terms, city.contracts.value[row]);
}

/// Hours that went into bids are owed to casework (`unpaid`).
void owe_for_bids(City& city, const std::vector<double>& hours);

}  // namespace city
