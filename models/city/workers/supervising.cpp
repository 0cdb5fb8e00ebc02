#include "models/city/workers/supervising.hpp"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

constexpr std::uint64_t whole_city = 0;  // whose luck rounds how many supervisors there are
enum LastingSupervisingQuestion : std::uint32_t { seat = 1 };

// The share of the city that the sample holds.
double sampled(const City& city) {
  double shares = 0;
  for (const double share : city.communities.share.all()) shares += share;
  return shares / static_cast<double>(city.districts.size());
}

// The `count` that rank first, in order, or all. A rank ends with its row.
template <class Rank>
std::vector<Rank> first(std::vector<Rank> ranks, std::size_t count) {
  count = std::min(count, ranks.size());
  std::partial_sort(ranks.begin(), ranks.begin() + static_cast<std::ptrdiff_t>(count), ranks.end());
  ranks.resize(count);
  return ranks;
}

}  // namespace

void Supervising::operator()(City& city, sim::Draws draws) const {
  const Supervision& rule = city.supervision;
  Workers& workers = city.workers;
  sim::each(workers, [&](Id<Workers> row) {
    workers.supervised[row] = 0;
    workers.supervising[row] = 0;
  });
  const sim::Draws lasting = draws.lasting();
  const auto wanted =
      static_cast<std::size_t>(lasting.round(rule.studios * rule.supervisors * sampled(city), whole_city));
  if (wanted == 0) return;
  // The most senior, then the most skilled; keys settle ties.
  std::vector<std::tuple<int, float, std::uint64_t, Id<Workers>>> able;
  std::vector<std::tuple<float, std::uint32_t, std::uint64_t, Id<Workers>>> seen;
  each_employed(city, [&](Id<Workers> row) {
    const std::uint64_t key = workers.key[row];
    if (workers.licence[row] >= Licence::social_worker)
      able.emplace_back(-static_cast<int>(workers.licence[row]), -workers.skill[row], key, row);
    const float need = rule.order == SupervisionOrder::worst_first ? -workers.burnout[row] : 0.0F;
    seen.emplace_back(need, lasting.word(key, LastingSupervisingQuestion::seat), key, row);
  });
  const auto supervisors = first(std::move(able), wanted);
  const auto count = static_cast<double>(supervisors.size());
  const auto reached = first(std::move(seen), static_cast<std::size_t>(count * rule.hours / rule.contact));
  for (const auto& rank : reached) workers.supervised[std::get<3>(rank)] = 1;
  const double each = static_cast<double>(reached.size()) * rule.contact / std::max(1.0, count);
  for (const auto& rank : supervisors) workers.supervising[std::get<3>(rank)] = static_cast<float>(each);
}

}  // namespace city
