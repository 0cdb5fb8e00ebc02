// Three levels of government budget in January, line by line (Oates): own revenue by wealth, transfers to the poorer.
//
//   residents x wealth + the city's transfers + a district's own programme --> a sum --salience, need, last year-->
//   lines
#pragma once

#include <algorithm>
#include <vector>

#include "models/city/funding/transfers.hpp"
#include "models/city/shared/under.hpp"
#include "models/city/state/city.hpp"
#include "sim/random.hpp"

namespace city {

struct Budget {
  static constexpr std::string_view about =
      "Governments draw this year's lines for purchase by service: (salience x need)^(1-inertia) x last year's^inertia";
  double fair_per_resident = 0, off_fair_per_resident = 0, inertia = 0.5;
  double city_share = 0.15, district_share = 0.45, street_share = 0.40;

  template <class V>
  void visit(V& v) {
    v(fair_per_resident,
      {.name = "fair_per_resident",
       .unit = "CNY",
       .least = 0,
       .most = 10000,
       .meaning = "Money for projects at the fair, per resident and year, all levels together",
       .source = "none until a scenario gives it; Nanjing's is set year by year towards the 70 million CNY negotiated "
                 "at the fair of 2017"});
    v(off_fair_per_resident,
      {.name = "off_fair_per_resident",
       .unit = "CNY",
       .least = 0,
       .most = 10000,
       .meaning = "Money for purchase outside the fair, per resident and year, all levels together",
       .source = "none until a scenario gives it; Nanjing's is set towards 45 million CNY in 2017, assumed"});
    v(inertia,
      {.name = "inertia", .least = 0, .most = 1, .meaning = "Weight of last year's line", .source = "assumed"});
    v(city_share,
      {.name = "city_share", .least = 0, .most = 1, .meaning = "City's share of purchase money", .source = "assumed"});
    v(district_share,
      {.name = "district_share", .least = 0, .most = 1, .meaning = "Districts' share of it", .source = "assumed"});
    v(street_share,
      {.name = "street_share", .least = 0, .most = 1, .meaning = "Streets' share of it", .source = "assumed"});
  }

  void operator()(City& city, sim::Draws) const {
    Governments& governments = city.governments;
    const std::size_t services = city.services.size();
    const std::vector<double> people = residents_under(city);
    std::vector<double> need(governments.size() * services);
    for (std::size_t i = 0; i < city.cases.size(); ++i) {
      const Id<Cases> row(i);
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
    for (std::size_t g = 0; g < governments.size(); ++g)
      for (std::size_t s = 0; s < services; ++s) {
        const double usual = people[g] * first[s];
        double& here = need[g * services + s];
        here = usual > 0 ? std::max(here / usual, 0.1) : 1.0;
      }
    const std::vector<double> gaps = transfers(city);
    // What the city gives to poorer districts comes off its own lines, as far as they go.
    double given = 0;
    for (std::size_t d = 0; d < gaps.size(); ++d) given += people[1 + d] * gaps[d] * (district_share + street_share);
    const double all = people[0] * city_share, part = given > all ? all / given : 1.0;
    for (std::size_t g = 0; g < governments.size(); ++g) {
      const Id<Governments> row(g);
      const Level level = governments.level[row];
      const std::size_t d = governments.district[row];
      const double share = level == Level::district ? district_share : street_share;
      const double weight =
          level == Level::city ? all - given * part : people[g] * share * (city.districts[d].wealth + gaps[d] * part);
      const double own = level == Level::district ? people[g] * city.districts[d].own_line : 0;
      draw(city, governments.fair_budget.row(row), governments.fair_line.row(row), &need[g * services],
           weight * fair_per_resident);
      draw(city, governments.off_fair_budget.row(row), governments.off_fair_line.row(row), &need[g * services],
           weight * off_fair_per_resident + own);
    }
  }

 private:
  // Inertia remembers last year's line as it was drawn, spent or not.
  void draw(const City& city, std::span<Fen> budget, std::span<Fen> lines, const double* need, double total) const {
    double before = 0, sum = 0;
    for (const Fen line : lines) before += static_cast<double>(line);
    std::vector<double> weight(lines.size());
    for (std::size_t s = 0; s < lines.size(); ++s) {
      const double wanted = city.services[s].salience * need[s];
      const double last = before > 0 ? std::max(static_cast<double>(lines[s]) / before, 0.005) : wanted;
      weight[s] = sim::pow(wanted, 1 - inertia) * sim::pow(last, inertia);
      sum += weight[s];
    }
    for (std::size_t s = 0; s < lines.size(); ++s) budget[s] = lines[s] = sum > 0 ? fen(total * weight[s] / sum) : 0;
  }
};

}  // namespace city
