#include "models/city/organizations/founder.hpp"

#include <algorithm>

namespace city {

Founder draw_founder(const City& city, Id<Communities> home, std::uint8_t kind, std::uint64_t key, sim::Draws luck) {
  const sim::Draws::Words words = luck.four(key, FounderLuck::traits);
  Founder out;
  out.key = key;
  out.home = home;
  out.kind = kind;
  out.niche = static_cast<std::uint8_t>(sim::pick(sim::unit(words[0]), city.services.size(), [&](std::size_t s) {
    return serves(city, kind, s) ? city.services[s].salience + 0.001 : 0.0;
  }));
  const OrganizationClass& c = city.classes[kind];
  out.skill = static_cast<float>(std::clamp(c.skill + 0.15 * luck.normal(key, FounderLuck::skill), 0.05, 0.95));
  out.size = static_cast<float>(sim::exp(0.9 * luck.normal(key, FounderLuck::size) - 0.405));  // mean 1
  out.pull = static_cast<float>(c.volunteers * -sim::log(sim::unit(words[1])));
  // Half of the founders can put up at least 20,000 yuan (assumed).
  out.wealth = fen(20000 * sim::exp(luck.normal(key, FounderLuck::wealth)));
  return out;
}

Founder traits(const City& city, Id<Organizations> row) {
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

Id<Organizations> add_organization(City& city, const Founder& founder, LegalStatus status) {
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
