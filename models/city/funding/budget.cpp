#include "models/city/funding/budget.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "models/city/funding/transfers.hpp"
#include "models/city/shared/under.hpp"
#include "models/city/state/city.hpp"

namespace city {
namespace {

// Inertia remembers last year's line as it was drawn, spent or not.
void draw(const Budget& rule, const City& city, std::span<Fen> budget, std::span<Fen> lines, const double* need,
          double total) {
  double before = 0, sum = 0;
  for (const Fen line : lines) before += static_cast<double>(line);
  std::vector<double> weight(lines.size());
  for (std::size_t s = 0; s < lines.size(); ++s) {
    const double wanted = city.services[s].salience * need[s];
    const double last = before > 0 ? std::max(static_cast<double>(lines[s]) / before, 0.005) : wanted;
    weight[s] = sim::pow(wanted, 1 - rule.inertia) * sim::pow(last, rule.inertia);
    sum += weight[s];
  }
  for (std::size_t s = 0; s < lines.size(); ++s) budget[s] = lines[s] = sum > 0 ? fen(total * weight[s] / sum) : 0;
}

}  // namespace

void Budget::operator()(City& city, sim::Draws) const {
  Governments& governments = city.governments;
  const std::size_t services = city.services.size();
  const std::vector<double> people = residents_under(city);
  std::vector<double> need(governments.size() * services);
  for (const Id<Cases> row : city.cases.rows()) {
    if (city.cases.progress[row] != Progress::waiting && city.cases.progress[row] != Progress::active) continue;
    const std::size_t s = city.cases.service[row];
    each_government_over(city, city.cases.community[row],
                         [&](Id<Governments> g) { need[g.value * services + s] += city.services[s].price; });
  }
  // Salience is what a service weighs at the need of the first January; since then, and here, need may be larger.
  const std::span<double> first = governments.first_need.row(Id<Governments>(0U));
  const bool opening = std::all_of(first.begin(), first.end(), [](double value) { return value == 0; });
  if (opening && people[0] > 0)
    for (std::size_t s = 0; s < services; ++s) first[s] = need[s] / people[0];
  for (const Id<Governments> row : governments.rows())
    for (std::size_t s = 0; s < services; ++s) {
      const double usual = people[row.value] * first[s];
      double& here = need[row.value * services + s];
      here = usual > 0 ? std::max(here / usual, 0.1) : 1.0;
    }
  const std::vector<double> gaps = transfers(city);
  // What the city gives to poorer districts comes off its own lines, as far as they go.
  double given = 0;
  for (std::size_t d = 0; d < gaps.size(); ++d) given += people[1 + d] * gaps[d] * (district_share + street_share);
  const double all = people[0] * city_share, part = given > all ? all / given : 1.0;
  for (const Id<Governments> row : governments.rows()) {
    const Level level = governments.level[row];
    const std::size_t d = governments.district[row], place = city.decides(row);
    const double share = level == Level::district ? district_share : street_share;
    const double weight = level == Level::city
                              ? all - given * part
                              : people[row.value] * share * (city.districts[d].wealth + gaps[d] * part);
    const double own = level == Level::district ? people[row.value] * city.districts[d].own_line : 0;
    draw(*this, city, governments.fair_budget.row(row), governments.fair_line.row(row), &need[row.value * services],
         weight * fair_per_resident.at(place));
    draw(*this, city, governments.off_fair_budget.row(row), governments.off_fair_line.row(row),
         &need[row.value * services], weight * off_fair_per_resident.at(place) + own);
  }
}

}  // namespace city
