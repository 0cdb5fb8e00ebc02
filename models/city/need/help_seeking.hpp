// Residents in need decide whether to ask for help (Andersen 1995): one lasting threshold a case, a moving propensity.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

struct HelpSeeking {
  static constexpr std::string_view about =
      "Residents in need who know of a service and may have it decide whether to ask (Andersen 1995)";
  double intercept = -1.0, age80 = 0.3, female = 0.3, access = 0.4, income = 0.3, migrant = -0.4, severity = 1.0,
         support = -0.5;
  std::int64_t recent = 3;

  template <class V>
  void visit(V& v) {
    v(intercept, {.name = "intercept",
                  .least = -6,
                  .most = 6,
                  .meaning = "Log-odds that an aware, eligible adult with average access asks",
                  .source = "assumed; swept"});
    v(recent,
      {.name = "recent",
       .unit = "month",
       .least = 0,
       .most = 60,
       .meaning =
           "Who came to need help this long before the start, and would ask, still waits; the others have been seen to",
       .source = "assumed, so that queues start near their length",
       .fixed = true});
    v(age80, {.name = "age80",
              .least = -6,
              .most = 6,
              .meaning = "From the 80th birthday, added log-odds",
              .source = "assumed"});
    v(female, {.name = "female", .least = -6, .most = 6, .meaning = "Of women, added log-odds", .source = "assumed"});
    v(access,
      {.name = "access", .least = -6, .most = 6, .meaning = "Per unit of log relative access", .source = "assumed"});
    v(income,
      {.name = "income", .least = -6, .most = 6, .meaning = "Of high income, added log-odds", .source = "assumed"});
    v(migrant,
      {.name = "migrant", .least = -6, .most = 6, .meaning = "Of migrants, added log-odds", .source = "assumed"});
    v(severity, {.name = "severity",
                 .least = -6,
                 .most = 6,
                 .meaning = "Per step of severity, added log-odds",
                 .source = "assumed"});
    v(support, {.name = "support",
                .least = -6,
                .most = 6,
                .meaning = "Of those who live with family, added log-odds",
                .source = "assumed"});
  }

  /// The chance that an aware and eligible resident has asked by now.
  double propensity(const City& city, Id<Cases> row) const {
    return propensity(city, row,
                      attraction(city.communities.access(city.cases.community[row], city.cases.service[row])));
  }

  void operator()(City& city, sim::Draws draws) const {
    Cases& cases = city.cases;
    const sim::Draws lasting = draws.lasting();
    const std::span<const float> near = city.communities.access.all();
    std::vector<double> attracted(near.size());  // by community and service
    sim::each(near.size(), sim::row_grain, [&](std::size_t i) { attracted[i] = attraction(near[i]); });
    sim::each(cases, [&](Id<Cases> row) {
      city.fetch(row, city.residents.traits, city.residents.born);
      if (cases.progress[row] != Progress::latent) return;
      const Id<Residents> who = cases.resident[row];
      const Id<Communities> place = cases.community[row];
      const std::size_t s = cases.service[row];
      const Traits traits{city.residents.traits[who]};
      if (traits.has(Traits::migrant) && !city.services[s].migrant_eligible) return;
      const bool aware =
          traits.has(Traits::served) || lasting.uniform(city.luck(place, who), static_cast<std::uint32_t>(1 + s)) <
                                            city.communities.awareness(place, s);
      if (!aware) return;
      if (lasting.uniform(cases.key[row]) >= propensity(city, row, attracted[place.value * city.services.size() + s]))
        return;
      if (city.starting && cases.opened[row] < city.month() - recent) {  // has asked long since and been seen to
        cases.progress[row] = Progress::closed;
        cases.closure[row] = Closure::by_itself;
        return;
      }
      cases.progress[row] = Progress::waiting;
      cases.sought[row] = city.starting ? cases.opened[row] : city.month();
    });
  }

 private:
  double attraction(float near) const { return intercept + access * sim::log(std::max<double>(near, 0.05)); }

  double propensity(const City& city, Id<Cases> row, double attracted) const {
    const Id<Residents> who = city.cases.resident[row];
    const Traits traits{city.residents.traits[who]};
    double x = attracted + severity * city.cases.severity[row];
    if (city.age_months(who) >= 80 * 12) x += age80;
    if (traits.has(Traits::female)) x += female;
    if (traits.income() == Income::high) x += income;
    if (traits.has(Traits::migrant)) x += migrant;
    if (traits.living() == Living::family) x += support;
    return sim::logistic(x);
  }
};

}  // namespace city
