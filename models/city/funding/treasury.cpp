#include "models/city/funding/treasury.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <vector>

#include "models/city/funding/post_pay.hpp"
#include "models/city/funding/transfers.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/shared/under.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

// Streets pay institutions' social workers, each from money that comes for it.
void pay_institutions(City& city) {
  Governments& governments = city.governments;
  each_employed(city, Employer::institution, [&](Id<Workers> worker, std::uint32_t place) {
    const Id<Governments> street = city.communities.street[Id<Communities>(std::size_t{place})];
    const Fen due = payroll_cost(city, worker);
    city.ledger.pay(governments.cash[street], due, Purpose::revenue);
    city.ledger.pay(governments.cash[street], due, Purpose::institution_wage);
  });
}

// And the mediators for each dispute that they have heard, as far as cash goes.
void pay_mediators(City& city) {
  const Cases& cases = city.cases;
  const Fen each = fen(city.station.dispute_pay);
  const auto heard = [&](Id<Cases> row, std::span<Fen> due) {
    if (city.services[cases.service[row]].direct && cases.payer[row] == Payer::in_house &&
        (cases.closure[row] == Closure::resolved || cases.closure[row] == Closure::unresolved))
      due[city.communities.street[cases.community[row]].value] += each;
  };
  const std::vector<Fen> due = sim::sums<Fen>(cases, city.governments.size(), heard);
  for (const Id<Governments> row : city.governments.rows()) {
    Fen& purse = city.governments.cash[row];
    city.ledger.pay(purse, std::clamp<Fen>(purse, 0, due[row.value]), Purpose::mediation);
  }
}

// The city pays for licences in use, as far as its cash goes.
void pay_allowances(City& city) {
  const Workers& workers = city.workers;
  const Fen full = fen(city.economy.licence_allowance);
  Fen due = 0;
  each_employed(city, [&](Id<Workers> row) {
    if (full > 0 && workers.licence[row] != Licence::none)
      due += sim::nearest_integer(static_cast<double>(full) * workers.share[row]);
  });
  Fen& purse = city.governments.cash[Id<Governments>(0U)];
  city.ledger.pay(purse, std::clamp<Fen>(purse, 0, due), Purpose::licence_allowance);
}

void give(City& city, Id<Governments> from, Id<Governments> to, Fen amount) {
  Governments& governments = city.governments;
  city.ledger.pay(governments.cash[from], governments.cash[to], amount, Purpose::transfer);
  governments.means[from] -= amount;
  governments.means[to] += amount;
}

// The region's transfers, as far as its cash goes: to districts by residents over wealth.
void pass_on(City& city, const std::vector<double>& people, double grown, std::vector<Fen>& monthly) {
  const Id<Governments> region = city.region();
  if (!region || city.transfers.from_region <= 0) return;
  std::vector<double> need(city.districts.size());
  for (std::size_t d = 0; d < need.size(); ++d)
    need[d] = people[city.district_government(d).value] / city.districts[d].wealth;
  const double sum = std::accumulate(need.begin(), need.end(), 0.0);
  const double total = people[region.value] * city.transfers.from_region * grown / 12;
  Fen& purse = city.governments.cash[region];
  const double all = std::min(total, yuan(purse));  // what it lacks all lack
  for (std::size_t d = 0; d < need.size() && sum > 0; ++d) {
    const Fen paid = std::clamp<Fen>(fen(all * need[d] / sum), 0, std::max<Fen>(0, purse));
    give(city, region, city.district_government(d), paid);
    monthly[city.district_government(d).value] += paid;
  }
}

}  // namespace

void Treasury::operator()(City& city, sim::Draws) const {
  Governments& governments = city.governments;
  Ledger& ledger = city.ledger;
  const std::vector<double> people = residents_under(city);
  const double grown = sim::pow(1 + growth, city.today().index / 12.0);
  std::vector<Fen> monthly(governments.size());
  for (const Id<Governments> row : governments.rows()) {
    const Level level = governments.level[row];
    const double rate = level == Level::region     ? region_revenue
                        : level == Level::city     ? city_revenue
                        : level == Level::district ? district_revenue
                                                   : street_revenue;
    // Districts differ in wealth; streets are topped up by transfers, so that stations are paid alike.
    const double wealth = level == Level::district ? city.districts[governments.district[row]].wealth : 1.0;
    const Fen due = fen(people[row.value] * rate * wealth * grown / 12);
    monthly[row.value] = due;
    governments.means[row] += due;
    ledger.pay(governments.cash[row], due, Purpose::revenue);
  }
  pass_on(city, people, grown, monthly);
  const std::vector<double> gaps = transfers(city);
  for (std::size_t d = 0; d < gaps.size(); ++d) {
    const Id<Governments> row = city.district_government(d), top(0U);
    const Fen due = fen(people[row.value] * district_revenue * gaps[d] * grown / 12);
    const Fen paid = std::clamp<Fen>(governments.cash[top], 0, due);
    give(city, top, row, paid);
  }
  pay_for_posts(city);
  each_employed(city, Employer::station, [&](Id<Workers> worker, std::uint32_t station) {
    const Id<Governments> street = city.communities.street[Id<Communities>(station)];
    const Fen paid = std::clamp<Fen>(governments.cash[street], 0, payroll_cost(city, worker));
    ledger.pay(governments.cash[street], paid, Purpose::station_wage);
    governments.payroll[street] += paid;
  });
  pay_institutions(city);
  pay_mediators(city);
  pay_allowances(city);
  if (city.now.month() != 12) return;
  for (const Id<Governments> row : governments.rows()) {
    const Fen keep = governments.committed[row] + governments.lottery[row] +
                     static_cast<Fen>(static_cast<double>(monthly[row.value]) * reserve);
    if (governments.cash[row] > keep) ledger.pay(governments.cash[row], governments.cash[row] - keep, Purpose::surplus);
  }
}

}  // namespace city
