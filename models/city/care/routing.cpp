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
  auto requests =
      sim::gather<sim::Request>(cases.size(), sim::row_grain, [&](std::size_t i, std::vector<sim::Request>& out) {
        const Id<Cases> row(i);
        if (cases.progress[row] != Progress::active) return;
        out.push_back({desks.provider(door(row), cases.community[row]), static_cast<std::uint32_t>(i),
                       (cases.worker[row] ? 1000000 : 0) + city.month() - cases.sought[row],
                       draws.word(cases.key[row], RoutingQuestion::goes_on), cases.key[row]});
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
  auto out = sim::gather<Claim>(cases.size(), sim::row_grain, [&](std::size_t i, std::vector<Claim>& found) {
    const Id<Cases> row(i);
    city.fetch(row, city.residents.traits);
    if (cases.progress[row] != Progress::waiting) return;
    const std::int64_t before = 1000000 - cases.severity[row] * 1000 - (city.month() - cases.sought[row]);
    const std::uint32_t luck = draws.word(cases.key[row], RoutingQuestion::turn);
    found.push_back({static_cast<std::uint64_t>(before) << 32 | luck, cases.key[row], row, cases.community[row],
                     cases.service[row], pays(city, row, lasting)});
  });
  sim::sort(out);
  return out;
}

// The nearest door that has the hours for a case; of several as near, the one that its luck prefers.
class Search {
 public:
  Search(const City& city, const Desks& desks, const Claim& claim, sim::Draws draws)
      : city_(city), desks_(desks), claim_(claim), draws_(draws) {}
  /// Whether there may be room behind one of the doors: what is further than the best so far is not asked.
  bool consider(std::span<const Door> doors) {
    bool perhaps = false;
    for (const Door& door : doors) {
      const double way = door.home ? city_.distance(door.home, claim_.place) : 0;
      const bool further = found_ && way_ < way;
      if (!further && !desks_.room(door, claim_.place, claim_.service)) continue;
      perhaps = true;
      if (further || (found_ && way_ == way && liking(best_) <= liking(door))) continue;
      found_ = true;
      best_ = door;
      way_ = way;
    }
    return perhaps;
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

// What people hear of how long one waits: cases that wait, and those taken up, a month, both fading over a year. All
// of either are among the claims.
void tell(City& city, const std::vector<Claim>& claims) {
  constexpr float weight = 1.0F / 12;
  Communities& places = city.communities;
  for (auto* heard : {&places.queue, &places.take_ups})
    for (float& value : heard->all()) value *= 1 - weight;
  const Cases& cases = city.cases;
  for (const Claim& claim : claims) {
    if (cases.progress[claim.row] == Progress::waiting) places.queue(claim.place, claim.service) += weight;
    if (cases.taken[claim.row] == city.month()) places.take_ups(claim.place, claim.service) += weight;
  }
}

}  // namespace

void Routing::operator()(City& city, sim::Draws draws) const {
  std::optional<Desks> fresh;
  OpenDoors doors;
  std::vector<Claim> all;
  const auto begin = [&] {
    fresh.emplace(Desks::fresh(city));
    go_on(city, *fresh, draws);
  };
  sim::together(
      begin, [&] { doors = open_doors(city); }, [&] { all = claims(city, draws); });
  Desks& desks = *fresh;
  Cases& cases = city.cases;
  const std::size_t services = city.services.size();
  // By community and service: who lives there asks the same hours of the same doors, and what is claimed is gone. So
  // where one found no room, nobody after will.
  std::vector<std::uint8_t> open(doors.volunteers.size(), 1), paid_open(open);
  const std::array station = {Door{}};
  const auto of = [services](const Claim& claim) { return claim.place.value * services + claim.service; };
  const auto offers = [&](Id<Governments> street, std::size_t service) -> const std::vector<Door>& {
    return doors.contracts[street.value * services + service];
  };
  const auto settle = [&](std::span<const Claim> in_turn) {
    for (std::size_t i = 0; i < in_turn.size(); ++i) {
      const Claim& claim = in_turn[i];
      const Id<Cases> row = claim.row;
      const std::size_t here = of(claim);
      if (const std::size_t later = i + 8; later < in_turn.size() && open[of(in_turn[later])] != 0) {
        fetch(cases, in_turn[later].row);
        cases.progress.fetch(in_turn[later].row);
        cases.taken.fetch(in_turn[later].row);
      }
      Search search(city, desks, claim, draws);
      if (open[here] != 0) {
        search.consider(station);
        search.consider(offers(city.communities.street[claim.place], claim.service));
        search.consider(doors.volunteers[here]);
        open[here] = search.found() != nullptr ? 1 : 0;
      }
      if (paid_open[here] != 0 && claim.pays)
        paid_open[here] =
            search.consider(doors.paid[city.communities.district[claim.place] * services + claim.service]) ? 1 : 0;
      const Door* door = search.found();
      if (door == nullptr) continue;
      cases.payer[row] = door->payer;
      cases.organization[row] = door->organization;
      cases.contract[row] = door->contract;
      cases.progress[row] = Progress::active;
      if (cases.taken[row] == never) cases.taken[row] = city.month();
      desks.take(*door, row);
    }
  };
  // Disputes that are settled by committees and neighbours alone share no hour with another street or service.
  std::vector<std::uint8_t> alone(city.governments.size(), 1);  // by street
  for (std::size_t s = 0; s < services; ++s)
    for (const Id<Governments> street : city.governments.rows())
      if (city.services[s].direct && (city.services[s].paying > 0 || !offers(street, s).empty()))
        alone[street.value] = 0;
  std::vector<Claim> shared;
  std::vector<std::vector<Claim>> disputes(alone.size());  // by street
  for (const Claim& claim : all) {
    const std::size_t street = city.communities.street[claim.place].value;
    (city.services[claim.service].direct && alone[street] != 0 ? disputes[street] : shared).push_back(claim);
  }
  sim::together([&] { settle(shared); },
                [&] { sim::each(disputes.size(), 1, [&](std::size_t street) { settle(disputes[street]); }); });
  sim::together([&] { count_idle_beside_queue(city, draws.lasting()); }, [&] { tell(city, all); });
}

}  // namespace city
