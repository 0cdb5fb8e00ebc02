#include "models/city/organizations/founding.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "models/city/organizations/doors.hpp"
#include "models/city/organizations/founder.hpp"
#include "models/city/organizations/markets.hpp"
#include "models/city/organizations/papers.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

// The share of a market's candidates who found, by district and class: the rate of density over the pace at which
// candidates come. Density is that of the whole district, of which a sample may be here.
std::vector<double> density(const Founding& rule, const City& city) {
  const std::size_t classes = city.classes.size();
  std::vector<double> count(city.districts.size() * classes), coming(count.size()), sampled(city.districts.size());
  double candidates = 0;
  for (const OrganizationClass& c : city.classes) candidates += c.candidates;
  for (const Id<Communities> place : city.communities.rows()) {
    const std::size_t d = city.communities.district[place];
    sampled[d] += city.communities.share[place];
    for (std::size_t k = 0; k < classes; ++k)
      coming[d * classes + k] += rule.attempts * city.communities.population[place] / 10000 *
                                 graduates(city, place, k) * city.classes[k].candidates / candidates;
  }
  for (const Id<Organizations> row : city.organizations.rows())
    if (city.organizations.alive[row] != 0) count[district_of(city, row) * classes + city.organizations.kind[row]] += 1;
  for (std::size_t i = 0; i < count.size(); ++i) {
    if (coming[i] <= 0) continue;
    const double here = sampled[i / classes], n = count[i] / here / 1000;
    const double rate = rule.density_rate / 12 * city.classes[i % classes].candidates / candidates *
                        sim::exp(rule.legitimation * n - rule.competition * n * n);
    count[i] = std::min(1.0, rate * here / coming[i]);
  }
  return count;
}

std::uint8_t pick_class(const City& city, double u) {
  return static_cast<std::uint8_t>(
      sim::pick(u, city.classes.size(), [&](std::size_t k) { return city.classes[k].candidates; }));
}

// Yuan for premises and equipment before the first day.
double setup_cost(const City& city, const Founder& founder) {
  return city.classes[founder.kind].setup_cost * founder.size * city.wage_level();
}

}  // namespace

void Founding::operator()(City& city, sim::Draws draws) const {
  if (city.resting()) return;
  std::optional<const Markets> seen_markets;
  std::optional<const OpenNeeds> seen_needs;
  sim::together([&] { seen_markets.emplace(city); }, [&] { seen_needs.emplace(city); });
  const Markets& markets = *seen_markets;
  const OpenNeeds& needs = *seen_needs;
  const std::vector<double> chance = rule == FoundingRule::density ? density(*this, city) : std::vector<double>();
  struct Start {
    Founder founder;
    LegalStatus status;
    bool apply;
  };
  const auto starts = sim::gather<Start>(city.communities.size(), 16, [&](std::size_t c, std::vector<Start>& out) {
    const Id<Communities> place(c);
    const auto consider = [&](std::uint64_t key) {
      const std::uint8_t kind = pick_class(city, draws.uniform(key, FounderLuck::kind));
      if (!draws.chance(graduates(city, place, kind), key, FounderLuck::graduated)) return;
      const Founder founder = draw_founder(city, needs, place, kind, key, draws);
      // Optimists see themselves as larger than they will be.
      const double seen = founder.size * sim::exp(error * draws.normal(key, FounderLuck::prospects));
      const double wealth = yuan(founder.wealth) - setup_cost(city, founder);
      const Choice choice = decide(city, markets, founder, seen, std::max(0.0, wealth), LegalStatus::informal);
      const std::size_t market = city.communities.district[place] * city.classes.size() + kind;
      const bool founds = rule == FoundingRule::density ? draws.uniform(key, FounderLuck::founds) < chance[market]
                                                        : wealth >= 0 && choice.viable;
      if (founds) out.push_back({founder, choice.now, choice.apply});
    };
    draws.attempts(city.communities.key[place], attempts * city.communities.population[place] / 10000, consider);
  });
  for (const Start& start : starts) {
    const Id<Organizations> row = add_organization(city, start.founder, LegalStatus::informal);
    if (start.status == LegalStatus::filed) begin_filing(city, row);
    city.organizations.applying[row] = start.apply ? 1 : 0;
    city.organizations.applied[row] = city.month();
    Fen& cash = city.organizations.cash[row];
    city.ledger.pay(cash, start.founder.wealth, Purpose::founder);
    city.ledger.pay(cash, std::min(cash, fen(setup_cost(city, start.founder))), Purpose::setup);
  }
}

}  // namespace city
