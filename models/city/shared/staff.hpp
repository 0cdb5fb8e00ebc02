// Social workers and their posts: how rows enter, who works where, what a post costs.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/city/state/city.hpp"
#include "sim/random.hpp"

namespace city {

inline Id<Workers> add_worker(City& city, std::size_t district, std::uint64_t key, sim::Draws luck) {
  Workers& all = city.workers;
  const Id<Workers> row = all.add();
  all.key[row] = key;
  all.district[row] = static_cast<std::uint8_t>(district);
  all.skill[row] = static_cast<float>(std::clamp(0.45 + 0.15 * luck.normal(key, 5), 0.05, 0.95));
  all.hired[row] = all.entered[row] = city.month();
  return row;
}

inline void employ(City& city, Id<Workers> worker, Employer employer, std::uint32_t workplace, float share = 1) {
  Workers& all = city.workers;
  all.employer[worker] = employer;
  all.workplace[worker] = workplace;
  all.hired[worker] = city.month();
  all.share[worker] = share;
  const double bonus = all.licence[worker] == Licence::none ? 0 : city.economy.licence_bonus;
  all.wage[worker] = static_cast<std::int32_t>(fen(city.wage() + bonus));
}

/// Who works where: the social workers of each workplace of one kind, `workplaces` of them, in the order of their rows.
inline std::vector<std::vector<Id<Workers>>> teams(const City& city, Employer kind, std::size_t workplaces) {
  std::vector<std::vector<Id<Workers>>> out(workplaces);
  for (std::size_t w = 0; w < city.workers.size(); ++w)
    if (const Id<Workers> row(w); city.workers.employer[row] == kind) out[city.workers.workplace[row]].push_back(row);
  return out;
}

/// What a worker costs the employer this month, insurance included.
inline Fen payroll_cost(const City& city, Id<Workers> worker) {
  return sim::nearest_integer(city.workers.wage[worker] * static_cast<double>(city.workers.share[worker]) *
                              (1 + city.economy.wage_surcharge));
}

inline void dismiss(City& city, Id<Workers> worker) {
  city.workers.left[worker] = city.workers.employer[worker];
  city.workers.employer[worker] = Employer::none;
  city.workers.cases[worker] = 0;
}

}  // namespace city
