// The treasury: revenue every month, transfers to poorer districts, station wages, and what goes back at New Year.
#pragma once

#include <algorithm>
#include <vector>

#include "models/city/funding/transfers.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/shared/under.hpp"
#include "models/city/state/city.hpp"
#include "sim/random.hpp"

namespace city {

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
       .source =
           "assumed, well above the payroll of stations: 75 CNY in 2016 (9,900 staff at 4,000 x 1.3 CNY a month)"});
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
    const std::vector<double> people = residents_under(city);
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
      monthly[g] = fen(people[g] * rate * wealth * grown / 12);
      governments.revenue[row] = monthly[g];
      ledger.pay(governments.cash[row], monthly[g], Purpose::revenue);
    }
    const std::vector<double> gaps = transfers(city);
    for (std::size_t d = 0; d < gaps.size(); ++d) {
      const Id<Governments> row = city.district_government(d), top(0U);
      const Fen due = fen(people[row.value] * district_revenue * gaps[d] * grown / 12);
      const Fen paid = std::clamp<Fen>(governments.cash[top], 0, due);
      ledger.pay(governments.cash[top], governments.cash[row], paid, Purpose::transfer);
      governments.revenue[row] += paid;
      governments.revenue[top] -= paid;
    }
    for (std::size_t w = 0; w < city.workers.size(); ++w) {
      const Id<Workers> row(w);
      if (city.workers.employer[row] != Employer::station) continue;
      const Id<Governments> street = city.communities.street[Id<Communities>(city.workers.workplace[row])];
      const Fen due = payroll_cost(city, row);
      const Fen paid = std::clamp<Fen>(governments.cash[street], 0, due);
      ledger.pay(governments.cash[street], paid, Purpose::station_wage);
      governments.payroll[street] += paid;
    }
    if (city.now.month() != 12) return;
    for (std::size_t g = 0; g < governments.size(); ++g) {
      const Id<Governments> row(g);
      const Fen keep = governments.committed[row] + governments.lottery[row] +
                       static_cast<Fen>(static_cast<double>(monthly[g]) * reserve);
      if (governments.cash[row] > keep)
        ledger.pay(governments.cash[row], governments.cash[row] - keep, Purpose::surplus);
    }
  }
};

}  // namespace city
