#include "models/city/shared/census.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace city {

double district_residents(const City& city, std::size_t d, sim::Month month) {
  const double total = census_value(city, month, [&](const Census& c) {
    return city.population_data.series == PopulationSeries::revised ? c.revised : c.contemporaneous;
  });
  double first = 0, last = 0;
  for (const District& district : city.districts) {
    first += district.population_2010;
    last += district.population_2020;
  }
  const double progress = std::clamp((month.index + 0.5) / 120.0 - 0.05, 0.0, 1.0);
  const District& district = city.districts[d];
  const double share = district.population_2010 / first * (1 - progress) + district.population_2020 / last * progress;
  return total * share;
}

std::vector<double> raked(std::vector<double> shares, const std::vector<double>& people, double target) {
  const double all = std::accumulate(people.begin(), people.end(), 0.0);
  const auto at = [](double share, double odds) { return share * odds / (1 - share + share * odds); };
  double low = 1e-3, high = 1e3;
  for (int i = 0; i < 60; ++i) {
    const double middle = std::sqrt(low * high);
    double have = 0;
    for (std::size_t d = 0; d < shares.size(); ++d) have += people[d] * at(shares[d], middle);
    (have < target * all ? low : high) = middle;
  }
  for (double& share : shares) share = target > 0 ? at(share, low) : 0;
  return shares;
}

std::vector<double> migrant_shares(const City& city, sim::Month month) {
  std::vector<double> shares, people;
  for (std::size_t d = 0; d < city.districts.size(); ++d) {
    shares.push_back(city.districts[d].migrants / (1 + city.districts[d].migrants));
    people.push_back(district_residents(city, d, month));
  }
  return raked(std::move(shares), people, census_value(city, month, [](const Census& c) { return c.migrants; }));
}

}  // namespace city
