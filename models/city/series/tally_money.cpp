// What was paid, bought and owed: governments, contracts, the ledger.
#include <algorithm>
#include <numeric>
#include <span>

#include "models/city/series/statistics.hpp"
#include "models/city/series/tally.hpp"
#include "models/city/state/city.hpp"

namespace city {

std::vector<std::size_t> spending_purposes() {
  std::vector<std::size_t> out;
  for (std::size_t p = 0; p < purpose_count; ++p)
    if (is_spent(flows[p]) || is_refunded(flows[p])) out.push_back(p);
  return out;
}

void Tally::count_governments(const City& city) {
  const Governments& governments = city.governments;
  std::vector<double> share(governments.size()), stations_here(governments.size());  // for cases, of station time
  for (const Id<Communities> place : city.communities.rows()) {
    share[city.communities.street[place].value] += city.communities.casework[place];
    stations_here[city.communities.street[place].value] += 1;
  }
  for (const Id<Governments> row : governments.rows()) {
    lottery_in(0) += governments.lottery_in[row];
    lottery_lines(0) += governments.lottery_lines[row];
    lottery_elders(0) += governments.lottery_elders[row];
    const auto sum = [row](const auto& column) {
      const std::span<const Fen> all = column.row(row);
      return std::accumulate(all.begin(), all.end(), Fen{0});
    };
    const auto level = static_cast<std::size_t>(governments.level[row]);
    lines(0, level) += sum(governments.fair_line) + sum(governments.off_fair_line) + governments.lottery_lines[row] +
                       governments.incubator_line[row];
    lines_left(0, level) += sum(governments.fair_budget) + sum(governments.off_fair_budget) +
                            governments.incubator_left[row] + governments.posts_left[row];
    if (city.over_districts(row)) continue;
    const Fen casework = sim::nearest_integer(static_cast<double>(governments.payroll[row]) * share[row.value] /
                                              std::max(1.0, stations_here[row.value]));
    incubator_line.add(governments.district[row], city.now.month() == 1 ? governments.incubator_line[row] : 0);
    incubator_left.add(governments.district[row], governments.incubator_left[row]);
    incubator_paid.add(governments.district[row], governments.incubator_paid[row]);
    payroll.add(governments.district[row], governments.payroll[row]);
    direct.add(governments.district[row], casework);
    social_spending.add(governments.district[row], casework);
  }
}

void Tally::count_contracts(const City& city) {
  const Contracts& contracts = city.contracts;
  const auto each = [&](auto f) {
    for (const Id<Contracts> row : contracts.rows()) {
      f(row, city.communities.district[contracts.community[row]], contracts.service[row]);
    }
  };
  Lists<Fen> values(d);
  each([&](Id<Contracts> row, std::size_t at, std::size_t service) {
    const bool fair = contracts.fair[row] != 0;
    const Fen value = contracts.value[row], paid = contracts.paid_now[row];
    clawed.add(at, contracts.clawed_now[row]);
    if (is_for_task(city, row)) return task_spending.add(at, paid);
    purchase.add(at, static_cast<std::size_t>(city.governments.level[contracts.payer[row]]) * s + service, paid);
    (fair ? fair_spending : off_fair_spending).add(at, service, paid);
    social_spending.add(at, paid);
    instalments.add(at, paid);
    paid_late.add(at, contracts.late_now[row]);
    if (fair && contracts.posted[row] == city.month()) posted.add(at, service, 1);
    if (contracts.awarded[row] == 0) return;
    const std::size_t kind = city.organizations.kind[contracts.provider[row]];
    (fair ? fair_revenue : off_fair_revenue).add(at, kind, paid);
    if (in_force(city, row)) {
      promised.add(at, contracts.rate[row]);
      offered_hours.add(at, std::min(contracts.rate[row], contracts.offered[row]));
    }
    if (!settled(city, row)) {
      receivables.add(at, value - contracts.paid[row] - contracts.clawed[row]);
      const int age = city.month() - contracts.starts[row], length = contracts.months[row];
      const int due =
          (city.month() >= first_due(city, row) ? 1 : 0) + (age >= length / 2 ? 1 : 0) + (age >= length ? 1 : 0);
      late.add(at, contracts.instalments[row] < due ? 1 : 0);
    }
    if (end_of(city, row) == city.month() && contracts.hours[row] > 0) {
      const double idle = std::max(0.0, 1 - static_cast<double>(contracts.used[row]) / contracts.hours[row]);
      unspent.add(at, sim::nearest_integer(static_cast<double>(value) * (1 - contracts.groups[row]) * idle));
    }
    if (contracts.won[row] != city.month()) return;
    if (contracts.renewal[row] != 0) return renewals.add(at, service, 1);
    (fair ? award_value : off_fair_value).add(at, service, value);
    if (!fair) return off_fair_awards.add(at, service, 1);
    awarded.add(at, service, 1);
    incumbents.add(at, contracts.incumbent[row]);
    values.add(at, value);
  });
  values.into(median_award, [](auto& list) { return median(list) / fen_per_yuan; });
  for (std::size_t row = 0; row <= d; ++row) award_top10(row) = undefined;
  if (awarded.total(0) == 0) return;  // no fair this month
  Grid<Fen> won(d, city.organizations.size());
  each([&](Id<Contracts> row, std::size_t at, std::size_t service) {
    if (contracts.fair[row] == 0 || sim::Month{contracts.posted[row]}.year() != city.now.year()) return;
    offered.add(at, service, 1);
    bids.add(at, contracts.bids[row]);
    if (contracts.awarded[row] != 0) won.add(at, contracts.provider[row].value, contracts.value[row]);
  });
  for (std::size_t row = 0; row <= d; ++row) award_top10(row) = top_ten(won.row(row));
}

// Every purpose names from whom it takes and to whom it gives, so that flows and reserves can be held together.
void Tally::count_money(const City& city) {
  for (std::size_t p = 0; p < purpose_count; ++p) {
    const Fen moved = city.ledger.moved(static_cast<Purpose>(p));
    money_out(0, static_cast<std::size_t>(flows[p].from) * purpose_count + p) += moved;
    money_in(0, static_cast<std::size_t>(flows[p].to) * purpose_count + p) += moved;
  }
  const std::vector<std::size_t> spent = spending_purposes();
  for (std::size_t i = 0; i < spent.size(); ++i) {
    const Fen moved = city.ledger.moved(static_cast<Purpose>(spent[i]));
    spending(0, i) = is_spent(flows[spent[i]]) ? moved : -moved;
  }
  for (const Fen cash : city.governments.cash.all())
    money_held(0, static_cast<std::size_t>(Account::governments)) += cash;
  for (const Fen cash : city.organizations.cash.all())
    money_held(0, static_cast<std::size_t>(Account::organizations)) += cash;
  for (const Fen held : city.communities.fund.all())
    money_held(0, static_cast<std::size_t>(Account::communities)) += held;
  for (std::size_t a = first_outside; a < account_count; ++a)
    money_held(0, a) = city.ledger.outside(static_cast<Account>(a));
}

}  // namespace city
