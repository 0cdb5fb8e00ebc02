#include "models/city/organizations/incubation.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/city/organizations/markets.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/shared/under.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

enum IncubationQuestion : std::uint32_t { seen_skill = 0, stay = 2 };  // of an organization; lasting
enum IncubatorQuestion : std::uint32_t { first_seat = 4 };             // of a district and a kind; lasting

bool seated(const Organizations& all, Id<Organizations> row) {
  return all.alive[row] != 0 && all.incubator[row] && all.graduated[row] == never;
}

void build(City& city) {
  Incubators& all = city.incubators;
  const auto add = [&](std::size_t kind, Id<Governments> place, Id<Communities> community) {
    const Id<Incubators> row = all.add();
    all.kind[row] = static_cast<std::uint8_t>(kind);
    all.place[row] = place;
    all.community[row] = community;
    all.payer[row] = city.district_government(city.governments.district[place]);
  };
  for (std::size_t kind = 0; kind < city.incubator_kinds.size(); ++kind) {
    const Tier tier = city.incubator_kinds[kind].tier;
    if (tier == Tier::community)
      for (const Id<Communities> c : city.communities.rows()) add(kind, city.communities.street[c], c);
    else
      for (const Id<Governments> g : city.governments.rows())
        if (city.governments.level[g] == (tier == Tier::district ? Level::district : Level::street)) add(kind, g, {});
  }
}

// January's line makes an incubator's year: seats at their rent, and fen a month of everything else. Seats of a
// district's incubators of a kind are rounded together, from a lasting draw, so that no more are rented than one.
void plan_year(City& city, sim::Draws lasting) {
  Incubators& all = city.incubators;
  const std::vector<double> people = residents_under(city);
  std::vector<double> reached(city.governments.size() * city.incubator_kinds.size());
  for (const Id<Incubators> row : all.rows()) {
    const IncubatorKind& kind = city.incubator_kinds[all.kind[row]];
    const Id<Governments> payer = all.payer[row];
    const double here =
        all.community[row] ? city.communities.population[all.community[row]] : people[all.place[row].value];
    const double year = people[payer.value] > 0 ? static_cast<double>(city.governments.incubator_line[payer]) *
                                                      kind.share * here / people[payer.value]
                                                : 0;
    const double rent = kind.seat * city.wage_level() * fen_per_yuan;
    double& before = reached[payer.value * city.incubator_kinds.size() + all.kind[row]];
    const double start =
        lasting.uniform(sim::combine(city.governments.key[payer], all.kind[row]), IncubatorQuestion::first_seat);
    const double after = before + year * kind.rooms / rent;
    all.seats[row] = static_cast<std::int32_t>(std::floor(after + start) - std::floor(before + start));
    before = after;
    const auto monthly = [&](double part) { return sim::nearest_integer(year * part / 12); };
    all.seat[row] = sim::nearest_integer(rent / 12);
    all.coaching[row] = monthly(kind.coaching);
    all.grants[row] = monthly(kind.grants);
    all.courses[row] = sim::nearest_integer(year * kind.courses);
    all.showcases[row] = monthly(kind.showcases);
    const double rest = 1 - kind.rooms - kind.coaching - kind.grants - kind.courses - kind.showcases;
    all.office[row] = monthly(std::max(0.0, rest));
  }
}

// What a district has left for incubators in its line and in its purse; and of an amount as much.
Fen can_spend(const City& city, Id<Governments> payer) {
  return std::min(city.governments.incubator_left[payer], city.governments.cash[payer]);
}
Fen takes(City& city, Id<Governments> payer, Fen amount) {
  Governments& all = city.governments;
  const Fen part = std::clamp<Fen>(can_spend(city, payer), 0, amount);
  all.incubator_left[payer] -= part;
  all.incubator_paid[payer] += part;
  return part;
}
Fen pays(City& city, Id<Governments> payer, Fen amount, Purpose purpose) {
  const Fen part = takes(city, payer, amount);
  city.ledger.pay(city.governments.cash[payer], part, purpose);
  return part;
}

void graduate(City& city) {
  Organizations& all = city.organizations;
  for (const Id<Organizations> row : all.rows()) {
    if (!seated(all, row) || city.month() < all.stays_until[row]) continue;
    all.graduated[row] = city.month();
    all.published[row] = all.venue[row] = 0;
    all.free_rent[row] = 0;
  }
}

// Best first by what is seen of them: a place's free seats.
void admit(const Incubation& rule, City& city, sim::Draws lasting) {
  Organizations& all = city.organizations;
  Incubators& incubators = city.incubators;
  std::vector<std::int32_t> vacant(incubators.seats.all().begin(), incubators.seats.all().end());
  for (const Id<Organizations> row : all.rows())
    if (seated(all, row)) --vacant[all.incubator[row].value];
  if (std::none_of(vacant.begin(), vacant.end(), [](std::int32_t n) { return n > 0; })) return;
  const std::size_t governments = city.governments.size(), communities = city.communities.size();
  // The incubator of each kind that stands where an organization is at home.
  std::vector<Id<Incubators>> of_government(city.incubator_kinds.size() * governments),
      of_community(city.incubator_kinds.size() * communities);
  for (const Id<Incubators> row : incubators.rows())
    if (incubators.community[row])
      of_community[incubators.kind[row] * communities + incubators.community[row].value] = row;
    else
      of_government[incubators.kind[row] * governments + incubators.place[row].value] = row;
  const auto offers = [&](Id<Incubators> house) { return house && vacant[house.value] > 0; };
  const auto house_for = [&](Id<Communities> home) {
    Id<Incubators> house;
    for (std::size_t kind = 0; kind < city.incubator_kinds.size() && !house; ++kind) {
      if (const auto here = of_community[kind * communities + home.value]; offers(here)) house = here;
      each_government_over(city, home, [&](Id<Governments> g) {
        if (const auto here = of_government[kind * governments + g.value]; !house && offers(here)) house = here;
      });
    }
    return house;
  };
  struct Candidate {
    double score;  // the highest first
    std::uint64_t key;
    Id<Organizations> row;
    auto operator<=>(const Candidate&) const = default;
  };
  auto candidates = sim::gather<Candidate>(all.size(), 1024, [&](std::size_t i, std::vector<Candidate>& out) {
    const Id<Organizations> row(i);
    if (!at_work(city, row) || all.incubator[row] || !city.classes[all.kind[row]].community) return;
    if (!house_for(all.home[row])) return;  // nor will there be, for seats only fill
    const bool legal = all.status[row] == LegalStatus::registered;
    const double score =
        rule.quality * all.skill[row] + rule.noise * lasting.normal(all.key[row], IncubationQuestion::seen_skill) +
        (legal ? 0 : rule.grassroots) + (city.month() - all.founded[row] < rule.young ? rule.start_up : 0) +
        (legal && all.record[row] >= rule.model_record ? rule.model : 0);
    out.push_back({-score, all.key[row], row});
  });
  sim::sort(candidates);
  for (const Candidate& who : candidates) {
    const Id<Incubators> house = house_for(all.home[who.row]);
    if (!house) continue;
    --vacant[house.value];
    all.incubator[who.row] = house;
    const auto months = static_cast<double>(std::max<std::int64_t>(0, rule.most_stay - rule.least_stay) + 1);
    const auto stay = rule.least_stay +
                      static_cast<std::int64_t>(months * lasting.uniform(all.key[who.row], IncubationQuestion::stay));
    all.admitted[who.row] = city.month();
    all.stays_until[who.row] = static_cast<std::int16_t>(city.month() + stay);
  }
}

// Those who sit in each incubator, by their keys.
std::vector<std::vector<Id<Organizations>>> tenants(const City& city) {
  const Organizations& all = city.organizations;
  std::vector<std::vector<Id<Organizations>>> out(city.incubators.size());
  for (const Id<Organizations> row : all.rows())
    if (seated(all, row)) out[all.incubator[row].value].push_back(row);
  for (auto& some : out)
    std::sort(some.begin(), some.end(),
              [&](Id<Organizations> a, Id<Organizations> b) { return all.key[a] < all.key[b]; });
  return out;
}

// Coaches teach all alike, and are paid for the hours that they do.
void coach(const Incubation& rule, City& city, Id<Incubators> house, const std::vector<Id<Organizations>>& who) {
  const double price = city.hour_cost() * fen_per_yuan, n = static_cast<double>(who.size());
  const Fen most = sim::nearest_integer(rule.coach_most * n * price);
  const Fen paid = pays(city, city.incubators.payer[house], std::min(most, city.incubators.coaching[house]),
                        Purpose::incubator_staff);
  const double learned = 1 - sim::exp(-static_cast<double>(paid) / price / n / rule.learning);
  for (const Id<Organizations> row : who) {
    float& coached = city.organizations.coached[row];
    coached += static_cast<float>(std::max(0.0, rule.teachable - coached) * learned);
  }
}

// In the homes of those who sit there, of their niches.
void show(const Incubation& rule, City& city, Id<Incubators> house, const std::vector<Id<Organizations>>& who) {
  const Fen paid =
      pays(city, city.incubators.payer[house], city.incubators.showcases[house], Purpose::incubator_showcase);
  const double people = yuan(paid) / (rule.head * city.wage_level()) / static_cast<double>(who.size());
  for (const Id<Organizations> row : who)
    city.communities.shown(city.organizations.home[row], city.organizations.niche[row]) += static_cast<float>(people);
}

// The exam is in June: May's courses, for each social worker of those who sit there.
void train(const Incubation& rule, City& city, Id<Incubators> house, const std::vector<Id<Organizations>>& who,
           const Teams& teams) {
  const Fen price = fen(rule.course * city.wage_level());
  const Id<Governments> payer = city.incubators.payer[house];
  Fen money = city.incubators.courses[house];
  for (const Id<Organizations> row : who)
    for (const Id<Workers> worker : teams[row.value]) {
      if (money < price || can_spend(city, payer) < price) return;  // a whole course or none
      money -= pays(city, payer, price, Purpose::incubator_course);
      city.workers.prepared[worker] = 1;
    }
}

void give_grants(City& city, Id<Incubators> house, const std::vector<Id<Organizations>>& who) {
  const Id<Governments> payer = city.incubators.payer[house];
  for (const Id<Organizations> row : who) {
    const Fen each = takes(city, payer, city.incubators.grants[house] / static_cast<Fen>(who.size()));
    city.ledger.pay(city.governments.cash[payer], city.organizations.cash[row], each, Purpose::incubator_grant);
    city.organizations.aid[row] = each;
  }
}

// A month of the house, and of those who sit in it.
void serve(const Incubation& rule, City& city, Id<Incubators> house, const std::vector<Id<Organizations>>& who,
           const Teams& teams) {
  Organizations& all = city.organizations;
  const Incubators& houses = city.incubators;
  const Id<Governments> payer = houses.payer[house];
  if (houses.seats[house] > 0) pays(city, payer, houses.office[house], Purpose::incubator_staff);
  // Rooms are rented by the year, whether somebody sits in them or not.
  const Fen rooms =
      rule.room ? pays(city, payer, houses.seat[house] * houses.seats[house], Purpose::incubator_room) : 0;
  for (const Id<Organizations> row : who) {
    all.free_rent[row] = houses.seats[house] > 0 ? rooms / houses.seats[house] : 0;
    all.published[row] = rule.records ? 1 : 0;
    all.venue[row] = rule.party ? 1 : 0;
    if (rule.introductions) all.ties[row] += static_cast<float>(rule.ties);
    if (rule.standards) all.standard[row] = 1;
    if (rule.research && city.month() - all.admitted[row] >= rule.design_months) all.design[row] = 1;
  }
  if (who.empty()) return;
  if (rule.coaching) coach(rule, city, house, who);
  if (rule.training && city.now.month() == 5) train(rule, city, house, who, teams);
  if (rule.grants) give_grants(city, house, who);
  if (rule.showcase) show(rule, city, house, who);
}

// The rent that a graduate still need not pay, no more than it owes: its district pays it beside the line.
void relieve(const Incubation& rule, City& city) {
  Organizations& all = city.organizations;
  for (const Id<Organizations> row : all.rows()) {
    if (all.graduated[row] == never) continue;
    all.free_rent[row] = 0;
    if (!rule.room || all.alive[row] == 0 || rule.rent_returns == RentReturns::at_once) continue;
    const double gone = static_cast<double>(city.month() - all.graduated[row]) / static_cast<double>(rule.rent_months);
    const double part = rule.rent_returns == RentReturns::not_at_all ? 1 : std::max(0.0, 1 - gone);
    const double own = upkeep(city.classes[all.kind[row]], all.weight[row], all.status[row]).running *
                       city.reach.fixed * city.wage_level() / 12 * fen_per_yuan;
    const Id<Incubators> house = all.incubator[row];
    const Id<Governments> payer = city.incubators.payer[house];
    Fen& purse = city.governments.cash[payer];
    const double due = part * std::min(own, static_cast<double>(city.incubators.seat[house]));
    all.free_rent[row] = std::clamp<Fen>(sim::nearest_integer(due), 0, purse);
    city.ledger.pay(purse, all.free_rent[row], Purpose::incubator_room);
    city.governments.incubator_paid[payer] += all.free_rent[row];
  }
}

}  // namespace

void Incubation::operator()(City& city, sim::Draws draws) const {
  if (city.starting) return build(city);
  if (city.resting() || city.incubators.empty()) return;
  if (city.now.month() == 1) plan_year(city, draws.lasting());
  city.communities.shown.reset();  // awareness has read last month's by now
  city.workers.prepared.reset();   // and June's exam May's courses
  graduate(city);
  admit(*this, city, draws.lasting());
  const auto who = tenants(city);
  const auto staff = teams(city, Employer::organization, city.organizations.size());
  for (const Id<Incubators> house : city.incubators.rows()) serve(*this, city, house, who[house.value], staff);
  relieve(*this, city);
}

}  // namespace city
