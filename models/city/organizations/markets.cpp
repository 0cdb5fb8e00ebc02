#include "models/city/organizations/markets.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "models/city/shared/hours.hpp"
#include "models/city/shared/under.hpp"
#include "sim/parallel.hpp"

namespace city {

std::vector<double> pulls(const City& city) {
  std::vector<double> out(city.communities.size());
  for (const Id<Organizations> row : city.organizations.rows())
    if (at_work(city, row)) out[city.organizations.home[row].value] += city.organizations.pull[row];
  return out;
}

Markets::Markets(const City& city)
    : city_(city), reach_(city.reach), given_(city.donors), level_(city.wage_level()), households_(city) {
  sim::together([this] { givers(); }, [this] { institutions(); }, [this] { purchase(); }, [this] { causes(); });
}

void Markets::givers() {
  giving_.resize(city_.governments.size());
  donors_.resize(city_.governments.size() * city_.services.size());
  pull_ = pulls(city_);
  legal_groups_.resize(city_.communities.size());
  for (const Id<Communities> place : city_.communities.rows()) {
    const double gives = city_.communities.rural[place] != 0 ? reach_.rural_spending : 1.0;
    each_government_over(city_, place,
                         [&](Id<Governments> g) { giving_[g.value] += gives * city_.communities.population[place]; });
  }
  const Organizations& all = city_.organizations;
  for (const Id<Organizations> row : all.rows()) {
    if (all.alive[row] != 0 && all.status[row] == LegalStatus::registered && city_.classes[all.kind[row]].community)
      ++legal_groups_[all.home[row].value];
    if (!at_work(city_, row)) continue;
    donors_[appeal(all.home[row], all.niche[row])] += gift_weight(row);
  }
}

void Markets::institutions() {
  const Organizations& all = city_.organizations;
  const std::size_t kinds = city_.buyer_kinds.size();
  demand_.resize(city_.governments.size() * kinds);
  held_.resize(all.size());
  std::vector<double> worth;
  for (std::size_t b = 0; b < kinds; ++b) worth.push_back(order(city_, b));
  for (const Id<Buyers> row : city_.buyers.rows()) {
    const Id<Organizations> provider = city_.buyers.provider[row];
    const std::size_t kind = city_.buyers.kind[row];
    each_government_over(city_, city_.buyers.community[row], [&](Id<Governments> g) {
      demand_[g.value * kinds + kind].buyers += 1;
      demand_[g.value * kinds + kind].unserved += provider ? 0 : 1;
    });
    if (provider) held_[provider.value] += worth[kind];
  }
  for (const Id<Organizations> row : all.rows()) {
    if (!may_sell(city_, row)) continue;
    each_government_over(city_, all.home[row], [&](Id<Governments> g) {
      for (std::size_t b = 0; b < kinds; ++b)
        if (buys(city_, b, all.kind[row])) demand_[g.value * kinds + b].sellers += all.weight[row];
    });
  }
}

double Markets::orders(Id<Communities> home, std::size_t kind, double size) const {
  const std::size_t kinds = city_.buyer_kinds.size();
  double out = 0;
  for (std::size_t b = 0; b < kinds; ++b) {
    if (!buys(city_, b, kind)) continue;
    const Buyer& buyer = city_.buyer_kinds[b];
    const Demand& there = demand_[within(city_, home, buyer.within).value * kinds + b];
    const double leaving = std::min(1.0, buyer.leaves * city_.registration.horizon / 2);
    const double won = size / (size + buyer.suits * there.sellers);
    out += order(city_, b) * buyer.suits * (there.unserved + (there.buyers - there.unserved) * won * leaving);
  }
  return out;
}

namespace {

// What is left of a contract when its hours and events are paid for at the going price, less what was clawed back, and
// a year's interest on what is overdue.
double net(const City& city, Id<Contracts> row, double hour) {
  const Contracts& all = city.contracts;
  const double events = all.events[row], hours = all.hours[row] + events * city.events.hours;
  const int age = city.month() - all.starts[row], half = all.months[row] / 2;
  const int due =
      city.month() < first_due(city, row) ? 0 : 1 + (age >= half ? 1 : 0) + (age >= all.months[row] ? 1 : 0);
  const double open = yuan(all.value[row] - all.paid[row] - all.clawed[row]);
  const double overdue = all.over[row] == 0 && all.instalments[row] < due ? open * city.registration.interest : 0;
  return yuan(all.value[row] - all.clawed[row]) - hours * hour * city.economy.direct_share -
         events * city.events.materials - overdue;
}

}  // namespace

void Markets::purchase() {
  heard_.resize(city_.governments.size());
  for (const Id<Communities> place : city_.communities.rows()) {
    heard_[heard_at(place)].by_class.resize(city_.classes.size());
    heard_[heard_at(place)].by_service.resize(city_.services.size());
  }
  by_district_.resize(city_.districts.size());
  const double hour = city_.hour_cost();
  std::vector<double> hours(city_.organizations.size());
  for (const Id<Contracts> row : city_.contracts.rows()) {
    if (city_.contracts.awarded[row] == 0 || is_for_task(city_, row) || city_.month() - city_.contracts.won[row] >= 12)
      continue;
    const double value = yuan(city_.contracts.value[row]), left = net(city_, row, hour);
    const std::size_t kind = city_.organizations.kind[city_.contracts.provider[row]];
    const Id<Communities> place = city_.contracts.community[row];
    Awards& heard = heard_[heard_at(place)];
    if (city_.organizations.status[city_.contracts.provider[row]] == LegalStatus::registered) {
      heard.by_class[kind].money += value;
      heard.by_class[kind].net += left;
    }
    heard.everywhere.net += left;
    hours[city_.contracts.provider[row].value] +=
        city_.contracts.hours[row] + city_.contracts.events[row] * city_.events.hours;
    heard.by_service[city_.contracts.service[row]].money += value;
    by_district_[city_.communities.district[place]].money += value;
    heard.everywhere.money += value;
    if (value <= city_.filing.largest_contract) heard.small += value;
  }
  for (const Id<Organizations> row : city_.organizations.rows()) {
    const double worked = std::min(hours[row.value], 12 * own_time(city_, row));
    Awards& heard = heard_[heard_at(city_.organizations.home[row])];
    heard.everywhere.worked += worked;
    if (city_.organizations.status[row] == LegalStatus::registered)
      heard.by_class[city_.organizations.kind[row]].worked += worked;
    if (!at_work(city_, row) || !able(row)) continue;
    heard.by_class[city_.organizations.kind[row]].providers += 1;
    heard.by_service[city_.organizations.niche[row]].providers += 1;
    by_district_[district_of(city_, row)].providers += 1;
    heard.everywhere.providers += 1;
  }
}

void Markets::causes() {
  const std::size_t services = city_.services.size();
  cause_.resize(city_.governments.size() * services);
  for (const Id<Cases> row : city_.cases.rows())
    if (city_.cases.progress[row] == Progress::waiting)
      cause_[appeal(city_.cases.community[row], city_.cases.service[row])] +=
          city_.services[city_.cases.service[row]].price;
  for (auto first = cause_.begin(); first != cause_.end(); first += static_cast<std::ptrdiff_t>(services)) {
    const std::span<double> here(first, services);
    const double all = std::accumulate(here.begin(), here.end(), 0.0);
    for (double& share : here) share = sim::pow(all > 0 ? std::max(share / all, 0.005) : 1.0, given_.need);
    const double sum = std::accumulate(here.begin(), here.end(), 0.0);
    for (double& share : here) share /= sum;
  }
}

double Markets::fundraising(Id<Organizations> row, double hour_worth) const {
  const double mine = gift_weight(row), purse = gifts(city_.organizations.home[row], city_.organizations.niche[row]);
  if (mine <= 0 || purse <= 0) return 0;
  const double now = gifts(row) / 12, appeal = std::sqrt(1 + city_.organizations.fundraising[row] / given_.first_hours);
  // d gifts / d hours = gifts (1 - share) / (2 first_hours appeal^2); with hours, gifts grow like appeal.
  const double first = now / appeal * (1 - gifts(row) / purse) / (2 * given_.first_hours);
  const double wanted = first / std::max(hour_worth, 0.01);
  return std::max(0.0, given_.first_hours * (wanted * wanted - 1));
}

double Markets::contracts(const Founder& who, double size, bool there) const {
  const Awards& heard = heard_[heard_at(who.home)];
  if (heard.everywhere.money <= 0) return 0;
  const auto each = [&](const Pool& pool) { return pool.money * size / (pool.providers - (there ? 1 : 0) + size); };
  const double mean = each(heard.everywhere);
  return each(heard.by_class[who.kind]) * (each(heard.by_service[who.niche]) / mean) *
         (each(by_district_[city_.communities.district[who.home]]) / mean);
}

// Founders and members work as many of its hours as neighbours of their kind could, who had all or nothing, and are
// paid what they would not have elsewhere; the others are paid to staff.
double Markets::kept(const Founder& who, double contracts) const {
  const Awards& heard = heard_[heard_at(who.home)];
  const Pool& like = heard.by_class[who.kind].money > 0 ? heard.by_class[who.kind] : heard.everywhere;
  if (contracts <= 0 || like.money <= 0) return 0;
  const double hour = city_.hour_cost();
  const double own =
      std::min(12 * city_.economy.own_hours * city_.classes[who.kind].own_time, contracts * like.worked / like.money);
  const double elsewhere = reach_.hour_worth * level_;
  return contracts * like.net / like.money + own * std::max(0.0, hour * city_.economy.direct_share - elsewhere);
}

double Markets::expected(const Founder& who, double size, LegalStatus status, Id<Organizations> self) const {
  const OrganizationClass& c = city_.classes[who.kind];
  const bool legal = status == LegalStatus::registered;
  const double mine = households_.weight(who.kind, status, size), mine_room = room(who.kind, size),
               given = gift_weight(status, c, 0.5, self ? city_.organizations.fundraising[self] : 0),
               pull = who.pull * size;
  const bool counted = self && city_.organizations.dormant[self] == 0;
  const auto others = [&](double all, double own) { return counted ? std::max(0.0, all - own) : all; };
  const Id<Governments> of = households_.catchment(who.home, who.kind);
  double total = 0;
  if (mine > 0) {
    const double all = others(households_.weights(of, who.kind), counted ? households_.weight(self) : 0) + mine;
    const Custom custom = households_.custom(of, who.kind, all);
    total += (custom.fees + (legal ? subsidies(who.kind, custom) : 0)) * mine / all;
  }
  if (mine_room > 0) {
    const double all =
        others(households_.room(of), counted ? room(who.kind, city_.organizations.weight[self]) : 0) + mine_room;
    total += households_.dues(of, all) * mine_room / all;
  }
  if (legal)
    total += self && city_.organizations.status[self] == LegalStatus::registered ? held_[self.value]
                                                                                 : orders(who.home, who.kind, size);
  total +=
      gifts(who.home, who.niche, given, others(donors_[appeal(who.home, who.niche)], counted ? gift_weight(self) : 0));
  if (pull > 0)
    total += volunteer_time(city_, who.home) * pull /
             (others(pull_[who.home.value], counted ? city_.organizations.pull[self] : 0) + pull) * 12 *
             reach_.hour_worth;
  if (c.provider && status != LegalStatus::informal) {
    const Awards& heard = heard_[heard_at(who.home)];
    const double small = heard.everywhere.money > 0 ? heard.small / heard.everywhere.money : 0;
    total += kept(who, contracts(who, size, counted && able(self)) * (legal ? 1.0 : small));
  }
  return total;
}

double Markets::cost(std::size_t kind, double size, LegalStatus status) const {
  const auto [running, legal] = upkeep(city_.classes[kind], size, status);
  return (running + legal) * level_;
}

}  // namespace city
