// The month opens: what was closed last month leaves the books, and the month's counters start at zero.
#pragma once

#include <algorithm>

#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

struct Opening {
  static constexpr std::string_view about =
      "Last month's closed cases leave the books, contracts whose months are over end; the month's counters start at "
      "zero";
  template <class V>
  void visit(V&) {}

  void operator()(City& city, sim::Draws) const {
    Cases& cases = city.cases;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const Id<Cases> row(i);
      city.fetch(row, city.residents.open);
      if (cases.progress[row] != Progress::closed) continue;
      // Whoever moved into the slot of somebody who left has needs of their own.
      if (cases.closure[row] == Closure::died || cases.closure[row] == Closure::moved) continue;
      city.residents.open[cases.resident[row]] &= static_cast<std::uint16_t>(~(1U << cases.service[row]));
    }
    cases.compact([&](Id<Cases> row) { return cases.progress[row] != Progress::closed; });
    sim::each(city.contracts, [&](Id<Contracts> row) {
      if (city.contracts.awarded[row] != 0 && city.month() >= city.contracts.starts[row] + city.contracts.months[row])
        city.contracts.over[row] = 1;
    });
    city.ledger.open_month();
    const auto zero = [](auto& column) { std::fill(column.all().begin(), column.all().end(), 0); };
    zero(city.contracts.paid_now);
    zero(city.contracts.clawed_now);
    zero(city.contracts.late_now);
    zero(city.contracts.load);
    zero(city.organizations.income);
    zero(city.organizations.gifts);
    zero(city.organizations.subsidies);
    zero(city.organizations.grants);
    zero(city.organizations.bid_hours);
    zero(city.governments.revenue);
    zero(city.governments.payroll);
    zero(city.workers.quit);
    std::fill(city.workers.left.all().begin(), city.workers.left.all().end(), Employer::none);
  }
};

}  // namespace city
