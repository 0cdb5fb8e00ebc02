#include "tests/city/hand_made.hpp"

namespace hand {

City make_city(std::uint32_t slots) {
  City c;
  c.starting = false;
  c.services.resize(2);
  c.services[0].name = "meals";
  c.services[1].name = "care";
  for (city::Service& s : c.services) s.salience = 1;
  c.services[0].price = 730;
  c.services[1].price = 2920;
  c.services[1].months = 4;
  c.classes.resize(2);
  c.classes[0].name = "provider";
  c.classes[0].provider = true;
  c.classes[1].name = "club";
  c.classes[1].community = true;
  for (const city::OrganizationClass& kind : c.classes) c.class_facts.serves[c.class_facts.add()] = c.services_of(kind);
  c.economy.own_hours = 0;
  c.procurement.hours_fair = c.procurement.hours_tender = c.procurement.hours_direct = 0;
  c.procurement.noise = 0;
  c.procurement.signing = 0;
  c.transfers.equalised = 0;
  c.districts.resize(2);
  c.districts[0].name = "east";
  c.districts[1].name = "west";
  for (city::District& d : c.districts) d.population_2010 = d.population_2020 = 1000;
  c.censuses = {{"start", 2010, 2000, 2000, 0.2}};
  c.ages = {{"children", 0, 0.2, 0.5, 0, 1}, {"adults", 18, 0.6, 2, 0.1, 1}, {"elders", 60, 0.2, 0.5, 0.2, 1}};
  c.widen();
  c.governments.resize(5);
  for (std::uint32_t g = 0; g < 5; ++g) c.governments.key[Id<city::Governments>(g)] = 20 + g;
  for (const std::uint32_t d : {0U, 1U}) {
    const Id<city::Governments> district(1 + d), street(3 + d);
    c.governments.level[district] = city::Level::district;
    c.governments.level[street] = city::Level::street;
    c.governments.parent[district] = top;
    c.governments.parent[street] = district;
    c.governments.district[district] = c.governments.district[street] = static_cast<std::uint8_t>(d);
  }
  c.communities.resize(4);
  c.strata.resize(city::Strata::rows);
  for (std::uint32_t i = 0; i < 4; ++i) {
    const Id<city::Communities> row = place(i);
    c.communities.key[row] = 10 + i;
    c.communities.district[row] = static_cast<std::uint8_t>(i / 2);
    c.communities.street[row] = Id<city::Governments>(3 + i / 2);
    c.communities.cohesion[row] = 0.5F;
    c.communities.share[row] = 0.5;
    c.communities.first[row] = i * slots;
    c.communities.slots[row] = slots;
    for (const std::size_t s : {0U, 1U}) c.communities.coverage(row, s) = 1;
  }
  c.residents.resize(4 * std::size_t{slots});
  return c;
}

void give_tasks(City& c, std::size_t number) {
  c.tasks.resize(number);
  for (auto* column : {&c.communities.undone, &c.communities.practice, &c.communities.serving}) {
    column->widen(number);
    column->resize(c.communities.size());
  }
}

void live(City& c, std::size_t community, std::int32_t people, city::Income income) {
  c.communities.population[place(community)] += people;
  c.communities.incomes(place(community), static_cast<std::size_t>(income)) += people;
}

City peopled() {
  City c = make_city();
  for (std::size_t p = 0; p < 4; ++p) live(c, p, 100);
  return c;
}

Id<city::Residents> settle(City& c, std::size_t community, std::uint32_t slot, int years, std::uint16_t traits) {
  const Id<city::Residents> who = c.slot(place(community), slot);
  c.residents.born[who] = static_cast<std::int16_t>(c.now.index - years * 12 - 6);
  c.residents.traits[who] = static_cast<std::uint16_t>(traits | Traits::present);
  ++c.communities.population[place(community)];
  ++c.strata.initial[city::Strata::of(false, c.age_months(who), Traits{c.residents.traits[who]})];
  return who;
}

std::uint16_t with(city::Income income, std::uint16_t bits) {
  Traits t{bits};
  t.set(income);
  return t.bits;
}

std::uint16_t with(city::Living living, std::uint16_t bits) {
  Traits t{bits};
  t.set(living);
  return t.bits;
}

Id<city::Organizations> organize(City& c, std::size_t home, std::uint64_t key, Fen cash, city::LegalStatus status,
                                 std::uint8_t kind) {
  const Id<city::Organizations> row = c.organizations.add();
  c.organizations.key[row] = key;
  c.organizations.home[row] = place(home);
  c.organizations.cash[row] = cash;
  c.organizations.status[row] = status;
  c.organizations.kind[row] = kind;
  c.organizations.alive[row] = 1;
  return row;
}

Id<city::Workers> employ(City& c, city::Employer employer, std::uint32_t workplace, std::uint64_t key, float hours) {
  const Id<city::Workers> row = c.workers.add();
  c.workers.key[row] = key;
  c.workers.employer[row] = employer;
  c.workers.workplace[row] = workplace;
  c.workers.hours[row] = hours;
  c.workers.wage[row] = 300000;
  return row;
}

Id<city::Cases> open_case(City& c, std::size_t community, Id<city::Residents> who, std::uint8_t service,
                          city::Progress progress, std::uint64_t key) {
  const Id<city::Cases> row = c.cases.add();
  c.cases.community[row] = place(community);
  c.cases.resident[row] = who;
  c.cases.service[row] = service;
  c.cases.progress[row] = progress;
  c.cases.key[row] = key;
  c.cases.opened[row] = c.month();
  c.cases.left[row] = static_cast<std::int16_t>(c.services[service].months);
  if (progress != city::Progress::latent) c.cases.sought[row] = c.month();
  c.residents.open[who] |= static_cast<std::uint16_t>(1U << service);
  return row;
}

Id<city::Contracts> post(City& c, std::size_t community, std::uint8_t service, Id<city::Governments> payer, Fen value,
                         std::uint64_t key, bool fair) {
  const Id<city::Contracts> row = c.contracts.add();
  c.contracts.key[row] = key;
  c.contracts.community[row] = place(community);
  c.contracts.service[row] = service;
  c.contracts.payer[row] = payer;
  c.contracts.value[row] = value;
  c.contracts.posted[row] = c.month();
  c.contracts.fair[row] = fair ? 1 : 0;
  return row;
}

Id<city::Contracts> contract(City& c, std::size_t community, std::uint8_t service, Id<city::Governments> payer,
                             Id<city::Organizations> provider, Fen value, int months, float rate, std::uint64_t key) {
  const Id<city::Contracts> row = post(c, community, service, payer, value, key);
  c.contracts.awarded[row] = 1;
  c.contracts.provider[row] = provider;
  c.contracts.won[row] = c.contracts.sealed[row] = c.contracts.starts[row] = c.month();
  c.contracts.months[row] = static_cast<std::int16_t>(months);
  c.contracts.rate[row] = rate;
  c.contracts.hours[row] = rate * static_cast<float>(months);
  c.governments.committed[payer] += value;
  return row;
}

Fen all_money(const City& c) {
  Fen total = c.ledger.outside_total();
  for (const Fen cash : c.governments.cash.all()) total += cash;
  for (const Fen cash : c.organizations.cash.all()) total += cash;
  for (const Fen fund : c.communities.fund.all()) total += fund;
  return total;
}

}  // namespace hand
