#include "models/city/funding/hiring.hpp"

#include <algorithm>

#include "models/city/shared/hours.hpp"
#include "models/city/shared/staff.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

enum HiringQuestion : std::uint32_t { guesses = 11 };  // of an organization

struct Market {
  double searching = 0, hires = 0, employers = 0;  // people without a post; hired in a year; those who hired them
};

// Hired within the last twelve months and still there, at each of so many workplaces.
std::vector<double> hires_of(const City& city, Employer kind, std::size_t workplaces) {
  std::vector<double> out(workplaces);
  each_employed(city, kind, [&](Id<Workers> row, std::uint32_t workplace) {
    if (city.month() - city.workers.hired[row] < 12) out[workplace] += 1;
  });
  return out;
}

}  // namespace

std::vector<double> hirable(const City& city, sim::Draws draws) {
  std::vector<Market> markets(2 * city.districts.size());  // see labour_market
  const Workers& workers = city.workers;
  for (const Id<Workers> row : workers.rows())
    if (workers.employer[row] == Employer::none && workers.gone[row] == 0)
      markets[labour_market(city, workers.district[row])].searching += 1;
  const auto count = [&](double hires, std::size_t d) {
    Market& market = markets[labour_market(city, d)];
    market.hires += hires;
    if (hires > 0) market.employers += 1;
  };
  for (const Employer kind : {Employer::station, Employer::institution}) {
    const std::vector<double> hires = hires_of(city, kind, city.communities.size());
    for (const Id<Communities> place : city.communities.rows())
      count(hires[place.value], city.communities.district[place]);
  }
  const std::vector<double> own = hires_of(city, Employer::organization, city.organizations.size());
  for (const Id<Organizations> row : city.organizations.rows()) count(own[row.value], district_of(city, row));

  std::vector<double> hours(city.organizations.size());
  each_employed(city, Employer::organization,
                [&](Id<Workers> row, std::uint32_t o) { hours[o] += workers.share[row] * city.economy.worker_hours; });
  const Procurement& rule = city.procurement;
  const double months = static_cast<double>(rule.signing) / 2;  // until the start, on average
  std::vector<double> out(city.organizations.size());
  sim::each(city.organizations, [&](Id<Organizations> row) {
    if (!at_work(city, row) || !city.classes[city.organizations.kind[row]].provider) return;
    const Market& market = markets[labour_market(city, district_of(city, row))];
    // Who has hired nobody reckons to be one employer among those who hire.
    const double share = std::max(own[row.value] / std::max(1.0, market.hires), 1 / std::max(1.0, market.employers));
    const double found =
        sim::exp(rule.hiring_error * draws.normal(city.organizations.key[row], HiringQuestion::guesses)) *
        market.searching * share;
    const double own_people = hours[row.value] + hours_for_work(city, row);
    const double taught = rule.induction > 0 ? rule.teaching * own_people * months / rule.induction : found;
    out[row.value] = std::min(found, taught);
  });
  return out;
}

}  // namespace city
