// The lottery's welfare fund: a share of sales, half of it local; a part of that buys services from January's lines on.
//
//   players --share of sales--> city and districts --part for purchase, kept until January--> lines outside the fair
//   earmark: phi of it to services for elders; the rest by the lines
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Lottery {
  static constexpr std::string_view about =
      "The local half of the lottery fund reaches the city and districts; what is for purchase enters January's lines";
  double sales = 124, growth = 0.138, fund = 0.28, local = 0.5, region_share = 0, city_share = 0.3, purchase = 0.05;
  bool earmark = false;

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
    v(region_share, {.name = "region_share",
                     .least = 0,
                     .most = 1,
                     .meaning = "Share of it that a region above the city has",
                     .source = "none: a city with a region above it says so"});
    v(city_share, {.name = "city_share",
                   .least = 0,
                   .most = 1,
                   .meaning = "City's share of what is left; the rest goes to districts by residents",
                   .source = "assumed",
                   .plausible = {0.15, 0.5}});
    v(purchase, {.name = "purchase",
                 .least = 0,
                 .most = 1,
                 .meaning = "Share of it that buys services; the rest goes into buildings, beds and subsidies",
                 .source = "assumed",
                 .plausible = {0.02, 0.1}});
    v(earmark,
      {.name = "earmark",
       .meaning = "Whether a share that rises with the elders, between one half and all, is for their services",
       .source = "national policy asks for more than half of the fund for elder care; a lever"});
  }

  void operator()(City& city, sim::Draws draws) const;

  /// Share of purchase money that the earmark gives to elders: more of it as they become more.
  static double phi(double elders, double at_start);
};

}  // namespace city
