#include "models/city/organizations/volunteering.hpp"

#include <cmath>
#include <numeric>

#include "models/city/organizations/households.hpp"
#include "models/city/organizations/markets.hpp"
#include "models/city/shared/taking_part.hpp"
#include "models/city/shared/trust.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

// By so much a level moves before all are asked again: one in 16 of those who take part. For speed alone.
constexpr double step = 1.0 / 16;

void remember_events(City& city, Id<Communities> place) {
  Communities& all = city.communities;
  const std::span<const std::int32_t> reached = all.reach.row(place);
  const double people = all.population[place];
  const double now = people > 0 ? std::accumulate(reached.begin(), reached.end(), 0.0) / people : 0;
  all.contact[place] = static_cast<float>(all.contact[place] * (1 - 1.0 / 12) + now);
}

// In January, for a year has made people older, and when a level has moved.
void ask_residents(City& city, const TrustNow& trust, Id<Communities> place) {
  Communities& all = city.communities;
  const double volunteer = city.volunteers.intercept + city.volunteers.cohesion * all.cohesion[place] +
                           city.volunteers.contact * all.contact[place] -
                           city.volunteers.trust * (all.distrust[place] - all.regard[place]);
  const double member = city.members.intercept + city.members.cohesion * all.cohesion[place];
  const bool moved =
      std::abs(volunteer - all.volunteer_level[place]) >= step || std::abs(member - all.member_level[place]) >= step;
  if (!moved && city.now.month() != 1) return;
  all.volunteer_level[place] = static_cast<float>(volunteer);
  all.member_level[place] = static_cast<float>(member);
  take_part(city, trust, place);
}

}  // namespace

void Volunteering::operator()(City& city, sim::Draws draws) const {
  Communities& places = city.communities;
  if (city.starting)
    for (const Id<Communities> place : places.rows()) {
      const sim::Draws::Words words = draws.lasting().four(places.key[place]);
      places.part_luck[place] = static_cast<std::uint64_t>(words[0]) << 32 | words[1];
    }
  const TrustNow trust(city);
  sim::each(places.size(), 1, [&](std::size_t c) {
    remember_events(city, Id<Communities>(c));
    ask_residents(city, trust, Id<Communities>(c));
  });
  const Households households(city);
  for (const Id<Communities> place : places.rows())
    places.members[place] = static_cast<std::int32_t>(sim::nearest_integer(households.members(place)));
  const std::vector<double> pull = pulls(city);
  Organizations& all = city.organizations;
  sim::each(all, [&](Id<Organizations> row) {
    const Id<Communities> place = all.home[row];
    const bool active = at_work(city, row) && all.pull[row] > 0;
    all.volunteers[row] =
        active ? static_cast<float>(volunteer_time(city, place) * all.pull[row] / pull[place.value]) : 0.0F;
  });
}

}  // namespace city
