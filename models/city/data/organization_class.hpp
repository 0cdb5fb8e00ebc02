// Classes of social organizations, a row each, and levels of government. A new class needs no C++.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/field.hpp"

namespace city {

/// Levels of government, each over a place; a region lies above the city.
enum class Level : std::uint8_t { city, district, street, region };
constexpr std::array<std::string_view, 4> words(Level) { return {"city", "district", "street", "region"}; }

/// A class of social organizations: what it lives on, what it costs, which doors registration opens to it.
struct OrganizationClass {
  std::string name, label;
  bool community = false, professional = false, provider = false;
  bool zero_threshold = false, direct_route = false, street_door = false, licence = false;
  double registered = 0, filed = 0, informal = 0;
  std::string serves;
  double workers = 0, core = 0, own_time = 1;
  Level catchment = Level::district;
  double market = 0, market_growth = 0, customers = 1e7, subsidy = 0, pay = 1;
  double running_cost = 0, setup_cost = 0, compliance = 0;
  double members = 0;
  double candidates = 0;
  double skill = 0.5;
  double volunteers = 0, appeal = 1;
  double sponsor = 1;

  template <class V>
  void visit(V& v) {
    v(label, {.name = "label",
              .meaning = "What tables and pictures call it, in any script",
              .source = "the row's own source",
              .fixed = true});
    v(community,
      {.name = "community", .meaning = "Counts among community organizations", .source = "the row's own source"});
    v(professional, {.name = "professional",
                     .meaning = "Counts as a professional-service organization",
                     .source = "the row's own source"});
    v(provider, {.name = "provider",
                 .meaning = "May do casework for the city's services and bid for projects",
                 .source = "the row's own source"});
    v(zero_threshold, {.name = "zero_threshold",
                       .meaning = "Registers without threshold under the zero-threshold regime",
                       .source = "the row's own source",
                       .of = "registration"});
    v(direct_route, {.name = "direct_route",
                     .meaning = "Registers without a sponsor under the direct and zero-threshold regimes",
                     .source = "the row's own source",
                     .of = "registration"});
    v(street_door,
      {.name = "street_door",
       .meaning = "Registers with the street as sponsor and less capital where registration.street_door says so",
       .source = "the row's own source",
       .of = "registration"});
    v(licence, {.name = "licence",
                .meaning = "Households may buy from its legal persons alone: it needs a licence",
                .source = "the row's own source",
                .of = "finance"});
    v(sponsor, {.name = "sponsor",
                .least = 0,
                .most = 50,
                .meaning = "How much easier than others the class finds a sponsor (schools: the education bureau)",
                .source = "assumed",
                .plausible = {0.5, 20},
                .neutral = 1,
                .of = "registration"});
    v(serves, {.name = "serves",
               .meaning = "Services it works in, names with spaces between; all when empty",
               .source = "the row's own source",
               .fixed = true});
    v(registered, {.name = "registered",
                   .unit = "count",
                   .least = 0,
                   .most = 1e6,
                   .meaning = "Registered at the start",
                   .source = "the row's own source",
                   .fixed = true});
    v(filed, {.name = "filed",
              .unit = "count",
              .least = 0,
              .most = 1e6,
              .meaning = "Filed at the start",
              .source = "the row's own source",
              .fixed = true});
    v(informal, {.name = "informal",
                 .unit = "count",
                 .least = 0,
                 .most = 1e6,
                 .meaning = "Informal groups at the start",
                 .source = "the row's own source",
                 .fixed = true});
    v(workers, {.name = "workers",
                .unit = "count",
                .least = 0,
                .most = 100,
                .meaning = "Social-work staff of a registered one at the start, mean",
                .source = "the row's own source",
                .fixed = true});
    v(core, {.name = "core",
             .unit = "count",
             .least = 0,
             .most = 100,
             .meaning = "Social workers it keeps without any contract, as far as money goes",
             .source = "the row's own source",
             .of = "finance"});
    v(own_time, {.name = "own_time",
                 .least = 0,
                 .most = 10,
                 .meaning = "Case hours that its founder and members do themselves, relative to economy.own_hours",
                 .source = "the row's own source",
                 .neutral = 1,
                 .of = "economy"});
    v(catchment, {.name = "catchment",
                  .meaning = "Whose households are its customers and members: those of its street, its district or the "
                             "whole city",
                  .source = "the row's own source",
                  .of = "finance"});
    v(market, {.name = "market",
               .unit = "CNY",
               .least = 0,
               .most = 1e5,
               .meaning = "Fees that townspeople of middle income would spend on the class if all found somebody, per "
                          "resident and year, in 2010; spending.high and the like say what others would",
               .source = "the row's own source",
               .of = "finance"});
    v(market_growth, {.name = "market_growth",
                      .unit = "1/year",
                      .least = -0.2,
                      .most = 0.5,
                      .meaning = "Yearly growth of that spending",
                      .source = "the row's own source",
                      .of = "finance"});
    v(customers, {.name = "customers",
                  .unit = "count",
                  .least = 1,
                  .most = 1e7,
                  .meaning = "Residents who come to know of one of mean size, anywhere in its catchment",
                  .source = "the row's own source",
                  .of = "finance"});
    v(members, {.name = "members",
                .unit = "count",
                .least = 0,
                .most = 1e5,
                .meaning = "Members that one of mean size has room for, who pay members.dues; 0 in classes without",
                .source = "the row's own source",
                .of = "finance"});
    v(subsidy, {.name = "subsidy",
                .unit = "CNY",
                .least = 0,
                .most = 1e4,
                .meaning = "Operating subsidies from the district to legal persons, per resident and year if all found "
                           "somebody, in 2010 wages",
                .source = "the row's own source",
                .of = "finance"});
    v(pay, {.name = "pay",
            .least = 0.1,
            .most = 10,
            .meaning =
                "Wage of its staff besides social workers, relative to a social worker's before any raise of the field",
            .source = "the row's own source",
            .neutral = 1,
            .of = "finance"});
    v(running_cost, {.name = "running_cost",
                     .unit = "CNY",
                     .least = 0,
                     .most = 1e8,
                     .meaning = "What the smallest viable one costs a year before any social worker is paid",
                     .source = "the row's own source",
                     .of = "founding"});
    v(compliance, {.name = "compliance",
                   .unit = "CNY",
                   .least = 0,
                   .most = 1e7,
                   .meaning = "Accounts, audit, premises and inspection of a legal person, a year, in 2010 wages",
                   .source = "the row's own source",
                   .of = "registration"});
    v(setup_cost, {.name = "setup_cost",
                   .unit = "CNY",
                   .least = 0,
                   .most = 1e8,
                   .meaning = "Premises and equipment before the first day",
                   .source = "the row's own source",
                   .of = "founding"});
    v(skill, {.name = "skill",
              .least = 0,
              .most = 1,
              .meaning = "Skill in casework that a new one's founder brings, mean",
              .source = "assumed",
              .plausible = {0.3, 0.7},
              .of = "founding"});
    v(candidates, {.name = "candidates",
                   .least = 0,
                   .most = 1,
                   .meaning = "Share of would-be founders who think of this class",
                   .source = "the row's own source",
                   .of = "founding"});
    v(appeal, {.name = "appeal",
               .least = 0,
               .most = 1e4,
               .meaning = "Weight of one of the class among donors, relative to others",
               .source = "assumed",
               .plausible = {0.1, 50},
               .neutral = 1,
               .of = "donors"});
    v(volunteers, {.name = "volunteers",
                   .least = 0,
                   .most = 1000,
                   .meaning = "Weight of a new one among those who seek volunteers, mean",
                   .source = "the row's own source",
                   .of = "founding"});
  }
};

}  // namespace city
