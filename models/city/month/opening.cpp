#include "models/city/month/opening.hpp"

#include <cstdint>
#include <vector>

#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

void Opening::operator()(City& city, sim::Draws) const {
  Cases& cases = city.cases;
  const auto over = [&](Id<Cases> row) { return cases.progress[row] == Progress::closed; };
  // Whoever moved into the slot of somebody who left has needs of their own.
  const auto ended =
      sim::gather<Id<Cases>>(cases.size(), sim::row_grain, [&](std::size_t i, std::vector<Id<Cases>>& out) {
        const Id<Cases> row(i);
        if (over(row) && cases.closure[row] != Closure::died && cases.closure[row] != Closure::moved)
          out.push_back(row);
      });
  sim::each_ahead(
      ended, [&](Id<Cases> later) { city.residents.open.fetch(cases.resident[later]); },
      [&](Id<Cases> row) {
        city.residents.open[cases.resident[row]] &= static_cast<std::uint16_t>(~(1U << cases.service[row]));
      });
  sim::compact(cases, [&](Id<Cases> row) { return !over(row); });
  sim::each(city.contracts, [&](Id<Contracts> row) {
    if (city.contracts.awarded[row] != 0 && city.month() >= end_of(city, row)) city.contracts.over[row] = 1;
  });
  city.open_month();
}

}  // namespace city
