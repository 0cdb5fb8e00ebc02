#include "models/city/workers/candidates.hpp"

#include <vector>

#include "models/city/shared/keys.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

enum CandidatesQuestion : std::uint32_t { knows_at_start = 14 };  // of a person; others are WorkerLuck's

void add_candidate(City& city, Id<Communities> place, std::uint64_t key, sim::Draws draws) {
  const Id<Workers> row = add_worker(city, city.communities.district[place], key, draws);
  city.workers.gone[row] = 1;  // at work elsewhere
  city.workers.entered[row] = never;
}

// Staff in post, by the community of their desk.
std::vector<std::int32_t> staff(const City& city) {
  std::vector<std::int32_t> out(city.communities.size());
  for (const Employer employer : {Employer::station, Employer::institution})
    each_employed(city, employer, [&](Id<Workers>, std::uint32_t place) { ++out[place]; });
  each_employed(city, Employer::organization, [&](Id<Workers>, std::uint32_t workplace) {
    ++out[city.organizations.home[Id<Organizations>(std::size_t{workplace})].value];
  });
  return out;
}

}  // namespace

void Candidates::operator()(City& city, sim::Draws draws) const {
  const Communities& places = city.communities;
  const auto per_resident = [&](double rate, Id<Communities> place) { return rate * places.population[place] / 10000; };
  if (!city.starting) {
    if (city.resting()) return;
    for (const Id<Communities> place : places.rows())
      draws.attempts(places.key[place], per_resident(growth / 12, place),
                     [&](std::uint64_t key) { add_candidate(city, place, key, draws); });
    return;
  }
  const std::vector<std::int32_t> here = staff(city);
  for (const Id<Communities> place : places.rows()) {
    const std::int64_t others = draws.round(per_resident(number, place) - here[place.value], places.key[place]);
    for (std::int64_t i = 0; i < others; ++i)
      add_candidate(city, place,
                    sim::combine(places.key[place], CommunityKey::candidates_at_start + static_cast<std::uint64_t>(i)),
                    draws);
  }
  Workers& workers = city.workers;
  sim::each(workers, [&](Id<Workers> row) {
    const bool licensed = workers.licence[row] != Licence::none;
    workers.knows[row] = licensed || draws.chance(know, workers.key[row], CandidatesQuestion::knows_at_start) ? 1 : 0;
  });
}

}  // namespace city
