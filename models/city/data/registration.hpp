// The doors to a legal status, and what each status reaches.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sim/field.hpp"

namespace city {

enum class Regime : std::uint8_t { filing_only, dual_management, direct, zero_threshold };
constexpr std::array<std::string_view, 4> words(Regime) {
  return {"filing_only", "dual_management", "direct", "zero_threshold"};
}

/// The doors into the register of legal persons.
struct Registration {
  Regime regime = Regime::dual_management;
  double sponsor = 0.02, capital = 30000, cost = 3000;
  double wait_dual = 3, wait_direct = 2, wait_zero = 1;
  double desk = 12;
  double horizon = 5, interest = 0.06;
  template <class V>
  void visit(V& v) {
    v(regime, {.name = "regime",
               .meaning = "Which doors are open: none but filing; a sponsor for all (dual management); classes with a "
                          "direct route need no "
                          "sponsor; and eligible classes face no threshold at all",
               .source = "Regulations on registration of social organizations (1998); Nanjing Measures 2013"});
    v(sponsor,
      {.name = "sponsor",
       .unit = "1/month",
       .least = 0,
       .most = 1,
       .meaning =
           "Chance a month of finding a professional supervisory unit under dual management, before the class's ease",
       .source = "assumed",
       .plausible = {0.01, 0.04}});
    v(capital, {.name = "capital",
                .unit = "CNY",
                .least = 0,
                .most = 1e7,
                .meaning = "Capital to be shown, except at zero threshold",
                .source = "Regulations of 1998: 30,000 CNY for local associations"});
    v(cost, {.name = "cost",
             .unit = "CNY",
             .least = 0,
             .most = 1e6,
             .meaning = "Cost of papers and capital verification, except at zero threshold",
             .source = "assumed",
             .plausible = {1000, 6000}});
    v(wait_dual, {.name = "wait_dual",
                  .unit = "month",
                  .least = 0,
                  .most = 120,
                  .meaning = "Months of procedure under dual management",
                  .source = "assumed",
                  .plausible = {2, 6}});
    v(wait_direct, {.name = "wait_direct",
                    .unit = "month",
                    .least = 0,
                    .most = 120,
                    .meaning = "Months of procedure of direct registration",
                    .source = "assumed",
                    .plausible = {1, 3}});
    v(wait_zero, {.name = "wait_zero",
                  .unit = "month",
                  .least = 0,
                  .most = 120,
                  .meaning = "Months of procedure at zero threshold",
                  .source = "assumed",
                  .plausible = {0.5, 2}});
    v(desk, {.name = "desk",
             .unit = "count",
             .least = 0,
             .most = 1e4,
             .meaning = "Applications that a district's registrar decides a month, per 100,000 residents",
             .source = "assumed: twice what has ever been asked for",
             .plausible = {6, 24}});
    v(horizon, {.name = "horizon",
                .unit = "year",
                .least = 0.1,
                .most = 50,
                .meaning = "Years ahead that a founder reckons with",
                .source = "assumed",
                .plausible = {3, 10}});
    v(interest, {.name = "interest",
                 .unit = "1/year",
                 .least = 0,
                 .most = 1,
                 .meaning = "What capital that must be shown could have earned",
                 .source = "assumed: Chinese benchmark lending rate of about 6 % around 2012",
                 .plausible = {0.03, 0.12}});
  }
};

/// Filing with the street or district: no legal person.
struct Filing {
  bool open = true;
  double cost = 2000, largest_contract = 10000;
  template <class V>
  void visit(V& v) {
    v(open,
      {.name = "open", .meaning = "Whether groups may file", .source = "Nanjing: community filing exists since 2009"});
    v(cost, {.name = "cost",
             .unit = "CNY",
             .least = 0,
             .most = 1e6,
             .meaning = "What filing costs in money and trouble",
             .source = "assumed; close to nothing since the Measures of 2013",
             .plausible = {0, 4000}});
    v(largest_contract, {.name = "largest_contract",
                         .unit = "CNY",
                         .least = 0,
                         .most = 1e7,
                         .meaning = "Largest contract a filed group may hold",
                         .source = "Nanjing filing rules: 10,000 CNY"});
  }
};

/// How much of a market an organization reaches under each legal status: only legal persons may invoice, receive
/// tax-exempt gifts and hold large contracts.
struct Reach {
  double informal_fees = 0.35, filed_fees = 0.5;
  double village_graduates = 0.2;
  double rural_spending = 0.4, rural_volunteering = 0.5, volunteer_hours = 0.008, hour_worth = 12,
         volunteer_casework = 0.2, prudence = 0.5;
  double labour = 0.60, materials = 0.20, fixed = 0.15;

  template <class V>
  void visit(V& v) {
    v(informal_fees,
      {.name = "informal_fees",
       .least = 0,
       .most = 1,
       .meaning =
           "Share of customers and members who pay a group without legal person or filing: no invoice, no account",
       .source = "assumed",
       .plausible = {0.15, 0.6},
       .neutral = 1});
    v(filed_fees, {.name = "filed_fees",
                   .least = 0,
                   .most = 1,
                   .meaning = "Share of customers and members who pay a filed group",
                   .source = "assumed",
                   .plausible = {0.3, 0.8},
                   .neutral = 1});
    v(village_graduates, {.name = "village_graduates",
                          .least = 0,
                          .most = 5,
                          .meaning = "Would-be founders of professional organizations in villages relative to towns",
                          .source = "assumed: share of residents with higher education, villages to towns",
                          .plausible = {0.1, 0.4},
                          .neutral = 1,
                          .fixed = true});
    v(rural_spending, {.name = "rural_spending",
                       .least = 0,
                       .most = 5,
                       .meaning = "What villagers spend on and give to organizations relative to townspeople",
                       .source = "assumed: Nanjing 2013 rural to urban income about 0.4",
                       .plausible = {0.25, 0.6},
                       .neutral = 1});
    v(rural_volunteering, {.name = "rural_volunteering",
                           .least = 0,
                           .most = 5,
                           .meaning = "Hours that villagers give to organized groups relative to townspeople of the "
                                      "same cohesion",
                           .source = "assumed: neighbours in villages help each other without organizations; many of "
                                     "working age are away",
                           .plausible = {0.25, 1},
                           .neutral = 1});
    v(volunteer_hours, {.name = "volunteer_hours",
                        .unit = "hour/month",
                        .least = 0,
                        .most = 10,
                        .meaning = "Hours that a resident gives to neighbourhood groups, times 0.4 + cohesion",
                        .source = "assumed",
                        .plausible = {0.004, 0.016}});
    v(volunteer_casework, {.name = "volunteer_casework",
                           .least = 0,
                           .most = 1,
                           .meaning = "Share of volunteers' hours that goes into cases; the rest is company and play",
                           .source = "assumed",
                           .plausible = {0.1, 0.4}});
    v(prudence, {.name = "prudence",
                 .least = 0,
                 .most = 1,
                 .meaning = "What an uncertain contract is worth to a founder, relative to sure money",
                 .source = "assumed",
                 .plausible = {0.25, 1},
                 .neutral = 1});
    v(hour_worth, {.name = "hour_worth",
                   .unit = "CNY/hour",
                   .least = 0,
                   .most = 1000,
                   .meaning = "What an hour of volunteers is worth to founders, beside money",
                   .source = "assumed: about the hourly minimum wage",
                   .plausible = {6, 24}});
    v(labour, {.name = "labour",
               .least = 0,
               .most = 1,
               .meaning = "Share of market income that pays staff",
               .source = "assumed",
               .plausible = {0.5, 0.7}});
    v(materials, {.name = "materials",
                  .least = 0,
                  .most = 1,
                  .meaning = "Share of market income that pays suppliers",
                  .source = "assumed",
                  .plausible = {0.1, 0.3}});
    v(fixed, {.name = "fixed",
              .least = 0,
              .most = 1,
              .meaning = "Rent and other fixed costs as a share of the smallest viable running cost",
              .source = "assumed",
              .plausible = {0.08, 0.3}});
  }
};

}  // namespace city
