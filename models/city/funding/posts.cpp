#include "models/city/funding/posts.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <vector>

#include "models/city/funding/post_pay.hpp"
#include "models/city/shared/under.hpp"
#include "models/city/state/city.hpp"

namespace city {
namespace {

Fen take(std::span<Fen> lines) {
  const Fen sum = std::accumulate(lines.begin(), lines.end(), Fen{0});
  std::fill(lines.begin(), lines.end(), 0);
  return sum;
}

// By community what posts are divided by: cases that wait or are worked on where communities say what is needed, else
// residents.
std::vector<double> claims(const City& city) {
  const Communities& places = city.communities;
  std::vector<double> out(places.size(), 1.0);
  if (!city.procurement.platform)
    for (const Id<Communities> place : places.rows()) out[place.value] = places.population[place];
  else
    for (const Id<Cases> row : city.cases.rows())
      if (city.cases.progress[row] == Progress::waiting || city.cases.progress[row] == Progress::active)
        if (!city.services[city.cases.service[row]].direct) out[city.cases.community[row].value] += 1;
  return out;
}

}  // namespace

void Posts::operator()(City& city, sim::Draws) const {
  if (city.now.month() != 1) return;
  Governments& governments = city.governments;
  for (const Id<Governments> row : governments.rows())
    governments.posts_line[row] = governments.posts_left[row] =
        open ? take(governments.fair_budget.row(row)) + take(governments.off_fair_budget.row(row)) : 0;
  const std::vector<double> claim = claims(city);
  std::vector<double> all(governments.size());
  Communities& places = city.communities;
  for (const Id<Communities> place : places.rows())
    each_government_over(city, place, [&](Id<Governments> g) { all[g.value] += claim[place.value]; });
  for (const Id<Communities> place : places.rows()) {
    double money = 0;
    each_government_over(city, place, [&](Id<Governments> g) {
      if (all[g.value] > 0) money += yuan(governments.posts_line[g]) * claim[place.value] / all[g.value];
    });
    places.line_posts[place] = static_cast<float>(money / (12 * post_cost(city)));
  }
}

}  // namespace city
