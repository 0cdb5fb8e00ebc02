#include "models/city/care/routing.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/city/care/queues.hpp"
#include "models/city/shared/hours.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

struct Doors {
  std::vector<std::vector<Id<Contracts>>> contracts;       // by street x service
  std::vector<std::vector<Id<Organizations>>> volunteers;  // by community x service
  std::vector<std::vector<Id<Organizations>>> paid;        // by district x service
  std::vector<double> station, mediators;                  // free hours, by desk
  std::vector<double> contract, volunteer;                 // free hours, by contract, organization
  std::vector<std::uint32_t> desks;                        // the station in whose queue a community's cases wait
};

// Hours of stations' staff into `out`; returns those of each organization's social workers.
std::vector<double> hours(const City& city, Doors& out) {
  std::vector<double> team(city.organizations.size());
  each_employed(city, Employer::station, [&](Id<Workers> row, std::uint32_t workplace) {
    out.station[out.desks[workplace]] += city.workers.hours[row];
  });
  each_employed(city, Employer::organization,
                [&](Id<Workers> row, std::uint32_t workplace) { team[workplace] += city.workers.hours[row]; });
  return team;
}

void list(const City& city, Doors& out) {
  const std::size_t services = city.services.size();
  const Organizations& all = city.organizations;
  out.contracts.resize(city.governments.size() * services);
  out.volunteers.resize(city.communities.size() * services);
  out.paid.resize(city.districts.size() * services);
  for (const Id<Contracts> row : city.contracts.rows()) {
    if (out.contract[row.value] <= 0) continue;
    const Id<Governments> street = city.communities.street[city.contracts.community[row]];
    out.contracts[street.value * services + city.contracts.service[row]].push_back(row);
  }
  for (const Id<Organizations> row : all.rows()) {
    if (!at_work(city, row)) continue;
    if (out.volunteer[row.value] > 0) out.volunteers[all.home[row].value * services + all.niche[row]].push_back(row);
    if (city.classes[all.kind[row]].provider && all.staff[row] > 0 && all.status[row] == LegalStatus::registered)
      for (std::size_t s = 0; s < services; ++s)
        if (serves(city, all.kind[row], s))
          out.paid[city.communities.district[all.home[row]] * services + s].push_back(row);
  }
}

Doors open_doors(const City& city) {
  const Cases& cases = city.cases;
  Doors out;
  out.station.resize(city.communities.size());
  out.contract.resize(city.contracts.size());
  out.volunteer.resize(city.organizations.size());
  out.desks = case_desks(city);
  out.mediators = mediator_hours(city, out.desks);
  const std::vector<double> team = hours(city, out);
  std::vector<double> promised(city.organizations.size());
  for (const Id<Contracts> row : city.contracts.rows())
    if (in_force(city, row)) promised[city.contracts.provider[row].value] += city.contracts.rate[row];
  for (const Id<Contracts> row : city.contracts.rows()) {
    if (!in_force(city, row)) continue;
    // A provider that was dissolved last month still has its contracts until they are settled.
    if (city.organizations.alive[city.contracts.provider[row]] == 0) continue;
    // Social workers and own people together do not do more, in all its contracts, than they have hours for.
    const Id<Organizations> provider = city.contracts.provider[row];
    const double able = team[provider.value] + own_hours(city, provider);
    out.contract[row.value] = city.contracts.rate[row] * std::min(1.0, able / std::max(1.0, promised[provider.value]));
  }
  for (const Id<Organizations> row : city.organizations.rows()) out.volunteer[row.value] = volunteer_hours(city, row);
  for (const Id<Cases> row : cases.rows()) {
    if (cases.progress[row] != Progress::active) continue;
    const Service& service = city.services[cases.service[row]];
    const double taken = city.effort(service, cases.community[row]);
    if (cases.payer[row] == Payer::in_house)
      (service.direct ? out.mediators : out.station)[out.desks[cases.community[row].value]] -= taken;
    if (cases.payer[row] == Payer::contract) out.contract[cases.contract[row].value] -= city.case_hours(service);
    if (cases.payer[row] == Payer::volunteers) out.volunteer[cases.organization[row].value] -= taken;
  }
  list(city, out);
  return out;
}

// Each provider has luck of its own with the case, so that one more or less moves only those who choose it.
Id<Organizations> chosen(const City& city, const std::vector<Id<Organizations>>& paid, std::uint64_t luck) {
  const auto liking = [&](Id<Organizations> o) { return sim::combine(luck, city.organizations.key[o]); };
  return *std::max_element(paid.begin(), paid.end(),
                           [&](Id<Organizations> a, Id<Organizations> b) { return liking(a) < liking(b); });
}

void choose(const Routing& rule, City& city, Id<Cases> row, const Doors& doors, sim::Draws lasting,
            sim::Draws::Words words) {
  Cases& cases = city.cases;
  const std::size_t s = cases.service[row], services = city.services.size();
  const Service& service = city.services[s];
  const Id<Communities> place = cases.community[row];
  const auto go = [&](Payer payer, Id<Organizations> organization, Id<Contracts> contract) {
    cases.payer[row] = payer;
    cases.organization[row] = organization;
    cases.contract[row] = contract;
  };
  const auto& paid = doors.paid[city.communities.district[place] * services + s];
  const Income income = Traits{city.residents.traits[cases.resident[row]]}.income();
  const double pays = service.paying * (income == Income::high ? 1 : income == Income::middle ? rule.middle_income : 0);
  if (!paid.empty() && pays > 0 && lasting.uniform(cases.key[row]) < pays)
    return go(Payer::user, chosen(city, paid, std::uint64_t{words[0]} << 32 | words[1]), {});

  const auto& contracts = doors.contracts[city.communities.street[place].value * services + s];
  const auto& volunteers = doors.volunteers[place.value * services + s];
  const double here = (service.direct ? doors.mediators : doors.station)[doors.desks[place.value]];
  const double station = std::max(0.0, service.in_house * here);
  double total = station;
  for (const Id<Contracts> c : contracts) total += doors.contract[c.value];
  for (const Id<Organizations> o : volunteers) total += doors.volunteer[o.value];
  double u = sim::unit(words[2]) * total - station;
  if (u < 0 || total <= 0) return go(Payer::in_house, {}, {});  // where no door has hours the station's queue is left
  for (const Id<Contracts> c : contracts)
    if ((u -= doors.contract[c.value]) < 0) return go(Payer::contract, city.contracts.provider[c], c);
  for (const Id<Organizations> o : volunteers)
    if ((u -= doors.volunteer[o.value]) < 0) return go(Payer::volunteers, o, {});
}

}  // namespace

void Routing::operator()(City& city, sim::Draws draws) const {
  const Doors doors = open_doors(city);
  const sim::Draws lasting = draws.lasting();
  sim::each(city.cases, [&](Id<Cases> row) {
    city.fetch(row, city.residents.traits);
    if (city.cases.progress[row] == Progress::waiting)
      choose(*this, city, row, doors, lasting, draws.four(city.cases.key[row]));
  });
}

}  // namespace city
