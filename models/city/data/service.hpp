// Kinds of need, a row each. A new one needs no C++.
#pragma once

#include <cstdint>
#include <string>

#include "sim/field.hpp"

namespace city {

/// A kind of need, and what it takes to meet it.
struct Service {
  std::string name, label;
  double incidence = 0;
  std::int64_t least_age = 0, most_age = 120;
  bool disabled_only = false, low_income_only = false, left_behind_only = false;
  double ratio_80 = 1, ratio_alone = 1, ratio_disabled = 1, ratio_migrant = 1, ratio_low_income = 1;
  std::string undone_task;
  double undone_needs = 0;
  double natural_resolution = 0;
  bool direct = false;
  bool migrant_eligible = true;
  std::int64_t months = 1;
  double price = 0;
  bool in_house = true;
  double group_share = 0;
  double paying = 0;
  double salience = 0;
  double disaster_needs = 0, raises_income = 0;

  template <class V>
  void visit(V& v) {
    v(label, {.name = "label",
              .meaning = "What tables and pictures call it, in any script",
              .source = "the row's own source",
              .fixed = true});
    v(incidence,
      {.name = "incidence",
       .unit = "count",
       .least = 0,
       .most = 20,
       .meaning = "New needs per 1,000 residents (rural residents, if left-behind only) and month at the start",
       .source = "the row's own source",
       .of = "need"});
    v(least_age, {.name = "least_age",
                  .unit = "year",
                  .least = 0,
                  .most = 120,
                  .meaning = "Youngest age that can have it",
                  .source = "the row's own source"});
    v(most_age, {.name = "most_age",
                 .unit = "year",
                 .least = 0,
                 .most = 120,
                 .meaning = "Oldest age that can have it",
                 .source = "the row's own source"});
    v(disabled_only, {.name = "disabled_only",
                      .meaning = "Only residents with a disability can have it",
                      .source = "the row's own source"});
    v(low_income_only, {.name = "low_income_only",
                        .meaning = "Only dibao and low-income residents can have it",
                        .source = "the row's own source"});
    v(left_behind_only, {.name = "left_behind_only",
                         .meaning = "Only rural left-behind children can have it",
                         .source = "the row's own source"});
    v(ratio_80, {.name = "ratio_80",
                 .least = 0,
                 .most = 20,
                 .meaning = "Hazard ratio from the 80th birthday",
                 .source = "assumed",
                 .plausible = {1, 6},
                 .neutral = 1,
                 .of = "need"});
    v(ratio_alone, {.name = "ratio_alone",
                    .least = 0,
                    .most = 20,
                    .meaning = "Hazard ratio of living alone (empty nests: its square root)",
                    .source = "assumed",
                    .plausible = {1, 4},
                    .neutral = 1,
                    .of = "need"});
    v(ratio_disabled, {.name = "ratio_disabled",
                       .least = 0,
                       .most = 20,
                       .meaning = "Hazard ratio of a disability",
                       .source = "assumed",
                       .plausible = {1, 6},
                       .neutral = 1,
                       .of = "need"});
    v(ratio_migrant, {.name = "ratio_migrant",
                      .least = 0,
                      .most = 20,
                      .meaning = "Hazard ratio of migrants",
                      .source = "assumed",
                      .plausible = {0.5, 2},
                      .neutral = 1,
                      .of = "need"});
    v(ratio_low_income, {.name = "ratio_low_income",
                         .least = 0,
                         .most = 20,
                         .meaning = "Hazard ratio of dibao and low income",
                         .source = "assumed",
                         .plausible = {1, 4},
                         .neutral = 1,
                         .of = "need"});
    v(undone_task, {.name = "undone_task",
                    .meaning = "The task for want of which it is needed more often: the name of a [[task]], or nothing",
                    .source = "the row's own source",
                    .fixed = true});
    v(undone_needs, {.name = "undone_needs",
                     .unit = "count",
                     .least = 0,
                     .most = 100,
                     .meaning = "Further needs a month for each 100 hours of that task that are undone, where as many "
                                "can have it as in the city's mean",
                     .source = "the row's own source",
                     .neutral = 0,
                     .of = "need"});
    v(natural_resolution, {.name = "natural_resolution",
                           .unit = "1/month",
                           .least = 0,
                           .most = 1,
                           .meaning = "Chance a month that a need not in care resolves by itself",
                           .source = "assumed",
                           .plausible = {0, 0.3},
                           .of = "need"});
    v(direct, {.name = "direct",
               .meaning = "Brought straight to the residents' committee: no awareness barrier",
               .source = "assumed"});
    v(migrant_eligible, {.name = "migrant_eligible",
                         .meaning = "Migrants without local hukou may have casework",
                         .source = "assumed; a policy lever",
                         .of = "help_seeking"});
    v(months, {.name = "months",
               .unit = "month",
               .least = 1,
               .most = 60,
               .meaning = "Months of casework a case takes",
               .source = "the row's own source",
               .of = "casework"});
    v(price, {.name = "price",
              .unit = "CNY",
              .least = 1,
              .most = 100000,
              .meaning = "All-in cost of a case; hours a month follow from it and the price of an hour",
              .source = "the row's own source",
              .of = "casework"});
    v(in_house,
      {.name = "in_house", .meaning = "Whether stations take cases of it", .source = "assumed", .of = "station"});
    v(group_share, {.name = "group_share",
                    .least = 0,
                    .most = 1,
                    .meaning = "Share of a project's money that buys group activities instead of casework",
                    .source = "assumed",
                    .plausible = {0.1, 0.8},
                    .of = "procurement"});
    v(paying, {.name = "paying",
               .least = 0,
               .most = 1,
               .meaning = "Share of high-income people in need who would rather pay a provider",
               .source = "assumed",
               .plausible = {0, 0.5},
               .of = "routing"});
    v(salience, {.name = "salience",
                 .least = 0,
                 .most = 1,
                 .meaning = "Officials' weight of the service when lines are budgeted",
                 .source = "assumed",
                 .plausible = {0.02, 0.5},
                 .of = "budget"});
    v(disaster_needs, {.name = "disaster_needs",
                       .least = 0,
                       .most = 1000,
                       .meaning = "Weight among the needs that a disaster leaves (disaster.affected)",
                       .source = "the row's own source",
                       .of = "need"});
    v(raises_income,
      {.name = "raises_income",
       .least = 0,
       .most = 1,
       .meaning = "Chance that a case that ended well raises the income of somebody of 18 to 59 with low "
                  "income or on dibao to the middle: work was found",
       .source = "off by default: a switch; help for disabled people's work is a project of the founding "
                 "article",
       .of = "casework"});
  }
};

}  // namespace city
