#include "models/city/funding/fair.hpp"

#include <algorithm>
#include <vector>

#include "models/city/funding/awards.hpp"
#include "models/city/funding/bidding.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

// Writes only what belongs to its projects and organizations.
std::vector<Winner> winners_of(const Fair& rule, City& city, Mechanism mechanism, const Capacity& capacity,
                               const Acquaintance& known, sim::Draws draws, const std::vector<Id<Contracts>>& projects,
                               const std::vector<Id<Organizations>>& able, std::vector<double>& time) {
  Round round(city, mechanism, capacity, known, rule.least_skill, static_cast<double>(rule.contracting.months), draws,
              projects, able, time);
  std::vector<Winner> out = round.winners();
  for (const Bid& bid : round.bids()) {
    ++city.contracts.bids[projects[bid.project]];
    city.organizations.last_bid[able[bid.organization]] = city.month();
  }
  return out;
}

// In the order of their luck: where a line runs out, no community of a district is favoured for its row.
void settle(const Contracting& terms, City& city, std::vector<Winner> winners, Capacity& capacity,
            const Acquaintance& known, Endings& endings, sim::Draws draws) {
  std::sort(winners.begin(), winners.end(), [&](const Winner& a, const Winner& b) {
    return city.contracts.key[a.project] < city.contracts.key[b.project];
  });
  for (const Winner& w : winners) {
    const std::size_t s = city.contracts.service[w.project];
    const Id<Communities> place = city.contracts.community[w.project];
    if (!award(city, w.project, w.organization,
               {terms.months, 1 - city.services[s].group_share, terms.years, signing_delay(city, w.project, draws)},
               w.price))
      continue;
    take_place_of(city, w.project, endings.take(city, w.organization, s, place));
    city.contracts.incumbent[w.project] = known.served(w.organization, place) ? 1 : 0;
    --capacity.quota[w.organization.value];
  }
}

void hold(const Fair& rule, City& city, const std::vector<Id<Contracts>>& posted, sim::Draws draws) {
  const Acquaintance known(city);
  const sim::ByPlace<Mechanism>& mechanism = city.procurement.mechanism;
  sim::ByPlace<double> bid_hours = city.procurement.bid_hours(mechanism.whole());
  for (std::size_t d = 0; d < city.districts.size(); ++d) bid_hours.set(city.procurement.bid_hours(mechanism.at(d)), d);
  Capacity capacity = Capacity::of(city, rule.contracting, bid_hours, draws);
  Endings endings(city);
  std::vector<double> time = capacity.time;
  std::vector<std::vector<Id<Contracts>>> projects(city.districts.size());
  std::vector<std::vector<Id<Organizations>>> able(city.districts.size());
  std::vector<Id<Organizations>> everybody;
  for (const Id<Contracts> row : posted)
    projects[city.communities.district[city.contracts.community[row]]].push_back(row);
  for (const Id<Organizations> row : city.organizations.rows()) {
    if (capacity.quota[row.value] == 0) continue;
    able[district_of(city, row)].push_back(row);
    everybody.push_back(row);
  }
  std::vector<std::vector<Winner>> winners(city.districts.size());
  sim::each(city.districts.size(), 1, [&](std::size_t d) {
    winners[d] = winners_of(rule, city, mechanism.at(d), capacity, known, draws, projects[d], able[d], time);
  });
  std::vector<Winner> local;
  for (const auto& some : winners) local.insert(local.end(), some.begin(), some.end());
  settle(rule.contracting, city, std::move(local), capacity, known, endings, draws);
  std::vector<Id<Contracts>> rest;
  for (const Id<Contracts> row : posted)
    if (rule.city_round && city.contracts.awarded[row] == 0) rest.push_back(row);
  settle(rule.contracting, city,
         winners_of(rule, city, mechanism.whole(), capacity, known, draws, rest, everybody, time), capacity, known,
         endings, draws);
  for (std::size_t o = 0; o < time.size(); ++o) time[o] = capacity.time[o] - time[o];
  owe_for_bids(city, time);
}

}  // namespace

void Fair::operator()(City& city, sim::Draws draws) const {
  std::vector<Id<Contracts>> posted;
  for (const Id<Contracts> row : city.contracts.rows())
    if (city.contracts.fair[row] != 0 && city.contracts.awarded[row] == 0 && city.contracts.over[row] == 0)
      posted.push_back(row);
  if (open && !posted.empty()) hold(*this, city, posted, draws);
  for (const Id<Contracts> row : posted)
    if (city.contracts.awarded[row] == 0) city.contracts.over[row] = 1;  // withdrawn until next year
}

}  // namespace city
