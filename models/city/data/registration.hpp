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
  bool street_door = false;
  double street_sponsor = 0.2, street_capital = 3000, street_cost = 500;
  double desk = 12;
  double leave_cost = 3000, leave_hours = 60;
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
       .plausible = {0.005, 0.05}});
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
             .plausible = {1000, 8000}});
    v(wait_dual, {.name = "wait_dual",
                  .unit = "month",
                  .least = 0,
                  .most = 120,
                  .meaning = "Months of procedure under dual management",
                  .source = "assumed",
                  .plausible = {2, 12}});
    v(wait_direct, {.name = "wait_direct",
                    .unit = "month",
                    .least = 0,
                    .most = 120,
                    .meaning = "Months of procedure of direct registration",
                    .source = "assumed",
                    .plausible = {1, 4}});
    v(wait_zero, {.name = "wait_zero",
                  .unit = "month",
                  .least = 0,
                  .most = 120,
                  .meaning = "Months of procedure at zero threshold",
                  .source = "assumed",
                  .plausible = {1, 3}});
    v(street_door, {.name = "street_door",
                    .meaning = "Whether streets are sponsors of the classes that have this door, with less capital",
                    .source = "Nanjing Measures 2013 (recalled, unverified)"});
    v(street_sponsor, {.name = "street_sponsor",
                       .unit = "1/month",
                       .least = 0,
                       .most = 1,
                       .meaning = "Chance a month that the street agrees to be the sponsor",
                       .source = "assumed: ten times that of other sponsors, as the street knows its groups",
                       .plausible = {0.05, 0.5}});
    v(street_capital, {.name = "street_capital",
                       .unit = "CNY",
                       .least = 0,
                       .most = 1e7,
                       .meaning = "Capital to be shown where the street is the sponsor",
                       .source = "assumed; lower capital for community groups recalled, unverified",
                       .plausible = {0, 10000}});
    v(street_cost, {.name = "street_cost",
                    .unit = "CNY",
                    .least = 0,
                    .most = 1e6,
                    .meaning = "Cost of papers where the street is the sponsor",
                    .source = "assumed",
                    .plausible = {0, 3000}});
    v(desk, {.name = "desk",
             .unit = "count",
             .least = 0,
             .most = 1e4,
             .meaning = "Applications that a district's registrar decides a month, per 100,000 residents",
             .source = "assumed: twice what has ever been asked for",
             .plausible = {8, 40}});
    v(leave_cost, {.name = "leave_cost",
                   .unit = "CNY",
                   .least = 0,
                   .most = 1e6,
                   .meaning = "What leaving the register costs: a settlement of accounts that is audited",
                   .source = "assumed",
                   .plausible = {1000, 10000}});
    v(leave_hours, {.name = "leave_hours",
                    .unit = "hour",
                    .least = 0,
                    .most = 1000,
                    .meaning = "Hours of the founder's that leaving the register takes",
                    .source = "assumed",
                    .plausible = {20, 160}});
    v(horizon, {.name = "horizon",
                .unit = "year",
                .least = 0.1,
                .most = 50,
                .meaning = "Years ahead that a founder reckons with",
                .source = "assumed",
                .plausible = {3, 8}});
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
  double hours = 20, largest_contract = 10000;
  template <class V>
  void visit(V& v) {
    v(open,
      {.name = "open", .meaning = "Whether groups may file", .source = "Nanjing: community filing exists since 2009"});
    v(hours,
      {.name = "hours",
       .unit = "hour",
       .least = 0,
       .most = 1e4,
       .meaning = "Papers and visits that filing takes, given by founder and members out of their own hours",
       .source = "assumed, fitted to 'filed organizations, December 2012', 'filed organizations, December 2015' and "
                 "'registered and filed organizations, December 2015'; few since the Measures of 2013, which "
                 "promise ten days",
       .plausible = {5, 200}});
    v(largest_contract, {.name = "largest_contract",
                         .unit = "CNY",
                         .least = 0,
                         .most = 1e7,
                         .meaning = "Largest contract a filed group may hold",
                         .source = "Nanjing filing rules: 10,000 CNY"});
  }
};

/// Seed money of streets that count their registered organizations.
struct Seed {
  double target = 0, amount = 0;
  template <class V>
  void visit(V& v) {
    v(target,
      {.name = "target",
       .unit = "count",
       .least = 0,
       .most = 1000,
       .meaning = "Registered community organizations that a street wants in each community: up to there it gives "
                  "seed money to those that register",
       .source = "assumed; that streets had such targets is recalled, unverified",
       .plausible = {0, 6}});
    v(amount, {.name = "amount",
               .unit = "CNY",
               .least = 0,
               .most = 1e6,
               .meaning = "Seed money for one, once, as far as the street has money",
               .source = "assumed",
               .plausible = {0, 20000}});
  }
};

/// What residents spend and give, and what becomes of it.
struct Reach {
  double village_graduates = 0.2;
  double rural_spending = 0.4, hour_worth = 12, volunteer_casework = 0.2;
  double labour = 0.60, materials = 0.20, fixed = 0.15;

  template <class V>
  void visit(V& v) {
    v(village_graduates,
      {.name = "village_graduates",
       .least = 0,
       .most = 5,
       .meaning = "Would-be founders of professional organizations in villages relative to towns",
       .source = "assumed: share of residents with higher education, villages to towns; fitted to 'professional share "
                 "of community organizations, villages, mid-2017'",
       .plausible = {0.1, 0.5},
       .neutral = 1,
       .fixed = true});
    v(rural_spending, {.name = "rural_spending",
                       .least = 0,
                       .most = 5,
                       .meaning = "What villagers spend on and give to organizations relative to townspeople",
                       .source = "assumed: Nanjing 2013 rural to urban income about 0.4",
                       .plausible = {0.3, 0.7},
                       .neutral = 1});
    v(volunteer_casework, {.name = "volunteer_casework",
                           .least = 0,
                           .most = 1,
                           .meaning = "Share of volunteers' hours that goes into cases; the rest is company and play",
                           .source = "assumed",
                           .plausible = {0.1, 0.9},
                           .neutral = 1});
    v(hour_worth, {.name = "hour_worth",
                   .unit = "CNY/hour",
                   .least = 0,
                   .most = 1000,
                   .meaning = "What an hour of volunteers is worth to founders, beside money",
                   .source = "assumed: about the hourly minimum wage",
                   .plausible = {8, 30}});
    v(labour, {.name = "labour",
               .least = 0,
               .most = 1,
               .meaning = "Share of market income that pays staff",
               .source = "assumed",
               .plausible = {0.4, 0.8}});
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
              .plausible = {0.1, 0.3}});
  }
};

}  // namespace city
