// The lottery's welfare fund: a share of sales, half of it local; a part of that buys services from January's lines on.
//
//   players --share of sales--> city and districts --part for purchase, kept until January--> lines outside the fair
//   earmark: phi of it to services for elders, with matching private capital; the rest by the lines
#pragma once

#include <algorithm>
#include <vector>

#include "models/city/shared/under.hpp"
#include "models/city/state/city.hpp"
#include "sim/random.hpp"

namespace city {

struct Lottery {
  static constexpr std::string_view about =
      "The local half of the lottery fund reaches the city and districts; what is for purchase enters January's lines";
  double sales = 124, growth = 0.138, fund = 0.28, local = 0.5, city_share = 0.3, purchase = 0.05;
  bool earmark = false;
  double match = 0;

  template <class V>
  void visit(V& v) {
    v(sales, {.name = "sales",
              .unit = "CNY",
              .least = 0,
              .most = 1e5,
              .meaning = "Lottery sales per resident and year in 2010",
              .source = "recalled, unverified: 166 bn CNY nationwide in 2010, 1.34 bn residents"});
    v(growth, {.name = "growth",
               .unit = "1/year",
               .least = -0.5,
               .most = 1,
               .meaning = "Yearly growth of sales",
               .source = "recalled, unverified: 427 bn CNY nationwide in 2017, 307 CNY a resident"});
    v(fund, {.name = "fund",
             .least = 0,
             .most = 1,
             .meaning = "Share of sales that is the public welfare fund",
             .source = "national lottery rules: about 28 %"});
    v(local, {.name = "local",
              .least = 0,
              .most = 1,
              .meaning = "Share of the fund that stays in the city",
              .source = "national lottery rules: half between the centre and the provinces"});
    v(city_share, {.name = "city_share",
                   .least = 0,
                   .most = 1,
                   .meaning = "City's share of it; the rest goes to districts by residents",
                   .source = "assumed"});
    v(purchase, {.name = "purchase",
                 .least = 0,
                 .most = 1,
                 .meaning = "Share of it that buys services; the rest goes into buildings, beds and subsidies",
                 .source = "assumed"});
    v(earmark,
      {.name = "earmark",
       .meaning = "Whether a share that rises with the elders, between one half and all, is for their services",
       .source = "national policy asks for more than half of the fund for elder care; a lever"});
    v(match, {.name = "match",
              .least = 0,
              .most = 10,
              .meaning = "Private and charitable money that joins each yuan earmarked for elders",
              .source = "Ningxia: matching capital; amount assumed"});
  }

  void operator()(City& city, sim::Draws) const {
    Governments& governments = city.governments;
    const std::vector<double> people = residents_under(city);
    if (city.now.month() == 1) enter_lines(city);
    const double each = sales * sim::pow(1 + growth, city.now.index / 12.0) / 12 * fund * local;
    const auto receive = [&](Id<Governments> row, double yuan) {
      const Fen amount = fen(yuan);
      city.ledger.pay(governments.cash[row], amount, Purpose::lottery);
      governments.lottery_in[row] = amount;
      governments.lottery[row] += sim::nearest_integer(static_cast<double>(amount) * purchase);
    };
    receive(Id<Governments>(0U), people[0] * each * city_share);
    for (std::size_t d = 0; d < city.districts.size(); ++d) {
      const Id<Governments> row = city.district_government(d);
      receive(row, people[row.value] * each * (1 - city_share));
    }
  }

  /// Share of purchase money that the earmark gives to elders: more of it as they become more.
  static double phi(double elders, double at_start) {
    return std::min(1.0, std::max(0.5, at_start > 0 ? 0.5 * elders / at_start : 0.5));
  }

 private:
  static bool for_elders(const Service& s) { return s.least_age >= 60; }

  static double elders_share(const City& city) {
    double now = 0, start = 0;
    for (const std::int32_t elders : city.communities.elders.all()) now += elders;
    for (std::size_t i = 0; i < city.strata.size(); ++i)
      if (i / Traits::strata % Strata::ages >= 60) start += city.strata.initial[Id<Strata>(i)];
    return phi(now, start);
  }

  // What came in last year joins the lines: the earmarked part those of elders, the rest all of them as they are.
  void enter_lines(City& city) const {
    Governments& governments = city.governments;
    const double share = earmark ? elders_share(city) : 0;
    for (std::size_t g = 0; g < governments.size(); ++g) {
      const Id<Governments> row(g);
      const std::span<Fen> lines = governments.off_fair_budget.row(row);
      double elder = 0, total = 0;
      for (std::size_t s = 0; s < lines.size(); ++s) {
        total += static_cast<double>(governments.off_fair_line(row, s));
        if (for_elders(city.services[s])) elder += static_cast<double>(governments.off_fair_line(row, s));
      }
      governments.lottery_lines[row] = governments.lottery_elders[row] = 0;
      if (total <= 0 || governments.lottery[row] == 0) continue;
      const double marked = elder > 0 ? share : 0;
      for (std::size_t s = 0; s < lines.size(); ++s) {
        const auto line = static_cast<double>(governments.off_fair_line(row, s));
        const bool old = for_elders(city.services[s]);
        const auto money = static_cast<double>(governments.lottery[row]);
        const double mine = money * ((1 - marked) * line / total + (old && marked > 0 ? marked * line / elder : 0));
        const Fen part = sim::nearest_integer(mine);
        governments.lottery_lines[row] += part;
        if (old) governments.lottery_elders[row] += part;
        lines[s] += part;
        if (!old || marked <= 0 || match <= 0) continue;
        const Fen joined = sim::nearest_integer(money * marked * line / elder * match);
        city.ledger.pay(governments.cash[row], joined, Purpose::matching);
        lines[s] += joined;
      }
      governments.lottery[row] = 0;
    }
  }
};

}  // namespace city
