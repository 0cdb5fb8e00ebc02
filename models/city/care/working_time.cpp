#include "models/city/care/working_time.hpp"

#include <algorithm>
#include <span>
#include <tuple>
#include <vector>

#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

// Hours a month at one desk that can be for cases: supervisors have fewer.
double desk(const City& city, Id<Workers> row, double most) {
  return std::max(0.0, most * city.workers.share[row] - city.workers.supervising[row]);
}

// Notes where hours went that are for no case.
void note(Workers& workers, Id<Workers> row, Use use, double hours) {
  workers.spent(row, index_of(use)) += static_cast<float>(hours);
}

double fit(const WorkingTime& rule, const City& city, Id<Workers> row) {
  return std::clamp(1 - rule.exhaustion * city.workers.burnout[row], 0.3, 1.0);
}

// A station puts the share of its time that is for cases on as few desks as will hold it: the licensed first.
void stations(const WorkingTime& rule, City& city, double most) {
  Workers& workers = city.workers;
  Teams teams_here = teams(city, Employer::station, city.communities.size());
  sim::each(teams_here.size(), 64, [&](std::size_t c) {
    const std::span<Id<Workers>> staff = teams_here[c];
    std::sort(staff.begin(), staff.end(), [&](Id<Workers> a, Id<Workers> b) {
      return std::tuple(workers.licence[b], workers.skill[b], workers.key[b]) <
             std::tuple(workers.licence[a], workers.skill[a], workers.key[a]);
    });
    double left = 0;
    for (const Id<Workers> row : staff)
      left += city.economy.worker_hours * city.communities.casework[Id<Communities>(c)] * workers.share[row];
    for (const Id<Workers> row : staff) {
      const double here = std::min(left, desk(city, row, most));
      left -= here;
      workers.hours[row] = static_cast<float>(here * fit(rule, city, row));
      note(workers, row, Use::exhaustion, here - workers.hours[row]);
    }
  });
}

}  // namespace

void WorkingTime::operator()(City& city, sim::Draws) const {
  Workers& workers = city.workers;
  const double most = city.economy.worker_hours * (1 - office);
  sim::each(workers, [&](Id<Workers> row) {
    workers.hours[row] = 0;
    if (workers.employer[row] == Employer::none) return;
    const double able = most * workers.share[row];
    note(workers, row, Use::supervision, std::min<double>(workers.supervising[row], able));
    if (workers.employer[row] != Employer::organization) return;
    const double here = desk(city, row, most);
    workers.hours[row] = static_cast<float>(here * fit(*this, city, row));
    note(workers, row, Use::office, city.economy.worker_hours * workers.share[row] - able);
    note(workers, row, Use::exhaustion, here - workers.hours[row]);
  });
  stations(*this, city, most);
  Contracts& contracts = city.contracts;
  sim::each(contracts, [&](Id<Contracts> row) {
    if (!in_force(city, row)) return;
    const double even = contracts.hours[row] / static_cast<double>(contracts.months[row]);
    if (is_for_task(city, row)) {  // last month's watch cannot be kept this month
      contracts.rate[row] = static_cast<float>(even);
      return;
    }
    const double left = std::max(0.0, static_cast<double>(contracts.hours[row]) - contracts.used[row]);
    contracts.rate[row] = static_cast<float>(std::min(left / months_left(city, row), even * catch_up));
  });
}

}  // namespace city
