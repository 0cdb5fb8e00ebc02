// How governments buy: the mechanism of the July round, what bidding costs, what buyers see, what group events take,
// what poorer districts are given, and the terms of a round. Parameters only; several behaviours share them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "models/city/data/organization_class.hpp"
#include "sim/field.hpp"

namespace city {

enum class Mechanism : std::uint8_t { fair, tender, direct };
constexpr std::array<std::string_view, 3> words(Mechanism) { return {"fair", "tender", "direct"}; }

struct Procurement {
  sim::ByPlace<Mechanism> mechanism = Mechanism::fair;
  double hours_fair = 12, hours_tender = 30, hours_direct = 6, bidding_time = 0.5, lead = 2;
  double own_view = 0.9, public_view = 0.5, noise = 0.15, own_noise = 0.3, staff_counts = 0.15, niche_counts = 0.1;
  double price_weight = 0.4, sunk = 0.5, transfer = 0.6, least_part = 0.5;
  double published_noise = 0.5, hours_adapting = 5;
  std::int64_t signing = 3;
  double teaching = 0.5, induction = 40, hiring_error = 0.3;
  Level heard_within = Level::city;
  bool platform = true;

  template <class V>
  void visit(V& v) {
    v(mechanism,
      {.name = "mechanism",
       .meaning = "How July's projects find providers: a fair (stable matching of communities and organizations), a "
                  "tender (score of observed record and price), or a direct award to the best-known record; a "
                  "district's own is that of its round, the city's that of what is offered to the whole city",
       .source = "Nanjing holds fairs since 2014; a policy lever"});
    v(platform,
      {.name = "platform",
       .meaning = "Whether communities say what is needed, and contracts lie where; else districts buy by their "
                  "own statistics, for the seats of streets",
       .source = "a lever: the community as the platform of three societies"});
    v(heard_within,
      {.name = "heard_within",
       .meaning = "Of whose awards founders hear, and reckon what they could win and keep of them: those in their "
                  "street, their district or the whole city",
       .source = "assumed: awards are published by the city"});
    v(least_part, {.name = "least_part",
                   .least = 0,
                   .most = 1,
                   .meaning = "Least part of a project that is agreed on when a payer's lines hold no more: its hours "
                              "and events are cut alike; 1: the whole or nothing",
                   .source = "assumed: budgets are negotiated down to what is there before they lapse",
                   .plausible = {0.3, 1},
                   .neutral = 1});
    hours(v);
    sight(v);
    hiring(v);
    v(price_weight, {.name = "price_weight",
                     .least = 0,
                     .most = 1,
                     .meaning = "Weight of the price in a tender's score; the rest is the observed record",
                     .source = "assumed; Chinese tender rules for services ask for at least 0.1",
                     .plausible = {0.1, 0.6}});
    v(sunk, {.name = "sunk",
             .least = 0,
             .most = 1,
             .meaning = "Share of the wages of staff without work that would be paid anyway: it makes a bid cheaper",
             .source = "assumed",
             .plausible = {0.25, 0.75},
             .neutral = 0});
  }

  /// Hours of one bid under a mechanism.
  double bid_hours(Mechanism how) const {
    return how == Mechanism::fair ? hours_fair : how == Mechanism::tender ? hours_tender : hours_direct;
  }

 private:
  template <class V>
  void hours(V& v) {
    v(hours_fair, {.name = "hours_fair",
                   .unit = "hour",
                   .least = 0,
                   .most = 1000,
                   .meaning = "Hours of a bid at the fair: a sheet and a talk at the booth",
                   .source = "assumed",
                   .plausible = {6, 24}});
    v(hours_tender, {.name = "hours_tender",
                     .unit = "hour",
                     .least = 0,
                     .most = 1000,
                     .meaning = "Hours of a bid in a tender: documents, proofs, price",
                     .source = "assumed",
                     .plausible = {15, 60}});
    v(hours_direct, {.name = "hours_direct",
                     .unit = "hour",
                     .least = 0,
                     .most = 1000,
                     .meaning = "Hours of negotiating a contract that is awarded directly, for the one that is asked",
                     .source = "assumed",
                     .plausible = {3, 12}});
    v(hours_adapting, {.name = "hours_adapting",
                       .unit = "hour",
                       .least = 0,
                       .most = 1000,
                       .meaning = "Hours of a bid in one's niche for which a design is ready: those of adapting it",
                       .source = "assumed",
                       .plausible = {2, 10}});
    v(bidding_time, {.name = "bidding_time",
                     .least = 0,
                     .most = 1,
                     .meaning = "Share of a month's hours that an organization has for bids at the most",
                     .source = "assumed",
                     .plausible = {0.25, 0.75}});
    v(lead, {.name = "lead",
             .unit = "hour/month",
             .least = 0,
             .most = 100,
             .meaning = "Founder's hours that leading one of the staff besides social workers takes: not free for bids",
             .source = "assumed",
             .plausible = {1, 4}});
  }
  template <class V>
  void hiring(V& v) {
    v(signing, {.name = "signing",
                .unit = "month",
                .least = 0,
                .most = 24,
                .meaning = "Months from an award until the contract is signed and begins, at the most; each project's "
                           "are drawn evenly from none to these. In them its provider hires",
                .source = "assumed: papers, approval, a bank account",
                .plausible = {1, 6}});
    v(teaching, {.name = "teaching",
                 .least = 0,
                 .most = 1,
                 .meaning = "Share of an organization's own hours until a contract begins that can go into teaching "
                            "those it hires for it",
                 .source = "assumed",
                 .plausible = {0.2, 0.8}});
    v(induction,
      {.name = "induction",
       .unit = "hour",
       .least = 0,
       .most = 1000,
       .meaning = "Hours of an organization's people that a newly hired one takes to be taught; at 0 only who "
                  "can be found counts",
       .source = "assumed: a week side by side",
       .plausible = {20, 120},
       .neutral = 0});
    v(hiring_error, {.name = "hiring_error",
                     .least = 0,
                     .most = 3,
                     .meaning = "Standard deviation of log error in guessing how many people can be found",
                     .source = "assumed",
                     .plausible = {0, 0.6},
                     .neutral = 0});
  }
  template <class V>
  void sight(V& v) {
    v(own_view, {.name = "own_view",
                 .least = 0,
                 .most = 1,
                 .meaning = "Share of a provider's record that is seen by those who have bought from it",
                 .source = "assumed",
                 .plausible = {0.7, 1}});
    v(public_view, {.name = "public_view",
                    .least = 0,
                    .most = 1,
                    .meaning = "Share of it that everybody sees; the rest is filled in with the name of its class",
                    .source = "assumed",
                    .plausible = {0.2, 0.8}});
    v(noise, {.name = "noise",
              .least = 0,
              .most = 5,
              .meaning = "Standard deviation of the error in judging a provider that one has not bought from",
              .source = "assumed",
              .plausible = {0.05, 0.3},
              .neutral = 0});
    v(own_noise, {.name = "own_noise",
                  .least = 0,
                  .most = 1,
                  .meaning = "That error after having bought from it, relative to before",
                  .source = "assumed",
                  .plausible = {0.1, 0.6},
                  .neutral = 1});
    v(published_noise, {.name = "published_noise",
                        .least = 0,
                        .most = 1,
                        .meaning = "That error where an incubator publishes the record, relative to before",
                        .source = "assumed",
                        .plausible = {0.3, 0.9},
                        .neutral = 1});
    v(staff_counts, {.name = "staff_counts",
                     .least = 0,
                     .most = 1,
                     .meaning = "What social workers on the payroll are worth to buyers, in units of record",
                     .source = "assumed",
                     .plausible = {0, 0.3},
                     .neutral = 0});
    v(niche_counts, {.name = "niche_counts",
                     .least = 0,
                     .most = 1,
                     .meaning = "What full practice in the service is worth to buyers, in units of record",
                     .source = "assumed",
                     .plausible = {0, 0.2},
                     .neutral = 0});
    v(transfer, {.name = "transfer",
                 .least = 0,
                 .most = 1,
                 .meaning = "Share of its skill that an organization has in a service it has never worked in",
                 .source = "assumed: much of casework is common to all services",
                 .plausible = {0.3, 0.9},
                 .neutral = 1});
  }
};

/// What a group event takes and gives.
struct Events {
  double hours = 24, materials = 1750, people = 115, room = 0.3;
  template <class V>
  void visit(V& v) {
    v(hours, {.name = "hours",
              .unit = "hour",
              .least = 0,
              .most = 1000,
              .meaning = "Hours of staff for an event, preparation included",
              .source = "assumed: half of what an event of 2016 costs, 3,500 CNY",
              .plausible = {12, 48}});
    v(materials, {.name = "materials",
                  .unit = "CNY",
                  .least = 0,
                  .most = 1e6,
                  .meaning = "Room, materials and helpers of an event",
                  .source = "assumed",
                  .plausible = {800, 3500}});
    v(room, {.name = "room",
             .least = 0,
             .most = 1,
             .meaning = "Share of it that is the room's: who may use the state's venues does not pay that",
             .source = "assumed",
             .plausible = {0.1, 0.6},
             .neutral = 0});
    v(people, {.name = "people",
               .unit = "count",
               .least = 0,
               .most = 10000,
               .meaning = "People who attend an event",
               .source = "derived: about 300,000 reached by 2,600 youth events and activities in Nanjing"});
  }
};

/// Money between levels of government.
struct Transfers {
  double equalised = 0.5, from_region = 0;
  template <class V>
  void visit(V& v) {
    v(equalised, {.name = "equalised",
                  .least = 0,
                  .most = 1,
                  .meaning = "Share of a district's gap to the mean own revenue per resident that the city makes up",
                  .source = "assumed",
                  .plausible = {0.2, 0.8}});
    v(from_region, {.name = "from_region",
                    .unit = "CNY",
                    .least = 0,
                    .most = 1e5,
                    .meaning = "What a region passes on to districts, per resident and year, in 2010; it grows like "
                               "revenue, and a poor district gets more of it",
                    .source = "none: a city with a region above it says so"});
  }
};

/// What each round of buying sets: how long contracts are, and how organizations count what they can take.
struct Contracting {
  std::int64_t months = 12, years = 1;
  double usual = 34;

  template <class V>
  void visit(V& v) {
    v(months, {.name = "months",
               .unit = "month",
               .least = 1,
               .most = 60,
               .meaning = "Length of a contract",
               .source = "assumed",
               .plausible = {6, 24}});
    v(years, {.name = "years",
              .unit = "1",
              .least = 1,
              .most = 10,
              .meaning = "Contracts in a row that one award is for, each paid from its own year's lines",
              .source = "assumed: contracts are let anew every year; a lever",
              .plausible = {1, 3}});
    v(usual,
      {.name = "usual",
       .unit = "hour/month",
       .least = 1,
       .most = 1000,
       .meaning = "Hours of a usual contract, group events included, by which an organization counts what it can take",
       .source = "derived: a mean contract (of the fair, or outside it) over 12 months, 73 CNY an hour, half of the "
                 "group share for materials"});
  }
};

}  // namespace city
