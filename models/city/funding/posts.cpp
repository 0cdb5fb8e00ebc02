#include "models/city/funding/posts.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <vector>

#include "models/city/shared/staff.hpp"
#include "models/city/shared/under.hpp"
#include "models/city/state/city.hpp"

namespace city {
namespace {

Fen take(std::span<Fen> lines) {
  const Fen sum = std::accumulate(lines.begin(), lines.end(), Fen{0});
  std::fill(lines.begin(), lines.end(), 0);
  return sum;
}

}  // namespace

void Posts::operator()(City& city, sim::Draws) const {
  if (city.now.month() != 1) return;
  Governments& governments = city.governments;
  for (const Id<Governments> row : governments.rows())
    governments.posts_line[row] = governments.posts_left[row] =
        open ? take(governments.fair_budget.row(row)) + take(governments.off_fair_budget.row(row)) : 0;
  const std::vector<double> people = residents_under(city);
  const double a_year = 12 * city.wage() * (1 + city.economy.wage_surcharge);
  Communities& places = city.communities;
  for (const Id<Communities> place : places.rows()) {
    double money = 0;
    each_government_over(city, place, [&](Id<Governments> g) {
      if (people[g.value] > 0) money += yuan(governments.posts_line[g]) * places.population[place] / people[g.value];
    });
    places.line_posts[place] = static_cast<float>(a_year > 0 ? money / a_year : 0);
  }
}

void pay_for_posts(City& city) {
  Governments& governments = city.governments;
  const std::vector<double> people = residents_under(city);
  std::vector<double> wages(city.communities.size());
  each_employed(city, Employer::station, [&](Id<Workers> worker, std::uint32_t place) {
    wages[place] += static_cast<double>(payroll_cost(city, worker));
  });
  for (const Id<Communities> place : city.communities.rows()) {
    const double posts = city.communities.line_posts[place], all = posts_of(city, place);
    if (posts <= 0) continue;
    const Id<Governments> street = city.communities.street[place];
    const auto part = [&](Id<Governments> g) {
      return static_cast<double>(governments.posts_line[g]) / std::max(1.0, people[g.value]);
    };
    double parts = 0;
    each_government_over(city, place, [&](Id<Governments> g) { parts += part(g); });
    each_government_over(city, place, [&](Id<Governments> g) {
      const Fen due = sim::nearest_integer(wages[place.value] * posts / all * part(g) / parts);
      const Fen paid = std::clamp<Fen>(std::min(governments.posts_left[g], governments.cash[g]), 0, due);
      governments.posts_left[g] -= paid;
      if (g != street) city.ledger.pay(governments.cash[g], governments.cash[street], paid, Purpose::transfer);
    });
  }
}

}  // namespace city
