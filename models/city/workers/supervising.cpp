#include "models/city/workers/supervising.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

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

// Brings the `count` rows that rank first to the front, in order; returns how many there are.
template <class Rank>
std::size_t first(std::vector<Id<Workers>>& rows, std::size_t count, Rank rank) {
  count = std::min(count, rows.size());
  std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), rows.end(),
                    [&](Id<Workers> a, Id<Workers> b) { return rank(a) < rank(b); });
  return count;
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
  std::vector<Id<Workers>> able, seen;
  for (const Id<Workers> row : workers.rows()) {
    if (workers.employer[row] == Employer::none) continue;
    if (workers.licence[row] >= Licence::social_worker) able.push_back(row);
    seen.push_back(row);
  }
  // The most senior, then the most skilled; keys settle ties.
  const std::size_t supervisors = first(able, wanted, [&](Id<Workers> row) {
    return std::tuple(-static_cast<int>(workers.licence[row]), -workers.skill[row], workers.key[row]);
  });
  const auto seats = static_cast<std::size_t>(static_cast<double>(supervisors) * rule.hours / rule.contact);
  const std::size_t reached = first(seen, seats, [&](Id<Workers> row) {
    const float need = rule.order == SupervisionOrder::worst_first ? -workers.burnout[row] : 0.0F;
    return std::tuple(need, lasting.uniform(workers.key[row], LastingSupervisingQuestion::seat), workers.key[row]);
  });
  for (std::size_t i = 0; i < reached; ++i) workers.supervised[seen[i]] = 1;
  const double each =
      static_cast<double>(reached) * rule.contact / static_cast<double>(std::max<std::size_t>(1, supervisors));
  for (std::size_t i = 0; i < supervisors; ++i) workers.supervising[able[i]] = static_cast<float>(each);
}

}  // namespace city
