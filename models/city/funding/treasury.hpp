// The treasury: revenue every month, transfers to poorer districts, station wages, and what goes back at New Year.
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

/// Money comes in every month; streets pay the stations first; what is left over at New Year goes back.
struct Treasury {
  static constexpr std::string_view about =
      "Own revenue and transfers arrive, streets pay station staff, surpluses go back in December";
  double region_revenue = 0, city_revenue = 10, district_revenue = 30, street_revenue = 110, growth = 0.08, reserve = 3;

  template <class V>
  void visit(V& v) {
    v(region_revenue,
      {.name = "region_revenue",
       .unit = "CNY",
       .least = 0,
       .most = 1e5,
       .meaning = "What a region above the city has for its social affairs, per resident and year, in 2010",
       .source = "none: in Nanjing what the province gives is within the others' revenue"});
    v(city_revenue, {.name = "city_revenue",
                     .unit = "CNY",
                     .least = 0,
                     .most = 1e5,
                     .meaning = "City's revenue for social affairs per resident and year, in 2010",
                     .source = "assumed",
                     .plausible = {5, 20}});
    v(district_revenue, {.name = "district_revenue",
                         .unit = "CNY",
                         .least = 0,
                         .most = 1e5,
                         .meaning = "Districts' revenue for social affairs per resident and year, in 2010",
                         .source = "assumed",
                         .plausible = {15, 60}});
    v(street_revenue,
      {.name = "street_revenue",
       .unit = "CNY",
       .least = 0,
       .most = 1e5,
       .meaning = "Streets' revenue for social affairs per resident and year, in 2010: it pays the stations",
       .source = "assumed, well above the payroll of stations: 75 CNY in 2016 (9,900 staff at 4,000 x 1.3 CNY a month)",
       .plausible = {80, 160}});
    v(growth, {.name = "growth",
               .unit = "1/year",
               .least = -0.5,
               .most = 1,
               .meaning = "Yearly growth of these revenues",
               .source = "assumed: a little above wages",
               .plausible = {0.04, 0.12}});
    v(reserve, {.name = "reserve",
                .unit = "month",
                .least = 0,
                .most = 24,
                .meaning = "Months of revenue a government may carry over the year's end",
                .source = "assumed",
                .plausible = {1, 6}});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
