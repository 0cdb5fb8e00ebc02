// Social workers sit exams.
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Licensing {
  static constexpr std::string_view about = "In June social workers who want a licence, or a higher one, sit the exam";
  double interest = 0.15, interest_bonus = 0.003, pass = 0.2, pass_skill = 2.0, upgrade = 0.25;
  bool senior = false;

  template <class V>
  void visit(V& v) {
    v(interest, {.name = "interest",
                 .least = -10,
                 .most = 10,
                 .meaning = "Log-odds that an unlicensed worker ever sits the exam",
                 .source = "assumed",
                 .plausible = {-1, 1}});
    v(interest_bonus, {.name = "interest_bonus",
                       .unit = "1",
                       .least = 0,
                       .most = 1,
                       .meaning = "Added log-odds per yuan of monthly licence bonus",
                       .source = "assumed",
                       .plausible = {0.001, 0.006},
                       .neutral = 0});
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
                   .plausible = {1, 4},
                   .neutral = 0});
    v(upgrade, {.name = "upgrade",
                .least = 0,
                .most = 1,
                .meaning = "Share of licensed assistants who sit for the next licence a year",
                .source = "assumed",
                .plausible = {0.1, 0.5}});
    v(senior,
      {.name = "senior", .meaning = "Whether the senior licence exists", .source = "national exams began in 2019"});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
