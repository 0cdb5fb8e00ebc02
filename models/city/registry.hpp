// The registry: how many residents there are, and how many the data say there will be.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "models/city/city.hpp"

namespace city {

/// f(government) for the street of a community, its district and the city.
template <class F>
void each_government_over(const City& city, Id<Communities> place, F f) {
  for (Id<Governments> g = city.communities.street[place]; g; g = city.governments.parent[g]) f(g);
}

/// Residents under each government.
inline std::vector<double> residents_under(const City& city) {
  std::vector<double> out(city.governments.size());
  for (std::size_t c = 0; c < city.communities.size(); ++c)
    each_government_over(city, Id<Communities>(c),
                         [&](Id<Governments> g) { out[g.value] += city.communities.population[Id<Communities>(c)]; });
  return out;
}

/// A census value at a month, linear between mid-years, flat beyond the first and last.
template <class Get>
double census_value(const City& city, sim::Month month, Get get) {
  const double year = sim::epoch_year + (month.index + 0.5) / 12.0 - 0.5;
  const auto& rows = city.censuses;
  std::size_t i = 0;
  while (i + 1 < rows.size() && static_cast<double>(rows[i + 1].year) <= year) ++i;
  if (i + 1 >= rows.size() || year <= static_cast<double>(rows[i].year)) return get(rows[i]);
  const double from = static_cast<double>(rows[i].year), to = static_cast<double>(rows[i + 1].year);
  return get(rows[i]) + (get(rows[i + 1]) - get(rows[i])) * (year - from) / (to - from);
}

/// Residents of district d at a month, unsampled: the city's total by the chosen series times the district's share,
/// which moves evenly from its 2010 to its 2020 value and then stays.
inline double district_residents(const City& city, std::size_t d, sim::Month month) {
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

/// Counts a community's residents by the traits that others ask for: what the registry knows at the month's end.
inline void count_residents(City& city, Id<Communities> place) {
  Communities& places = city.communities;
  const std::uint32_t first = places.first[place], slots = places.slots[place];
  const auto since = [&](int years) { return static_cast<std::int16_t>(city.now.index - years * 12); };
  const std::int16_t elder_from = since(60), mother_from = since(20), mother_to = since(35);
  std::int32_t people = 0, elders = 0, migrants = 0, dibao = 0, mothers = 0;
  // Counts of a block fit 16 bits, like the columns, and so eight residents go at once.
  constexpr std::uint32_t block = 1 << 15;
  for (std::uint32_t from = 0; from < slots; from += block) {
    const std::uint32_t size = std::min(block, slots - from);
    const auto born = city.residents.born.all().subspan(first + from, size);
    const auto bits = city.residents.traits.all().subspan(first + from, size);
    std::uint16_t here = 0, old = 0, migrant = 0, poor = 0, mother = 0;
    const auto add = [](std::uint16_t& count, int one) { count = static_cast<std::uint16_t>(count + one); };
    for (std::size_t i = 0; i < size; ++i) {
      const int present = bits[i] & Traits::present;
      add(here, present);
      add(old, present & (born[i] <= elder_from ? 1 : 0));
      add(migrant, present & bits[i] >> 2);
      add(poor, present & ((bits[i] & 0x30) == 0 ? 1 : 0));
      add(mother, present & bits[i] >> 1 & (born[i] <= mother_from ? 1 : 0) & (born[i] > mother_to ? 1 : 0));
    }
    people += here;
    elders += old;
    migrants += migrant;
    dibao += poor;
    mothers += mother;
  }
  places.population[place] = people;
  places.elders[place] = elders;
  places.migrants[place] = migrants;
  places.dibao[place] = dibao;
  places.mothers[place] = mothers;
}

}  // namespace city
