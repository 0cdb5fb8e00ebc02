// People decide to become licensed social workers: who knows of the exam, to whom a licence is worth its hours.
//
//   licensed people's talk --> who knows --chance to pass x (pay, title, better odds of a post) > hours--> sitters
//   sitters --skill--> licences --some a year--> lapse
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Licensing {
  static constexpr std::string_view about =
      "In June those who know of the exam, and to whom a licence is worth more than the hours it takes, sit it; word "
      "of "
      "it spreads with the licensed";
  double sits = 0.7, hours = 120, full_time = 174, horizon = 60, title = 6000, title_spread = 1;
  double hears = 0.03, word = 1.8, own_district = 0, lapse = 0.02;
  double pass = 0.2, pass_skill = 2.0, upgrade = 0.12;
  double prepared_hours = 60;
  bool senior = false;

  template <class V>
  void visit(V& v) {
    v(sits, {.name = "sits",
             .unit = "1/year",
             .least = 0,
             .most = 1,
             .meaning = "Chance that somebody for whom it pays finds the time this year",
             .source = "assumed",
             .plausible = {0.5, 0.9}});
    v(prepared_hours,
      {.name = "prepared_hours",
       .unit = "hour",
       .least = 0,
       .most = 5000,
       .meaning = "Hours of them that are left where a course was paid, at the most: it takes the others' place, in "
                  "paid time",
       .source = "assumed: half",
       .plausible = {30, 100}});
    v(hours,
      {.name = "hours",
       .unit = "hour",
       .least = 0,
       .most = 5000,
       .meaning = "Hours that the exam takes with all learning, each worth what one would earn by the hour outside",
       .source = "assumed",
       .plausible = {60, 250}});
    v(full_time, {.name = "full_time",
                  .unit = "hour/month",
                  .least = 1,
                  .most = 400,
                  .meaning = "Hours of a month that is paid in full",
                  .source = "recalled, unverified: 21.75 paid days of eight hours (Ministry of Labour, 2008)"});
    v(horizon, {.name = "horizon",
                .unit = "month",
                .least = 0,
                .most = 600,
                .meaning = "Months of better pay that somebody reckons with",
                .source = "assumed",
                .plausible = {36, 120}});
    v(title,
      {.name = "title",
       .unit = "CNY",
       .least = 0,
       .most = 1e6,
       .meaning = "Worth of the title itself (points for residence, standing, promotion) to the median person, at "
                  "the wages of 2010",
       .source = "assumed, fitted to 'licence holders, December 2015' and 'licence holders per 10,000 residents, "
                 "December 2016'",
       .plausible = {3000, 12000}});
    v(title_spread, {.name = "title_spread",
                     .least = 0,
                     .most = 5,
                     .meaning = "How it differs between people: standard deviation of the log",
                     .source = "assumed",
                     .plausible = {0.5, 1.5}});
    v(hears, {.name = "hears",
              .unit = "1/year",
              .least = 0,
              .most = 1,
              .meaning = "Chance that somebody comes to know of the exam without being told by the licensed",
              .source = "assumed, fitted to 'licence holders, December 2015' and 'licence holders per 10,000 "
                        "residents, December 2016'",
              .plausible = {0.01, 0.06}});
    v(word, {.name = "word",
             .unit = "1/year",
             .least = 0,
             .most = 20,
             .meaning = "Further chance per share of people around who are licensed",
             .source = "assumed, fitted to 'licence holders, December 2015' and 'licence holders per 10,000 residents, "
                       "December 2016'",
             .plausible = {0.8, 3},
             .neutral = 0});
    v(own_district, {.name = "own_district",
                     .least = 0,
                     .most = 1,
                     .meaning = "Share of what is heard, of the exam and of posts, that comes from the own district "
                                "alone; the rest comes from the whole city",
                     .source = "assumed",
                     .plausible = {0, 1}});
    v(lapse, {.name = "lapse",
              .unit = "1/year",
              .least = 0,
              .most = 1,
              .meaning = "Licences that lapse",
              .source = "assumed",
              .plausible = {0.01, 0.05}});
    v(pass, {.name = "pass",
             .least = 0,
             .most = 1,
             .meaning = "Chance to pass with average skill",
             .source = "recalled, unverified: about 20 % nationwide"});
    v(pass_skill, {.name = "pass_skill",
                   .least = -10,
                   .most = 10,
                   .meaning = "Log-odds of passing per unit of skill above one half",
                   .source = "assumed",
                   .plausible = {0, 4},
                   .neutral = 0});
    v(upgrade, {.name = "upgrade",
                .unit = "1/year",
                .least = 0,
                .most = 1,
                .meaning = "Chance that a licensed assistant to whom the next title is worth its hours sits for it",
                .source = "assumed, set to 'assistants among the licensed, December 2016'",
                .plausible = {0.05, 0.4}});
    v(senior,
      {.name = "senior", .meaning = "Whether the senior licence exists", .source = "national exams began in 2019"});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
