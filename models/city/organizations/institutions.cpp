#include "models/city/organizations/institutions.hpp"

#include <array>
#include "models/city/organizations/founder.hpp"
#include "models/city/shared/census.hpp"
#include "models/city/shared/counters.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/random.hpp"

namespace city {
namespace {


void found(City& city, Id<Communities> place, std::size_t kind, LegalStatus status, std::int64_t count,
           sim::Draws draws) const {
  const std::uint64_t stem =
      sim::combine(city.communities.key[place], 100 + kind * 3 + static_cast<std::size_t>(status));
  const OrganizationClass& c = city.classes[kind];
  for (std::int64_t i = 0; i < count; ++i) {
    Founder founder = draw_founder(city, place, static_cast<std::uint8_t>(kind),
                                   sim::combine(stem, static_cast<std::uint64_t>(i)), draws);
    const bool mixed = c.filed + c.informal > 0;
    if (mixed && status == LegalStatus::registered) founder.size *= static_cast<float>(registered_size);
    if (status == LegalStatus::informal) founder.size *= static_cast<float>(informal_size);
    const Id<Organizations> row = add_organization(city, founder, status);
    // It was there before the start.
    const auto months =
        static_cast<std::int16_t>(std::clamp(-age * sim::log(draws.uniform(founder.key, 10)), 1.0, 1000.0));
    city.organizations.founded[row] = city.organizations.status_since[row] =
        static_cast<std::int16_t>(city.month() - months);
    if (status == LegalStatus::registered) city.organizations.registered_on[row] = city.organizations.founded[row];
    const Fen cash = fen(c.running_cost / 12 * reserve * founder.size);
    city.ledger.pay(city.organizations.cash[row], cash, Purpose::founder);
    if (status == LegalStatus::registered && c.workers > 0)
      hire(city, Employer::organization, row.value, district_of(city, row),
           draws.round(c.workers * founder.size, founder.key, 11), founder.key, licensed_organization, draws);
  }
}

void hire(City& city, Employer employer, std::uint32_t workplace, std::size_t district, std::int64_t count,
          std::uint64_t stem, double licensed, sim::Draws draws) const {
  for (std::int64_t i = 0; i < count; ++i) {
    const std::uint64_t key = sim::combine(stem, static_cast<std::uint64_t>(1000 + i));
    const Id<Workers> worker = add_worker(city, district, key, draws);
    const sim::Draws::Words words = draws.four(key, 12);
    if (sim::unit(words[0]) < licensed)
      city.workers.licence[worker] = sim::unit(words[1]) < assistants ? Licence::assistant : Licence::social_worker;
    city.workers.licensed[worker] = city.month();
    employ(city, worker, employer, workplace);
    city.workers.hired[worker] = city.workers.entered[worker] =
        static_cast<std::int16_t>(city.month() - 1 - static_cast<int>(sim::unit(words[2]) * 60));
  }
}

}  // namespace

void Institutions::operator()(City& city, sim::Draws draws) const {
  Communities& places = city.communities;
  for (const OrganizationClass& kind : city.classes)
    city.class_facts.serves[city.class_facts.add()] = city.services_of(kind);
  double residents = 0;
  for (std::size_t d = 0; d < city.districts.size(); ++d) residents += district_residents(city, d, city.now);
  std::vector<double> norm(city.classes.size());  // classes that villages have fewer of, towns have more of
  double sampled = 0;
  for (const Id<Communities> place : places.rows()) {
    sampled += places.population[place];
    for (std::size_t k = 0; k < norm.size(); ++k) norm[k] += places.population[place] * graduates(city, place, k);
  }
  for (double& n : norm) n /= sampled;
  // Systematic rounding: what one community's share leaves over goes to the next, so that rare classes keep their
  // number.
  std::vector<std::array<double, 3>> carried(city.classes.size());
  for (std::size_t k = 0; k < carried.size(); ++k)
    for (std::size_t status = 0; status < carried[k].size(); ++status)
      carried[k][status] = draws.uniform(k, static_cast<std::uint32_t>(status));
  for (std::size_t c = 0; c < places.size(); ++c) {
    const Id<Communities> place(c);
    const std::uint64_t key = places.key[place];
    for (std::size_t k = 0; k < city.classes.size(); ++k) {
      const OrganizationClass& kind = city.classes[k];
      if (!(norm[k] > 0)) continue;  // nobody here would found one
      const double share = places.population[place] * graduates(city, place, k) / residents / norm[k];
      const std::array<double, 3> expected = {kind.informal * share, kind.filed * share, kind.registered * share};
      for (std::size_t status = expected.size(); status-- > 0;) {
        double& left = carried[k][status];
        left += expected[status];
        const auto count = static_cast<std::int64_t>(left);
        left -= static_cast<double>(count);
        found(city, place, k, static_cast<LegalStatus>(status), count, draws);
      }
    }
    places.admin_before[place] = static_cast<float>(admin_share(city, counters(city, place, 0)));
    hire(city, Employer::station, static_cast<std::uint32_t>(c), places.district[place], station_posts(city, place),
         sim::combine(key, 1), licensed_station, draws);
    hire(city, Employer::institution, static_cast<std::uint32_t>(c), places.district[place],
         draws.round(city.station.institution_staff * places.population[place] / 10000, key, 8), sim::combine(key, 2),
         licensed_institution, draws);
  }
}

}  // namespace city
