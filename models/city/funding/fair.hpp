// July's round: posted projects find providers inside their districts, then what is left in the whole city.
//
//   posted projects x able organizations --Round (fair, tender or direct)--> winners --lines committed--> contracts
#pragma once

#include <algorithm>
#include <vector>

#include "models/city/funding/awards.hpp"
#include "models/city/funding/bidding.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

struct Fair {
  static constexpr std::string_view about =
      "The yearly round of posted projects: organizations bid and are chosen, by district, then citywide";
  bool open = false;
  Contracting contracting;
  double least_skill = 0.3;

  template <class V>
  void visit(V& v) {
    v(open, {.name = "open", .meaning = "Whether a round is held", .source = "Nanjing: first fair in 2014"});
    contracting.visit(v);
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
    if (open && !posted.empty()) hold(city, posted, draws);
    for (const Id<Contracts> row : posted)
      if (city.contracts.awarded[row] == 0) city.contracts.over[row] = 1;  // withdrawn until next year
  }

 private:
  void hold(City& city, const std::vector<Id<Contracts>>& posted, sim::Draws draws) const {
    const Acquaintance known(city);
    Capacity capacity = Capacity::of(city, contracting, city.procurement.bid_hours(), draws);
    std::vector<double> time = capacity.time;
    std::vector<std::vector<Id<Contracts>>> projects(city.districts.size());
    std::vector<std::vector<Id<Organizations>>> able(city.districts.size());
    std::vector<Id<Organizations>> everybody;
    for (const Id<Contracts> row : posted)
      projects[city.communities.district[city.contracts.community[row]]].push_back(row);
    for (std::size_t o = 0; o < capacity.quota.size(); ++o) {
      if (capacity.quota[o] == 0) continue;
      able[district_of(city, Id<Organizations>(o))].push_back(Id<Organizations>(o));
      everybody.push_back(Id<Organizations>(o));
    }
    std::vector<std::vector<Winner>> winners(city.districts.size());
    sim::each(city.districts.size(), 1,
              [&](std::size_t d) { winners[d] = round(city, capacity, known, draws, projects[d], able[d], time); });
    std::vector<Winner> local;
    for (const auto& some : winners) local.insert(local.end(), some.begin(), some.end());
    settle(city, std::move(local), capacity, known);
    std::vector<Id<Contracts>> rest;
    for (const Id<Contracts> row : posted)
      if (city.contracts.awarded[row] == 0) rest.push_back(row);
    settle(city, round(city, capacity, known, draws, rest, everybody, time), capacity, known);
    for (std::size_t o = 0; o < time.size(); ++o) time[o] = capacity.time[o] - time[o];
    spend_on_bids(city, time);
  }

  // Writes only what belongs to its projects and organizations.
  std::vector<Winner> round(City& city, const Capacity& capacity, const Acquaintance& known, sim::Draws draws,
                            const std::vector<Id<Contracts>>& projects, const std::vector<Id<Organizations>>& able,
                            std::vector<double>& time) const {
    Round round(city, capacity, known, least_skill, static_cast<double>(contracting.months), draws, projects, able,
                time);
    std::vector<Winner> out = round.winners();
    for (const Bid& bid : round.bids()) {
      ++city.contracts.bids[projects[bid.project]];
      city.organizations.last_bid[able[bid.organization]] = city.month();
    }
    return out;
  }

  // In the order of their luck: where a line runs out, no community of a district is favoured for its row.
  void settle(City& city, std::vector<Winner> winners, Capacity& capacity, const Acquaintance& known) const {
    std::sort(winners.begin(), winners.end(), [&](const Winner& a, const Winner& b) {
      return city.contracts.key[a.project] < city.contracts.key[b.project];
    });
    for (const Winner& w : winners) {
      const double casework = 1 - city.services[city.contracts.service[w.project]].group_share;
      if (!award(city, w.project, w.organization, {contracting.months, casework, contracting.years}, w.price)) continue;
      city.contracts.incumbent[w.project] = known.served(w.organization, city.contracts.community[w.project]) ? 1 : 0;
      --capacity.quota[w.organization.value];
    }
  }
};

}  // namespace city
