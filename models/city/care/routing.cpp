#include "models/city/care/routing.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/city/care/beside_queue.hpp"
#include "models/city/care/desks.hpp"
#include "models/city/shared/hours.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

enum RoutingQuestion : std::uint32_t { goes_on = 1, turn = 2, likes = 3 };  // of a case

// The doors that organizations keep open.
struct OpenDoors {
  std::vector<std::vector<Door>> contracts;   // by street x service
  std::vector<std::vector<Door>> volunteers;  // by community x service
  std::vector<std::vector<Door>> paid;        // by district x service
};

OpenDoors open_doors(const City& city) {
  const std::size_t services = city.services.size();
  const Organizations& all = city.organizations;
  OpenDoors out;
  out.contracts.resize(city.governments.size() * services);
  out.volunteers.resize(city.communities.size() * services);
  out.paid.resize(city.districts.size() * services);
  for (const Id<Contracts> row : city.contracts.rows()) {
    const Id<Organizations> provider = city.contracts.provider[row];
    // A provider that was dissolved last month still has its contracts until they are settled.
    if (!is_for_cases(city, row) || all.alive[provider] == 0) continue;
    const Id<Governments> street = city.communities.street[city.contracts.community[row]];
    out.contracts[street.value * services + city.contracts.service[row]].push_back(
        {Payer::contract, provider, row, all.home[provider]});
  }
  for (const Id<Organizations> row : all.rows()) {
    if (!at_work(city, row)) continue;
    if (volunteer_hours(city, row) > 0)
      out.volunteers[all.home[row].value * services + all.niche[row]].push_back(
          {Payer::volunteers, row, {}, all.home[row]});
    if (!city.classes[all.kind[row]].provider || all.staff[row] == 0 || all.status[row] != LegalStatus::registered)
      continue;
    const std::size_t district = city.communities.district[all.home[row]];
    for (std::size_t s = 0; s < services; ++s)
      if (serves(city, all.kind[row], s))
        out.paid[district * services + s].push_back({Payer::user, row, {}, all.home[row]});
  }
  return out;
}

// Cases are taken in no order of rows: memory is asked for what taking one reads and writes.
void fetch(const Cases& cases, Id<Cases> row) {
  const auto ask = [row](const auto&... columns) { (columns.fetch(row), ...); };
  ask(cases.community, cases.service, cases.payer, cases.organization, cases.contract, cases.worker);
}

// Those that were begun take their hours where they are: first what a social worker has, then the longest at it.
void go_on(City& city, Desks& desks, sim::Draws draws) {
  Cases& cases = city.cases;
  const auto door = [&](Id<Cases> row) {
    const Id<Organizations> who = cases.organization[row];
    return Door{cases.payer[row], who, cases.contract[row], who ? city.organizations.home[who] : Id<Communities>()};
  };
  const auto luck = draws.hashed(RoutingQuestion::goes_on);
  auto requests =
      sim::gather<sim::Request>(cases.size(), sim::row_grain, [&](std::size_t i, std::vector<sim::Request>& out) {
        const Id<Cases> row(i);
        if (cases.progress[row] != Progress::active) return;
        out.push_back({desks.provider(door(row), cases.community[row]), static_cast<std::uint32_t>(i),
                       (cases.worker[row] ? 1000000 : 0) + city.month() - cases.sought[row], luck(cases.key[row]),
                       cases.key[row]});
      });
  sim::meet(requests, [&](std::uint32_t, std::span<const sim::Request> begun) {
    for (const sim::Request& request : begun) fetch(cases, Id<Cases>(request.row));
    for (const sim::Request& request : begun) desks.take(door(Id<Cases>(request.row)), Id<Cases>(request.row));
  });
}

struct Claim {
  std::uint64_t turn;  // the worst first, then the longest wait, then luck
  std::uint64_t key;
  Id<Cases> row;
  Id<Communities> place;
  std::uint8_t service;
  bool pays;
  bool operator<(const Claim& other) const { return turn != other.turn ? turn < other.turn : key < other.key; }
};

std::vector<Claim> claims(const City& city, sim::Draws draws) {
  const Cases& cases = city.cases;
  const sim::Draws lasting = draws.lasting();
  const auto luck = draws.hashed(RoutingQuestion::turn);
  auto out = sim::gather<Claim>(cases.size(), sim::row_grain, [&](std::size_t i, std::vector<Claim>& found) {
    const Id<Cases> row(i);
    const auto may_pay = [&](Id<Cases> later) {
      return cases.progress[later] == Progress::waiting && city.services[cases.service[later]].paying > 0;
    };
    city.fetch_where(may_pay, row, city.residents.traits);
    if (cases.progress[row] != Progress::waiting) return;
    const std::int64_t before = 1000000 - cases.severity[row] * 1000 - (city.month() - cases.sought[row]);
    found.push_back({static_cast<std::uint64_t>(before) << 32 | luck(cases.key[row]), cases.key[row], row,
                     cases.community[row], cases.service[row], pays(city, row, lasting)});
  });
  sim::sort(out);
  return out;
}

// The nearest door that has the hours for a case; of several as near, the one that its luck prefers.
class Search {
 public:
  Search(const City& city, const Desks& desks, const Claim& claim, sim::Draws draws)
      : city_(city), desks_(desks), claim_(claim), draws_(draws) {}
  /// Whether there may be room behind one of the doors: what is further than the best so far is not asked. Those that
  /// are shut to all who may still come leave the list.
  bool consider(std::vector<Door>& doors) {
    bool perhaps = false;
    std::erase_if(doors, [&](const Door& door) {
      const bool there_may_be = consider(door);
      perhaps = perhaps || there_may_be;
      return !there_may_be && desks_.shut(door);
    });
    return perhaps;
  }
  bool consider(const Door& door) {
    const double way = door.home ? city_.distance(door.home, claim_.place) : 0;
    const bool further = found_ && way_ < way;
    if (!further && !desks_.room(door, claim_.place, claim_.service)) return false;
    if (further || (found_ && way_ == way && liking(best_) <= liking(door))) return true;
    found_ = true;
    best_ = door;
    way_ = way;
    return true;
  }
  const Door* found() const { return found_ ? &best_ : nullptr; }

 private:
  std::uint64_t liking(const Door& door) const {
    return sim::combine(draws_.word(claim_.key, RoutingQuestion::likes),
                        door.contract       ? city_.contracts.key[door.contract]
                        : door.organization ? city_.organizations.key[door.organization]
                                            : 0);
  }
  const City& city_;
  const Desks& desks_;
  const Claim& claim_;
  sim::Draws draws_;
  bool found_ = false;
  Door best_;
  double way_ = 0;
};

// One claim after another is served behind the nearest door that has the hours. By community and service: who lives
// there asks the same hours of the same doors, and what is claimed is gone. So where one found no room, nobody after
// will.
class Turns {
 public:
  Turns(City& city, Desks& desks, OpenDoors& doors, sim::Draws draws)
      : city_(city),
        desks_(desks),
        doors_(doors),
        draws_(draws),
        open_(doors.volunteers.size(), 1),
        paid_open_(doors.volunteers.size(), 1) {}

  void serve(std::span<const Claim> in_turn) {
    const auto ahead = [&](const Claim& later) {
      if (open_[of(later)] == 0) return;
      fetch(city_.cases, later.row);
      city_.cases.progress.fetch(later.row);
      city_.cases.taken.fetch(later.row);
    };
    sim::each_ahead(in_turn, ahead, [&](const Claim& claim) { serve(claim); });
  }

 private:
  std::size_t of(const Claim& claim) const { return claim.place.value * city_.services.size() + claim.service; }

  void serve(const Claim& claim) {
    const std::size_t services = city_.services.size(), here = of(claim);
    const Communities& places = city_.communities;
    Search search(city_, desks_, claim, draws_);
    if (open_[here] != 0) {
      search.consider(Door{});
      search.consider(doors_.contracts[places.street[claim.place].value * services + claim.service]);
      search.consider(doors_.volunteers[here]);
      open_[here] = search.found() != nullptr ? 1 : 0;
    }
    if (paid_open_[here] != 0 && claim.pays)
      paid_open_[here] = search.consider(doors_.paid[places.district[claim.place] * services + claim.service]) ? 1 : 0;
    const Door* door = search.found();
    if (door == nullptr) return;
    Cases& cases = city_.cases;
    const Id<Cases> row = claim.row;
    cases.payer[row] = door->payer;
    cases.organization[row] = door->organization;
    cases.contract[row] = door->contract;
    cases.progress[row] = Progress::active;
    if (cases.taken[row] == never) cases.taken[row] = city_.month();
    desks_.take(*door, row);
  }

  City& city_;
  Desks& desks_;
  OpenDoors& doors_;
  sim::Draws draws_;
  std::vector<std::uint8_t> open_, paid_open_;
};

// Claims that share no hour with those of another list.
struct Apart {
  std::vector<Claim> shared;
  std::vector<std::vector<Claim>> disputes;  // by street, where committees and neighbours alone settle them
};

Apart apart(const City& city, const OpenDoors& doors, const std::vector<Claim>& claims) {
  const std::size_t services = city.services.size();
  std::vector<std::uint8_t> alone(city.governments.size(), 1);  // by street
  for (const Id<Governments> street : city.governments.rows())
    for (std::size_t s = 0; s < services; ++s)
      if (city.services[s].direct &&
          (city.services[s].paying > 0 || !doors.contracts[street.value * services + s].empty()))
        alone[street.value] = 0;
  Apart out;
  out.disputes.resize(alone.size());
  for (const Claim& claim : claims) {
    const std::size_t street = city.communities.street[claim.place].value;
    (city.services[claim.service].direct && alone[street] != 0 ? out.disputes[street] : out.shared).push_back(claim);
  }
  return out;
}

// What people hear of how long one waits: cases that wait, and those taken up, a month, both fading over a year. And
// how many wait though there is room for them. All of either are among the claims.
void tell(City& city, const std::vector<Claim>& claims, const std::vector<Room>& rooms) {
  constexpr float weight = 1.0F / 12;
  Communities& places = city.communities;
  for (auto* heard : {&places.queue, &places.take_ups})
    for (float& value : heard->all()) value *= 1 - weight;
  const Cases& cases = city.cases;
  for (const Claim& claim : claims) {
    if (cases.progress[claim.row] == Progress::waiting) {
      places.queue(claim.place, claim.service) += weight;
      const Room& here = rooms[claim.place.value * city.services.size() + claim.service];
      if (here.fits(claim.pays)) ++places.beside_queue(claim.place, claim.service);
    }
    if (cases.taken[claim.row] == city.month()) places.take_ups(claim.place, claim.service) += weight;
  }
}

}  // namespace

void Routing::operator()(City& city, sim::Draws draws) const {
  std::optional<Desks> desks;
  OpenDoors doors;
  std::vector<Claim> all;
  const auto begin = [&] {
    desks.emplace(Desks::fresh(city));
    go_on(city, *desks, draws);
  };
  const auto open = [&] { doors = open_doors(city); };
  sim::together(begin, open, [&] { all = claims(city, draws); });
  const Apart lists = apart(city, doors, all);
  Turns turns(city, *desks, doors, draws);
  sim::together([&] { turns.serve(lists.shared); },
                [&] { sim::each(lists.disputes.size(), 1, [&](std::size_t i) { turns.serve(lists.disputes[i]); }); });
  tell(city, all, rooms_left(city));
}

}  // namespace city
