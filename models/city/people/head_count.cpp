#include "models/city/people/head_count.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "models/city/state/city.hpp"
#include "sim/wide.hpp"

namespace city {

static_assert(Traits::volunteer == 1 << 10 && Traits::member == 1 << 11);

SIM_WIDE void count_residents(City& city, Id<Communities> place) {
  Communities& places = city.communities;
  const std::uint32_t first = places.first[place], slots = places.slots[place];
  const auto since = [&](std::int64_t years) { return static_cast<std::int16_t>(city.today().index - years * 12); };
  const std::int16_t elder_from = since(60), mother_from = since(city.population_data.mother_from),
                     mother_to = since(city.population_data.mother_to);
  std::int32_t people = 0, elders = 0, migrants = 0, mothers = 0, volunteers = 0, willing = 0;
  std::array<std::int32_t, 3> incomes{};  // by the band's first bit, its second, both
  // Counts of a block fit 16 bits, like the columns, and so eight residents go at once.
  constexpr std::uint32_t block = 1 << 15;
  for (std::uint32_t from = 0; from < slots; from += block) {
    const std::uint32_t size = std::min(block, slots - from);
    const auto born = city.residents.born.all().subspan(first + from, size);
    const auto bits = city.residents.traits.all().subspan(first + from, size);
    std::uint16_t here = 0, old = 0, migrant = 0, mother = 0, gives = 0, joins = 0, first_bit = 0, second_bit = 0,
                  both = 0;
    const auto add = [](std::uint16_t& count, int one) { count = static_cast<std::uint16_t>(count + one); };
    for (std::size_t i = 0; i < size; ++i) {
      const int present = bits[i] & Traits::present;
      add(here, present);
      add(old, present & (born[i] <= elder_from ? 1 : 0));
      add(migrant, present & bits[i] >> 2);
      const int a = present & bits[i] >> 4, b = present & bits[i] >> 5;
      add(first_bit, a);
      add(second_bit, b);
      add(both, a & b);
      add(gives, present & bits[i] >> 10);
      add(joins, present & bits[i] >> 11);
      add(mother, present & bits[i] >> 1 & (born[i] <= mother_from ? 1 : 0) & (born[i] > mother_to ? 1 : 0));
    }
    people += here;
    elders += old;
    migrants += migrant;
    incomes[0] += first_bit;
    incomes[1] += second_bit;
    incomes[2] += both;
    volunteers += gives;
    willing += joins;
    mothers += mother;
  }
  places.population[place] = people;
  places.elders[place] = elders;
  places.migrants[place] = migrants;
  const auto income = [&](Income band) -> std::int32_t& {
    return places.incomes(place, static_cast<std::size_t>(band));
  };
  income(Income::dibao) = people - incomes[0] - incomes[1] + incomes[2];
  income(Income::low) = incomes[0] - incomes[2];
  income(Income::middle) = incomes[1] - incomes[2];
  income(Income::high) = incomes[2];
  places.volunteers[place] = volunteers;
  places.willing[place] = willing;
  places.mothers[place] = mothers;
}

}  // namespace city
