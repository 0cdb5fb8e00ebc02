// Parameters that several behaviours share: hours, prices and wages; ways to clients; supervision; the doors of the
// register; what a legal status reaches; which population series is believed.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sim/field.hpp"

namespace city {

enum class PopulationSeries : std::uint8_t { contemporaneous, revised };
constexpr std::array<std::string_view, 2> words(PopulationSeries) { return {"contemporaneous", "revised"}; }

struct PopulationData {
  PopulationSeries series = PopulationSeries::contemporaneous;
  template <class V>
  void visit(V& v) {
    v(series,
      {.name = "series",
       .meaning = "Which city totals the demography follows: published at the time, or revised after the 2020 census",
       .source = "Nanjing statistical communiques and the 2020 census (two series exist); carry it as an uncertainty",
       .fixed = true});
  }
};

/// The way to those whom casework visits at home.
struct Travel {
  double visits = 4, speed = 12, detour = 1.3, included = 0.5;
  template <class V>
  void visit(V& v) {
    v(visits, {.name = "visits",
               .unit = "count",
               .least = 0,
               .most = 31,
               .meaning = "Visits of an open case a month",
               .source = "assumed: one a week"});
    v(speed, {.name = "speed",
              .unit = "km/h",
              .least = 1,
              .most = 100,
              .meaning = "Speed on the way to a visit and back",
              .source = "assumed: an electric bicycle in traffic"});
    v(included, {.name = "included",
                 .unit = "km",
                 .least = 0,
                 .most = 100,
                 .meaning = "Distance to a client's door that the hours of a case already include",
                 .source = "assumed: a walk in a town"});
    v(detour, {.name = "detour",
               .least = 1,
               .most = 5,
               .meaning = "Length of a way over the distance as the crow flies",
               .source = "assumed; street networks measure 1.2 to 1.4"});
  }
};

enum class SupervisionOrder : std::uint8_t { lottery, worst_first };
constexpr std::array<std::string_view, 2> words(SupervisionOrder) { return {"lottery", "worst_first"}; }

/// Supervision of social workers by experienced colleagues.
struct Supervision {
  double studios = 0, supervisors = 5.6, hours = 40, contact = 1.5;
  SupervisionOrder order = SupervisionOrder::lottery;
  template <class V>
  void visit(V& v) {
    v(studios, {.name = "studios",
                .unit = "count",
                .least = 0,
                .most = 10000,
                .meaning = "Supervision studios of the whole city",
                .source = "none until a scenario gives them; Nanjing 2016: 10 studios"});
    v(supervisors, {.name = "supervisors",
                    .unit = "count",
                    .least = 0,
                    .most = 1000,
                    .meaning = "Supervisors of a studio, as far as there are licensed social workers of the middle "
                               "grade or above",
                    .source = "Nanjing 2016: 56 supervisors in 10 studios"});
    v(hours, {.name = "hours",
              .unit = "hour/month",
              .least = 0,
              .most = 240,
              .meaning = "Hours a supervisor gives, out of their own time for cases",
              .source = "assumed"});
    v(contact,
      {.name = "contact",
       .unit = "hour/month",
       .least = 0.01,
       .most = 100,
       .meaning = "Hours of a supervisor that a supervised social worker takes, alone or in groups",
       .source = "assumed: a supervisor sees about 27; if all the licensed of 2016 were seen it would be 148"});
    v(order, {.name = "order",
              .meaning = "Who is seen where not all can be: by lot, always the same; or the most exhausted first",
              .source = "assumed"});
  }
};

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
       .source = "assumed"});
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
             .source = "assumed"});
    v(wait_dual, {.name = "wait_dual",
                  .unit = "month",
                  .least = 0,
                  .most = 120,
                  .meaning = "Months of procedure under dual management",
                  .source = "assumed"});
    v(wait_direct, {.name = "wait_direct",
                    .unit = "month",
                    .least = 0,
                    .most = 120,
                    .meaning = "Months of procedure of direct registration",
                    .source = "assumed"});
    v(wait_zero, {.name = "wait_zero",
                  .unit = "month",
                  .least = 0,
                  .most = 120,
                  .meaning = "Months of procedure at zero threshold",
                  .source = "assumed"});
    v(desk, {.name = "desk",
             .unit = "count",
             .least = 0,
             .most = 1e4,
             .meaning = "Applications that a district's registrar decides a month, per 100,000 residents",
             .source = "assumed: twice what has ever been asked for"});
    v(horizon, {.name = "horizon",
                .unit = "year",
                .least = 0.1,
                .most = 50,
                .meaning = "Years ahead that a founder reckons with",
                .source = "assumed"});
    v(interest, {.name = "interest",
                 .unit = "1/year",
                 .least = 0,
                 .most = 1,
                 .meaning = "What capital that must be shown could have earned",
                 .source = "assumed: Chinese benchmark lending rate of about 6 % around 2012"});
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
             .source = "assumed; close to nothing since the Measures of 2013"});
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
       .source = "assumed"});
    v(filed_fees, {.name = "filed_fees",
                   .least = 0,
                   .most = 1,
                   .meaning = "Share of customers and members who pay a filed group",
                   .source = "assumed"});
    v(village_graduates, {.name = "village_graduates",
                          .least = 0,
                          .most = 5,
                          .meaning = "Would-be founders of professional organizations in villages relative to towns",
                          .source = "assumed: share of residents with higher education, villages to towns",
                          .fixed = true});
    v(rural_spending, {.name = "rural_spending",
                       .least = 0,
                       .most = 5,
                       .meaning = "What villagers spend on and give to organizations relative to townspeople",
                       .source = "assumed: Nanjing 2013 rural to urban income about 0.4"});
    v(rural_volunteering, {.name = "rural_volunteering",
                           .least = 0,
                           .most = 5,
                           .meaning = "Hours that villagers give to organized groups relative to townspeople of the "
                                      "same cohesion",
                           .source = "assumed: neighbours in villages help each other without organizations; many of "
                                     "working age are away"});
    v(volunteer_hours, {.name = "volunteer_hours",
                        .unit = "hour/month",
                        .least = 0,
                        .most = 10,
                        .meaning = "Hours that a resident gives to neighbourhood groups, times 0.4 + cohesion",
                        .source = "assumed"});
    v(volunteer_casework, {.name = "volunteer_casework",
                           .least = 0,
                           .most = 1,
                           .meaning = "Share of volunteers' hours that goes into cases; the rest is company and play",
                           .source = "assumed"});
    v(prudence, {.name = "prudence",
                 .least = 0,
                 .most = 1,
                 .meaning = "What an uncertain contract is worth to a founder, relative to sure money",
                 .source = "assumed"});
    v(hour_worth, {.name = "hour_worth",
                   .unit = "CNY/hour",
                   .least = 0,
                   .most = 1000,
                   .meaning = "What an hour of volunteers is worth to founders, beside money",
                   .source = "assumed: about the hourly minimum wage"});
    v(labour, {.name = "labour",
               .least = 0,
               .most = 1,
               .meaning = "Share of market income that pays staff",
               .source = "assumed"});
    v(materials, {.name = "materials",
                  .least = 0,
                  .most = 1,
                  .meaning = "Share of market income that pays suppliers",
                  .source = "assumed"});
    v(fixed, {.name = "fixed",
              .least = 0,
              .most = 1,
              .meaning = "Rent and other fixed costs as a share of the smallest viable running cost",
              .source = "assumed"});
  }
};

struct Economy {
  double worker_hours = 100, own_hours = 30;
  double hour_price = 73, direct_share = 0.8;
  double wage = 3000, wage_growth = 0.07, wage_surcharge = 0.3;
  double licence_bonus = 0;

  template <class V>
  void visit(V& v) {
    v(worker_hours, {.name = "worker_hours",
                     .unit = "hour",
                     .least = 1,
                     .most = 240,
                     .meaning = "Case hours a full-time social worker has a month",
                     .source = "assumed"});
    v(own_hours, {.name = "own_hours",
                  .unit = "hour/month",
                  .least = 0,
                  .most = 1000,
                  .meaning = "Case hours that an organization's founder and members do themselves, paid by the hour",
                  .source = "assumed"});
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
                     .source = "assumed"});
    v(wage, {.name = "wage",
             .unit = "CNY",
             .least = 0,
             .most = 1e5,
             .meaning = "Monthly wage of an unlicensed social worker in 2010",
             .source = "assumed: 4,500 CNY in 2016 less 7 % growth a year"});
    v(wage_growth, {.name = "wage_growth",
                    .unit = "1/year",
                    .least = -0.2,
                    .most = 0.5,
                    .meaning = "Yearly growth of wages, inside and outside the field",
                    .source = "assumed"});
    v(wage_surcharge, {.name = "wage_surcharge",
                       .least = 0,
                       .most = 2,
                       .meaning = "Employer's social insurance on top of the wage",
                       .source = "assumed"});
    v(licence_bonus, {.name = "licence_bonus",
                      .unit = "CNY",
                      .least = 0,
                      .most = 1e4,
                      .meaning = "What employers add a month for a licence",
                      .source = "assumed"});
  }
};

}  // namespace city
