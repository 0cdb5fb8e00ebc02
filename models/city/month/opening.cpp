#include "models/city/month/opening.hpp"

#include <cstdint>

#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

void Opening::operator()(City& city, sim::Draws) const {
  Cases& cases = city.cases;
  for (const Id<Cases> row : cases.rows()) {
    city.fetch(row, city.residents.open);
    if (cases.progress[row] != Progress::closed) continue;
    // Whoever moved into the slot of somebody who left has needs of their own.
    if (cases.closure[row] == Closure::died || cases.closure[row] == Closure::moved) continue;
    city.residents.open[cases.resident[row]] &= static_cast<std::uint16_t>(~(1U << cases.service[row]));
  }
  cases.compact([&](Id<Cases> row) { return cases.progress[row] != Progress::closed; });
  sim::each(city.contracts, [&](Id<Contracts> row) {
    if (city.contracts.awarded[row] != 0 && city.month() >= end_of(city, row)) city.contracts.over[row] = 1;
  });
  city.open_month();
}

}  // namespace city
