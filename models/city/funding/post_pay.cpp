#include "models/city/funding/post_pay.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/city/shared/staff.hpp"
#include "models/city/shared/under.hpp"

namespace city {

void pay_for_posts(City& city) {
  Governments& governments = city.governments;
  const auto lines_of_year = governments.posts_line.all();
  if (std::all_of(lines_of_year.begin(), lines_of_year.end(), [](Fen line) { return line == 0; })) return;
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
