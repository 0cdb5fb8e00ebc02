// A disaster: residents in need within days, responders who choose sites by what they know, and what is left for later.
//
//   affected per 1,000 residents of a district --> people in need at sites (communities)
//   day by day, responders: own news of sites, old and inexact --choose in proportion--> a day's way --> help on site
//   a centre, after its lag: what each site lacked then, and who was there --> the same for all
//   who is not reached within the days --> needs of services, by need.disaster_needs
//
// Organizations at work send a team each; while it is away their volunteers' hours at home are fewer. Where no district
// is affected nothing is drawn and nothing changes.
#pragma once

#include <cstdint>
#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Disaster {
  static constexpr std::string_view about =
      "In affected districts people need help within days; responders choose sites on what they know; who is not "
      "reached "
      "comes to need services";
  sim::ByPlace<double> affected = 0;
  bool centre = false;
  std::int64_t lag = 8, days = 30;
  double responds = 0.02, helps = 5, noise = 0.7, severe = 0.5;

  template <class V>
  void visit(V& v) {
    v(affected,
      {.name = "affected",
       .unit = "count",
       .least = 0,
       .most = 1000,
       .meaning = "Residents whom a disaster leaves in need this month, per 1,000; while it is above 0 each month "
                  "is struck",
       .source = "none in the baseline; a scenario dates it"});
    v(centre, {.name = "centre",
               .meaning = "Whether a centre gathers what sites lack and shares it",
               .source = "Sichuan's centre of social organizations after the Lushan earthquake of 2013"});
    v(lag, {.name = "lag",
            .unit = "day",
            .least = 0,
            .most = 31,
            .meaning = "Days until what a site lacks is known to all through the centre",
            .source = "Sichuan: the centre was at work after about eight days (recalled, unverified)"});
    v(days, {.name = "days",
             .unit = "day",
             .least = 1,
             .most = 31,
             .meaning = "Days in which those affected can be helped on site",
             .source = "assumed",
             .plausible = {10, 31}});
    v(responds, {.name = "responds",
                 .least = 0,
                 .most = 1,
                 .meaning = "Share of organizations at work that send a team",
                 .source = "assumed",
                 .plausible = {0.005, 0.1}});
    v(helps, {.name = "helps",
              .unit = "count",
              .least = 0,
              .most = 1e5,
              .meaning = "People whom a team helps in a day on site",
              .source = "assumed",
              .plausible = {2, 20}});
    v(noise, {.name = "noise",
              .least = 0,
              .most = 5,
              .meaning = "Standard deviation of log error in a team's own news of a site",
              .source = "assumed",
              .plausible = {0.3, 1.5},
              .neutral = 0});
    v(severe, {.name = "severe",
               .least = 0,
               .most = 1,
               .meaning = "Share of the needs left that are of the highest severity; the others are of the middle one",
               .source = "assumed",
               .plausible = {0.2, 0.8}});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
