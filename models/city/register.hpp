// The tables of organizations and workers: how rows enter, what founding and the initial city do alike; and whose hours
// there are, what several behaviours count alike.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/city/city.hpp"
#include "sim/random.hpp"

namespace city {

/// What a would-be founder brings; drawn once, before any policy is looked at.
struct Founder {
  std::uint64_t key = 0;
  Id<Communities> home;
  std::uint8_t kind = 0, niche = 0;
  float skill = 0.5F, size = 1, pull = 0;
  Fen wealth = 0;
};

/// How many would-be founders of a class a place has, relative to a town: professional work asks for graduates.
inline double graduates(const City& city, Id<Communities> place, std::size_t kind) {
  return city.communities.rural[place] != 0 && city.classes[kind].professional ? city.reach.village_graduates : 1;
}

inline bool serves(const City& city, std::size_t kind, std::size_t service) {
  return (city.kinds.serves[Id<Classes>(kind)] >> service & 1) != 0;
}

/// The lasting traits of the founder with this key.
inline Founder draw_founder(const City& city, Id<Communities> home, std::uint8_t kind, std::uint64_t key,
                            sim::Draws luck) {
  const sim::Draws::Words words = luck.four(key, 1);
  Founder out;
  out.key = key;
  out.home = home;
  out.kind = kind;
  double total = 0, reached = 0;
  const auto weight = [&](std::size_t s) { return serves(city, kind, s) ? city.services[s].salience + 0.001 : 0.0; };
  for (std::size_t s = 0; s < city.services.size(); ++s) total += weight(s);
  for (std::size_t s = 0; s < city.services.size(); ++s) {
    if (weight(s) <= 0) continue;
    if (sim::unit(words[0]) * total >= reached) out.niche = static_cast<std::uint8_t>(s);
    reached += weight(s);
  }
  const OrganizationClass& c = city.classes[kind];
  out.skill = static_cast<float>(std::clamp(c.skill + 0.15 * luck.normal(key, 2), 0.05, 0.95));
  out.size = static_cast<float>(sim::exp(0.9 * luck.normal(key, 3) - 0.405));  // mean 1
  out.pull = static_cast<float>(c.volunteers * -sim::log(sim::unit(words[1])));
  // Half of the founders can put up at least 20,000 yuan (assumed).
  out.wealth = City::fen(20000 * sim::exp(luck.normal(key, 4)));
  return out;
}

/// An organization's lasting traits, as its founder brought them.
inline Founder traits(const City& city, Id<Organizations> row) {
  const Organizations& all = city.organizations;
  Founder out;
  out.key = all.key[row];
  out.home = all.home[row];
  out.kind = all.kind[row];
  out.niche = all.niche[row];
  out.skill = all.skill[row];
  out.size = all.weight[row];
  out.pull = all.pull[row];
  return out;
}

inline Id<Organizations> add_organization(City& city, const Founder& founder, LegalStatus status) {
  Organizations& all = city.organizations;
  const Id<Organizations> row = all.add();
  all.key[row] = founder.key;
  all.kind[row] = founder.kind;
  all.status[row] = status;
  all.alive[row] = 1;
  all.founded[row] = all.status_since[row] = city.month();
  if (status == LegalStatus::registered) all.registered_on[row] = city.month();
  all.home[row] = founder.home;
  all.niche[row] = founder.niche;
  all.skill[row] = founder.skill;
  all.weight[row] = founder.size;
  all.pull[row] = founder.pull;
  return row;
}

inline Id<Workers> add_worker(City& city, std::size_t district, std::uint64_t key, sim::Draws luck) {
  Workers& all = city.workers;
  const Id<Workers> row = all.add();
  all.key[row] = key;
  all.district[row] = static_cast<std::uint8_t>(district);
  all.skill[row] = static_cast<float>(std::clamp(0.45 + 0.15 * luck.normal(key, 5), 0.05, 0.95));
  all.hired[row] = all.entered[row] = city.month();
  return row;
}

inline void employ(City& city, Id<Workers> worker, Employer employer, std::uint32_t workplace, float share = 1) {
  Workers& all = city.workers;
  all.employer[worker] = employer;
  all.workplace[worker] = workplace;
  all.hired[worker] = city.month();
  all.share[worker] = share;
  const double bonus = all.licence[worker] == Licence::none ? 0 : city.economy.licence_bonus;
  all.wage[worker] = static_cast<std::int32_t>(City::fen(city.wage() + bonus));
}

/// Hours a month an organization's volunteers have for cases: in steps of two hours, rounded by its lasting luck.
inline double volunteer_hours(const City& city, Id<Organizations> row) {
  const Organizations& all = city.organizations;
  const OrganizationClass& kind = city.classes[all.kind[row]];
  if (!kind.provider && !kind.community) return 0;
  const double hours = all.volunteers[row] * city.reach.volunteer_casework;
  return 2 * std::floor(hours / 2 + sim::unit(static_cast<std::uint32_t>(all.key[row])));
}

/// Which station's queue the cases of each community wait in: its own, or with pooling the first one's of its street.
inline std::vector<std::uint32_t> case_desks(const City& city) {
  std::vector<std::uint32_t> out(city.communities.size()), first(city.governments.size(), Id<Communities>::none_value);
  for (std::uint32_t c = 0; c < out.size(); ++c) {
    std::uint32_t& street = first[city.communities.street[Id<Communities>(c)].value];
    street = std::min(street, c);
    out[c] = city.station.casework_pooling ? street : c;
  }
  return out;
}

/// Case hours a month that an organization's founder and members have themselves, after bids and asking donors.
inline double own_hours(const City& city, Id<Organizations> row) {
  const double all = city.economy.own_hours * city.classes[city.organizations.kind[row]].own_time;
  return std::max(0.0, all - city.organizations.bid_hours[row] - city.organizations.fundraising[row]);
}

/// Hours a month that mediators have, by the queue that they work (see case_desks).
inline std::vector<double> mediator_hours(const City& city, const std::vector<std::uint32_t>& desks) {
  std::vector<double> out(desks.size());
  for (std::size_t c = 0; c < desks.size(); ++c) out[desks[c]] += city.mediators(Id<Communities>(c));
  return out;
}

/// There and not dormant.
inline bool at_work(const City& city, Id<Organizations> row) {
  return city.organizations.alive[row] != 0 && city.organizations.dormant[row] == 0;
}

/// Awarded, and its months are not over.
inline bool in_force(const City& city, Id<Contracts> row) {
  return city.contracts.awarded[row] != 0 && city.contracts.over[row] == 0;
}
/// Months that a contract has left, this one included.
inline int months_left(const City& city, Id<Contracts> row) {
  return std::max(1, city.contracts.starts[row] + city.contracts.months[row] - city.month());
}
/// Hours of staff this month for the group events that a contract still owes.
inline double event_hours(const City& city, Id<Contracts> row) {
  const double owed = std::max(0.0, static_cast<double>(city.contracts.events[row]) - city.contracts.held[row]);
  return owed / months_left(city, row) * city.events.hours;
}

/// Who works where: the social workers of each workplace of one kind, `workplaces` of them, in the order of their rows.
inline std::vector<std::vector<Id<Workers>>> teams(const City& city, Employer kind, std::size_t workplaces) {
  std::vector<std::vector<Id<Workers>>> out(workplaces);
  for (std::size_t w = 0; w < city.workers.size(); ++w)
    if (const Id<Workers> row(w); city.workers.employer[row] == kind) out[city.workers.workplace[row]].push_back(row);
  return out;
}

/// What a worker costs the employer this month, insurance included.
inline Fen payroll_cost(const City& city, Id<Workers> worker) {
  return sim::nearest_integer(city.workers.wage[worker] * static_cast<double>(city.workers.share[worker]) *
                              (1 + city.economy.wage_surcharge));
}

inline void dismiss(City& city, Id<Workers> worker) {
  city.workers.left[worker] = city.workers.employer[worker];
  city.workers.employer[worker] = Employer::none;
  city.workers.cases[worker] = 0;
}

/// The row of communities an organization's home is in, and its district.
inline std::size_t district_of(const City& city, Id<Organizations> row) {
  return city.communities.district[city.organizations.home[row]];
}

}  // namespace city
