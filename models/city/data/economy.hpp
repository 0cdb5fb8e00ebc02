// Hours, prices and wages that several behaviours share.
#pragma once

#include "sim/field.hpp"

namespace city {

struct Economy {
  double worker_hours = 100, own_hours = 30;
  double hour_price = 73, direct_share = 0.8;
  double wage = 3000, wage_growth = 0.07, wage_surcharge = 0.3;
  double field_wage = 1, outside_wage = 1, outside_spread = 0.35;
  double licence_bonus = 0, licence_allowance = 0;
  double middle_income = 0.25;

  template <class V>
  void visit(V& v) {
    v(worker_hours, {.name = "worker_hours",
                     .unit = "hour",
                     .least = 1,
                     .most = 240,
                     .meaning = "Case hours a full-time social worker has a month",
                     .source = "assumed",
                     .plausible = {80, 120}});
    v(own_hours, {.name = "own_hours",
                  .unit = "hour/month",
                  .least = 0,
                  .most = 1000,
                  .meaning = "Case hours that an organization's founder and members do themselves, paid by the hour",
                  .source = "assumed",
                  .plausible = {15, 60}});
    v(hour_price, {.name = "hour_price",
                   .unit = "CNY",
                   .least = 1,
                   .most = 1000,
                   .meaning = "All-in cost of a case hour in 2016: it turns prices of cases into hours",
                   .source = "derived: 4,500 CNY wage x 1.3 / 0.8 / 100 hours"});
    v(direct_share, {.name = "direct_share",
                     .least = 0.05,
                     .most = 1,
                     .meaning = "Share of an hour's all-in cost that is the worker's wage and insurance",
                     .source = "assumed",
                     .plausible = {0.65, 0.9}});
    v(wage,
      {.name = "wage",
       .unit = "CNY",
       .least = 1,
       .most = 1e5,
       .meaning = "Monthly wage of an unlicensed social worker in 2010. The wage outside the field moves with it, so "
                  "that it makes the field no better paid: economy.field_wage does. Read by labour, burnout and "
                  "licensing (wages in the field and outside), treasury and finance (payrolls and own people's "
                  "pay), and by bidding, awards, fair, off_fair, renewal and group_events (what an hour costs)",
       .source = "assumed: 4,500 CNY in 2016 less 7 % growth a year",
       .plausible = {2400, 3800}});
    v(field_wage,
      {.name = "field_wage",
       .least = 0,
       .most = 10,
       .meaning = "Wages of social workers relative to their path; what is paid outside the field stays, and "
                  "who pays for the raise is not said: purchase lines, streets' revenue and fees are levers "
                  "beside it. Those in post have it from January on",
       .source = "assumed: no raise; a policy lever",
       .plausible = {0.9, 1.3}});
    v(outside_wage, {.name = "outside_wage",
                     .least = 0,
                     .most = 10,
                     .meaning = "What those who could do social work earn outside the field, relative to an unlicensed "
                                "social worker before any raise; median",
                     .source = "assumed",
                     .plausible = {0.85, 1.3},
                     .neutral = 1});
    v(outside_spread, {.name = "outside_spread",
                       .least = 0,
                       .most = 2,
                       .meaning = "How the wages differ that they would earn outside: standard deviation of the log",
                       .source = "assumed",
                       .plausible = {0.25, 0.5},
                       .neutral = 0});
    v(wage_growth, {.name = "wage_growth",
                    .unit = "1/year",
                    .least = -0.2,
                    .most = 0.5,
                    .meaning = "Yearly growth of wages, inside and outside the field",
                    .source = "assumed",
                    .plausible = {0.04, 0.1}});
    v(wage_surcharge, {.name = "wage_surcharge",
                       .least = 0,
                       .most = 2,
                       .meaning = "Employer's social insurance on top of the wage",
                       .source = "assumed",
                       .plausible = {0.2, 0.45}});
    v(licence_bonus, {.name = "licence_bonus",
                      .unit = "CNY",
                      .least = 0,
                      .most = 1e4,
                      .meaning = "What employers add a month for a licence",
                      .source = "assumed; a policy lever",
                      .plausible = {0, 300}});
    v(licence_allowance,
      {.name = "licence_allowance",
       .unit = "CNY",
       .least = 0,
       .most = 1e4,
       .meaning = "What the city pays a month to whoever is in post with a licence, by share of full "
                  "time, as far as its cash goes",
       .source = "assumed: none; a policy lever",
       .plausible = {0, 500}});
    v(middle_income, {.name = "middle_income",
                      .least = 0,
                      .most = 1,
                      .meaning = "How often people of middle income pay a provider, relative to those of high income",
                      .source = "assumed",
                      .plausible = {0.1, 0.5}});
  }
};

}  // namespace city
