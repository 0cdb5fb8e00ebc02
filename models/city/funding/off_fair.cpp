#include "models/city/funding/off_fair.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "models/city/funding/awards.hpp"
#include "models/city/funding/district_view.hpp"
#include "models/city/state/city.hpp"

namespace city {
namespace {

enum OffFairQuestion : std::uint32_t {
  whose_turn = 0,     // of a government
  first_line = 1,     // of its purchase this year
  sees_provider = 2,  // of its purchase and an organization
  looks_at = 3,       // of its purchase and a community; and on, a question for each service
  whose_money = 100,  // of its purchase and a service
};
constexpr std::uint64_t contracts_of_a_service = 1000;  // keys under a purchase that each service has

struct Purchase {
  Capacity capacity;
  Acquaintance known;
  Endings endings;
  std::vector<Id<Organizations>> eligible;  // legal persons that can do more than they have
  std::vector<double> queue, spent;         // waiting, by community x service; hours of negotiation, by organization
  std::vector<std::uint8_t> bought;         // governments that have bought this year
  sim::Draws draws;
};

bool under(const City& city, Id<Governments> g, Id<Governments> payer) {
  while (g && g != payer) g = city.governments.parent[g];
  return static_cast<bool>(g);
}

// The providers it knows best, the best first; a street looks around its district, the others in what they govern.
std::vector<std::pair<double, Id<Organizations>>> ranked(const City& city, Id<Governments> payer, std::size_t s,
                                                         std::uint64_t stem, const Purchase& round) {
  const Organizations& all = city.organizations;
  const Id<Governments> reach = city.governments.level[payer] == Level::street ? city.governments.parent[payer] : payer;
  std::vector<std::pair<double, Id<Organizations>>> out;
  for (const Id<Organizations> row : round.eligible) {
    const std::size_t o = row.value;
    if (round.capacity.quota[o] == 0) continue;
    if (round.capacity.time[o] - round.spent[o] < city.procurement.hours_direct) continue;
    if (!serves(city, all.kind[row], s) || !under(city, city.communities.street[all.home[row]], reach)) continue;
    const double luck = (round.draws.uniform(sim::combine(stem, all.key[row]), OffFairQuestion::sees_provider) - 0.5) *
                        3.46;  // unit variance
    const bool known = round.known.paid(row, payer) || introduced(city, row, payer);
    out.emplace_back(-believed(city, row, s, known, round.capacity.staffed[o] != 0, luck), row);
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Whether what is left of the price after work and the way there is worth talking about.
bool pays(const OffFair& rule, const City& city, Id<Organizations> who, Id<Communities> place, const Service& service,
          double price) {
  const double hour = city.hour_cost() * city.economy.direct_share;
  const double months = static_cast<double>(rule.contracting.months), groups = rule.groups * service.group_share;
  const double hours = price * (1 - groups) / city.hour_cost() + price * groups / event_cost(city) * city.events.hours;
  const double way = city.journeys(city.organizations.home[who], place, hours / months) * months;
  return price * (1 - city.economy.direct_share) - way * hour > city.procurement.hours_direct * hour;
}

// Contracts from the `first` on until there are `count` of a service; returns how many there are.
std::int64_t negotiate(const OffFair& rule, City& city, Id<Governments> payer, std::size_t s, std::int64_t first,
                       std::int64_t count, Fen price, std::uint64_t stem, Purchase& round) {
  const auto ranking = ranked(city, payer, s, stem, round);
  if (ranking.empty()) return first;
  const Service& service = city.services[s];
  const std::size_t services = city.services.size();
  struct Place {
    double waiting;
    std::uint32_t luck;
    Id<Communities> row;
    auto operator<=>(const Place&) const = default;
  };
  std::vector<Place> places;  // a heap: where most wait comes first
  for (const Id<Communities> row : city.communities.rows()) {
    if ((city.procurement.platform || seat(city, row) == row) && under(city, city.communities.street[row], payer))
      places.push_back({round.queue[row.value * services + s],
                        round.draws.word(sim::combine(stem, city.communities.key[row]),
                                         OffFairQuestion::looks_at + static_cast<std::uint32_t>(s)),
                        row});
  }
  std::make_heap(places.begin(), places.end());
  const auto able = [&](Id<Organizations> o) {
    return round.capacity.quota[o.value] > 0 &&
           round.capacity.time[o.value] - round.spent[o.value] >= city.procurement.hours_direct;
  };
  std::size_t next = 0, given = 0;  // two to a provider before the next is asked; then from the best again
  const auto move_on = [&] {
    next = (next + 1) % ranking.size();
    given = 0;
  };
  std::int64_t i = first;
  while (i < count && !places.empty()) {
    const Place longest = places.front();
    const auto takes = [&] {
      const Id<Organizations> asked = ranking[next].second;
      return able(asked) && pays(rule, city, asked, longest.row, service, yuan(price));
    };
    for (std::size_t tried = 0; !takes() && tried < ranking.size(); ++tried) move_on();
    if (!takes()) {  // nobody goes there
      std::pop_heap(places.begin(), places.end());
      places.pop_back();
      continue;
    }
    ++i;
    const Id<Organizations> winner = ranking[next].second;
    Contracts& contracts = city.contracts;
    const Id<Contracts> row = contracts.add();
    contracts.key[row] = sim::combine(stem, contracts_of_a_service * s + static_cast<std::uint64_t>(i - 1));
    contracts.community[row] = longest.row;
    contracts.service[row] = static_cast<std::uint8_t>(s);
    contracts.payer[row] = payer;
    contracts.posted[row] = city.month();
    contracts.value[row] = price;
    if (award(city, row, winner,
              {rule.contracting.months, 1 - rule.groups * service.group_share, rule.contracting.years,
               signing_delay(city, row, round.draws)}))
      take_place_of(city, row, round.endings.take(city, winner, s, longest.row));
    else
      contracts.over[row] = 1;
    // What the contract will take off the queue, so that the next one looks elsewhere.
    double& waiting = round.queue[longest.row.value * services + s];
    waiting = longest.waiting - contracts.hours[row] / city.case_hours(service) / static_cast<double>(service.months);
    std::pop_heap(places.begin(), places.end());
    places.back().waiting = waiting;
    std::push_heap(places.begin(), places.end());
    round.spent[winner.value] += city.procurement.hours_direct;
    --round.capacity.quota[winner.value];
    if (++given == 2) move_on();
  }
  return i;
}

void buy(const OffFair& rule, City& city, Id<Governments> payer, Purchase& round) {
  const std::uint64_t stem = round.draws.stem(city.governments.key[payer]);
  const std::vector<Fen> lines(city.governments.off_fair_budget.row(payer).begin(),
                               city.governments.off_fair_budget.row(payer).end());
  const Fen total = std::accumulate(lines.begin(), lines.end(), Fen{0});
  // Who has bought nothing this year buys once, however little there is.
  const std::int64_t least = total > 0 && round.bought[payer.value] == 0 ? 1 : 0;
  const std::int64_t count = std::max<std::int64_t>(least, sim::nearest_integer(yuan(total) / rule.value));
  if (count == 0) return;
  // Evenly spread over the lines from a keyed start, so that each service gets its share.
  const double start = round.draws.uniform(stem, OffFairQuestion::first_line);
  std::vector<std::int64_t> of(lines.size());
  double reached = 0;
  std::size_t s = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    const double at = (static_cast<double>(i) + start) * static_cast<double>(total) / static_cast<double>(count);
    while (s + 1 < lines.size() && reached + static_cast<double>(lines[s]) <= at)
      reached += static_cast<double>(lines[s++]);
    ++of[s];
  }
  std::int64_t missing = 0;
  const auto negotiate_more = [&](std::size_t service, std::int64_t first, std::int64_t more) {
    return more > 0
               ? first + more -
                     negotiate(rule, city, payer, service, first, first + more, whole_yuan(total / count), stem, round)
               : 0;
  };
  for (s = 0; s < lines.size(); ++s) missing += negotiate_more(s, 0, of[s]);
  // What no provider of a service has time for is offered to those of the others: the money lapses otherwise.
  if (missing == 0) return;
  std::vector<std::pair<std::uint32_t, std::size_t>> others;
  for (s = 0; s < lines.size(); ++s)
    if (lines[s] > 0) others.emplace_back(round.draws.word(sim::combine(stem, s), OffFairQuestion::whose_money), s);
  std::sort(others.begin(), others.end());
  for (const auto& [luck, other] : others) missing = negotiate_more(other, of[other], missing);
}

}  // namespace

void OffFair::operator()(City& city, sim::Draws draws) const {
  const std::size_t services = city.services.size();
  Purchase round{Capacity::of(city, contracting, city.procurement.hours_direct, draws),
                 Acquaintance(city),
                 Endings(city),
                 {},
                 {},
                 {},
                 {},
                 draws};
  for (const Id<Organizations> row : city.organizations.rows())
    if (round.capacity.quota[row.value] > 0 && city.organizations.status[row] == LegalStatus::registered)
      round.eligible.push_back(row);
  round.bought.resize(city.governments.size());
  for (const Id<Contracts> row : city.contracts.rows())
    if (city.contracts.awarded[row] != 0 && city.contracts.fair[row] == 0 && !is_for_task(city, row) &&
        city.contracts.renewal[row] == 0 && sim::Month{city.contracts.won[row]}.year() == city.now.year())
      round.bought[city.contracts.payer[row].value] = 1;
  round.spent.resize(city.organizations.size());
  round.queue.resize(city.communities.size() * services);
  for (const Id<Cases> row : city.cases.rows())
    if (city.cases.progress[row] == Progress::waiting)
      round.queue[city.cases.community[row].value * services + city.cases.service[row]] += 1;
  if (!city.procurement.platform) {
    const std::vector<double> seen = by_statistics(city, round.queue);
    std::fill(round.queue.begin(), round.queue.end(), 0.0);
    for (const Id<Communities> place : city.communities.rows())
      for (std::size_t s = 0; s < services; ++s)
        round.queue[seat(city, place).value * services + s] += seen[place.value * services + s];
  }
  // In the order of this year's luck: no government is first at the providers' doors for its row.
  std::vector<std::pair<std::uint32_t, Id<Governments>>> order;
  for (const Id<Governments> row : city.governments.rows())
    order.emplace_back(draws.word(city.governments.key[row], OffFairQuestion::whose_turn), row);
  std::sort(order.begin(), order.end());
  for (const auto& [luck, payer] : order) buy(*this, city, payer, round);
  owe_for_bids(city, round.spent);
}

}  // namespace city
