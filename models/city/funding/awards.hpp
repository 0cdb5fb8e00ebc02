// What every way of buying asks: who has room for how much, who is known to whom, and how a project becomes a contract.
#pragma once

#include <algorithm>
#include <numeric>
#include <vector>

#include "models/city/shared/hours.hpp"
#include "models/city/state/city.hpp"
#include "sim/random.hpp"

namespace city {

/// How many more contracts each organization would take: by the hours of its social workers and own people, those it
/// could hire, and what its class takes on beyond them, less the work in hand.
struct Capacity {
  std::vector<std::uint32_t> quota;
  std::vector<std::uint8_t> staffed;  ///< by social workers, or by its own people full-time
  std::vector<double> spare, time;    ///< a month's hours of staff without contract; for bids
  /// Registered ones may take any contract; filed ones small ones. `bid_hours` is what one bid costs.
  static Capacity of(const City& city, const Contracting& round, double bid_hours, sim::Draws draws) {
    const Organizations& all = city.organizations;
    Capacity out;
    out.quota.resize(all.size());
    out.staffed.resize(all.size());
    out.spare.resize(all.size());
    out.time.resize(all.size());
    std::vector<double> room(all.size());
    for (std::size_t w = 0; w < city.workers.size(); ++w) {
      const Id<Workers> row(w);
      if (city.workers.employer[row] != Employer::organization) continue;
      const std::size_t o = city.workers.workplace[row];
      const double hours = city.workers.share[row] * city.economy.worker_hours;
      room[o] += hours * round.growth;
      out.spare[o] += hours;
      out.time[o] += city.workers.hours[row];
      out.staffed[o] = 1;
    }
    for (std::size_t i = 0; i < city.contracts.size(); ++i) {
      const Id<Contracts> row(i);
      if (!in_force(city, row)) continue;
      const double work = city.contracts.rate[row] + event_hours(city, row);
      room[city.contracts.provider[row].value] -= work;
      out.spare[city.contracts.provider[row].value] -= work;
    }
    for (std::size_t o = 0; o < all.size(); ++o) {
      const Id<Organizations> row(o);
      room[o] += own_hours(city, row);
      const bool able =
          at_work(city, row) && city.classes[all.kind[row]].provider && all.status[row] != LegalStatus::informal;
      out.quota[o] =
          able
              ? static_cast<std::uint32_t>(std::max(0.0, room[o] + city.classes[all.kind[row]].expansion) / round.usual)
              : 0;
      if (own_hours(city, row) >= city.economy.worker_hours) out.staffed[o] = 1;
      out.spare[o] = std::max(0.0, out.spare[o]);
      out.time[o] += std::max(0.0, own_hours(city, row) - city.procurement.lead * all.staff[row]);
      out.time[o] *= city.procurement.bidding_time;
      // Whole bids: who has time for half a bid makes one every other time.
      if (bid_hours > 0)
        out.time[o] = static_cast<double>(draws.round(out.time[o] / bid_hours, all.key[row], 9)) * bid_hours;
    }
    return out;
  }
};

/// Who has bought from whom: communities that an organization served, governments that paid it.
class Acquaintance {
 public:
  explicit Acquaintance(const City& city) : places_(city.organizations.size()), payers_(city.organizations.size()) {
    for (std::size_t i = 0; i < city.contracts.size(); ++i) {
      const Id<Contracts> row(i);
      if (city.contracts.awarded[row] == 0) continue;
      remember(places_[city.contracts.provider[row].value], city.contracts.community[row].value);
      remember(payers_[city.contracts.provider[row].value], city.contracts.payer[row].value);
    }
  }
  bool served(Id<Organizations> who, Id<Communities> place) const { return knows(places_[who.value], place.value); }
  bool paid(Id<Organizations> who, Id<Governments> payer) const { return knows(payers_[who.value], payer.value); }

 private:
  using List = std::vector<std::uint32_t>;
  static bool knows(const List& list, std::uint32_t row) {
    return std::find(list.begin(), list.end(), row) != list.end();
  }
  static void remember(List& list, std::uint32_t row) {
    if (!knows(list, row)) list.push_back(row);
  }
  std::vector<List> places_, payers_;
};

/// What a buyer believes of an organization: what it sees of its record, the rest filled in with its class's name.
/// `luck` is a standard error of one.
inline double believed(const City& city, Id<Organizations> row, std::size_t service, bool known, bool staffed,
                       double luck) {
  const Procurement& p = city.procurement;
  const double seen = known ? std::max(p.own_view, p.public_view) : p.public_view;
  const double name = city.classes[city.organizations.kind[row]].skill;
  const double fits = city.organizations.niche[row] == service ? p.niche_counts : 0.0;
  const double credible = staffed ? p.staff_counts : 0.0;  // social workers on the payroll are there for all to see
  return seen * city.organizations.record[row] + (1 - seen) * name + fits + credible +
         p.noise * (known ? p.own_noise : 1.0) * luck;
}

/// Takes `value` off a payer's lines and commits it: the service's own line first, then whatever line has most left.
inline bool reserve(City& city, Id<Contracts> row, Fen value) {
  auto& lines = city.contracts.fair[row] != 0 ? city.governments.fair_budget : city.governments.off_fair_budget;
  const std::span<Fen> purse = lines.row(city.contracts.payer[row]);
  if (std::accumulate(purse.begin(), purse.end(), Fen{0}) < value) return false;
  Fen due = value;
  const auto take = [&due](Fen& line) {
    const Fen part = std::min(line, due);
    line -= part;
    due -= part;
  };
  take(purse[city.contracts.service[row]]);
  while (due > 0) take(*std::max_element(purse.begin(), purse.end()));
  city.governments.committed[city.contracts.payer[row]] += value;
  return true;
}

/// What a contract agrees on besides the project.
struct Terms {
  std::int64_t months = 12;
  double casework = 1;     ///< share of the posted value that buys casework
  std::int64_t years = 1;  ///< for how many years it is meant to run, each of so many months and of its own money
};

/// A contract begins: hours of casework by what is asked for, whatever it costs.
inline void begin(City& city, Id<Contracts> row, Id<Organizations> winner, Fen asked, const Terms& terms) {
  Contracts& contracts = city.contracts;
  contracts.awarded[row] = 1;
  contracts.provider[row] = winner;
  contracts.starts[row] = city.month();
  contracts.months[row] = static_cast<std::int16_t>(terms.months);
  contracts.years[row] = static_cast<std::uint8_t>(terms.years - 1);
  contracts.asked[row] = asked;
  contracts.hours[row] = static_cast<float>(static_cast<double>(asked) / 100 * terms.casework / city.hour_cost());
  contracts.groups[row] = static_cast<float>(1 - terms.casework);
  contracts.events[row] =
      static_cast<float>(static_cast<double>(asked) / 100 * (1 - terms.casework) / city.event_cost());
  contracts.rate[row] = contracts.hours[row] / static_cast<float>(terms.months);
}

/// Makes a project a contract at a price, if the payer's lines still hold it.
inline bool award(City& city, Id<Contracts> row, Id<Organizations> winner, const Terms& terms, Fen price) {
  if (!reserve(city, row, price)) return false;
  const Fen asked = city.contracts.value[row];
  city.contracts.value[row] = price;
  begin(city, row, winner, asked, terms);
  return true;
}
inline bool award(City& city, Id<Contracts> row, Id<Organizations> winner, const Terms& terms) {
  return award(city, row, winner, terms, city.contracts.value[row]);
}

/// Hours that went into bids are gone for casework this month: the founder's first, then the staff's.
inline void spend_on_bids(City& city, const std::vector<double>& hours) {
  Organizations& all = city.organizations;
  std::vector<double> staff(all.size());
  for (std::size_t w = 0; w < city.workers.size(); ++w)
    if (city.workers.employer[Id<Workers>(w)] == Employer::organization)
      staff[city.workers.workplace[Id<Workers>(w)]] += city.workers.hours[Id<Workers>(w)];
  std::vector<double> left(all.size(), 1.0);
  for (std::size_t o = 0; o < hours.size(); ++o) {
    const double own = std::min(hours[o], own_hours(city, Id<Organizations>(o)));
    all.bid_hours[Id<Organizations>(o)] += static_cast<float>(own);
    if (hours[o] > own && staff[o] > 0) left[o] = std::max(0.0, 1 - (hours[o] - own) / staff[o]);
  }
  for (std::size_t w = 0; w < city.workers.size(); ++w) {
    const Id<Workers> row(w);
    if (city.workers.employer[row] == Employer::organization)
      city.workers.hours[row] *= static_cast<float>(left[city.workers.workplace[row]]);
  }
}

}  // namespace city
