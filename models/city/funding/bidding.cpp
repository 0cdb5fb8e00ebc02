#include "models/city/funding/bidding.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "sim/math.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

// Of an organization with an offer, of one with a payer, of one alone.
enum BiddingQuestion : std::uint32_t { sees_offer = 0, sees_payer = 1, turns = 3 };

}  // namespace

Round::Round(const City& city, Mechanism mechanism, const Capacity& capacity, const Acquaintance& known,
             double least_skill, double months, sim::Draws draws, const std::vector<Id<Contracts>>& projects,
             const std::vector<Id<Organizations>>& able, std::vector<double>& time)
    : city_(city),
      mechanism_(mechanism),
      capacity_(capacity),
      known_(known),
      least_skill_(least_skill),
      months_(months),
      draws_(draws),
      projects_(projects),
      able_(able),
      time_(time),
      hours_(city.procurement.bid_hours(mechanism)),
      hour_worth_(city.hour_cost() * city.economy.direct_share) {
  for (const Id<Organizations> o : able) quota_.push_back(capacity.quota[o.value]);
}

std::vector<Winner> Round::winners() {
  switch (mechanism_) {
    case Mechanism::tender:
      return tender();
    case Mechanism::direct:
      return direct();
    default:
      return fair();
  }
}

std::optional<Round::Prospect> Round::look(Id<Organizations> row, Id<Contracts> offer) const {
  const Contracts& contracts = city_.contracts;
  const Organizations& all = city_.organizations;
  const std::size_t s = contracts.service[offer];
  if (all.status[row] == LegalStatus::filed && contracts.value[offer] > fen(city_.filing.largest_contract)) return {};
  if (!serves(city_, all.kind[row], s)) return {};
  if (skill_in(city_, row, s) < least_skill_) return {};
  const Id<Communities> place = contracts.community[offer];
  const bool fair = mechanism_ == Mechanism::fair;  // communities choose there, payers elsewhere
  const Id<Governments> payer = contracts.payer[offer];
  const bool known = fair ? known_.served(row, place) || introduced(city_, row, place)
                          : known_.paid(row, payer) || introduced(city_, row, payer);
  const std::uint64_t buyer = fair ? contracts.key[offer] : city_.governments.key[payer];
  const sim::Draws::Words words =
      draws_.four(sim::combine(all.key[row], contracts.key[offer]), BiddingQuestion::sees_offer);
  const sim::Draws::Words sight =
      fair ? words : draws_.four(sim::combine(all.key[row], buyer), BiddingQuestion::sees_payer);
  const double luck = (sim::unit(sight[1]) + sim::unit(sight[2]) - 1) * 2.45;  // triangular, unit variance
  const bool staffed = capacity_.staffed[row.value] != 0;
  const double taste = 0.75 + 0.5 * sim::unit(words[0]);
  return Prospect{believed(city_, row, s, known, staffed, luck), believed(city_, row, s, known, staffed, 0),
                  yuan(contracts.value[offer]) * (1 - city_.economy.direct_share) * taste - way_cost(row, offer)};
}

double Round::hours_a_month(Id<Contracts> offer) const {
  const double value = yuan(city_.contracts.value[offer]);
  const double groups = city_.services[city_.contracts.service[offer]].group_share;
  return (value * (1 - groups) / city_.hour_cost() + value * groups / event_cost(city_) * city_.events.hours) / months_;
}

double Round::way_cost(Id<Organizations> row, Id<Contracts> offer) const {
  return city_.journeys(city_.organizations.home[row], city_.contracts.community[offer], hours_a_month(offer)) *
         months_ * hour_worth_;
}

double Round::fewest_hours(Id<Organizations> row) const {
  return city_.organizations.design[row] != 0 ? std::min(hours_, city_.procurement.hours_adapting) : hours_;
}

double Round::bid_hours(Id<Organizations> row, Id<Contracts> offer) const {
  return city_.organizations.niche[row] == city_.contracts.service[offer] ? fewest_hours(row) : hours_;
}

// Keys settle equal luck.
std::vector<std::uint32_t> Round::in_turn() const {
  std::vector<std::tuple<std::uint32_t, std::uint64_t, std::uint32_t>> turns;
  for (std::uint32_t a = 0; a < able_.size(); ++a) {
    const std::uint64_t key = city_.organizations.key[able_[a]];
    turns.emplace_back(draws_.word(key, BiddingQuestion::turns), key, a);
  }
  std::sort(turns.begin(), turns.end());
  std::vector<std::uint32_t> out;
  out.reserve(turns.size());
  for (const auto& turn : turns) out.push_back(std::get<2>(turn));
  return out;
}

// The projects that an organization has time for, as it sees them.
void Round::look_around(std::uint32_t a, std::vector<Chance>& out) const {
  const double contrast = city_.procurement.noise + 0.05;
  const Id<Organizations> row = able_[a];
  const double time = time_[row.value];
  out.clear();
  if (quota_[a] == 0 || time < fewest_hours(row)) return;
  for (std::uint32_t p = 0; p < projects_.size(); ++p) {
    const double hours = bid_hours(row, projects_[p]);
    if (time < hours) continue;
    if (const std::optional<Prospect> seen = look(row, projects_[p]))
      out.push_back({0, sim::exp(seen->reputation / contrast), hours, {p, a, seen->merit, seen->gain}});
  }
}

// Each in turn bids for what is worth most beside those who have bid before. What they see does not hang on others.
void Round::enter() {
  const std::vector<std::uint32_t> order = in_turn();
  std::vector<double> crowd(projects_.size());
  std::vector<std::vector<Chance>> chances(64);
  for (std::size_t first = 0; first < order.size(); first += chances.size()) {
    const std::size_t count = std::min(chances.size(), order.size() - first);
    sim::each(count, 1, [&](std::size_t i) { look_around(order[first + i], chances[i]); });
    for (std::size_t i = 0; i < count; ++i) {
      std::vector<Chance>& mine = chances[i];
      for (Chance& chance : mine)
        chance.worth =
            chance.weight / (chance.weight + crowd[chance.bid.project]) * chance.bid.worth - chance.hours * hour_worth_;
      std::erase_if(mine, [](const Chance& chance) { return chance.worth <= 0; });
      std::sort(mine.begin(), mine.end(), [](const Chance& x, const Chance& y) {
        return x.worth != y.worth ? x.worth > y.worth : x.bid.project < y.bid.project;
      });
      double& time = time_[able_[order[first + i]].value];
      for (const Chance& chance : mine) {
        if (time < chance.hours) continue;
        time -= chance.hours;
        crowd[chance.bid.project] += chance.weight;
        bids_.push_back(chance.bid);
      }
    }
  }
}

std::vector<std::uint32_t> Round::by_luck() const {
  std::vector<std::uint32_t> order(projects_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return city_.contracts.key[projects_[a]] < city_.contracts.key[projects_[b]];
  });
  return order;
}

std::vector<Winner> Round::fair() {
  enter();
  const std::vector<std::uint32_t> matched = match(projects_.size(), quota_, bids_);
  std::vector<Winner> out;
  for (std::size_t p = 0; p < projects_.size(); ++p)
    if (matched[p] != unmatched) out.push_back({projects_[p], able_[matched[p]], city_.contracts.value[projects_[p]]});
  return out;
}

// A bidder asks for its cost and an equal share, among the bidders, of what is between it and the posted value. Work
// that its idle staff can do costs it only what it would not pay anyway.
double Round::price(const Bid& bid, std::size_t bidders) const {
  const Id<Contracts> offer = projects_[bid.project];
  const double value = yuan(city_.contracts.value[offer]);
  const double groups = city_.services[city_.contracts.service[offer]].group_share;
  const double hours = value * (1 - groups) / city_.hour_cost() / months_;
  const double spare = capacity_.spare[able_[bid.organization].value];
  const double idle = hours > 0 ? std::min(1.0, spare / hours) : 0.0;
  const double labour = city_.economy.direct_share * (1 - idle * city_.procurement.sunk);
  const double work = value * (groups + (1 - groups) * labour);
  const double cost = std::min(value, work + way_cost(able_[bid.organization], offer));
  return cost + (value - cost) / static_cast<double>(bidders);
}

std::vector<Winner> Round::tender() {
  enter();
  std::vector<std::vector<const Bid*>> on(projects_.size());
  for (const Bid& bid : bids_) on[bid.project].push_back(&bid);
  std::vector<Winner> out;
  const double weight = city_.procurement.price_weight;
  for (const std::uint32_t p : by_luck()) {
    const Bid* best = nullptr;
    double most = 0, agreed = 0;
    const double value = yuan(city_.contracts.value[projects_[p]]);
    for (const Bid* bid : on[p]) {
      if (quota_[bid->organization] == 0) continue;
      const double asked = price(*bid, on[p].size());
      const double score = (1 - weight) * bid->merit + weight * (1 - asked / value);
      if (best != nullptr && score <= most) continue;
      best = bid;
      most = score;
      agreed = asked;
    }
    if (best == nullptr) continue;
    --quota_[best->organization];
    out.push_back({projects_[p], able_[best->organization], whole_yuan(agreed)});
  }
  return out;
}

std::vector<Winner> Round::direct() {
  std::vector<Winner> out;
  for (const std::uint32_t p : by_luck()) {
    std::optional<std::uint32_t> best;
    double most = 0;
    for (std::uint32_t a = 0; a < able_.size(); ++a) {
      const double hours = bid_hours(able_[a], projects_[p]);
      if (quota_[a] == 0 || time_[able_[a].value] < hours) continue;
      const std::optional<Prospect> seen = look(able_[a], projects_[p]);
      if (!seen || seen->gain <= hours * hour_worth_ || (best && seen->merit <= most)) continue;
      best = a;
      most = seen->merit;
    }
    if (!best) continue;
    --quota_[*best];
    time_[able_[*best].value] -= bid_hours(able_[*best], projects_[p]);
    bids_.push_back({p, *best, most, 0});
    out.push_back({projects_[p], able_[*best], city_.contracts.value[projects_[p]]});
  }
  return out;
}

}  // namespace city
