#include "models/city/funding/posting.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <vector>

#include "models/city/funding/district_view.hpp"
#include "models/city/shared/under.hpp"
#include "models/city/shared/undone.hpp"
#include "models/city/state/city.hpp"

namespace city {
namespace {

enum PostingQuestion : std::uint32_t {
  backlog_seen = 0,  // and on, a question for each service
  projects = 100,
};
enum ProjectQuestion : std::uint32_t { line = 1, size = 2 };

bool has_wishes(const City& city, Id<Communities> place) {
  const std::span<const float> wanted = city.communities.wanted.row(place);
  return std::any_of(wanted.begin(), wanted.end(), [](float share) { return share > 0; });
}

void take_wishes(const City& city, Id<Communities> place, std::span<double> backlog) {
  const double cases = std::accumulate(backlog.begin(), backlog.end(), 0.0) - static_cast<double>(backlog.size());
  for (std::size_t s = 0; s < backlog.size(); ++s)
    backlog[s] = 1 + cases * static_cast<double>(city.communities.wanted(place, s));
}

}  // namespace

void Posting::operator()(City& city, sim::Draws draws) const {
  const std::size_t services = city.services.size();
  Communities& places = city.communities;
  const std::vector<double> people = residents_under(city);
  std::vector<double> backlog(places.size() * services, 1.0);
  for (const Id<Cases> row : city.cases.rows())
    if (city.cases.progress[row] == Progress::waiting || city.cases.progress[row] == Progress::active)
      backlog[city.cases.community[row].value * services + city.cases.service[row]] += 1;
  for (const Id<Communities> place : places.rows())
    for (std::size_t s = 0; s < services; ++s) backlog[place.value * services + s] += places.voiced(place, s);
  if (!city.procurement.platform) backlog = by_statistics(city, backlog);
  std::vector<double> usual(city.governments.size() * services);  // backlog per resident of where one compares
  for (const Id<Communities> place : places.rows()) {
    const std::size_t g = within(city, place, compared_within).value;
    for (std::size_t s = 0; s < services; ++s)
      usual[g * services + s] += backlog[place.value * services + s] / std::max(1.0, people[g]);
  }
  for (const Id<Communities> place : places.rows()) {
    const std::uint64_t stem = draws.stem(places.key[place]);
    const Id<Governments> street = places.street[place], district = city.governments.parent[street],
                          top = city.governments.parent[district];
    std::vector<Id<Governments>> levels = {top, district, street};
    if (const Id<Governments> region = city.region()) levels.push_back(region);
    // What a level's line gives this community.
    const auto reaches = [&](Id<Governments> g, std::size_t s) {
      return static_cast<double>(city.governments.fair_budget(g, s)) * places.population[place] / people[g.value];
    };
    // Where residents' wishes bind, they are what is posted: the same backlog, divided as those who met wanted it.
    const bool voiced = city.procurement.platform && places.binding[place] != 0 && has_wishes(city, place);
    if (voiced) take_wishes(city, place, std::span(backlog).subspan(place.value * services, services));
    const std::uint64_t seen_by = city.procurement.platform ? stem : draws.stem(city.governments.key[district]);
    const double error = voiced ? 0 : noise + clouded(city, place);
    const double* here = &usual[within(city, place, compared_within).value * services];
    std::vector<double> money(services), weight(services);
    double total = 0, weights = 0;
    for (std::size_t s = 0; s < services; ++s) {
      for (const Id<Governments> g : levels) money[s] += reaches(g, s);
      total += money[s];
      const double seen =
          backlog[place.value * services + s] / (here[s] * std::max(1, places.population[place])) *
          sim::exp(error * draws.normal(seen_by, PostingQuestion::backlog_seen + static_cast<std::uint32_t>(s)));
      weight[s] = money[s] * std::sqrt(seen);
      weights += weight[s];
    }
    if (!(weights > 0)) continue;  // no money, or a street where nobody lives
    const double mean = total / fen_per_yuan * over_posting / value;
    const auto post = [&](std::uint64_t key) {
      const sim::Draws::Words words = draws.four(key, ProjectQuestion::line);
      const std::size_t s = sim::pick(sim::unit(words[0]), services, [&](std::size_t i) { return weight[i]; });
      const std::size_t level =
          sim::pick(sim::unit(words[1]), levels.size(), [&](std::size_t i) { return reaches(levels[i], s); });
      const double amount = value * sim::exp(spread * draws.normal(key, ProjectQuestion::size) - spread * spread / 2);
      Contracts& contracts = city.contracts;
      const Id<Contracts> row = contracts.add();
      contracts.key[row] = key;
      contracts.community[row] = city.procurement.platform ? place : seat(city, place);
      contracts.service[row] = static_cast<std::uint8_t>(s);
      contracts.fair[row] = 1;
      contracts.payer[row] = levels[level];
      contracts.posted[row] = city.month();
      contracts.value[row] = whole_yuan(amount);
    };
    draws.attempts(places.key[place], mean, post, PostingQuestion::projects);
  }
}

}  // namespace city
