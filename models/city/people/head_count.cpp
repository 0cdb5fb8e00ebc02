#include "models/city/people/head_count.hpp"

#include <algorithm>
#include <cstdint>

#include "models/city/state/city.hpp"

namespace city {

void count_residents(City& city, Id<Communities> place) {
  Communities& places = city.communities;
  const std::uint32_t first = places.first[place], slots = places.slots[place];
  const auto since = [&](std::int64_t years) { return static_cast<std::int16_t>(city.today().index - years * 12); };
  const std::int16_t elder_from = since(60), mother_from = since(city.population_data.mother_from),
                     mother_to = since(city.population_data.mother_to);
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
