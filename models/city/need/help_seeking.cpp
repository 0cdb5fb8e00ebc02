#include "models/city/need/help_seeking.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "models/city/shared/cases.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

enum HelpSeekingQuestion : std::uint32_t { knows_first_service = 1 };  // and so on, by service

double attraction(const HelpSeeking& rule, float near) {
  return rule.intercept + rule.access * sim::log(std::max<double>(near, 0.05));
}

double asking(const HelpSeeking& rule, const City& city, Id<Cases> row, double attracted) {
  const Id<Residents> who = city.cases.resident[row];
  const Traits traits{city.residents.traits[who]};
  double x = attracted + rule.severity * city.cases.severity[row];
  if (city.age_months(who) >= 80 * 12) x += rule.age80;
  if (traits.has(Traits::female)) x += rule.female;
  if (traits.income() == Income::high) x += rule.income;
  if (traits.has(Traits::migrant)) x += rule.migrant;
  if (traits.living() == Living::family) x += rule.support;
  return sim::logistic(x);
}

}  // namespace

double HelpSeeking::propensity(const City& city, Id<Cases> row) const {
  const float near = city.communities.access(city.cases.community[row], city.cases.service[row]);
  return asking(*this, city, row, attraction(*this, near));
}

void HelpSeeking::operator()(City& city, sim::Draws draws) const {
  Cases& cases = city.cases;
  const sim::Draws lasting = draws.lasting();
  const std::span<const float> near = city.communities.access.all();
  std::vector<double> attracted(near.size());  // by community and service
  sim::each(near.size(), sim::row_grain, [&](std::size_t i) { attracted[i] = attraction(*this, near[i]); });
  sim::each(cases, [&](Id<Cases> row) {
    city.fetch(row, city.residents.traits, city.residents.born);
    if (cases.progress[row] != Progress::latent) return;
    const Id<Residents> who = cases.resident[row];
    const Id<Communities> place = cases.community[row];
    const std::size_t s = cases.service[row];
    const Traits traits{city.residents.traits[who]};
    if (traits.has(Traits::migrant) && !city.services[s].migrant_eligible) return;
    const bool aware = traits.has(Traits::served) ||
                       lasting.uniform(city.luck(place, who),
                                       static_cast<std::uint32_t>(HelpSeekingQuestion::knows_first_service + s)) <
                           city.communities.awareness(place, s);
    if (!aware) return;
    if (lasting.uniform(cases.key[row]) >= asking(*this, city, row, attracted[place.value * city.services.size() + s]))
      return;
    if (city.starting && cases.opened[row] < city.month() - recent) {  // has asked long since and been seen to
      close_case(city, row, Closure::by_itself);
      return;
    }
    cases.progress[row] = Progress::waiting;
    cases.sought[row] = city.starting ? cases.opened[row] : city.month();
  });
}

}  // namespace city
