// Groups tire and come back; whoever cannot pay for months, or loses its founder, ends.
#pragma once

#include <algorithm>
#include <vector>

#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/random.hpp"

namespace city {

/// Going dormant, coming back, dissolving.
struct Exit {
  static constexpr std::string_view about = "Groups tire and go dormant; those without money or founder dissolve";
  double fatigue = 0.006, revival = 0.01, dormant_leaves = 0.02, founder_leaves = 0.003;
  std::int64_t idle_months = 12, arrears_months = 4;
  double rescue = 1, newness = 0, newness_fades = 24;

  template <class V>
  void visit(V& v) {
    v(fatigue, {.name = "fatigue",
                .unit = "1/month",
                .least = 0,
                .most = 1,
                .meaning = "Chance that a group without staff loses its volunteers",
                .source = "assumed"});
    v(revival, {.name = "revival",
                .unit = "1/month",
                .least = 0,
                .most = 1,
                .meaning = "Chance that a dormant group finds volunteers again",
                .source = "assumed"});
    v(dormant_leaves, {.name = "dormant_leaves",
                       .unit = "1/month",
                       .least = 0,
                       .most = 1,
                       .meaning = "Chance that a dormant one dissolves for good",
                       .source = "assumed"});
    v(founder_leaves, {.name = "founder_leaves",
                       .unit = "1/month",
                       .least = 0,
                       .most = 1,
                       .meaning = "Chance that the founder leaves and nobody carries it on, whatever the legal status",
                       .source = "assumed"});
    v(idle_months, {.name = "idle_months",
                    .unit = "month",
                    .least = 1,
                    .most = 120,
                    .meaning = "Months without doing anything until dormant",
                    .source = "assumed"});
    v(arrears_months, {.name = "arrears_months",
                       .unit = "month",
                       .least = 1,
                       .most = 120,
                       .meaning = "Months in a row without paying what is owed until it dissolves",
                       .source = "assumed"});
    v(newness, {.name = "newness",
                .least = 0,
                .most = 100,
                .meaning = "How much more often founders of a new organization leave (liability of newness), on top of "
                           "those of an old one",
                .source = "Stinchcombe 1965; none by default: national cohorts do not show it"});
    v(newness_fades, {.name = "newness_fades",
                      .unit = "month",
                      .least = 1,
                      .most = 600,
                      .meaning = "Age at which that is down to 37 %",
                      .source = "assumed"});
    v(rescue, {.name = "rescue",
               .least = 0,
               .most = 1,
               .meaning = "Share of remaining money that goes back to households at dissolution",
               .source = "assumed; the rest goes to the treasury"});
  }

  void operator()(City& city, sim::Draws draws) const {
    Organizations& all = city.organizations;
    std::vector<std::uint8_t> busy(all.size());
    for (std::size_t w = 0; w < city.workers.size(); ++w)
      if (city.workers.employer[Id<Workers>(w)] == Employer::organization)
        busy[city.workers.workplace[Id<Workers>(w)]] = 1;
    for (std::size_t i = 0; i < city.contracts.size(); ++i)
      if (const Id<Contracts> row(i); in_force(city, row)) busy[city.contracts.provider[row].value] = 1;
    std::vector<std::uint8_t> dissolved(all.size());
    for (std::size_t o = 0; o < all.size(); ++o) {
      const Id<Organizations> row(o);
      if (all.alive[row] == 0) continue;
      const sim::Draws::Words words = draws.four(all.key[row]);
      const double young = newness > 0 ? newness * sim::exp((all.founded[row] - city.month()) / newness_fades) : 0;
      const double leaves = founder_leaves * (1 + young);
      if (sim::unit(words[0]) < leaves || all.arrears[row] >= arrears_months ||
          (all.dormant[row] != 0 && sim::unit(words[3]) < dormant_leaves)) {
        all.alive[row] = 0;
        all.ended[row] = city.month();
        dissolved[o] = 1;
        continue;
      }
      if (all.staff[row] == 0 && busy[o] == 0 && sim::unit(words[1]) < fatigue) all.pull[row] = 0;
      const bool active = all.staff[row] > 0 || busy[o] != 0 || all.pull[row] > 0;
      all.idle[row] = active ? std::int16_t{0} : static_cast<std::int16_t>(all.idle[row] + 1);
      if (all.dormant[row] == 0 && all.idle[row] >= idle_months) all.dormant[row] = 1;
      if (all.dormant[row] != 0 && (active || sim::unit(words[2]) < revival)) {
        all.dormant[row] = 0;
        all.idle[row] = 0;
        all.pull[row] = std::max(1.0F, all.pull[row]);
      }
    }
    for (std::size_t w = 0; w < city.workers.size(); ++w) {
      const Id<Workers> row(w);
      if (city.workers.employer[row] == Employer::organization && dissolved[city.workers.workplace[row]] != 0)
        dismiss(city, row);
    }
    for (std::size_t o = 0; o < all.size(); ++o)
      if (dissolved[o] != 0) liquidate(city, Id<Organizations>(o));
  }

 private:
  void liquidate(City& city, Id<Organizations> row) const {
    Fen& cash = city.organizations.cash[row];
    const Fen back = sim::nearest_integer(static_cast<double>(cash) * rescue);
    city.ledger.pay(cash, back, Purpose::liquidation);
    city.ledger.pay(cash, cash, Purpose::forfeit);
  }
};

}  // namespace city
