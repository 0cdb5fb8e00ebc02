#include "models/city/organizations/founding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>
#include "models/city/organizations/doors.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {
namespace {


// The share of a market's candidates who found, by district and class: the rate of density over the pace at which
// candidates come. Density is that of the whole district, of which a sample may be here.
std::vector<double> density(const City& city) const {
  const std::size_t classes = city.classes.size();
  std::vector<double> count(city.districts.size() * classes), coming(count.size()), sampled(city.districts.size());
  double candidates = 0;
  for (const OrganizationClass& c : city.classes) candidates += c.candidates;
  for (const Id<Communities> place : city.communities.rows()) {
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

}  // namespace

void Founding::operator()(City& city, sim::Draws draws) const {
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
    city.ledger.pay(cash, start.founder.wealth, Purpose::founder);
    const Fen setup = fen(city.classes[start.founder.kind].setup_cost * start.founder.size * city.wage_level());
    city.ledger.pay(cash, std::min(cash, setup), Purpose::setup);
  }
}

}  // namespace city
