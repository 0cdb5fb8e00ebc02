// Organizations earn, pay and decide about posts and about asking donors.
//
//   markets, users, subsidies --> income --wages, own people's hours, rent, other staff, materials--> cash | arrears
//   work in hand, cash, coming instalments and their dates --> posts kept, shed, opened;  hours in which donors are
//   asked
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Finance {
  static constexpr std::string_view about =
      "Organizations receive fees, gifts and subsidies, pay wages and rent, spend surpluses, ask donors, open and "
      "close "
      "posts";
  double cushion = 1.5, worker_hours = 90, idle_months = 3, reserve = 6, spent = 0.1, least_post = 0.2, rent_first = 3;
  double rebate = 0;

  template <class V>
  void visit(V& v) {
    v(cushion, {.name = "cushion",
                .unit = "month",
                .least = 0.1,
                .most = 36,
                .meaning = "Months of a wage in hand before a post is opened",
                .source = "assumed",
                .plausible = {1, 3}});
    v(worker_hours, {.name = "worker_hours",
                     .unit = "hour",
                     .least = 1,
                     .most = 240,
                     .meaning = "Case hours a month an organization expects of one full post",
                     .source = "assumed",
                     .plausible = {70, 110}});
    v(idle_months, {.name = "idle_months",
                    .unit = "month",
                    .least = 0,
                    .most = 120,
                    .meaning = "Months of wages in hand with which an organization keeps posts that have no work",
                    .source = "assumed",
                    .plausible = {1, 6}});
    v(reserve, {.name = "reserve",
                .unit = "month",
                .least = 0,
                .most = 120,
                .meaning = "Months of costs that an organization keeps; what it has beyond is spent, not distributed",
                .source = "assumed; the non-profit constraint itself is law",
                .plausible = {3, 12}});
    v(spent, {.name = "spent",
              .unit = "1/month",
              .least = 0,
              .most = 1,
              .meaning = "Share of what is beyond the reserve that is spent a month",
              .source = "assumed",
              .plausible = {0.05, 0.3}});
    v(rent_first, {.name = "rent_first",
                   .unit = "month",
                   .least = 0,
                   .most = 120,
                   .meaning = "Months of rent and accounts put by before money goes into posts",
                   .source = "assumed",
                   .plausible = {1, 6}});
    v(rebate, {.name = "rebate",
               .least = 0,
               .most = 1,
               .meaning = "Share of social insurance on their social workers' wages that districts pay organizations "
                          "back, as far as their cash goes",
               .source = "none by default: a lever; the fiscal one of Beijing's five measures, whose form is assumed",
               .plausible = {0, 1}});
    v(least_post, {.name = "least_post",
                   .least = 0.01,
                   .most = 1,
                   .meaning = "Smallest post, as a share of full time",
                   .source = "assumed",
                   .plausible = {0.1, 0.5}});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
