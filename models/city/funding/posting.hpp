// In spring communities post projects for the money they can hope for, by what they see of their own backlog.
#pragma once

#include <array>
#include <vector>

#include "models/city/shared/under.hpp"
#include "models/city/state/city.hpp"
#include "sim/random.hpp"

namespace city {

struct Posting {
  static constexpr std::string_view about =
      "Communities post projects within the lines that reach them, by a noisy view of their backlog";
  double value = 37500, spread = 0.7, over_posting = 1.1, noise = 0.5;

  template <class V>
  void visit(V& v) {
    v(value, {.name = "value",
              .unit = "CNY",
              .least = 100,
              .most = 1e7,
              .meaning = "Mean value of a project at the fair",
              .source = "fitted: Nanjing's fair of 2017 agreed on 70 million CNY, for somewhat fewer than the 2,100 "
                        "projects posted"});
    v(spread,
      {.name = "spread", .least = 0, .most = 3, .meaning = "Standard deviation of its logarithm", .source = "assumed"});
    v(over_posting, {.name = "over_posting",
                     .least = 0,
                     .most = 10,
                     .meaning = "Value posted relative to the money there is",
                     .source = "assumed"});
    v(noise, {.name = "noise",
              .least = 0,
              .most = 5,
              .meaning = "Standard deviation of log error in seeing the backlog",
              .source = "assumed"});
  }

  void operator()(City& city, sim::Draws draws) const {
    const std::size_t services = city.services.size();
    Communities& places = city.communities;
    const std::vector<double> people = residents_under(city);
    std::vector<double> backlog(places.size() * services, 1.0);
    for (std::size_t i = 0; i < city.cases.size(); ++i) {
      const Id<Cases> row(i);
      if (city.cases.progress[row] == Progress::waiting || city.cases.progress[row] == Progress::active)
        backlog[city.cases.community[row].value * services + city.cases.service[row]] += 1;
    }
    std::vector<double> usual(services);  // backlog per resident of the city
    for (std::size_t i = 0; i < backlog.size(); ++i) usual[i % services] += backlog[i] / std::max(1.0, people[0]);
    for (std::size_t c = 0; c < places.size(); ++c) {
      const Id<Communities> place(c);
      const std::uint64_t stem = sim::combine(places.key[place], static_cast<std::uint64_t>(city.now.index));
      // What each level's line gives this community, by service.
      const Id<Governments> street = places.street[place], district = city.governments.parent[street],
                            top = city.governments.parent[district];
      const std::array<Id<Governments>, 3> levels = {top, district, street};
      std::vector<double> money(services), weight(services);
      double total = 0, weights = 0;
      for (std::size_t s = 0; s < services; ++s) {
        for (const Id<Governments> g : levels)
          money[s] +=
              static_cast<double>(city.governments.fair_budget(g, s)) * places.population[place] / people[g.value];
        total += money[s];
        const double seen = backlog[c * services + s] / (usual[s] * std::max(1, places.population[place])) *
                            sim::exp(noise * draws.normal(stem, static_cast<std::uint32_t>(s)));
        weight[s] = money[s] * std::sqrt(seen);
        weights += weight[s];
      }
      if (!(weights > 0)) continue;  // no money, or a street where nobody lives
      const std::int64_t count = draws.round(total / 100 * over_posting / value, stem, 100);
      for (std::int64_t i = 0; i < count; ++i) {
        const std::uint64_t key = sim::combine(stem, static_cast<std::uint64_t>(i));
        const sim::Draws::Words words = draws.four(key, 1);
        std::size_t s = 0;
        for (double u = sim::unit(words[0]) * weights; s + 1 < services && (u -= weight[s]) >= 0;) ++s;
        std::size_t level = 0;
        double u = sim::unit(words[1]) * money[s];
        while (level < 2 && (u -= static_cast<double>(city.governments.fair_budget(levels[level], s)) *
                                  places.population[place] / people[levels[level].value]) >= 0)
          ++level;
        const double amount = value * sim::exp(spread * draws.normal(key, 2) - spread * spread / 2);
        Contracts& contracts = city.contracts;
        const Id<Contracts> row = contracts.add();
        contracts.key[row] = key;
        contracts.community[row] = place;
        contracts.service[row] = static_cast<std::uint8_t>(s);
        contracts.fair[row] = 1;
        contracts.payer[row] = levels[level];
        contracts.posted[row] = city.month();
        contracts.value[row] = sim::nearest_integer(amount) * 100;  // whole yuan
      }
    }
  }
};

}  // namespace city
