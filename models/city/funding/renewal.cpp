#include "models/city/funding/renewal.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "models/city/funding/awards.hpp"
#include "models/city/state/city.hpp"

namespace city {
namespace {

enum RenewalQuestion : std::uint32_t { next_year = 1 };

// In the order of their luck, as far as the lines go.
void set_aside(City& city) {
  Contracts& contracts = city.contracts;
  std::vector<std::pair<std::uint64_t, Id<Contracts>>> running;
  for (const Id<Contracts> row : contracts.rows()) {
    const int ends = end_of(city, row);
    if (contracts.awarded[row] != 0 && ends >= city.month() && contracts.years[row] > 0 &&
        contracts.reserved[row] == 0 && ends < city.month() + 12 &&
        city.organizations.alive[contracts.provider[row]] != 0)
      running.emplace_back(contracts.key[row], row);
  }
  std::sort(running.begin(), running.end());
  for (const auto& [key, row] : running) contracts.reserved[row] = reserve(city, row, contracts.value[row]) ? 1 : 0;
}

// Nobody is there any more to go on: the money may buy something else.
void release(City& city, Id<Contracts> row) {
  Contracts& contracts = city.contracts;
  lines_of(city, row)[contracts.service[row]] += contracts.value[row];
  city.governments.committed[contracts.payer[row]] -= contracts.value[row];
  contracts.reserved[row] = 0;
}

Id<Contracts> go_on(City& city, Id<Contracts> before) {
  Contracts& contracts = city.contracts;
  const Id<Contracts> row = contracts.add();
  contracts.key[row] = sim::combine(contracts.key[before], RenewalQuestion::next_year);
  contracts.community[row] = contracts.community[before];
  contracts.service[row] = contracts.service[before];
  contracts.fair[row] = contracts.fair[before];
  contracts.payer[row] = contracts.payer[before];
  contracts.posted[row] = never;
  contracts.value[row] = contracts.value[before];
  contracts.renewal[row] = contracts.incumbent[row] = 1;
  begin(city, row, contracts.provider[before], contracts.asked[before],
        {contracts.months[before], 1 - static_cast<double>(contracts.groups[before]), contracts.years[before]});
  contracts.reserved[before] = 0;
  return row;
}

}  // namespace

void Renewal::operator()(City& city, sim::Draws) const {
  if (city.now.month() == 1) set_aside(city);
  std::vector<Id<Contracts>> successor(city.contracts.size());
  bool any = false;
  for (const Id<Contracts> row : city.contracts.rows()) {
    const Contracts& contracts = city.contracts;
    if (contracts.reserved[row] == 0) continue;
    if (city.organizations.alive[contracts.provider[row]] == 0)
      release(city, row);
    else if (end_of(city, row) == city.month()) {
      successor[row.value] = go_on(city, row);
      any = true;
    }
  }
  if (!any) return;
  for (const Id<Cases> row : city.cases.rows()) {
    const Id<Contracts> contract = city.cases.contract[row];
    if (contract && successor[contract.value]) city.cases.contract[row] = successor[contract.value];
  }
}

}  // namespace city
