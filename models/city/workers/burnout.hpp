// Social workers tire and quit (job demands-resources: Demerouti et al. 2001).
//
//   cases on the desk, hours that the employer has promised and its people do not have --> load --> burnout --> quits
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Burnout {
  static constexpr std::string_view about =
      "Overload and administration exhaust, supervision and rest restore; the exhausted quit";
  double pressed = 1, overload = 0.06, admin = 0.02, supervision = 0.04, recovery = 0.02;
  double quit = 0.0115, quit_burnout = 1.5, quit_wage = 1.5;

  template <class V>
  void visit(V& v) {
    v(pressed,
      {.name = "pressed",
       .least = 0,
       .most = 1,
       .meaning = "How far an organization asks of its social workers what its contracts promise beyond the hours "
                  "that they, its founder and its members have: 0 not at all, 1 all of it",
       .source = "assumed",
       .plausible = {0.3, 1},
       .neutral = 0});
    v(overload, {.name = "overload",
                 .unit = "1/month",
                 .least = 0,
                 .most = 1,
                 .meaning = "Burnout per unit of load above hours",
                 .source = "assumed; form after the job demands-resources model",
                 .plausible = {0.02, 0.2},
                 .neutral = 0});
    v(admin, {.name = "admin",
              .unit = "1/month",
              .least = 0,
              .most = 1,
              .meaning = "Burnout per share of time in administration",
              .source = "assumed",
              .plausible = {0.005, 0.05},
              .neutral = 0});
    v(supervision, {.name = "supervision",
                    .unit = "1/month",
                    .least = 0,
                    .most = 1,
                    .meaning = "Relief of those who are supervised",
                    .source = "assumed",
                    .plausible = {0.01, 0.1},
                    .neutral = 0});
    v(recovery, {.name = "recovery",
                 .unit = "1/month",
                 .least = 0,
                 .most = 1,
                 .meaning = "Share of burnout that passes by itself",
                 .source = "assumed",
                 .plausible = {0.01, 0.05}});
    v(quit, {.name = "quit",
             .unit = "1/month",
             .least = 0,
             .most = 1,
             .meaning = "Hazard of quitting when rested and paid as elsewhere",
             .source = "assumed, fitted to 'turnover of social workers, 2014 to 2017 (1/year)'",
             .plausible = {0.008, 0.02}});
    v(quit_burnout, {.name = "quit_burnout",
                     .least = 0,
                     .most = 10,
                     .meaning = "Log hazard per unit of burnout",
                     .source = "assumed",
                     .plausible = {0.5, 2.5},
                     .neutral = 0});
    v(quit_wage, {.name = "quit_wage",
                  .least = 0,
                  .most = 10,
                  .meaning = "Elasticity of quitting to outside over own wage",
                  .source = "assumed",
                  .plausible = {0.5, 3},
                  .neutral = 0});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
