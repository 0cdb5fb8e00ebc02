#include "models/city/organizations/founder.hpp"

#include <algorithm>
#include <span>

#include "sim/parallel.hpp"

namespace city {

OpenNeeds::OpenNeeds(const City& city)
    : services_(city.services.size()),
      open_(sim::sums<double>(city.cases, city.governments.size() * services_,
                              [&](Id<Cases> row, std::span<double> open) {
                                if (city.cases.progress[row] == Progress::closed) return;
                                const Id<Governments> street = city.communities.street[city.cases.community[row]];
                                open[street.value * services_ + city.cases.service[row]] += 1;
                              })) {}

std::uint8_t OpenNeeds::niche(const City& city, Id<Communities> home, std::size_t kind, double u) const {
  const double* here = open_.data() + city.communities.street[home].value * services_;
  double all = 0, usual = 0;
  for (std::size_t s = 0; s < services_; ++s) {
    if (!serves(city, kind, s)) continue;
    all += here[s];
    usual += city.services[s].incidence * static_cast<double>(city.services[s].months);
  }
  return static_cast<std::uint8_t>(sim::pick(u, services_, [&](std::size_t s) {
    if (!serves(city, kind, s)) return 0.0;
    const double lasting = city.services[s].incidence * static_cast<double>(city.services[s].months);
    const double share = all > 0 ? here[s] / all : usual > 0 ? lasting / usual : 1.0;
    return std::max(share, city.founders.rare_need);
  }));
}

Founder draw_founder(const City& city, const OpenNeeds& needs, Id<Communities> home, std::uint8_t kind,
                     std::uint64_t key, sim::Draws luck) {
  const sim::Draws::Words words = luck.four(key, FounderLuck::traits);
  Founder out;
  out.key = key;
  out.home = home;
  out.kind = kind;
  out.niche = needs.niche(city, home, kind, sim::unit(words[0]));
  const OrganizationClass& c = city.classes[kind];
  const Founders& spread = city.founders;
  out.skill =
      static_cast<float>(std::clamp(c.skill + spread.skill_spread * luck.normal(key, FounderLuck::skill), 0.05, 0.95));
  out.size = static_cast<float>(sim::exp(spread.size_spread * luck.normal(key, FounderLuck::size) -
                                         spread.size_spread * spread.size_spread / 2));  // mean 1
  out.pull = static_cast<float>(c.volunteers * -sim::log(sim::unit(words[1])));
  out.wealth = fen(spread.wealth * sim::exp(spread.wealth_spread * luck.normal(key, FounderLuck::wealth)));
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
