// The July fair: organizations bid for posted projects; a stable matching inside districts, then one round for the
// whole city. Outside the fair districts award directly to the providers whose record they know best.
//
//   posted projects x able organizations --bids (worth to them, merit to the community)--> match() --> contracts, lines
//   committed
#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "models/city/city.hpp"
#include "models/city/matching.hpp"
#include "models/city/register.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

/// How many more contracts each organization would take, by the hours of its social workers and those it could hire.
struct Capacity {
  std::vector<std::uint32_t> quota;
  std::vector<std::uint8_t> staffed;
  /// Registered ones may take any contract; filed ones small ones. `project` is the hours a month of a usual contract,
  /// `beginners` what an organization takes beyond its staff, hoping to hire; `growth` how far it would grow.
  static Capacity of(const City& city, double project, double beginners, double growth) {
    const Organizations& all = city.organizations;
    std::vector<double> room(all.size());
    Capacity out;
    out.quota.resize(all.size());
    out.staffed.resize(all.size());
    for (std::size_t w = 0; w < city.workers.size(); ++w) {
      const Id<Workers> row(w);
      if (city.workers.employer[row] != Employer::organization) continue;
      room[city.workers.workplace[row]] += city.workers.share[row] * city.economy.worker_hours * growth;
      out.staffed[city.workers.workplace[row]] = 1;
    }
    for (std::size_t i = 0; i < city.contracts.size(); ++i) {
      const Id<Contracts> row(i);
      if (city.contracts.awarded[row] != 0 && city.contracts.over[row] == 0)
        room[city.contracts.provider[row].value] -= city.contracts.rate[row];
    }
    for (std::size_t o = 0; o < all.size(); ++o) {
      const Id<Organizations> row(o);
      const bool able = all.alive[row] != 0 && all.dormant[row] == 0 && city.classes[all.kind[row]].provider &&
                        all.status[row] != LegalStatus::informal;
      out.quota[o] = able ? static_cast<std::uint32_t>(std::max(0.0, room[o] + beginners) / project) : 0;
    }
    return out;
  }
};

/// Makes a project a contract, if the payer's line still holds its value.
inline bool award(City& city, Id<Contracts> row, Id<Organizations> winner, std::int16_t months, double casework) {
  Contracts& contracts = city.contracts;
  const std::size_t s = contracts.service[row];
  auto& lines = contracts.fair[row] != 0 ? city.governments.fair_budget : city.governments.off_fair_budget;
  const std::span<Fen> purse = lines.row(contracts.payer[row]);
  if (std::accumulate(purse.begin(), purse.end(), Fen{0}) < contracts.value[row]) return false;
  Fen due = contracts.value[row];
  const auto take = [&due](Fen& line) {
    const Fen part = std::min(line, due);
    line -= part;
    due -= part;
  };
  take(purse[s]);  // its own line first, then whatever line has most left
  while (due > 0) take(*std::max_element(purse.begin(), purse.end()));
  city.governments.committed[contracts.payer[row]] += contracts.value[row];
  contracts.awarded[row] = 1;
  contracts.provider[row] = winner;
  contracts.starts[row] = city.month();
  contracts.months[row] = months;
  contracts.hours[row] =
      static_cast<float>(static_cast<double>(contracts.value[row]) / 100 * casework / city.hour_cost());
  contracts.groups[row] = static_cast<float>(1 - casework);
  contracts.rate[row] = contracts.hours[row] / static_cast<float>(months);
  return true;
}

/// What an officer believes of an organization: what is known of its record, the rest filled in with its class's name.
inline double believed(const City& city, Id<Organizations> row, std::size_t service, bool known, bool staffed,
                       double noise) {
  const double weight = known ? 0.9 : 0.5, prior = city.classes[city.organizations.kind[row]].skill;
  const double fits = city.organizations.niche[row] == service ? 0.1 : 0.0;
  const double credible = staffed ? 0.15 : 0.0;  // social workers on the payroll are there for all to see
  return weight * city.organizations.record[row] + (1 - weight) * prior + fits + credible + (known ? 0.3 : 1.0) * noise;
}

struct Fair {
  static constexpr std::string_view about =
      "The yearly fair: organizations bid for posted projects and are matched with them, by district, then citywide";
  bool open = false;
  std::int64_t months = 12;
  double usual = 27, beginners = 55, growth = 1.5, noise = 0.15, bids = 2, least_skill = 0.3;

  template <class V>
  void visit(V& v) {
    v(open, {.name = "open", .meaning = "Whether a fair is held", .source = "Nanjing: first fair in 2014"});
    v(months, {.name = "months",
               .unit = "month",
               .least = 1,
               .most = 60,
               .meaning = "Length of a contract",
               .source = "assumed"});
    v(usual, {.name = "usual",
              .unit = "hour/month",
              .least = 1,
              .most = 1000,
              .meaning = "Casework hours of a usual contract, by which an organization counts what it can take",
              .source = "derived: 33,300 CNY, 30 % for groups, 73 CNY an hour, 12 months"});
    v(beginners, {.name = "beginners",
                  .unit = "hour/month",
                  .least = 0,
                  .most = 1000,
                  .meaning = "Casework hours it would take beyond its staff, hoping to hire",
                  .source = "assumed"});
    v(growth, {.name = "growth",
               .least = 0.1,
               .most = 10,
               .meaning = "Staff it would grow to, relative to what it has",
               .source = "assumed"});
    v(noise, {.name = "noise",
              .least = 0,
              .most = 5,
              .meaning = "Error in judging an organization that is not known here",
              .source = "assumed"});
    v(bids, {.name = "bids",
             .least = 1,
             .most = 50,
             .meaning = "Bids an organization has time for, per contract it could do",
             .source = "assumed"});
    v(least_skill, {.name = "least_skill",
                    .least = 0,
                    .most = 1,
                    .meaning = "Skill in a service below which nobody bids",
                    .source = "assumed"});
  }

  void operator()(City& city, sim::Draws draws) const {
    std::vector<Id<Contracts>> posted;
    for (std::size_t i = 0; i < city.contracts.size(); ++i) {
      const Id<Contracts> row(i);
      if (city.contracts.fair[row] != 0 && city.contracts.awarded[row] == 0 && city.contracts.over[row] == 0)
        posted.push_back(row);
    }
    if (open && !posted.empty()) {
      Capacity capacity = Capacity::of(city, usual, beginners, growth);
      std::vector<std::vector<Id<Contracts>>> by_district(city.districts.size());
      std::vector<std::vector<Id<Organizations>>> bidders(city.districts.size());
      std::vector<Id<Organizations>> everybody;
      for (const Id<Contracts> row : posted)
        by_district[city.communities.district[city.contracts.community[row]]].push_back(row);
      for (std::size_t o = 0; o < capacity.quota.size(); ++o)
        if (capacity.quota[o] > 0) {
          bidders[district_of(city, Id<Organizations>(o))].push_back(Id<Organizations>(o));
          everybody.push_back(Id<Organizations>(o));
        }
      std::vector<std::vector<Award>> awards(city.districts.size());
      sim::each(city.districts.size(), 1,
                [&](std::size_t d) { awards[d] = round(city, by_district[d], bidders[d], capacity, draws); });
      for (auto& local : awards) settle(city, std::move(local), capacity);
      std::vector<Id<Contracts>> rest;
      for (const Id<Contracts> row : posted)
        if (city.contracts.awarded[row] == 0) rest.push_back(row);
      settle(city, round(city, rest, everybody, capacity, draws), capacity);
    }
    for (const Id<Contracts> row : posted)
      if (city.contracts.awarded[row] == 0) city.contracts.over[row] = 1;  // withdrawn until next year
  }

 private:
  struct Award {
    Id<Contracts> project;
    Id<Organizations> winner;
    bool incumbent = false;
  };

  // One round among some projects and some organizations. Writes only those projects' bid counts.
  std::vector<Award> round(City& city, const std::vector<Id<Contracts>>& projects,
                           const std::vector<Id<Organizations>>& able, const Capacity& capacity,
                           sim::Draws draws) const {
    const Contracts& contracts = city.contracts;
    std::vector<std::uint32_t> quota(able.size());
    std::vector<std::vector<Id<Communities>>> served(able.size());
    std::vector<std::uint32_t> place_of(city.organizations.size(), unmatched);
    for (std::size_t a = 0; a < able.size(); ++a) place_of[able[a].value] = static_cast<std::uint32_t>(a);
    for (std::size_t i = 0; i < contracts.size(); ++i) {
      const Id<Contracts> row(i);
      if (contracts.provider[row] && place_of[contracts.provider[row].value] != unmatched)
        served[place_of[contracts.provider[row].value]].push_back(contracts.community[row]);
    }
    std::vector<std::vector<Bid>> bids_of(able.size());
    sim::each(able.size(), 8, [&](std::size_t a) {
      const Id<Organizations> row = able[a];
      const auto& all = city.organizations;
      quota[a] = capacity.quota[row.value];
      if (quota[a] == 0) return;
      auto& mine = bids_of[a];
      for (std::size_t p = 0; p < projects.size(); ++p) {
        const Id<Contracts> offer = projects[p];
        const std::size_t s = contracts.service[offer];
        if (all.status[row] == LegalStatus::filed && contracts.value[offer] > City::fen(city.filing.largest_contract))
          continue;
        if (!serves(city, all.kind[row], s)) continue;
        const double skill = all.skill[row] * (all.niche[row] == s ? 1.0 : 0.6);
        if (skill < least_skill) continue;
        const Id<Communities> place = contracts.community[offer];
        const bool known = std::find(served[a].begin(), served[a].end(), place) != served[a].end();
        const double near = place == all.home[row]                                                     ? 1.5
                            : city.communities.street[place] == city.communities.street[all.home[row]] ? 1.25
                                                                                                       : 1.0;
        const sim::Draws::Words words = draws.four(sim::combine(all.key[row], contracts.key[offer]));
        const double taste = 0.75 + 0.5 * sim::unit(words[0]);
        const double error =
            noise * (sim::unit(words[1]) + sim::unit(words[2]) - 1) * 2.45;  // triangular, unit variance
        mine.push_back({static_cast<std::uint32_t>(p), static_cast<std::uint32_t>(a),
                        believed(city, row, s, known, capacity.staffed[row.value] != 0, error),
                        skill * near * taste * std::sqrt(static_cast<double>(contracts.value[offer]))});
      }
      // There is time only for the most promising bids.
      const std::size_t most = static_cast<std::size_t>(std::ceil(bids * quota[a]));
      if (mine.size() > most) {
        std::nth_element(
            mine.begin(), mine.begin() + static_cast<std::ptrdiff_t>(most), mine.end(),
            [](const Bid& x, const Bid& y) { return x.worth != y.worth ? x.worth > y.worth : x.project < y.project; });
        mine.resize(most);
      }
    });
    std::vector<Bid> bids_made;
    for (const auto& mine : bids_of) bids_made.insert(bids_made.end(), mine.begin(), mine.end());
    for (const Bid& bid : bids_made) ++city.contracts.bids[projects[bid.project]];
    for (std::size_t a = 0; a < able.size(); ++a)
      if (!bids_of[a].empty()) city.organizations.last_bid[able[a]] = city.month();
    const std::vector<std::uint32_t> winners = match(projects.size(), quota, std::move(bids_made));
    std::vector<Award> out;
    for (std::size_t p = 0; p < projects.size(); ++p)
      if (winners[p] != unmatched) {
        const auto& places = served[winners[p]];
        const bool incumbent =
            std::find(places.begin(), places.end(), contracts.community[projects[p]]) != places.end();
        out.push_back({projects[p], able[winners[p]], incumbent});
      }
    return out;
  }

  // In the order of their luck: where a line runs out, no community is favoured for its row.
  void settle(City& city, std::vector<Award> awards, Capacity& capacity) const {
    std::sort(awards.begin(), awards.end(), [&](const Award& a, const Award& b) {
      return city.contracts.key[a.project] < city.contracts.key[b.project];
    });
    for (const Award& a : awards)
      if (award(city, a.project, a.winner, static_cast<std::int16_t>(months),
                1 - city.services[city.contracts.service[a.project]].group_share)) {
        city.contracts.incumbent[a.project] = a.incumbent ? 1 : 0;
        --capacity.quota[a.winner.value];
      }
  }
};

struct OffFair {
  static constexpr std::string_view about =
      "Outside the fair governments negotiate with the providers they know best, for the communities with the longest "
      "queues";
  double value = 100000, usual = 80, beginners = 80, growth = 1.5, noise = 0.15, groups = 0.5;
  std::int64_t months = 12;

  template <class V>
  void visit(V& v) {
    v(value, {.name = "value",
              .unit = "CNY",
              .least = 100,
              .most = 1e8,
              .meaning = "Mean contract outside the fair",
              .source = "Jiangning 2014-17: over 50 million CNY for over 500 projects"});
    v(usual, {.name = "usual",
              .unit = "hour/month",
              .least = 1,
              .most = 1000,
              .meaning = "Casework hours of a usual contract, by which an organization counts what it can take",
              .source = "derived: 100,000 CNY, 30 % for groups, 73 CNY an hour, 12 months"});
    v(beginners, {.name = "beginners",
                  .unit = "hour/month",
                  .least = 0,
                  .most = 1000,
                  .meaning = "Casework hours it would take beyond its staff, hoping to hire",
                  .source = "assumed"});
    v(growth, {.name = "growth",
               .least = 0.1,
               .most = 10,
               .meaning = "Staff it would grow to, relative to what it has",
               .source = "assumed"});
    v(noise,
      {.name = "noise", .least = 0, .most = 5, .meaning = "Error in judging an organization", .source = "assumed"});
    v(groups, {.name = "groups",
               .least = 0,
               .most = 1,
               .meaning = "Share of money for group activities relative to the fair's",
               .source = "assumed: negotiated contracts are for cases first"});
    v(months, {.name = "months",
               .unit = "month",
               .least = 1,
               .most = 60,
               .meaning = "Length of a contract",
               .source = "assumed"});
  }

  void operator()(City& city, sim::Draws draws) const {
    Capacity capacity = Capacity::of(city, usual, beginners, growth);
    const std::size_t services = city.services.size();
    std::vector<double> queue(city.communities.size() * services);
    for (std::size_t i = 0; i < city.cases.size(); ++i) {
      const Id<Cases> row(i);
      if (city.cases.progress[row] == Progress::waiting)
        queue[city.cases.community[row].value * services + city.cases.service[row]] += 1;
    }
    for (std::size_t g = 0; g < city.governments.size(); ++g)
      for (std::size_t s = 0; s < services; ++s) purchase(city, Id<Governments>(g), s, queue, capacity, draws);
  }

 private:
  static bool under(const City& city, Id<Governments> g, Id<Governments> payer) {
    for (; g; g = city.governments.parent[g])
      if (g == payer) return true;
    return false;
  }

  void purchase(City& city, Id<Governments> payer, std::size_t s, std::vector<double>& queue, Capacity& capacity,
                sim::Draws draws) const {
    const Fen line = city.governments.off_fair_budget(payer, s);
    const std::uint64_t stem =
        sim::combine(static_cast<std::uint64_t>(payer.value) << 8 | s, static_cast<std::uint64_t>(city.now.index));
    const std::int64_t count = draws.round(static_cast<double>(line) / 100 / value, stem, 1);
    if (count == 0) return;
    std::vector<std::pair<double, Id<Organizations>>> ranking;
    for (std::size_t o = 0; o < capacity.quota.size(); ++o) {
      const Id<Organizations> row(o);
      if (capacity.quota[o] == 0 || city.organizations.status[row] != LegalStatus::registered) continue;
      if (!serves(city, city.organizations.kind[row], s)) continue;
      const Id<Governments> home = city.communities.street[city.organizations.home[row]];
      // A street looks around its district; the others in what they govern.
      const Id<Governments> reach =
          city.governments.level[payer] == Level::street ? city.governments.parent[payer] : payer;
      if (!under(city, home, reach)) continue;
      const double error = noise * (draws.uniform(sim::combine(stem, city.organizations.key[row]), 2) - 0.5) * 3.46;
      ranking.emplace_back(
          -believed(city, row, s, city.organizations.grants_ever[row] > 0, capacity.staffed[o] != 0, error), row);
    }
    std::sort(ranking.begin(), ranking.end());
    std::vector<Id<Communities>> places;
    for (std::size_t c = 0; c < city.communities.size(); ++c)
      if (under(city, city.communities.street[Id<Communities>(c)], payer)) places.push_back(Id<Communities>(c));
    std::size_t next = 0;
    for (std::int64_t i = 0; i < count && next < ranking.size(); ++i) {
      const auto longest = std::max_element(places.begin(), places.end(), [&](Id<Communities> a, Id<Communities> b) {
        return queue[a.value * services(city) + s] < queue[b.value * services(city) + s];
      });
      Contracts& contracts = city.contracts;
      const Id<Contracts> row = contracts.add();
      contracts.key[row] = sim::combine(stem, static_cast<std::uint64_t>(100 + i));
      contracts.community[row] = *longest;
      contracts.service[row] = static_cast<std::uint8_t>(s);
      contracts.payer[row] = payer;
      contracts.posted[row] = city.month();
      contracts.value[row] = line / count / 100 * 100;
      const Id<Organizations> winner = ranking[next].second;
      if (!award(city, row, winner, static_cast<std::int16_t>(months), 1 - groups * city.services[s].group_share))
        contracts.over[row] = 1;
      // What the contract will take off the queue, so that the next one looks elsewhere.
      queue[longest->value * services(city) + s] -=
          contracts.hours[row] / city.case_hours(city.services[s]) / static_cast<double>(city.services[s].months);
      if (--capacity.quota[winner.value] == 0 || i % 2 == 1) ++next;  // two to a provider before the next is asked
    }
  }
  static std::size_t services(const City& city) { return city.services.size(); }
};

}  // namespace city
