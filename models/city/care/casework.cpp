#include "models/city/care/casework.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "models/city/shared/cases.hpp"
#include "models/city/shared/hours.hpp"
#include "models/city/shared/skill.hpp"
#include "models/city/shared/taking_part.hpp"
#include "models/city/shared/trust.hpp"
#include "models/city/state/city.hpp"
#include "sim/grouped.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

enum CaseworkQuestion : std::uint32_t { gives_up = 2, ends_well = 3, finds_work = 4 };  // of a case

struct Help {
  double share = 0, skill = 0;  // of the hours that the case needs; of whoever gives them
};

// Help is given in proportion to the hours that those who carry the case have.
Help help(const Casework& rule, const City& city, Id<Cases> row) {
  const Cases& cases = city.cases;
  const auto part = [](double have, double asked) { return asked > 0 ? std::min(1.0, have / asked) : 0.0; };
  if (const Id<Workers> worker = cases.worker[row]; worker)
    return {part(city.workers.hours[worker], city.workers.load[worker]), city.workers.skill[worker]};
  const Id<Organizations> organization = cases.organization[row];
  switch (cases.payer[row]) {
    case Payer::volunteers:
      return {part(volunteer_hours(city, organization), city.organizations.volunteered[organization]),
              rule.volunteer_skill};
    case Payer::in_house:  // mediators
      return {city.services[cases.service[row]].direct ? 1.0 : 0.0, rule.mediator_skill};
    case Payer::user:
      return {part(city.organizations.staff[organization] * city.economy.worker_hours,
                   city.organizations.sold[organization]),
              skill_in(city, organization, cases.service[row])};
    case Payer::contract:
      return {part(own_hours(city, organization), city.organizations.own_hours[organization]),
              skill_in(city, organization, cases.service[row])};
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
  const Help given = help(rule, city, row);
  cases.given[row] += static_cast<float>(given.share);
  cases.hours[row] = static_cast<float>(given.share * city.case_hours(city.services[cases.service[row]]));
  if (--cases.left[row] > 0) return;
  const double share = cases.given[row] / static_cast<double>(city.services[cases.service[row]].months);
  const double odds = rule.outcome + rule.outcome_skill * (given.skill - 0.5) +
                      rule.outcome_help * (std::min(1.0, share) - 1) + rule.outcome_severity * cases.severity[row];
  const bool well = draws.chance(sim::logistic(odds), cases.key[row], CaseworkQuestion::ends_well);
  close_case(city, row, well ? Closure::resolved : Closure::unresolved);
}

// Who was helped may find work, and then lives on it.
void raise_income(City& city, Id<Cases> row, sim::Draws draws) {
  Traits traits{city.residents.traits[city.cases.resident[row]]};
  const double chance = city.services[city.cases.service[row]].raises_income;
  if (chance <= 0 || traits.income() > Income::low) return;
  if (const int years = city.age_months(city.cases.resident[row]) / 12; years < 18 || years >= 60) return;
  if (!draws.chance(chance, city.cases.key[row], CaseworkQuestion::finds_work)) return;
  traits.set(Income::middle);
  city.residents.traits[city.cases.resident[row]] = traits.bits;
}

// What a resident remembers of the month. Whose trust moved decides anew whether to volunteer.
void remember(City& city, const TrustNow& trust, Id<Cases> row, sim::Draws draws) {
  Cases& cases = city.cases;
  const Id<Residents> who = cases.resident[row];
  const std::uint16_t trusted = city.residents.trust[who];
  if (cases.progress[row] == Progress::waiting) move_trust(city, trust, who, -city.trust.wait);
  if (cases.taken[row] == city.month()) {
    city.residents.traits[who] |= Traits::served;
    remember_wait(city, who, cases.taken[row] - cases.sought[row]);
  }
  if (cases.closure[row] == Closure::gave_up) remember_wait(city, who, city.month() - cases.sought[row]);
  if (cases.closure[row] == Closure::resolved) {
    move_trust(city, trust, who, city.trust.gain);
    raise_income(city, row, draws);
  }
  if (cases.closure[row] == Closure::unresolved || cases.closure[row] == Closure::gave_up)
    move_trust(city, trust, who, -city.trust.loss);
  if (city.residents.trust[who] != trusted) take_part(city, trust, cases.community[row], who);
}

// Place by place, in row order there, for a resident may have two cases.
void remember(City& city, sim::Draws draws) {
  const Cases& cases = city.cases;
  const TrustNow trust(city);
  using Rows = std::vector<Id<Cases>>;
  const Rows touched = sim::gather<Id<Cases>>(cases.size(), sim::row_grain, [&](std::size_t i, Rows& out) {
    const Id<Cases> row(i);
    if (cases.progress[row] == Progress::waiting || cases.progress[row] == Progress::closed ||
        cases.taken[row] == city.month())
      out.push_back(row);
  });
  const sim::Grouped<Cases> by_place(city.communities.size(), [&](auto add) {
    for (const Id<Cases> row : touched) add(row, cases.community[row].value);
  });
  sim::each(by_place.size(), 16, [&](std::size_t place) {
    sim::each_ahead(
        by_place[place], [&](Id<Cases> later) { city.residents.fetch(cases.resident[later]); },
        [&](Id<Cases> row) { remember(city, trust, row, draws); });
  });
}

// What contracts and organizations remember.
void add_up(City& city) {
  const Cases& cases = city.cases;
  for (const Id<Cases> row : cases.rows()) {
    if (cases.payer[row] == Payer::contract) city.contracts.used[cases.contract[row]] += cases.hours[row];
    const bool worked_on = cases.progress[row] == Progress::active || cases.closure[row] == Closure::resolved ||
                           cases.closure[row] == Closure::unresolved;
    if (worked_on && cases.organization[row] && !city.resting())
      ++city.organizations.served(cases.organization[row], cases.service[row]);
  }
}

}  // namespace

void Casework::operator()(City& city, sim::Draws draws) const {
  sim::each(city.cases, [&](Id<Cases> row) { work(*this, city, row, draws); });
  sim::together([&] { add_up(city); }, [&] { remember(city, draws); });
}

}  // namespace city
