#include "models/city/funding/lottery.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "models/city/shared/under.hpp"
#include "models/city/state/city.hpp"

namespace city {
namespace {

bool for_elders(const Service& s) { return s.least_age >= 60; }

double elders_share(const City& city) {
  double now = 0, start = 0;
  for (const std::int32_t elders : city.communities.elders.all()) now += elders;
  for (std::size_t i = 0; i < city.strata.size(); ++i)
    if (i / Traits::strata % Strata::ages >= 60) start += city.strata.initial[Id<Strata>(i)];
  return Lottery::phi(now, start);
}

// What came in last year joins the lines: the earmarked part those of elders, the rest all of them as they are.
void enter_lines(const Lottery& rule, City& city) {
  Governments& governments = city.governments;
  const double share = rule.earmark ? elders_share(city) : 0;
  for (const Id<Governments> row : governments.rows()) {
    const std::span<Fen> lines = governments.off_fair_budget.row(row);
    double elder = 0, total = 0;
    for (std::size_t s = 0; s < lines.size(); ++s) {
      total += static_cast<double>(governments.off_fair_line(row, s));
      if (for_elders(city.services[s])) elder += static_cast<double>(governments.off_fair_line(row, s));
    }
    governments.lottery_lines[row] = governments.lottery_elders[row] = 0;
    if (total <= 0 || governments.lottery[row] == 0) continue;
    const double marked = elder > 0 ? share : 0;
    double reached = 0;
    Fen given = 0;
    for (std::size_t s = 0; s < lines.size(); ++s) {
      const auto line = static_cast<double>(governments.off_fair_line(row, s));
      const bool old = for_elders(city.services[s]);
      const auto money = static_cast<double>(governments.lottery[row]);
      const double mine = money * ((1 - marked) * line / total + (old && marked > 0 ? marked * line / elder : 0));
      reached += mine;
      const Fen part = sim::nearest_integer(reached) - given;  // all of it, to the fen
      given += part;
      governments.lottery_lines[row] += part;
      if (old) governments.lottery_elders[row] += part;
      lines[s] += part;
    }
    governments.lottery[row] = 0;
  }
}

}  // namespace

double Lottery::phi(double elders, double at_start) {
  return std::min(1.0, std::max(0.5, at_start > 0 ? 0.5 * elders / at_start : 0.5));
}

void Lottery::operator()(City& city, sim::Draws) const {
  Governments& governments = city.governments;
  const std::vector<double> people = residents_under(city);
  if (city.now.month() == 1) enter_lines(*this, city);
  const double each = sales * sim::pow(1 + growth, city.today().index / 12.0) / 12 * fund * local;
  const auto receive = [&](Id<Governments> row, double yuan) {
    const Fen amount = fen(yuan);
    city.ledger.pay(governments.cash[row], amount, Purpose::lottery);
    governments.lottery_in[row] = amount;
    governments.lottery[row] += sim::nearest_integer(static_cast<double>(amount) * purchase);
  };
  if (const Id<Governments> region = city.region()) receive(region, people[0] * each * region_share);
  const double below = each * (1 - region_share);
  receive(Id<Governments>(0U), people[0] * below * city_share);
  for (std::size_t d = 0; d < city.districts.size(); ++d) {
    const Id<Governments> row = city.district_government(d);
    receive(row, people[row.value] * below * (1 - city_share));
  }
}

}  // namespace city
