// What neighbours did together and think of it, and disasters: meetings, micro-funds, satisfaction, funerals, sites.
#include <algorithm>

#include "models/city/series/tally.hpp"
#include "models/city/state/city.hpp"

namespace city {

void Tally::count_neighbours(const City& city) {
  const Communities& places = city.communities;
  const auto others = static_cast<std::size_t>(Touched::neighbours);
  for (const Id<Communities> row : places.rows()) {
    const std::size_t at = places.district[row];
    if (places.met[row] == city.month()) {
      invited.add(at, places.invited[row]);
      attended.add(at, places.attended[row]);
      motions.add(at, places.motions[row]);
      passed.add(at, places.passed[row]);
    }
    fund.add(at, places.fund[row]);
    fund_granted.add(at, places.fund_granted[row]);
    double rest = places.population[row];
    for (std::size_t i = 0; i < touches; ++i) {
      const double whose = i == others ? std::max(0.0, rest) : static_cast<double>(places.touched(row, i));
      rest -= whose;
      touched.add(at, i, whose);
      content.add(at, i, whose * places.content(row, i));
      if (i != others) continue;
      trusters.add(at, i, whose);
      trusting.add(at, i, whose * std::clamp(0.5 - places.distrust[row] + places.regard[row], 0.0, 1.0));
    }
    funerals.add(at, places.funerals[row]);
    frugal.add(at, places.frugal_funerals[row]);
    affected.add(at, places.affected[row]);
    relieved.add(at, places.relieved[row]);
    responders.add(at, places.responders[row]);
    team_days.add(at, places.team_days[row]);
    duplicated_days.add(at, places.duplicated_days[row]);
  }
  for (std::size_t district = 0; district < d; ++district)
    for (std::uint8_t bits = city.governments.copied[city.district_government(district)]; bits != 0; bits &= bits - 1)
      reforms.add(district, 1);
}

}  // namespace city
