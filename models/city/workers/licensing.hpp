// Social workers sit exams.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

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
        workers.wage[row] += static_cast<std::int32_t>(licence == Licence::none ? fen(city.economy.licence_bonus) : 0);
    });
  }
};

}  // namespace city
