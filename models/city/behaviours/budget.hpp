// Three levels of government budget in January, line by line (Oates: own revenue and transfers), and pay the stations.
#pragma once

#include <algorithm>
#include <vector>

#include "models/city/city.hpp"
#include "models/city/register.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

struct Budget {
  static constexpr std::string_view about =
      "Governments draw this year's lines for purchase by service: salience x need^(1-inertia) x last year's^inertia";
  double fair_per_resident = 0, off_fair_per_resident = 0, inertia = 0.5;
  double city_share = 0.15, district_share = 0.45, street_share = 0.40;

  template <class V>
  void visit(V& v) {
    v(fair_per_resident, {.name = "fair_per_resident",
                          .unit = "CNY",
                          .least = 0,
                          .most = 10000,
                          .meaning = "Money for projects at the fair, per resident and year, all levels together",
                          .source = "Nanjing 2017 fair: about 70 million CNY for 8.3 million residents"});
    v(off_fair_per_resident,
      {.name = "off_fair_per_resident",
       .unit = "CNY",
       .least = 0,
       .most = 10000,
       .meaning = "Money for purchase outside the fair, per resident and year, all levels together",
       .source = "assumed: 45 million CNY in 2017"});
    v(inertia,
      {.name = "inertia", .least = 0, .most = 1, .meaning = "Weight of last year's line", .source = "assumed"});
    v(city_share,
      {.name = "city_share", .least = 0, .most = 1, .meaning = "City's share of purchase money", .source = "assumed"});
    v(district_share,
      {.name = "district_share", .least = 0, .most = 1, .meaning = "Districts' share of it", .source = "assumed"});
    v(street_share,
      {.name = "street_share", .least = 0, .most = 1, .meaning = "Streets' share of it", .source = "assumed"});
  }

  void operator()(City& city, sim::Draws) const {
    Governments& governments = city.governments;
    const std::size_t services = city.services.size();
    std::vector<double> people(governments.size()), need(governments.size() * services);
    for (std::size_t c = 0; c < city.communities.size(); ++c)
      upward(city, Id<Communities>(c),
             [&](std::uint32_t g) { people[g] += city.communities.population[Id<Communities>(c)]; });
    for (std::size_t i = 0; i < city.cases.size(); ++i) {
      const Id<Cases> row(i);
      if (city.cases.progress[row] != Progress::waiting && city.cases.progress[row] != Progress::active) continue;
      const std::size_t s = city.cases.service[row];
      upward(city, city.cases.community[row],
             [&](std::uint32_t g) { need[g * services + s] += city.services[s].price; });
    }
    restore(city);
    for (std::size_t g = 0; g < governments.size(); ++g) {
      const Id<Governments> row(g);
      const Level level = governments.level[row];
      const double share = level == Level::city ? city_share : level == Level::district ? district_share : street_share;
      const double wealth = level == Level::city ? 1.0 : city.districts[governments.district[row]].wealth;
      draw(city, governments.fair_budget.row(row), &need[g * services], people[g] * share * wealth * fair_per_resident);
      draw(city, governments.off_fair_budget.row(row), &need[g * services],
           people[g] * share * wealth * off_fair_per_resident);
    }
  }

 private:
  template <class F>
  static void upward(const City& city, Id<Communities> place, F f) {
    for (Id<Governments> g = city.communities.street[place]; g; g = city.governments.parent[g]) f(g.value);
  }

  // Awards take from the lines; what inertia remembers is last year's line, spent or not.
  static void restore(City& city) {
    const Contracts& contracts = city.contracts;
    for (std::size_t i = 0; i < contracts.size(); ++i) {
      const Id<Contracts> row(i);
      if (contracts.awarded[row] == 0 || city.month() - contracts.starts[row] > 12) continue;
      auto& lines = contracts.fair[row] != 0 ? city.governments.fair_budget : city.governments.off_fair_budget;
      lines(contracts.payer[row], contracts.service[row]) += contracts.value[row];
    }
  }

  void draw(const City& city, std::span<Fen> lines, const double* need, double total) const {
    double before = 0, needed = 0, sum = 0;
    for (std::size_t s = 0; s < lines.size(); ++s) {
      before += static_cast<double>(lines[s]);
      needed += need[s];
    }
    std::vector<double> weight(lines.size());
    for (std::size_t s = 0; s < lines.size(); ++s) {
      const double here = needed > 0 ? std::max(need[s] / needed, 0.005) : 1.0;
      const double last = before > 0 ? std::max(static_cast<double>(lines[s]) / before, 0.005) : here;
      weight[s] = city.services[s].salience * sim::pow(here, 1 - inertia) * sim::pow(last, inertia);
      sum += weight[s];
    }
    for (std::size_t s = 0; s < lines.size(); ++s) lines[s] = sum > 0 ? City::fen(total * weight[s] / sum) : 0;
  }
};

/// Money comes in every month; streets pay the stations first; what is left over at New Year goes back.
struct Treasury {
  static constexpr std::string_view about =
      "Own revenue and transfers arrive, streets pay station staff, surpluses go back in December";
  double city_revenue = 10, district_revenue = 30, street_revenue = 110, growth = 0.08, reserve = 3;

  template <class V>
  void visit(V& v) {
    v(city_revenue, {.name = "city_revenue",
                     .unit = "CNY",
                     .least = 0,
                     .most = 1e5,
                     .meaning = "City's revenue for social affairs per resident and year, in 2010",
                     .source = "assumed"});
    v(district_revenue, {.name = "district_revenue",
                         .unit = "CNY",
                         .least = 0,
                         .most = 1e5,
                         .meaning = "Districts' revenue for social affairs per resident and year, in 2010",
                         .source = "assumed"});
    v(street_revenue,
      {.name = "street_revenue",
       .unit = "CNY",
       .least = 0,
       .most = 1e5,
       .meaning = "Streets' revenue for social affairs per resident and year, in 2010: it pays the stations",
       .source = "assumed: about 9,900 staff at 4,000 x 1.3 CNY a month in 2016"});
    v(growth, {.name = "growth",
               .unit = "1/year",
               .least = -0.5,
               .most = 1,
               .meaning = "Yearly growth of these revenues",
               .source = "assumed: a little above wages"});
    v(reserve, {.name = "reserve",
                .unit = "month",
                .least = 0,
                .most = 24,
                .meaning = "Months of revenue a government may carry over the year's end",
                .source = "assumed"});
  }

  void operator()(City& city, sim::Draws) const {
    Governments& governments = city.governments;
    Ledger& ledger = city.ledger;
    std::vector<double> people(governments.size());
    for (std::size_t c = 0; c < city.communities.size(); ++c)
      for (Id<Governments> g = city.communities.street[Id<Communities>(c)]; g; g = governments.parent[g])
        people[g.value] += city.communities.population[Id<Communities>(c)];
    const double grown = sim::pow(1 + growth, city.now.index / 12.0);
    std::vector<Fen> monthly(governments.size());
    for (std::size_t g = 0; g < governments.size(); ++g) {
      const Id<Governments> row(g);
      const Level level = governments.level[row];
      const double rate = level == Level::city       ? city_revenue
                          : level == Level::district ? district_revenue
                                                     : street_revenue;
      // Districts differ in wealth; streets are topped up by transfers, so that stations are paid alike.
      const double wealth = level == Level::district ? city.districts[governments.district[row]].wealth : 1.0;
      monthly[g] = City::fen(people[g] * rate * wealth * grown / 12);
      governments.revenue[row] = monthly[g];
      ledger.pay(ledger.outside(Outside::treasury), governments.cash[row], monthly[g], Purpose::revenue);
    }
    for (std::size_t w = 0; w < city.workers.size(); ++w) {
      const Id<Workers> row(w);
      if (city.workers.employer[row] != Employer::station) continue;
      const Id<Governments> street = city.communities.street[Id<Communities>(city.workers.workplace[row])];
      const Fen due = payroll_cost(city, row);
      const Fen paid = std::clamp<Fen>(governments.cash[street], 0, due);
      ledger.pay(governments.cash[street], ledger.outside(Outside::workforce), paid, Purpose::station_wage);
      governments.payroll[street] += paid;
    }
    if (city.now.month() != 12) return;
    for (std::size_t g = 0; g < governments.size(); ++g) {
      const Id<Governments> row(g);
      const Fen keep = governments.committed[row] + static_cast<Fen>(static_cast<double>(monthly[g]) * reserve);
      if (governments.cash[row] > keep)
        ledger.pay(governments.cash[row], ledger.outside(Outside::treasury), governments.cash[row] - keep,
                   Purpose::surplus);
    }
  }
};

}  // namespace city
