#include "models/city/workers/burnout.hpp"

#include <algorithm>

#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

void Burnout::operator()(City& city, sim::Draws draws) const {
  Workers& workers = city.workers;
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
    const double allowance = workers.licence[row] == Licence::none ? 0 : city.economy.licence_allowance;
    const double pay = std::max(0.01, yuan(workers.wage[row]) + allowance);
    const double hazard = quit * sim::exp(quit_burnout * x) * sim::pow(outside_pay(city, row) / pay, quit_wage);
    if (!draws.chance(1 - sim::exp(-hazard), workers.key[row])) return;
    workers.quit[row] = 1;
    dismiss(city, row);
  });
}

}  // namespace city
