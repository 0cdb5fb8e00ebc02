// Social workers tire, quit and sit exams (job demands-resources: Demerouti et al. 2001).
#pragma once

#include <algorithm>

#include "models/city/city.hpp"
#include "models/city/register.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

struct Burnout {
  static constexpr std::string_view about =
      "Overload and administration exhaust, supervision and rest restore; the exhausted quit";
  double overload = 0.06, admin = 0.02, supervision = 0.04, recovery = 0.02;
  double quit = 0.009, quit_burnout = 1.5, quit_wage = 1.5, outside_wage = 1;

  template <class V>
  void visit(V& v) {
    v(overload, {.name = "overload",
                 .unit = "1/month",
                 .least = 0,
                 .most = 1,
                 .meaning = "Burnout per unit of load above hours",
                 .source = "assumed; form after the job demands-resources model"});
    v(admin, {.name = "admin",
              .unit = "1/month",
              .least = 0,
              .most = 1,
              .meaning = "Burnout per share of time in administration",
              .source = "assumed"});
    v(supervision, {.name = "supervision",
                    .unit = "1/month",
                    .least = 0,
                    .most = 1,
                    .meaning = "Relief of those who are supervised",
                    .source = "assumed"});
    v(recovery, {.name = "recovery",
                 .unit = "1/month",
                 .least = 0,
                 .most = 1,
                 .meaning = "Share of burnout that passes by itself",
                 .source = "assumed"});
    v(quit, {.name = "quit",
             .unit = "1/month",
             .least = 0,
             .most = 1,
             .meaning = "Hazard of quitting when rested and paid as elsewhere",
             .source = "assumed, so that turnover is near the surveyed 20 % a year"});
    v(quit_burnout, {.name = "quit_burnout",
                     .least = 0,
                     .most = 10,
                     .meaning = "Log hazard per unit of burnout",
                     .source = "assumed"});
    v(quit_wage, {.name = "quit_wage",
                  .least = 0,
                  .most = 10,
                  .meaning = "Elasticity of quitting to outside over own wage",
                  .source = "assumed"});
    v(outside_wage, {.name = "outside_wage",
                     .least = 0,
                     .most = 10,
                     .meaning = "Wage outside the field relative to an unlicensed wage in it",
                     .source = "assumed"});
  }

  void operator()(City& city, sim::Draws draws) const {
    Workers& workers = city.workers;
    const double outside = outside_wage * city.wage() * 100;
    sim::each(workers, [&](Id<Workers> row) {
      const Employer employer = workers.employer[row];
      double x = workers.burnout[row];
      if (employer == Employer::none) {
        workers.burnout[row] = static_cast<float>(x * (1 - recovery));
        return;
      }
      const double load = workers.hours[row] > 0 ? static_cast<double>(workers.load[row]) / workers.hours[row] : 0;
      const double office =
          employer == Employer::station ? city.communities.admin[Id<Communities>(workers.workplace[row])] : 0.2;
      const double seen = workers.supervised[row] != 0 ? supervision : 0;
      x += overload * std::max(0.0, load - 1) + admin * office - seen * x - recovery * x;
      x = std::clamp(x, 0.0, 3.0);
      workers.burnout[row] = static_cast<float>(x);
      const double hazard =
          quit * sim::exp(quit_burnout * x) * sim::pow(outside / std::max(1, workers.wage[row]), quit_wage);
      if (!draws.chance(1 - sim::exp(-hazard), workers.key[row])) return;
      workers.quit[row] = 1;
      dismiss(city, row);
    });
  }
};

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
                 .source = "assumed"});
    v(interest_bonus, {.name = "interest_bonus",
                       .unit = "1",
                       .least = 0,
                       .most = 1,
                       .meaning = "Added log-odds per yuan of monthly licence bonus",
                       .source = "assumed"});
    v(pass, {.name = "pass",
             .least = 0,
             .most = 1,
             .meaning = "Chance to pass with average skill",
             .source = "recalled, unverified: about 20 % nationwide"});
    v(pass_skill, {.name = "pass_skill",
                   .least = -10,
                   .most = 10,
                   .meaning = "Log-odds of passing per unit of skill above one half",
                   .source = "assumed"});
    v(upgrade, {.name = "upgrade",
                .least = 0,
                .most = 1,
                .meaning = "Share of licensed assistants who sit for the next licence a year",
                .source = "assumed"});
    v(senior,
      {.name = "senior", .meaning = "Whether the senior licence exists", .source = "national exams began in 2019"});
  }

  void operator()(City& city, sim::Draws draws) const {
    Workers& workers = city.workers;
    const sim::Draws lasting = draws.lasting();
    sim::each(workers, [&](Id<Workers> row) {
      if (workers.gone[row] != 0) return;
      const Licence licence = workers.licence[row];
      const std::uint64_t key = workers.key[row];
      if (licence == Licence::senior || (licence == Licence::social_worker && !senior)) return;
      const bool sits =
          licence == Licence::none
              ? lasting.uniform(key) < sim::logistic(interest + interest_bonus * city.economy.licence_bonus)
              : draws.chance(licence == Licence::assistant ? upgrade : upgrade / 5, key, 1);
      if (!sits) return;
      const double odds = sim::log(std::clamp(pass, 0.001, 0.999) / (1 - std::clamp(pass, 0.001, 0.999))) +
                          pass_skill * (workers.skill[row] - 0.5);
      if (!draws.chance(sim::logistic(odds), key, 2)) return;
      const bool degree = lasting.uniform(key, 1) < 0.25;  // graduates sit the second level at once
      workers.licence[row] = licence == Licence::none ? (degree ? Licence::social_worker : Licence::assistant)
                                                      : static_cast<Licence>(static_cast<int>(licence) + 1);
      workers.licensed[row] = city.month();
      workers.skill[row] = std::min(0.95F, workers.skill[row] + 0.05F);
      if (workers.employer[row] != Employer::none)
        workers.wage[row] +=
            static_cast<std::int32_t>(licence == Licence::none ? City::fen(city.economy.licence_bonus) : 0);
    });
  }
};

}  // namespace city
