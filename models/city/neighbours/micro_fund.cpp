#include "models/city/neighbours/micro_fund.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

#include "models/city/neighbours/reforms.hpp"
#include "models/city/state/city.hpp"

namespace city {
namespace {

enum MicroFundQuestion : std::uint32_t { first_paid = 0 };  // of an organization

void collect(const MicroFund& rule, City& city, Id<Communities> place) {
  Communities& places = city.communities;
  const Id<Governments> street = places.street[place];
  const Fen each = fen(rule.contribution), from_firms = fen(rule.donation / 12);
  const Fen from_attendants = places.met[place] == city.month() ? each * places.attended[place] : 0;
  city.ledger.pay(places.fund[place], from_attendants, Purpose::micro_gift);
  city.ledger.pay(places.fund[place], from_firms, Purpose::micro_donation);
  Fen& purse = city.governments.cash[street];
  const Fen due = sim::nearest_integer(rule.match * static_cast<double>(from_attendants + from_firms));
  const Fen free = std::max<Fen>(0, purse - city.governments.committed[street]);
  city.ledger.pay(purse, places.fund[place], std::min(due, free), Purpose::micro_match);
}

// In an order of luck, where a fund does not hold all that was voted.
void pay_grants(City& city, sim::Draws draws) {
  Communities& places = city.communities;
  Organizations& all = city.organizations;
  std::vector<std::tuple<std::uint32_t, std::uint64_t, Id<Organizations>>> voted;
  for (const Id<Organizations> row : all.rows())
    if (all.voted[row] > 0)
      voted.emplace_back(draws.word(all.key[row], MicroFundQuestion::first_paid), all.key[row], row);
  std::sort(voted.begin(), voted.end());
  for (const auto& [turn, key, row] : voted) {
    const Id<Communities> place = all.home[row];
    const Fen amount = all.voted[row];
    if (places.binding[place] == 0 || places.fund[place] < amount) continue;
    city.ledger.pay(places.fund[place], all.cash[row], amount, Purpose::micro_grant);
    all.micro_grants[row] += amount;
    all.for_events[row] += amount;
    places.fund_granted[place] += amount;
    ++places.carried_out[place];
  }
}

}  // namespace

void MicroFund::operator()(City& city, sim::Draws draws) const {
  const auto own = [&](std::size_t district) { return open.at(district); };
  practise(city, Reform::micro_fund, own);
  for (const Id<Communities> place : city.communities.rows())
    if (has_reform(city, place, own(city.communities.district[place]), Reform::micro_fund)) collect(*this, city, place);
  pay_grants(city, draws);
}

}  // namespace city
