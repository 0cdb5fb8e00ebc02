#include "models/city/organizations/institutions.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "models/city/organizations/founder.hpp"
#include "models/city/shared/census.hpp"
#include "models/city/shared/counters.hpp"
#include "models/city/shared/keys.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"

namespace city {
namespace {

// Of a community, of a social worker; of a community for each kind of buyer.
enum InstitutionsQuestion : std::uint32_t { staffed = 8, history = 12, buyers_there = 16 };
constexpr std::uint64_t workers_from = 1000;  // keys of the first ones under their employer's

void hire(const Institutions& rule, City& city, Employer employer, std::uint32_t workplace, std::size_t district,
          std::int64_t count, std::uint64_t stem, double licensed, sim::Draws draws) {
  for (std::int64_t i = 0; i < count; ++i) {
    const std::uint64_t key = sim::combine(stem, workers_from + static_cast<std::uint64_t>(i));
    const Id<Workers> worker = add_worker(city, district, key, draws);
    const sim::Draws::Words words = draws.four(key, InstitutionsQuestion::history);
    if (sim::unit(words[0]) < licensed)
      city.workers.licence[worker] =
          sim::unit(words[1]) < rule.assistants ? Licence::assistant : Licence::social_worker;
    // Who is in the field would not earn more elsewhere.
    float& outside = city.workers.outside[worker];
    outside = std::min(outside, 1 / outside);
    employ(city, worker, employer, workplace);
    city.workers.hired[worker] = city.workers.entered[worker] = city.workers.licensed[worker] =
        static_cast<std::int16_t>(city.month() - 1 - static_cast<int>(sim::unit(words[2]) * 60));
  }
}

void found(const Institutions& rule, City& city, const OpenNeeds& needs, Id<Communities> place, std::size_t kind,
           LegalStatus status, std::int64_t count, sim::Draws draws) {
  const std::uint64_t stem = sim::combine(
      city.communities.key[place],
      CommunityKey::organizations_at_start + kind * sim::word_count<LegalStatus> + static_cast<std::size_t>(status));
  const OrganizationClass& c = city.classes[kind];
  for (std::int64_t i = 0; i < count; ++i) {
    Founder founder = draw_founder(city, needs, place, static_cast<std::uint8_t>(kind),
                                   sim::combine(stem, static_cast<std::uint64_t>(i)), draws);
    const bool mixed = c.filed + c.informal > 0;
    if (mixed && status == LegalStatus::registered) founder.size *= static_cast<float>(rule.registered_size);
    if (status == LegalStatus::informal) founder.size *= static_cast<float>(rule.informal_size);
    const Id<Organizations> row = add_organization(city, founder, status);
    // It was there before the start.
    const auto months = static_cast<std::int16_t>(
        std::clamp(-rule.age * sim::log(draws.uniform(founder.key, FounderLuck::age)), 1.0, 1000.0));
    city.organizations.founded[row] = city.organizations.status_since[row] =
        static_cast<std::int16_t>(city.today().index - months);
    if (status == LegalStatus::registered) city.organizations.registered_on[row] = city.organizations.founded[row];
    const Fen cash = fen(c.running_cost / 12 * rule.reserve * founder.size);
    city.ledger.pay(city.organizations.cash[row], cash, Purpose::founder);
    if (status == LegalStatus::registered && c.workers > 0)
      hire(rule, city, Employer::organization, row.value, district_of(city, row),
           draws.round(c.workers * founder.size, founder.key, FounderLuck::workers), founder.key,
           rule.licensed_organization, draws);
  }
}

// What each class is to others: the services it works in, the institutions that buy from it.
void learn_classes(City& city) {
  ClassFacts& facts = city.class_facts;
  for (const OrganizationClass& kind : city.classes) facts.serves[facts.add()] = city.services_of(kind);
  for (std::size_t b = 0; b < city.buyer_kinds.size(); ++b) {
    const std::uint16_t bought = City::bits_of(city.buyer_kinds[b].buys, city.classes);
    for (const Id<ClassFacts> kind : facts.rows())
      if ((bought >> kind.value & 1) != 0) facts.buyers[kind] |= static_cast<std::uint16_t>(1U << b);
  }
}

void settle_buyers(City& city, Id<Communities> place, sim::Draws draws) {
  for (std::size_t b = 0; b < city.buyer_kinds.size(); ++b) {
    const Buyer& kind = city.buyer_kinds[b];
    if (kind.towns_only && city.communities.rural[place] != 0) continue;
    const double mean = kind.per_community + kind.per_10k * city.communities.population[place] / 10000;
    const std::uint64_t key = city.communities.key[place];
    const std::int64_t count =
        draws.round(mean, key, InstitutionsQuestion::buyers_there + static_cast<std::uint32_t>(b));
    for (std::int64_t i = 0; i < count; ++i) {
      const Id<Buyers> row = city.buyers.add();
      city.buyers.key[row] =
          sim::combine(sim::combine(key, CommunityKey::buyers_at_start + b), static_cast<std::uint64_t>(i));
      city.buyers.kind[row] = static_cast<std::uint8_t>(b);
      city.buyers.community[row] = place;
    }
  }
}

}  // namespace

void Institutions::operator()(City& city, sim::Draws draws) const {
  Communities& places = city.communities;
  learn_classes(city);
  const OpenNeeds needs(city);
  double residents = 0;
  for (std::size_t d = 0; d < city.districts.size(); ++d) residents += district_residents(city, d, city.today());
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
  for (const Id<Communities> place : places.rows()) {
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
        found(*this, city, needs, place, k, static_cast<LegalStatus>(status), count, draws);
      }
    }
    settle_buyers(city, place, draws);
    start_practice(city, place);
    places.admin_before[place] = static_cast<float>(admin_share(city, place, counters(city, place, 0)));
    hire(*this, city, Employer::station, place.value, places.district[place], station_posts(city, place),
         posts_key(city, place, Employer::station), licensed_station, draws);
    hire(*this, city, Employer::institution, place.value, places.district[place],
         draws.round(institution_posts(city, place), places.key[place], InstitutionsQuestion::staffed),
         posts_key(city, place, Employer::institution), licensed_institution, draws);
  }
}

}  // namespace city
