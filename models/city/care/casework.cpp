#include "models/city/care/casework.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "models/city/care/queues.hpp"
#include "models/city/shared/cases.hpp"
#include "models/city/shared/hours.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

enum CaseworkQuestion : std::uint32_t { queues = 1, gives_up = 2, ends_well = 3 };  // of a case

struct Rosters {
  std::vector<std::uint32_t> start;  // of each provider: stations by community, then organizations
  std::vector<Id<Workers>> workers;
  std::vector<std::uint32_t> desks;  // the station in whose queue a community's cases wait
  std::span<const Id<Workers>> team(std::uint32_t provider) const {
    return {workers.data() + start[provider], start[provider + 1] - start[provider]};
  }
};

struct Help {
  double share = 0, skill = 0;  // of the hours that the case needs; of whoever gives them
};

std::uint32_t provider_of(const City& city, Id<Cases> row, const std::vector<std::uint32_t>& desks) {
  const Id<Organizations> organization = city.cases.organization[row];
  return organization ? static_cast<std::uint32_t>(city.communities.size()) + organization.value
                      : desks[city.cases.community[row].value];
}

Rosters make_rosters(const City& city) {
  Rosters out;
  out.desks = case_desks(city);
  const auto each_at = [&](auto f) {  // f(worker, provider)
    each_employed(city, Employer::station, [&](Id<Workers> row, std::uint32_t place) { f(row, out.desks[place]); });
    each_employed(city, Employer::organization,
                  [&](Id<Workers> row, std::uint32_t place) { f(row, city.communities.size() + place); });
  };
  out.start.assign(city.communities.size() + city.organizations.size() + 1, 0);
  each_at([&](Id<Workers>, std::size_t provider) { ++out.start[provider + 1]; });
  for (std::size_t p = 1; p < out.start.size(); ++p) out.start[p] += out.start[p - 1];
  out.workers.resize(out.start.back());
  std::vector<std::uint32_t> next(out.start.begin(), out.start.end() - 1);
  each_at([&](Id<Workers> row, std::size_t provider) { out.workers[next[provider]++] = row; });
  return out;
}

std::vector<sim::Request> queue(const City& city, const std::vector<std::uint32_t>& desks, sim::Draws draws) {
  const Cases& cases = city.cases;
  return sim::gather<sim::Request>(cases.size(), sim::row_grain, [&](std::size_t i, std::vector<sim::Request>& out) {
    const Id<Cases> row(i);
    if (cases.payer[row] == Payer::none) return;
    const bool active = cases.progress[row] == Progress::active;
    if (!active && cases.progress[row] != Progress::waiting) return;
    const std::int64_t wait = city.month() - cases.sought[row];
    out.push_back({provider_of(city, row, desks), static_cast<std::uint32_t>(i),
                   (active ? 1000000 : 0) + (active ? 0 : cases.severity[row] * 1000) + wait,
                   draws.word(cases.key[row], CaseworkQuestion::queues), cases.key[row]});
  });
}

// The worker who has the case, if still here with hours for cases; else the one with most time to spare. None if
// nobody takes new cases.
Id<Workers> carrier(const Casework& rule, const City& city, std::span<const Id<Workers>> team, Id<Workers> before,
                    double hours, bool active) {
  const Workers& workers = city.workers;
  if (before && active) {
    const bool here = std::find(team.begin(), team.end(), before) != team.end();
    if (here && workers.hours[before] > 0) return before;  // the station may have moved casework to another desk
  }
  Id<Workers> best;
  double spare = -1e9;
  for (const Id<Workers> worker : team) {
    const double free = workers.hours[worker] * rule.full_load - workers.load[worker];
    if (free > spare || (free == spare && workers.key[worker] < workers.key[best])) {
      spare = free;
      best = worker;
    }
  }
  return active || spare >= hours ? best : Id<Workers>();
}

// Puts a case on a worker's desk, if there is a worker for it.
bool carry(const Casework& rule, City& city, Id<Cases> row, std::span<const Id<Workers>> team, double hours,
           bool active) {
  const Id<Workers> worker = carrier(rule, city, team, city.cases.worker[row], hours, active);
  city.cases.worker[row] = worker;
  if (!worker) return false;
  city.workers.load[worker] += static_cast<float>(hours);
  ++city.workers.cases[worker];
  return true;
}

// A case under contract: by a social worker, else by the organization's own people, paid by the hour.
bool perform(const Casework& rule, City& city, Id<Cases> row, std::span<const Id<Workers>> team, double hours,
             bool active) {
  Cases& cases = city.cases;
  const Id<Contracts> contract = cases.contract[row];
  float& load = city.contracts.load[contract];
  const double paid = city.case_hours(city.services[cases.service[row]]);
  // One case at least, while hours are left, though it takes more than an even month's.
  const bool first = load == 0 && city.contracts.hours[contract] - city.contracts.used[contract] >= paid;
  if (!active && load + paid > city.contracts.rate[contract] && !first) return false;
  // A case that own people have goes to a social worker only if one has room.
  if (!carry(rule, city, row, team, hours, active && cases.worker[row])) {
    float& own = city.organizations.own_hours[cases.organization[row]];
    if (!active && own + hours > own_hours(city, cases.organization[row])) return false;
    own += static_cast<float>(hours);
  }
  load += static_cast<float>(paid);
  return true;
}

// One provider's month: active cases go on, then the queue is taken up as far as hours go.
void serve(const Casework& rule, City& city, std::span<const sim::Request> requests, std::span<const Id<Workers>> team,
           double mediators) {
  Cases& cases = city.cases;
  double volunteered = 0, sold = 0, mediated = 0;
  for (const sim::Request& request : requests) {
    const Id<Cases> row(request.row);
    const Id<Organizations> organization = cases.organization[row];
    const bool active = cases.progress[row] == Progress::active;
    const Service& service = city.services[cases.service[row]];
    const double hours = city.effort(service, cases.community[row]);
    const auto fits = [&](double& used, double room) {
      if (!active && used + hours > room) return false;
      used += hours;
      return true;
    };
    bool taken = false;
    switch (cases.payer[row]) {
      case Payer::none:
        break;
      case Payer::volunteers:
        taken = fits(volunteered, volunteer_hours(city, organization));
        break;
      case Payer::user:
        taken = fits(sold, city.organizations.staff[organization] * city.economy.worker_hours);
        break;
      case Payer::in_house:
        taken = service.direct ? fits(mediated, mediators) : carry(rule, city, row, team, hours, active);
        break;
      case Payer::contract:
        taken = perform(rule, city, row, team, hours, active);
        break;
    }
    if (organization) {
      city.organizations.volunteered[organization] = static_cast<float>(volunteered);
      city.organizations.sold[organization] = static_cast<float>(sold);
    }
    if (!taken || active) continue;
    cases.progress[row] = Progress::active;
    if (cases.taken[row] == never) cases.taken[row] = city.month();
  }
}

// Help is given in proportion to the hours that those who carry the case have.
Help help(const City& city, Id<Cases> row) {
  const Cases& cases = city.cases;
  const auto part = [](double have, double asked) { return asked > 0 ? std::min(1.0, have / asked) : 0.0; };
  if (const Id<Workers> worker = cases.worker[row]; worker)
    return {part(city.workers.hours[worker], city.workers.load[worker]), city.workers.skill[worker]};
  const Id<Organizations> organization = cases.organization[row];
  switch (cases.payer[row]) {
    case Payer::volunteers:
      return {part(volunteer_hours(city, organization), city.organizations.volunteered[organization]), 0.3};
    case Payer::in_house:  // mediators
      return {city.services[cases.service[row]].direct ? 1.0 : 0.0, 0.5};
    case Payer::user:
      return {part(city.organizations.staff[organization] * city.economy.worker_hours,
                   city.organizations.sold[organization]),
              city.organizations.skill[organization]};
    case Payer::contract:
      return {part(own_hours(city, organization), city.organizations.own_hours[organization]),
              city.organizations.skill[organization]};
    default:
      return {};
  }
}

// A month of one case.
void work(const Casework& rule, City& city, Id<Cases> row, sim::Draws draws) {
  Cases& cases = city.cases;
  cases.hours[row] = 0;
  if (cases.progress[row] == Progress::waiting) {
    if (cases.sought[row] < city.month() && draws.chance(rule.giving_up, cases.key[row], CaseworkQuestion::gives_up))
      close_case(city, row, Closure::gave_up);
    return;
  }
  if (cases.progress[row] != Progress::active) return;
  const Help given = help(city, row);
  cases.given[row] += static_cast<float>(given.share);
  cases.hours[row] = static_cast<float>(given.share * city.case_hours(city.services[cases.service[row]]));
  if (--cases.left[row] > 0) return;
  const double share = cases.given[row] / static_cast<double>(city.services[cases.service[row]].months);
  const double odds = rule.outcome + rule.outcome_skill * (given.skill - 0.5) +
                      rule.outcome_help * (std::min(1.0, share) - 1) + rule.outcome_severity * cases.severity[row];
  const bool well = draws.chance(sim::logistic(odds), cases.key[row], CaseworkQuestion::ends_well);
  close_case(city, row, well ? Closure::resolved : Closure::unresolved);
}

// What residents and contracts remember of the month; in row order, for a resident may have two cases.
void remember(const Casework& rule, City& city) {
  Cases& cases = city.cases;
  const auto shift = [&](Id<Residents> who, double by) {
    const int trust = city.residents.trust[who] + static_cast<int>(sim::nearest_integer(by * 200));
    city.residents.trust[who] = static_cast<std::uint8_t>(std::clamp(trust, 0, 200));
  };
  for (const Id<Cases> row : cases.rows()) {
    city.fetch(row, city.residents.trust);
    const Id<Residents> who = cases.resident[row];
    if (cases.progress[row] == Progress::waiting) shift(who, -rule.trust_wait);
    if (cases.taken[row] == city.month()) city.residents.traits[who] |= Traits::served;
    if (cases.closure[row] == Closure::resolved) shift(who, rule.trust_gain);
    if (cases.closure[row] == Closure::unresolved || cases.closure[row] == Closure::gave_up)
      shift(who, -rule.trust_loss);
    if (cases.payer[row] == Payer::contract) city.contracts.used[cases.contract[row]] += cases.hours[row];
  }
}

}  // namespace

void Casework::operator()(City& city, sim::Draws draws) const {
  const Rosters rosters = make_rosters(city);
  Workers& workers = city.workers;
  sim::each(workers, [&](Id<Workers> row) {
    workers.load[row] = 0;
    workers.cases[row] = 0;
  });
  for (auto* asked : {&city.organizations.own_hours, &city.organizations.volunteered, &city.organizations.sold})
    std::fill(asked->all().begin(), asked->all().end(), 0.0F);
  const std::vector<double> mediators = mediator_hours(city, rosters.desks);
  std::vector<sim::Request> requests = queue(city, rosters.desks, draws);
  sim::meet(requests, [&](std::uint32_t provider, std::span<const sim::Request> waiting) {
    serve(*this, city, waiting, rosters.team(provider), provider < mediators.size() ? mediators[provider] : 0);
  });
  sim::each(city.cases, [&](Id<Cases> row) { work(*this, city, row, draws); });
  remember(*this, city);
}

}  // namespace city
