#include "models/city/shocks/disaster.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "models/city/state/city.hpp"

namespace city {
namespace {

enum DisasterQuestion : std::uint32_t {
  number_of_affected = 0,  // of a community
  who_is_affected = 1,     // of an attempt: who, which need, how bad
  responds_at_all = 2,     // of an organization, lasting
  own_news = 3,            // of an organization and a site
  turn_on_site = 4,        // of an organization: who stays where there are too many
  first_day = 100,         // and on, a question for each day: which site
};

struct Person {
  Id<Residents> who;
  sim::Draws::Words luck;
  std::uint64_t key;
};

struct Site {
  Id<Communities> place;
  std::vector<Person> people;  // the first are reached first
  double left = 0;             // people not yet reached
  std::vector<std::size_t> teams;
  std::vector<double> lacked;  // by day gone by: what those there did not have in hand
};

struct Team {
  Id<Organizations> of;
  std::uint32_t turn;
  std::vector<double> news;  // people in need, by site, as it knows itself
  std::vector<int> seen;     // the day of that, by site; before the first: heard
  std::size_t site;
  int arrives = 0;
  int travelled = 0, on_site = 0;  // days
};
constexpr std::size_t at_home = ~std::size_t{0};

std::vector<Site> strike(const Disaster& rule, City& city, sim::Draws draws) {
  std::vector<Site> sites;
  for (const Id<Communities> place : city.communities.rows()) {
    const double rate = rule.affected.at(city.communities.district[place]);
    if (rate <= 0) continue;
    Site site{place, {}, 0, {}, {}};
    std::vector<std::uint8_t> hit(city.communities.slots[place]);
    draws.attempts(
        city.communities.key[place], rate / 1000 * city.communities.slots[place],
        [&](std::uint64_t key) {
          const sim::Draws::Words luck = draws.four(key, DisasterQuestion::who_is_affected);
          const std::uint32_t slot = sim::below(city.communities.slots[place], luck[0]);
          const Id<Residents> who = city.slot(place, slot);
          if (!Traits{city.residents.traits[who]}.has(Traits::present) || hit[slot] != 0) return;
          hit[slot] = 1;
          site.people.push_back({who, luck, key});
        },
        DisasterQuestion::number_of_affected);
    site.left = static_cast<double>(site.people.size());
    city.communities.affected[place] = static_cast<std::int32_t>(site.people.size());
    if (!site.people.empty()) sites.push_back(std::move(site));
  }
  return sites;
}

std::vector<Team> muster(const Disaster& rule, const City& city, const std::vector<Site>& sites, sim::Draws draws) {
  std::vector<Team> teams;
  for (const Id<Organizations> row : city.organizations.rows()) {
    const std::uint64_t key = city.organizations.key[row];
    if (!at_work(city, row) || !draws.lasting().chance(rule.responds, key, DisasterQuestion::responds_at_all)) continue;
    Team team{row, draws.word(key, DisasterQuestion::turn_on_site), {}, std::vector<int>(sites.size(), -1), at_home};
    for (const Site& site : sites) {
      const std::uint64_t both = sim::combine(key, city.communities.key[site.place]);
      team.news.push_back(site.left * sim::exp(rule.noise * draws.normal(both, DisasterQuestion::own_news)));
    }
    teams.push_back(std::move(team));
  }
  std::sort(teams.begin(), teams.end(), [&](const Team& a, const Team& b) {
    return std::pair(a.turn, city.organizations.key[a.of]) < std::pair(b.turn, city.organizations.key[b.of]);
  });
  return teams;
}

// A team without a site goes to one in proportion to what it thinks is lacking there, by what the centre tells or it
// has seen itself since; home where it thinks nothing is.
void choose(const Disaster& rule, const City& city, const std::vector<Site>& sites, Team& team, int day,
            sim::Draws draws) {
  const int known = day - static_cast<int>(rule.lag);
  const auto lacking = [&](std::size_t i) {
    const bool told = rule.centre && known >= 0 && known > team.seen[i];
    return told ? sites[i].lacked[static_cast<std::size_t>(known)] : team.news[i];
  };
  double all = 0;
  for (std::size_t i = 0; i < sites.size(); ++i) all += lacking(i);
  if (all <= 0) return;
  const double u =
      draws.uniform(city.organizations.key[team.of], DisasterQuestion::first_day + static_cast<std::uint32_t>(day));
  team.site = sim::pick(u, sites.size(), lacking);
  team.arrives = day + 1;
  ++team.travelled;
}

// A day on site: the first in turn do what there is, the others see that they are too many, and leave.
void work(const Disaster& rule, City& city, Site& site, std::size_t number, int day, std::vector<Team>& teams) {
  Communities& places = city.communities;
  for (const std::size_t t : site.teams) {
    Team& team = teams[t];
    ++team.on_site;
    places.team_days[site.place] += 1;
    const double done = std::min(site.left, rule.helps);
    site.left -= done;
    if (done <= 0) places.duplicated_days[site.place] += 1;
    team.news[number] = site.left;
    team.seen[number] = day;
    if (site.left <= 0) team.site = at_home;
  }
}

void respond(const Disaster& rule, City& city, std::vector<Site>& sites, sim::Draws draws) {
  std::vector<Team> teams = muster(rule, city, sites, draws);
  for (int day = 0; day < static_cast<int>(rule.days); ++day) {
    // What those on their way and on site do not have in hand for the days until all know.
    for (Site& site : sites) site.teams.clear();
    std::vector<double> coming(sites.size());
    for (std::size_t t = 0; t < teams.size(); ++t) {
      if (teams[t].site == at_home) continue;
      coming[teams[t].site] += 1;
      if (teams[t].arrives <= day) sites[teams[t].site].teams.push_back(t);
    }
    for (std::size_t i = 0; i < sites.size(); ++i)
      sites[i].lacked.push_back(std::max(
          0.0, sites[i].left - coming[i] * rule.helps * static_cast<double>(std::max<std::int64_t>(1, rule.lag))));
    for (std::size_t i = 0; i < sites.size(); ++i) work(rule, city, sites[i], i, day, teams);
    for (Team& team : teams)
      if (team.site == at_home) choose(rule, city, sites, team, day, draws);
  }
  for (const Team& team : teams) {
    const double away =
        std::min(1.0, static_cast<double>(team.on_site + team.travelled) / static_cast<double>(rule.days));
    city.organizations.volunteers[team.of] *= static_cast<float>(1 - away);
  }
}

// Who was not reached comes to need a service that they can have and have no need of yet.
void leave_needs(const Disaster& rule, City& city, const Site& site) {
  const auto reached = static_cast<std::size_t>(std::floor(static_cast<double>(site.people.size()) - site.left + 1e-9));
  city.communities.relieved[site.place] = static_cast<std::int32_t>(reached);
  for (std::size_t i = reached; i < site.people.size(); ++i) {
    const Person& person = site.people[i];
    const int years = city.age_months(person.who) / 12;
    std::uint16_t& open = city.residents.open[person.who];
    const auto weight = [&](std::size_t s) {
      const Service& service = city.services[s];
      const bool can = years >= service.least_age && years <= service.most_age && (open >> s & 1) == 0;
      return can ? service.disaster_needs : 0.0;
    };
    const std::size_t s = sim::pick(sim::unit(person.luck[1]), city.services.size(), weight);
    if (weight(s) <= 0) continue;
    open |= static_cast<std::uint16_t>(1U << s);
    ++city.communities.onsets(site.place, s);
    Cases& cases = city.cases;
    const Id<Cases> row = cases.add();
    cases.resident[row] = person.who;
    cases.community[row] = site.place;
    cases.key[row] = sim::combine(person.key, s);
    cases.service[row] = static_cast<std::uint8_t>(s);
    cases.severity[row] = sim::unit(person.luck[2]) < rule.severe ? 2 : 1;
    cases.opened[row] = city.month();
    cases.left[row] = static_cast<std::int16_t>(city.services[s].months);
    if (city.services[s].direct) {
      cases.progress[row] = Progress::waiting;
      cases.sought[row] = city.month();
    }
  }
}

}  // namespace

void Disaster::operator()(City& city, sim::Draws draws) const {
  std::vector<Site> sites = strike(*this, city, draws);
  if (sites.empty()) return;
  respond(*this, city, sites, draws);
  for (const Site& site : sites) {
    leave_needs(*this, city, site);
    city.communities.responders[site.place] = city.communities.team_days[site.place] / static_cast<float>(days);
  }
}

}  // namespace city
