#include "models/city/funding/budget.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "models/city/funding/transfers.hpp"
#include "models/city/shared/under.hpp"
#include "models/city/state/city.hpp"

namespace city {
namespace {

// Inertia remembers last year's line as it was drawn, spent or not; a service that had none begins with what is wanted.
void draw(const Budget& rule, const City& city, std::span<Fen> budget, std::span<Fen> lines, const double* seen,
          Fen total) {
  double before = 0, salience = 0, sum = 0;
  for (const Fen line : lines) before += static_cast<double>(line);
  for (const Service& s : city.services) salience += s.salience;
  std::vector<double> weight(lines.size());
  for (std::size_t s = 0; s < lines.size(); ++s) {
    const double wanted = salience > 0 ? city.services[s].salience / salience * seen[s] : 0;
    const double last = lines[s] > 0 ? static_cast<double>(lines[s]) / before : wanted;
    weight[s] = sim::pow(wanted, 1 - rule.inertia) * sim::pow(last, rule.inertia) * (seen[s] > 0 ? 1 : 0);
    sum += weight[s];
  }
  // Whatever the weights, lines come to the total to the fen.
  double reached = 0;
  Fen given = 0;
  for (std::size_t s = 0; s < lines.size(); ++s) {
    reached += weight[s];
    const Fen upto = sum > 0 ? sim::nearest_integer(static_cast<double>(total) * (reached / sum)) : 0;
    budget[s] = lines[s] = upto - given;
    given = upto;
  }
}

// What asked for help under each government in a year, by service, over what its residents would at the standard; 0
// where the standard knows no such need. In a city's first January nobody has looked yet: all is as the standard has
// it.
std::vector<double> seen(const Budget& rule, const City& city) {
  const std::size_t services = city.services.size();
  std::vector<double> people(city.governments.size()), villagers(people.size());
  for (const Id<Communities> place : city.communities.rows())
    each_government_over(city, place, [&](Id<Governments> g) {
      people[g.value] += city.communities.population[place];
      if (city.communities.rural[place] != 0) villagers[g.value] += city.communities.population[place];
    });
  const std::span<const std::int32_t> asked = city.governments.asked.all();
  const bool looked = std::any_of(asked.begin(), asked.end(), [](std::int32_t count) { return count > 0; });
  std::vector<double> out(people.size() * services);
  for (const Id<Governments> row : city.governments.rows())
    for (std::size_t s = 0; s < services; ++s) {
      const Service& service = city.services[s];
      const double whose = service.left_behind_only ? villagers[row.value] : people[row.value];
      const double usual = service.incidence / 1000 * 12 * whose;  // cases; their price cancels out
      if (usual <= 0) continue;
      out[row.value * services + s] = looked ? std::max(city.governments.asked(row, s) / usual, rule.least_seen) : 1.0;
    }
  return out;
}

void count_asking(City& city) {
  for (const Id<Cases> row : city.cases.rows())
    if (city.cases.sought[row] == city.month())
      each_government_over(city, city.cases.community[row],
                           [&](Id<Governments> g) { ++city.governments.asked(g, city.cases.service[row]); });
}

void draw_lines(const Budget& rule, City& city) {
  Governments& governments = city.governments;
  const std::size_t services = city.services.size();
  const std::vector<double> people = residents_under(city), need = seen(rule, city);
  const std::vector<double> gaps = transfers(city);
  // What the city gives to poorer districts comes off its own lines, as far as they go.
  const double district_share = rule.district_share, street_share = rule.street_share;
  double given = 0;
  for (std::size_t d = 0; d < gaps.size(); ++d) given += people[1 + d] * gaps[d] * (district_share + street_share);
  const double all = people[0] * rule.city_share, part = given > all ? all / given : 1.0;
  for (const Id<Governments> row : governments.rows()) {
    const Level level = governments.level[row];
    const std::size_t d = governments.district[row], place = city.decides(row);
    const double share = level == Level::district ? district_share : street_share;
    const double weight = level == Level::region ? people[row.value] * rule.region_share
                          : level == Level::city
                              ? all - given * part
                              : people[row.value] * share * (city.districts[d].wealth + gaps[d] * part);
    const double own = level == Level::district ? people[row.value] * city.districts[d].own_line : 0;
    const double houses = level == Level::district ? people[row.value] * rule.incubators.at(place) : 0;
    const double means = level == Level::street ? 0 : rule.of_means * yuan(std::max<Fen>(0, governments.means[row]));
    const Fen outside = fen(weight * rule.off_fair_per_resident.at(place) + std::max(own, houses) + means);
    governments.incubator_line[row] = governments.incubator_left[row] = fen(houses);
    draw(rule, city, governments.fair_budget.row(row), governments.fair_line.row(row), &need[row.value * services],
         fen(weight * rule.fair_per_resident.at(place)));
    draw(rule, city, governments.off_fair_budget.row(row), governments.off_fair_line.row(row),
         &need[row.value * services], outside - governments.incubator_line[row]);
  }
}

}  // namespace

void Budget::operator()(City& city, sim::Draws) const {
  if (city.now.month() == 1) {
    draw_lines(*this, city);
    city.governments.asked.reset();
    city.governments.means.reset();
  }
  count_asking(city);
}

}  // namespace city
