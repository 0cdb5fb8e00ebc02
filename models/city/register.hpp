// Entering the tables of organizations and workers: what founding and the initial city do alike.
#pragma once

#include <algorithm>

#include "models/city/city.hpp"
#include "sim/random.hpp"

namespace city {

/// What a would-be founder brings; drawn once, before any policy is looked at.
struct Founder {
  std::uint64_t key = 0;
  Id<Communities> home;
  std::uint8_t kind = 0, niche = 0;
  float skill = 0.5F, size = 1, volunteers = 0;
  Fen wealth = 0;
};

/// The lasting traits of the founder with this key.
inline Founder draw_founder(const City& city, Id<Communities> home, std::uint8_t kind, std::uint64_t key,
                            sim::Draws luck) {
  const sim::Draws::Words words = luck.four(key, 1);
  Founder out;
  out.key = key;
  out.home = home;
  out.kind = kind;
  double total = 0, reached = 0;
  for (const Service& s : city.services) total += s.salience;
  for (std::size_t s = 0; s + 1 < city.services.size(); ++s) {
    reached += city.services[s].salience / total;
    if (sim::unit(words[0]) >= reached) out.niche = static_cast<std::uint8_t>(s + 1);
  }
  const OrganizationClass& c = city.classes[kind];
  out.skill = static_cast<float>(std::clamp(0.5 + 0.15 * luck.normal(key, 2), 0.05, 0.95));
  out.size = static_cast<float>(sim::exp(0.6 * luck.normal(key, 3) - 0.18));  // mean 1
  out.volunteers = static_cast<float>(c.volunteers * -sim::log(sim::unit(words[1])));
  // Half of the founders can put up at least 20,000 yuan (assumed).
  out.wealth = City::fen(20000 * sim::exp(luck.normal(key, 4)));
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
  all.volunteers[row] = founder.volunteers;
  return row;
}

inline Id<Workers> add_worker(City& city, std::size_t district, std::uint64_t key, sim::Draws luck) {
  Workers& all = city.workers;
  const Id<Workers> row = all.add();
  all.key[row] = key;
  all.district[row] = static_cast<std::uint8_t>(district);
  all.skill[row] = static_cast<float>(std::clamp(0.45 + 0.15 * luck.normal(key, 5), 0.05, 0.95));
  all.hired[row] = city.month();
  return row;
}

/// The monthly wage in the field now, before a licence bonus; the same growth outside.
inline double wage_now(const City& city) {
  return city.economy.wage * sim::pow(1 + city.economy.wage_growth, city.now.index / 12.0);
}

inline void employ(City& city, Id<Workers> worker, Employer employer, std::uint32_t workplace) {
  Workers& all = city.workers;
  all.employer[worker] = employer;
  all.workplace[worker] = workplace;
  all.hired[worker] = city.month();
  const double bonus = all.licence[worker] == Licence::none ? 0 : city.economy.licence_bonus;
  all.wage[worker] = static_cast<std::int32_t>(City::fen(wage_now(city) + bonus));
}

inline void dismiss(City& city, Id<Workers> worker) {
  city.workers.employer[worker] = Employer::none;
  city.workers.workplace[worker] = 0;
  city.workers.load[worker] = 0;
  city.workers.cases[worker] = 0;
}

/// The row of communities an organization's home is in, and its district.
inline std::size_t district_of(const City& city, Id<Organizations> row) {
  return city.communities.district[city.organizations.home[row]];
}

}  // namespace city
