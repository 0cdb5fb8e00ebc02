// What founders bring, and how an organization enters the table.
#pragma once

#include <algorithm>
#include <cstdint>

#include "models/city/state/city.hpp"
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
  out.wealth = fen(20000 * sim::exp(luck.normal(key, 4)));
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

}  // namespace city
