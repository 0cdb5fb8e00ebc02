#include "models/city/workers/burnout.hpp"

#include <algorithm>
#include <vector>

#include "models/city/shared/hours.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

// Of each organization, hours that its contracts promise this month per hour that its people have, as far as these are
// busy at all: where nobody comes nobody is pressed.
std::vector<double> obligations(const City& city) {
  std::vector<double> out(city.organizations.size()), busy(out.size());
  const std::vector<double> have = staff_hours(city);
  for (const Id<Contracts> row : city.contracts.rows())
    if (in_force(city, row)) out[city.contracts.provider[row].value] += work_in_hand(city, row);
  each_employed(city, Employer::organization,
                [&](Id<Workers> row, std::uint32_t workplace) { busy[workplace] += city.workers.load[row]; });
  for (const Id<Organizations> row : city.organizations.rows()) {
    const std::size_t o = row.value;
    const double own = own_hours(city, row);
    out[o] = have[o] > 0 ? out[o] / (have[o] + own) * std::min(1.0, busy[o] / have[o]) : 0;
  }
  return out;
}

}  // namespace

void Burnout::operator()(City& city, sim::Draws draws) const {
  Workers& workers = city.workers;
  const std::vector<double> promised = obligations(city);
  sim::each(workers, [&](Id<Workers> row) {
    const Employer employer = workers.employer[row];
    double x = workers.burnout[row];
    if (employer == Employer::none) {
      workers.burnout[row] = static_cast<float>(x * (1 - recovery));
      return;
    }
    double load = workers.hours[row] > 0 ? static_cast<double>(workers.load[row]) / workers.hours[row] : 0;
    if (employer == Employer::organization && workers.hours[row] > 0)
      load = std::max(load, load + pressed * (promised[workers.workplace[row]] - load));
    const double office =
        employer == Employer::station ? city.communities.admin[Id<Communities>(workers.workplace[row])] : 0.2;
    const double seen = workers.supervised[row] != 0 ? supervision : 0;
    x += overload * std::max(0.0, load - 1) + admin * office - seen * x - recovery * x;
    x = std::clamp(x, 0.0, 3.0);
    workers.burnout[row] = static_cast<float>(x);
    const double allowance = workers.licence[row] == Licence::none ? 0 : city.economy.licence_allowance;
    const double pay = std::max(0.01, yuan(workers.wage[row]) + allowance);
    const double luck = draws.uniform(workers.key[row]), relative = outside_pay(city, row) / pay;
    // Hardly anybody quits: most are seen not to without a power, for x^a <= e^(a (x - 1)).
    if (luck > 1.000001 * quit * sim::exp(quit_burnout * x + quit_wage * (relative - 1))) return;
    const double hazard = quit * sim::exp(quit_burnout * x) * sim::pow(relative, quit_wage);
    if (luck >= hazard || luck >= 1 - sim::exp(-hazard)) return;  // a chance is never above its hazard
    workers.quit[row] = 1;
    dismiss(city, row);
  });
}

}  // namespace city
