#include "models/city/organizations/buying.hpp"

#include <utility>
#include <vector>

#include "models/city/organizations/markets.hpp"
#include "models/city/shared/under.hpp"
#include "models/city/state/city.hpp"
#include "sim/math.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

enum BuyingQuestion : std::uint32_t { leaves_provider = 0, chooses = 1, suits_it = 2 };  // of a buyer; and a provider

// Legal persons that sell to institutions, by the governments that their homes are under.
std::vector<std::vector<Id<Organizations>>> sellers(const City& city) {
  std::vector<std::vector<Id<Organizations>>> out(city.governments.size());
  for (const Id<Organizations> row : city.organizations.rows())
    if (may_sell(city, row))
      each_government_over(city, city.organizations.home[row], [&](Id<Governments> g) { out[g.value].push_back(row); });
  return out;
}

}  // namespace

void Buying::operator()(City& city, sim::Draws draws) const {
  Buyers& buyers = city.buyers;
  const Organizations& all = city.organizations;
  const auto selling = sellers(city);
  const auto suiting = draws.lasting().hashed(BuyingQuestion::suits_it);
  std::vector<double> a_month;
  for (const Buyer& kind : city.buyer_kinds) a_month.push_back(1 - sim::pow(1 - kind.leaves, 1.0 / 12));
  sim::each(buyers.size(), 256, [&](std::size_t i) {
    const Id<Buyers> row(i);
    const std::size_t kind = buyers.kind[row];
    const Id<Organizations> now = buyers.provider[row];
    const bool stays =
        now && may_sell(city, now) && !draws.chance(a_month[kind], buyers.key[row], BuyingQuestion::leaves_provider);
    if (stays) return;
    // The larger are met sooner: a race of exponential times.
    std::pair<double, Id<Organizations>> best{0, {}};
    for (const Id<Organizations> seller :
         selling[within(city, buyers.community[row], city.buyer_kinds[kind].within).value]) {
      if (!buys(city, kind, all.kind[seller])) continue;
      const std::uint64_t pair = sim::combine(buyers.key[row], all.key[seller]);
      if (sim::unit(suiting(pair)) >= city.buyer_kinds[kind].suits) continue;
      const double met = -sim::log(draws.uniform(pair, BuyingQuestion::chooses)) / all.weight[seller];
      if (!best.second || std::pair(met, all.key[seller]) < std::pair(best.first, all.key[best.second]))
        best = {met, seller};
    }
    buyers.provider[row] = best.second;
  });
  for (const Id<Buyers> row : buyers.rows()) {
    const Id<Organizations> provider = buyers.provider[row];
    if (!provider) continue;
    const Fen amount = fen(order(city, buyers.kind[row]) / 12);
    city.ledger.pay(city.organizations.cash[provider], amount, Purpose::order);
    city.organizations.income[provider] += amount;
  }
}

}  // namespace city
