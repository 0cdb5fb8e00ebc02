// The labour market: who turns to the field, who is hired by whom.
//
//   people outside whom it pays better + those without a post --skill, licence--> applicants, best first
//   stations, institutions, organizations --empty posts--> pay less travel, if it is more than outside --> employ
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Labour {
  static constexpr std::string_view about =
      "People whom the field pays better look for posts; employers rank applicants by skill and licence, applicants "
      "rank posts by pay and distance, and are matched";
  double look = 0.009, leave = 0.08, search = 0.7;
  double licence_worth = 0.2, across_districts = 0.3, travel = 0.15;

  template <class V>
  void visit(V& v) {
    v(look,
      {.name = "look",
       .unit = "1/month",
       .least = 0,
       .most = 1,
       .meaning = "Chance a month that somebody outside the field, whom it would pay better, looks for a post in it",
       .source = "assumed, so that about 0.3 newcomers a month come per 10,000 residents",
       .plausible = {0.004, 0.02}});
    v(leave, {.name = "leave",
              .unit = "1/month",
              .least = 0,
              .most = 1,
              .meaning = "Chance a month that someone without a post leaves the field; the licence stays",
              .source = "assumed",
              .plausible = {0.03, 0.2}});
    v(search, {.name = "search",
               .least = 0,
               .most = 1,
               .meaning = "Chance a month that a vacancy or an applicant is in the market",
               .source = "assumed",
               .plausible = {0.4, 1}});
    v(licence_worth, {.name = "licence_worth",
                      .least = 0,
                      .most = 5,
                      .meaning = "What a step of licence is worth to employers, in units of skill",
                      .source = "assumed",
                      .plausible = {0, 0.5},
                      .neutral = 0});
    v(across_districts, {.name = "across_districts",
                         .least = 0,
                         .most = 1,
                         .meaning = "Share of social workers whom employers of other districts may hire; hukou, "
                                    "personal files and titles bar the others",
                         .source = "assumed; the talent lever of Beijing's five measures",
                         .plausible = {0.1, 0.6}});
    v(travel, {.name = "travel",
               .least = 0,
               .most = 1,
               .meaning = "Share of a wage that work in another district costs in travel",
               .source = "assumed",
               .plausible = {0.05, 0.3},
               .neutral = 0});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
