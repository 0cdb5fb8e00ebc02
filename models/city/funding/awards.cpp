#include "models/city/funding/awards.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "models/city/funding/hiring.hpp"
#include "models/city/shared/hours.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/shared/under.hpp"

namespace city {
namespace {

enum AwardsQuestion : std::uint32_t { whole_bids = 9, signing = 10 };  // of an organization, of a project

Fen left_in(std::span<const Fen> purse) { return std::accumulate(purse.begin(), purse.end(), Fen{0}); }

// Of the governments over a project's place that one which has most left for the fair.
Id<Governments> richest(City& city, Id<Contracts> row) {
  Id<Governments> out = city.contracts.payer[row];
  Fen most = left_in(lines_of(city, row));
  each_government_over(city, city.contracts.community[row], [&](Id<Governments> g) {
    const Fen left = left_in(city.governments.fair_budget.row(g));
    if (left <= most) return;
    most = left;
    out = g;
  });
  return out;
}

}  // namespace

Capacity Capacity::of(const City& city, const Contracting& round, const sim::ByPlace<double>& bid_hours,
                      sim::Draws draws) {
  const Organizations& all = city.organizations;
  Capacity out;
  out.quota.resize(all.size());
  out.staffed.resize(all.size());
  out.spare.resize(all.size());
  out.time.resize(all.size());
  std::vector<double> room(all.size());
  each_employed(city, Employer::organization, [&](Id<Workers> worker, std::uint32_t o) {
    const double hours = city.workers.share[worker] * city.economy.worker_hours;
    room[o] += hours;
    out.spare[o] += hours;
    out.time[o] += city.workers.hours[worker];
    out.staffed[o] = 1;
  });
  for (const Id<Contracts> row : city.contracts.rows()) {
    if (!agreed(city, row) || ends_soon(city, row)) continue;
    const double work = work_in_hand(city, row);
    room[city.contracts.provider[row].value] -= work;
    out.spare[city.contracts.provider[row].value] -= work;
  }
  const std::vector<double> people = hirable(city, draws);
  for (const Id<Organizations> row : all.rows()) {
    const std::size_t o = row.value;
    const double own = hours_for_work(city, row);
    room[o] += own + people[o] * city.economy.worker_hours;
    const bool able = at_work(city, row) && city.classes[all.kind[row]].provider &&
                      all.status[row] != LegalStatus::informal && all.failed[row] == 0;
    out.quota[o] = able ? static_cast<std::uint32_t>(std::max(0.0, room[o]) / round.usual) : 0;
    if (own >= city.economy.worker_hours) out.staffed[o] = 1;
    out.spare[o] = std::max(0.0, out.spare[o]);
    out.time[o] += std::max(0.0, own - city.procurement.lead * all.staff[row]);
    out.time[o] *= city.procurement.bidding_time;
    // Whole bids: who has time for half a bid makes one every other time.
    const double bid = bid_hours.at(district_of(city, row));
    if (bid > 0)
      out.time[o] = static_cast<double>(draws.round(out.time[o] / bid, all.key[row], AwardsQuestion::whole_bids)) * bid;
  }
  return out;
}

Acquaintance::Acquaintance(const City& city) : places_(city.organizations.size()), payers_(city.organizations.size()) {
  const auto remember = [](List& list, std::uint32_t row) {
    if (!knows(list, row)) list.push_back(row);
  };
  for (const Id<Contracts> row : city.contracts.rows()) {
    if (city.contracts.awarded[row] == 0) continue;
    remember(places_[city.contracts.provider[row].value], city.contracts.community[row].value);
    remember(payers_[city.contracts.provider[row].value], city.contracts.payer[row].value);
  }
}

Endings::Endings(const City& city) : of_(city.organizations.size()) {
  const Contracts& contracts = city.contracts;
  std::vector<std::uint8_t> followed(contracts.size());
  for (const Id<Contracts> row : contracts.rows())
    if (const Id<Contracts> before = contracts.follows[row]; before) followed[before.value] = 1;
  for (const Id<Contracts> row : contracts.rows())
    if (contracts.awarded[row] != 0 && !is_for_task(city, row) && followed[row.value] == 0 &&
        end_of(city, row) >= city.month() && ends_soon(city, row))
      of_[contracts.provider[row].value].push_back(row);
}

Id<Contracts> Endings::take(const City& city, Id<Organizations> who, std::size_t service, Id<Communities> place) {
  const Contracts& contracts = city.contracts;
  std::vector<Id<Contracts>>& mine = of_[who.value];
  const auto order = [&](Id<Contracts> row) {
    return std::tuple(contracts.service[row] != service, contracts.community[row] != place, end_of(city, row),
                      contracts.key[row]);
  };
  const auto best =
      std::min_element(mine.begin(), mine.end(), [&](Id<Contracts> a, Id<Contracts> b) { return order(a) < order(b); });
  if (best == mine.end() || contracts.service[*best] != service) return {};
  const Id<Contracts> out = *best;
  mine.erase(best);
  return out;
}

bool reserve(City& city, Id<Contracts> row, Fen value) {
  const std::span<Fen> purse = lines_of(city, row);
  if (left_in(purse) < value) return false;
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

std::int64_t signing_delay(const City& city, Id<Contracts> row, sim::Draws draws) {
  return signing_delay(city, draws.uniform(city.contracts.key[row], AwardsQuestion::signing));
}

void begin(City& city, Id<Contracts> row, Id<Organizations> winner, Fen asked, const Terms& terms) {
  Contracts& contracts = city.contracts;
  agree(city, row, winner, terms.months, terms.delay);
  contracts.years[row] = static_cast<std::uint8_t>(terms.years - 1);
  contracts.asked[row] = asked;
  contracts.hours[row] = static_cast<float>(yuan(asked) * terms.casework / city.hour_cost());
  contracts.groups[row] = static_cast<float>(1 - terms.casework);
  contracts.events[row] = static_cast<float>(yuan(asked) * (1 - terms.casework) / event_cost(city));
  contracts.rate[row] = contracts.hours[row] / static_cast<float>(terms.months);
}

bool award(City& city, Id<Contracts> row, Id<Organizations> winner, const Terms& terms, Fen price) {
  const Id<Governments> before = city.contracts.payer[row];
  if (city.contracts.fair[row] != 0 && left_in(lines_of(city, row)) < price)
    city.contracts.payer[row] = richest(city, row);
  Fen asked = city.contracts.value[row];
  if (const Fen left = whole_yuan(left_in(lines_of(city, row))); left < price) {
    const double part = yuan(left) / yuan(price);
    if (left == 0 || part < city.procurement.least_part) {
      city.contracts.payer[row] = before;
      return false;
    }
    asked = whole_yuan(yuan(asked) * part);
    price = left;
  }
  reserve(city, row, price);
  city.contracts.value[row] = price;
  begin(city, row, winner, asked, terms);
  return true;
}

void owe_for_bids(City& city, const std::vector<double>& hours) {
  for (std::size_t o = 0; o < hours.size(); ++o)
    city.organizations.bid_debt[Id<Organizations>(o)] += static_cast<float>(hours[o]);
}

}  // namespace city
