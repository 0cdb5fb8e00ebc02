// Would-be founders come at a policy-free pace; each looks at what it could live on and founds if that is enough.
// Legal status is chosen by worth less cost and waiting; the regime decides which doors there are and what they cost.
//
//   attempts (keyed, policy-free) x markets x doors --decide()--> informal | filed | applying
//   applying --sponsor? capital? wait--> the registrar's desk --> registered
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "models/city/city.hpp"
#include "models/city/markets.hpp"
#include "models/city/register.hpp"
#include "models/city/registry.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

/// One way into the register: what it asks of a founder.
struct Door {
  double sponsor = 1;  ///< chance a month of finding the sponsor; 1 where none is needed
  double capital = 0;  ///< yuan to be shown
  double cost = 0;     ///< yuan spent on papers
  double wait = 0;     ///< months
};

/// The door that a class finds open now.
inline Door open_door(const City& city, std::size_t kind) {
  const Registration& r = city.registration;
  const OrganizationClass& c = city.classes[kind];
  if (r.regime == Regime::zero_threshold && c.zero_threshold) return {1, 0, 0, r.wait_zero};
  if (r.regime >= Regime::direct && c.direct_route) return {1, r.capital, r.cost, r.wait_direct};
  const double sponsor = r.regime == Regime::filing_only ? 0 : std::min(1.0, r.sponsor * c.sponsor);
  return {sponsor, r.capital, r.cost, r.wait_dual};
}

/// Whether filed status is worth its trouble, and registration worth its door, to an organization of these traits.
struct Choice {
  LegalStatus now = LegalStatus::informal;  ///< to take at once
  bool apply = false;                       ///< and seek registration
  bool viable = false;
};

inline Choice decide(const City& city, const Markets& markets, const Founder& who, double size, double wealth,
                     LegalStatus present, Id<Organizations> self = {}) {
  const Registration& r = city.registration;
  const auto net = [&](LegalStatus status) {
    return markets.expected(who, size, status, self) - markets.cost(who.kind, size, status);
  };
  const std::array<double, 3> worth = {net(LegalStatus::informal), net(LegalStatus::filed),
                                       net(LegalStatus::registered)};
  Choice out;
  out.now = present;
  if (present == LegalStatus::informal && city.filing.open && (worth[1] - worth[0]) * r.horizon > city.filing.cost)
    out.now = LegalStatus::filed;
  const double before = worth[static_cast<std::size_t>(out.now)];
  const Door door = open_door(city, who.kind);
  const double months = door.wait + (door.sponsor > 0 ? 1 / door.sponsor - 1 : 1e9);
  const double years = std::max(0.0, r.horizon - months / 12);
  // Capital is shown, not spent: it costs what it could have earned meanwhile, and nobody can show what they do not
  // have.
  const double price = door.cost + door.capital * r.interest * r.horizon;
  out.apply = wealth >= door.capital && (worth[2] - std::max(0.0, before)) * years > price;
  const double at_first = std::max(before, out.apply ? worth[2] * years / r.horizon : before);
  out.viable = at_first >= 0;
  return out;
}

enum class FoundingRule : std::uint8_t { niche, density };
constexpr std::array<std::string_view, 2> words(FoundingRule) { return {"niche", "density"}; }

struct Founding {
  static constexpr std::string_view about =
      "Would-be founders found if what they can expect to live on exceeds what it costs; or by density alone";
  FoundingRule rule = FoundingRule::niche;
  double attempts = 1.1, error = 0.5;
  double density_rate = 110, legitimation = 3, competition = 1.5;

  template <class V>
  void visit(V& v) {
    v(rule, {.name = "rule",
             .meaning = "Who founds: whoever can expect to live on it (niche), or as many as the number already there "
                        "calls for (density: Hannan and Carroll 1992)",
             .source = "two theories of the same event; a policy claim should hold under both"});
    v(density_rate, {.name = "density_rate",
                     .unit = "1/year",
                     .least = 0,
                     .most = 1e5,
                     .meaning = "Density rule: foundings in a district without organizations, times the class's share "
                                "of candidates",
                     .source = "assumed, so that the baseline's foundings are of the same order under both rules"});
    v(legitimation, {.name = "legitimation",
                     .least = 0,
                     .most = 100,
                     .meaning = "Density rule: log rate per 1,000 organizations of the class in the district",
                     .source = "assumed; positive in nearly all studies of organizational density"});
    v(competition, {.name = "competition",
                    .least = 0,
                    .most = 100,
                    .meaning = "Density rule: what the log rate loses per square of 1,000 organizations",
                    .source = "assumed; positive in nearly all studies of organizational density"});
    v(attempts, {.name = "attempts",
                 .unit = "count",
                 .least = 0,
                 .most = 100,
                 .meaning = "People a month per 10,000 residents who think of founding: a ceiling that no policy moves",
                 .source = "assumed"});
    v(error, {.name = "error",
              .least = 0,
              .most = 5,
              .meaning = "Standard deviation of the log error of founders about their own prospects",
              .source = "assumed"});
  }

  void operator()(City& city, sim::Draws draws) const {
    const Markets markets(city);
    const std::vector<double> chance = rule == FoundingRule::density ? density(city) : std::vector<double>();
    struct Start {
      Founder founder;
      LegalStatus status;
      bool apply;
    };
    const auto starts = sim::gather<Start>(city.communities.size(), 16, [&](std::size_t c, std::vector<Start>& out) {
      const Id<Communities> place(c);
      const std::uint64_t stem = sim::combine(city.communities.key[place], static_cast<std::uint64_t>(city.now.index));
      const std::int64_t count = draws.round(attempts * city.communities.population[place] / 10000, stem);
      for (std::int64_t i = 0; i < count; ++i) {
        const std::uint64_t key = sim::combine(stem, static_cast<std::uint64_t>(i));
        const std::uint8_t drawn = pick_class(city, draws.uniform(key, 7));
        if (!draws.chance(graduates(city, place, drawn), key, 6)) continue;
        const Founder founder = draw_founder(city, place, drawn, key, draws);
        // Optimists see themselves as larger than they will be.
        const double seen = founder.size * sim::exp(error * draws.normal(key, 8));
        const OrganizationClass& kind = city.classes[founder.kind];
        // What is left when premises and equipment are paid for.
        const double wealth =
            static_cast<double>(founder.wealth) / 100 - kind.setup_cost * founder.size * city.wage_level();
        const Choice choice = decide(city, markets, founder, seen, std::max(0.0, wealth), LegalStatus::informal);
        const std::size_t market = city.communities.district[place] * city.classes.size() + founder.kind;
        const bool founds =
            rule == FoundingRule::density ? draws.uniform(key, 9) < chance[market] : wealth >= 0 && choice.viable;
        if (founds) out.push_back({founder, choice.now, choice.apply});
      }
    });
    for (const Start& start : starts) {
      const Id<Organizations> row = add_organization(city, start.founder, start.status);
      city.organizations.applying[row] = start.apply ? 1 : 0;
      city.organizations.applied[row] = city.month();
      Fen& cash = city.organizations.cash[row];
      city.ledger.pay(city.ledger.outside(Outside::households), cash, start.founder.wealth, Purpose::founder);
      const Fen setup = City::fen(city.classes[start.founder.kind].setup_cost * start.founder.size * city.wage_level());
      city.ledger.pay(cash, city.ledger.outside(Outside::suppliers), std::min(cash, setup), Purpose::setup);
    }
  }

 private:
  // The share of a market's candidates who found, by district and class: the rate of density over the pace at which
  // candidates come. Density is that of the whole district, of which a sample may be here.
  std::vector<double> density(const City& city) const {
    const std::size_t classes = city.classes.size();
    std::vector<double> count(city.districts.size() * classes), coming(count.size()), sampled(city.districts.size());
    double candidates = 0;
    for (const OrganizationClass& c : city.classes) candidates += c.candidates;
    for (std::size_t c = 0; c < city.communities.size(); ++c) {
      const Id<Communities> place(c);
      const std::size_t d = city.communities.district[place];
      sampled[d] += city.communities.share[place];
      for (std::size_t k = 0; k < classes; ++k)
        coming[d * classes + k] += attempts * city.communities.population[place] / 10000 * graduates(city, place, k) *
                                   city.classes[k].candidates / candidates;
    }
    for (std::size_t o = 0; o < city.organizations.size(); ++o)
      if (const Id<Organizations> row(o); city.organizations.alive[row] != 0)
        count[district_of(city, row) * classes + city.organizations.kind[row]] += 1;
    for (std::size_t i = 0; i < count.size(); ++i) {
      if (coming[i] <= 0) continue;
      const double here = sampled[i / classes], n = count[i] / here / 1000;
      const double rate = density_rate / 12 * city.classes[i % classes].candidates / candidates *
                          sim::exp(legitimation * n - competition * n * n);
      count[i] = std::min(1.0, rate * here / coming[i]);
    }
    return count;
  }

  static std::uint8_t pick_class(const City& city, double u) {
    double total = 0, reached = 0;
    for (const OrganizationClass& c : city.classes) total += c.candidates;
    for (std::size_t k = 0; k + 1 < city.classes.size(); ++k)
      if (u < (reached += city.classes[k].candidates / total)) return static_cast<std::uint8_t>(k);
    return static_cast<std::uint8_t>(city.classes.size() - 1);
  }
};

/// Applications go through the door that is open, one by one across the registrar's desk; groups reconsider now and
/// then.
struct Register {
  static constexpr std::string_view about =
      "Applicants find sponsors, show capital and wait for the registrar's desk; others reconsider now and then";
  double attention = 0.02;

  template <class V>
  void visit(V& v) {
    v(attention, {.name = "attention",
                  .unit = "1/month",
                  .least = 0,
                  .most = 1,
                  .meaning = "Chance a month that a group looks at the doors again, with the rules of the day",
                  .source = "assumed: once in four years"});
  }

  void operator()(City& city, sim::Draws draws) const {
    Organizations& all = city.organizations;
    const Markets markets(city);
    std::vector<sim::Request> ready;
    for (std::size_t o = 0; o < all.size(); ++o) {
      const Id<Organizations> row(o);
      if (!at_work(city, row) || all.status[row] == LegalStatus::registered) continue;
      if (draws.chance(attention, all.key[row], 3)) reconsider(city, markets, row);
      if (all.applying[row] == 1 && passes(city, row, draws)) all.applying[row] = 2;
      if (all.applying[row] == 2)
        ready.push_back({static_cast<std::uint32_t>(district_of(city, row)), static_cast<std::uint32_t>(o),
                         city.month() - all.applied[row], draws.word(all.key[row], 1), all.key[row]});
    }
    const std::vector<double> people = residents_under(city);
    sim::meet(ready, [&](std::uint32_t district, std::span<const sim::Request> queue) {
      const auto decided = static_cast<std::size_t>(
          draws.round(city.registration.desk * people[city.district_government(district).value] / 1e5, district, 2));
      for (const sim::Request& request : queue.first(std::min(decided, queue.size())))
        enter(city, Id<Organizations>(request.row));
    });
    // Money moves in row order: the ledger is one.
    for (std::size_t o = 0; o < all.size(); ++o)
      if (const Id<Organizations> row(o); all.alive[row] != 0 && all.registered_on[row] == city.month())
        city.ledger.pay(all.cash[row], city.ledger.outside(Outside::suppliers),
                        std::min(all.cash[row], City::fen(open_door(city, all.kind[row]).cost)), Purpose::rent);
  }

 private:
  static void reconsider(City& city, const Markets& markets, Id<Organizations> row) {
    Organizations& all = city.organizations;
    const double cash = static_cast<double>(all.cash[row]) / 100;
    const Choice choice = decide(city, markets, traits(city, row), all.weight[row], cash, all.status[row], row);
    if (choice.now != all.status[row]) {
      all.status[row] = choice.now;
      all.status_since[row] = city.month();
    }
    if (choice.apply && all.applying[row] == 0) all.applied[row] = city.month();
    all.applying[row] = !choice.apply ? std::uint8_t{0} : std::max<std::uint8_t>(1, all.applying[row]);
  }

  // Papers in order: the procedure's months are over, the capital is there, a sponsor is found.
  static bool passes(const City& city, Id<Organizations> row, sim::Draws draws) {
    const Organizations& all = city.organizations;
    const Door door = open_door(city, all.kind[row]);
    const double cash = static_cast<double>(all.cash[row]) / 100;
    return city.month() - all.applied[row] >= door.wait && cash >= door.capital + door.cost &&
           draws.chance(door.sponsor, all.key[row]);
  }

  static void enter(City& city, Id<Organizations> row) {
    Organizations& all = city.organizations;
    all.relabelled[row] = city.month() - all.founded[row] > 12 ? 1 : 0;
    all.was_filed[row] = all.status[row] == LegalStatus::filed ? 1 : 0;
    all.status[row] = LegalStatus::registered;
    all.status_since[row] = all.registered_on[row] = city.month();
    all.applying[row] = 0;
  }
};

}  // namespace city
