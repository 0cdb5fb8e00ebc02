#include "models/city/funding/delivery.hpp"

#include <algorithm>
#include <vector>

#include "models/city/shared/hours.hpp"
#include "models/city/shared/staff.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

struct Done {
  std::vector<double> promised, offered;     // hours under contracts, by organization
  std::vector<double> practice;              // hours of casework, by organization x service
  std::vector<std::int32_t> closed, solved;  // its cases that ended, by organization
};

// Hours under each contract.
std::vector<double> given_under(const City& city) {
  std::vector<double> out(city.contracts.size());
  const Cases& cases = city.cases;
  for (const Id<Cases> row : cases.rows())
    if (cases.payer[row] == Payer::contract) out[cases.contract[row].value] += cases.hours[row];
  return out;
}

// What each organization did.
void count_casework(const City& city, Done& month) {
  const std::size_t services = city.services.size();
  month.practice.resize(city.organizations.size() * services);
  month.closed.resize(city.organizations.size());
  month.solved.resize(city.organizations.size());
  const Cases& cases = city.cases;
  for (const Id<Cases> row : cases.rows()) {
    const Id<Organizations> who = cases.organization[row];
    if (!who) continue;
    month.practice[who.value * services + cases.service[row]] += cases.hours[row];
    const bool solved = cases.closure[row] == Closure::resolved;
    if (!solved && cases.closure[row] != Closure::unresolved) continue;
    ++month.closed[who.value];
    month.solved[who.value] += solved ? 1 : 0;
  }
}

// Social workers and own people together do not offer more casework, in all contracts, than they have hours for; what
// they do of tasks is known by now, and is promised too.
void offer(City& city, const std::vector<double>& given, Done& month) {
  Contracts& contracts = city.contracts;
  month.promised.resize(city.organizations.size());
  month.offered.resize(city.organizations.size());
  std::vector<double> able = staff_hours(city);
  for (const Id<Organizations> row : city.organizations.rows())
    able[row.value] = at_work(city, row) ? able[row.value] + own_hours(city, row) : 0;
  for (const Id<Contracts> row : contracts.rows())
    if (is_for_cases(city, row)) month.promised[contracts.provider[row].value] += contracts.rate[row];
  for (const Id<Contracts> row : contracts.rows()) {
    if (!is_for_cases(city, row)) continue;
    const std::size_t who = contracts.provider[row].value;
    const double part = month.promised[who] > 0 ? std::min(1.0, able[who] / month.promised[who]) : 0.0;
    const double hours = std::max(contracts.rate[row] * part, given[row.value]);
    contracts.offered[row] = static_cast<float>(hours);
    month.offered[who] += std::min(hours, static_cast<double>(contracts.rate[row]));
  }
  for (const Id<Contracts> row : contracts.rows()) {
    if (!in_force(city, row) || !is_for_task(city, row)) continue;
    month.promised[contracts.provider[row].value] += contracts.rate[row];
    month.offered[contracts.provider[row].value] += contracts.offered[row];
  }
}

}  // namespace

void Delivery::operator()(City& city, sim::Draws draws) const {
  Done month;
  sim::together([&] { count_casework(city, month); }, [&] { offer(city, given_under(city), month); });
  Organizations& all = city.organizations;
  const std::size_t services = city.services.size();
  const double fresh = 1 - sim::pow(0.5, 1 / half_life);
  sim::each(all, [&](Id<Organizations> row) {
    for (std::size_t s = 0; s < services; ++s) {
      const double hours = month.practice[row.value * services + s];
      float& learned = all.learned(row, s);
      if (hours > 0 && all.niche[row] != s)
        learned += static_cast<float>((1 - learned) * (1 - sim::exp(-hours / learning)));
    }
    double sum = 0, kinds = 0;
    if (month.closed[row.value] > 0) {
      sum += static_cast<double>(month.solved[row.value]) / month.closed[row.value];
      kinds += 1;
    }
    if (month.promised[row.value] > 0) {
      sum += month.offered[row.value] / month.promised[row.value];
      kinds += 1;
    }
    if (kinds <= 0) return;
    double measured = sum / kinds;
    if (error > 0) {
      const double by = error * (all.standard[row] != 0 ? standard_error : 1.0);
      measured = std::clamp(measured + by * draws.normal(all.key[row]), 0.0, 1.0);
    }
    all.record[row] += static_cast<float>(fresh * (measured - all.record[row]));
  });
}

}  // namespace city
