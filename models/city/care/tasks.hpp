// The subtraction: who does the tasks of a community, with which hours and whose money, and what nobody does.
//
//   tasks x handling --hours of street, contracts (task_contracts), gifts and groups, residents--> hands, undone
//   hands against owners, as far as owners had hours left --> over-reach, misallocation
//   undone --stock, fading--> errands that return, needs, distrust, noise
#pragma once

#include <cstdint>
#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Tasks {
  static constexpr std::string_view about =
      "Tasks are done by the station, the street, organizations under contract, groups and gifts, or residents, as far "
      "as these have hours";
  sim::ByPlace<double> money = 0;
  double hour_price = 25, gifts = 0.3;
  std::int64_t months = 12;
  double street_share = 0.3, society_hours = 30, volunteer_share = 0.3, neighbour_hours = 0.01, neighbour_base = 0.4;
  double travel = 30, rural_travel = 60;
  double undone_kept = 0.9, distrust_kept = 0.981;

  template <class V>
  void visit(V& v) {
    v(money,
      {.name = "money",
       .unit = "CNY",
       .least = 0,
       .most = 1e4,
       .meaning = "What streets may spend on tasks that are contracted out, per resident and year, in 2010 wages",
       .source = "assumed; a policy lever",
       .plausible = {0, 10}});
    v(hour_price, {.name = "hour_price",
                   .unit = "CNY",
                   .least = 1,
                   .most = 1000,
                   .meaning = "All-in price of an hour of such tasks, in 2010 wages",
                   .source = "assumed: half of an hour of casework",
                   .plausible = {15, 40}});
    v(months, {.name = "months",
               .unit = "month",
               .least = 1,
               .most = 60,
               .meaning = "Length of a contract for such tasks",
               .source = "assumed",
               .plausible = {6, 24}});
    v(gifts, {.name = "gifts",
              .unit = "CNY",
              .least = 0,
              .most = 1e4,
              .meaning = "What donors give for negotiated tasks, if asked, per resident and year, in 2010 wages",
              .source = "assumed",
              .plausible = {0, 1}});
    v(street_share,
      {.name = "street_share",
       .least = 0,
       .most = 1,
       .meaning = "Share of the time of institutions' social workers that streets have for tasks moved up",
       .source = "assumed",
       .plausible = {0.1, 0.5}});
    v(society_hours, {.name = "society_hours",
                      .unit = "hour/month",
                      .least = 0,
                      .most = 1e4,
                      .meaning = "Hours of tasks that a registered community organization takes on at the most",
                      .source = "assumed: as much as its founder and members can do of casework",
                      .plausible = {10, 80}});
    v(volunteer_share, {.name = "volunteer_share",
                        .least = 0,
                        .most = 1,
                        .meaning = "Share of their volunteers' hours that groups give to negotiated tasks, if asked",
                        .source = "assumed; beside what goes into cases",
                        .plausible = {0.1, 0.6}});
    v(neighbour_hours, {.name = "neighbour_hours",
                        .unit = "hour/month",
                        .least = 0,
                        .most = 10,
                        .meaning = "Hours that a resident gives to tasks left to residents, times neighbour_base + "
                                   "cohesion",
                        .source = "assumed: about as much as to groups",
                        .plausible = {0.003, 0.03}});
    v(neighbour_base, {.name = "neighbour_base",
                       .least = 0,
                       .most = 10,
                       .meaning = "What residents who are strangers to each other give, relative to what cohesion adds",
                       .source = "assumed",
                       .plausible = {0.1, 1}});
    v(travel, {.name = "travel",
               .unit = "minute",
               .least = 0,
               .most = 1440,
               .meaning = "Further way of an errand that was moved up to the street, there and back, in towns",
               .source = "assumed",
               .plausible = {15, 60}});
    v(rural_travel, {.name = "rural_travel",
                     .unit = "minute",
                     .least = 0,
                     .most = 1440,
                     .meaning = "Further way of an errand that was moved up to the street, there and back, in villages",
                     .source = "assumed",
                     .plausible = {30, 180}});
    v(undone_kept,
      {.name = "undone_kept",
       .least = 0,
       .most = 0.99,
       .meaning = "Part of undone work that is still undone a month later; nobody does it, but it ceases to "
                  "matter",
       .source = "assumed: half of it in half a year",
       .plausible = {0.5, 0.95}});
    v(distrust_kept, {.name = "distrust_kept",
                      .least = 0,
                      .most = 1,
                      .meaning = "Part of residents' distrust for undone work that is left a month later",
                      .source = "assumed: half of it in three years",
                      .plausible = {0.9, 0.99}});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
