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

// A post's month: its wage, and rooms and materials as for other hours of social work.
double post_cost(const City& city) { return city.hour_cost() * city.economy.worker_hours; }

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

void pay_for_posts(City& city) {
  Governments& governments = city.governments;
  const std::vector<std::int32_t> there = headcounts(city, Employer::station, city.communities.size());
  const double cost = post_cost(city) * fen_per_yuan, wages = city.economy.direct_share;
  // f(government, what posts that are filled cost it this month, the street), by the size of its line
  const auto each_due = [&](auto f) {
    for (const Id<Communities> place : city.communities.rows()) {
      const double lines = city.communities.line_posts[place];
      if (lines <= 0) continue;
      const double further = posts_of(city, place) - city.station.staff.at(city.communities.district[place]);
      const double filled = beyond_regular(city, place, there[place.value]) * lines / further;
      double sum = 0;
      each_government_over(city, place, [&](Id<Governments> g) { sum += yuan(governments.posts_line[g]); });
      each_government_over(city, place, [&](Id<Governments> g) {
        f(g, filled * cost * yuan(governments.posts_line[g]) / sum, city.communities.street[place]);
      });
    }
  };
  std::vector<double> owed(governments.size());
  each_due([&](Id<Governments> g, double due, Id<Governments>) { owed[g.value] += due; });
  // Who is short gives to all the same part.
  std::vector<double> part(governments.size());
  for (const Id<Governments> g : governments.rows()) {
    const Fen have = std::min(governments.posts_left[g], governments.cash[g]);
    part[g.value] = owed[g.value] > 0 ? std::clamp(static_cast<double>(have) / owed[g.value], 0.0, 1.0) : 0.0;
  }
  each_due([&](Id<Governments> g, double due, Id<Governments> street) {
    const Fen most = std::max<Fen>(0, std::min(governments.posts_left[g], governments.cash[g]));
    const Fen paid = std::clamp<Fen>(sim::nearest_integer(due * part[g.value]), 0, most);
    const Fen to_staff = sim::nearest_integer(static_cast<double>(paid) * wages);
    governments.posts_left[g] -= paid;
    if (g != street) city.ledger.pay(governments.cash[g], governments.cash[street], to_staff, Purpose::transfer);
    city.ledger.pay(governments.cash[g], paid - to_staff, Purpose::post_office);
  });
}

}  // namespace city
