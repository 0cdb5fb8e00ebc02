// How many case hours everybody has this month.
#pragma once

#include <algorithm>
#include <vector>

#include "models/city/city.hpp"
#include "models/city/register.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

struct WorkingTime {
  static constexpr std::string_view about =
      "Staff have the hours that administration and exhaustion leave; contracts spread what is left to do over their "
      "months";
  double exhaustion = 0.3, organization_admin = 0.1;

  template <class V>
  void visit(V& v) {
    v(exhaustion, {.name = "exhaustion",
                   .least = 0,
                   .most = 1,
                   .meaning = "Share of hours lost per unit of burnout",
                   .source = "assumed"});
    v(organization_admin, {.name = "organization_admin",
                           .least = 0,
                           .most = 1,
                           .meaning = "Share of organization workers' time for reports and meetings",
                           .source = "assumed"});
  }

  void operator()(City& city, sim::Draws) const {
    Workers& workers = city.workers;
    const double station = city.economy.worker_hours * city.station.case_share();
    const double organization = city.economy.worker_hours * (1 - organization_admin);
    sim::each(workers, [&](Id<Workers> row) {
      const Employer employer = workers.employer[row];
      const double fit = std::clamp(1 - exhaustion * workers.burnout[row], 0.3, 1.0);
      const double hours = employer == Employer::station        ? station
                           : employer == Employer::organization ? organization
                                                                : 0.0;
      workers.hours[row] = static_cast<float>(hours * fit * workers.share[row]);
    });
    Contracts& contracts = city.contracts;
    sim::each(contracts, [&](Id<Contracts> row) {
      if (contracts.awarded[row] == 0 || contracts.over[row] != 0) return;
      const int left = std::max(1, contracts.starts[row] + contracts.months[row] - city.month());
      contracts.rate[row] = std::max(0.0F, contracts.hours[row] - contracts.used[row]) / static_cast<float>(left);
    });
  }
};

}  // namespace city
