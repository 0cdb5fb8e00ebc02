#include "models/city/people/life_course.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"
#include "sim/wide.hpp"

namespace city {

namespace {

// Whether some of a stretch were born in one of three months: few are.
SIM_WIDE bool some_born(std::span<const std::int16_t> stretch, const std::array<std::int16_t, 3>& months) {
  std::int16_t some = 0;
  for (const std::int16_t born : stretch)
    some = static_cast<std::int16_t>(some | (born == months[0]) | (born == months[1]) | (born == months[2]));
  return some != 0;
}

}  // namespace

void LifeCourse::operator()(City& city, sim::Draws draws) const {
  if (city.resting()) return;  // nobody has a birthday
  const auto small = static_cast<std::int16_t>(city.now.index - left_behind_at * 12);
  const auto sixty = static_cast<std::int16_t>(city.now.index - 60 * 12);
  const auto adult = static_cast<std::int16_t>(city.now.index - 18 * 12);
  sim::each(city.communities.size(), 1, [&](std::size_t c) {
    const Id<Communities> place(c);
    const std::uint32_t first = city.communities.first[place], slots = city.communities.slots[place];
    const std::span<const std::int16_t> born = city.residents.born.all().subspan(first, slots);
    const auto birthday = [&](std::size_t i) {
      const Id<Residents> who(first + i);
      Traits traits{city.residents.traits[who]};
      if (!traits.has(Traits::present)) return;
      const double u = draws.uniform(city.luck(place, who));
      if (born[i] == adult) {
        if (traits.living() == Living::left_behind) traits.set(Living::family);
      } else if (born[i] == small) {
        const bool local_village = city.communities.rural[place] != 0 && !traits.has(Traits::migrant);
        if (local_village && u < left_behind) traits.set(Living::left_behind);
      } else {
        traits.set(u < alone ? Living::alone : u < alone + empty_nest ? Living::empty_nest : Living::family);
      }
      city.residents.traits[who] = traits.bits;
    };
    const std::array months = {small, adult, sixty};
    // Coarse stretches, then fine ones: most hold nobody whose birthday it is.
    constexpr std::size_t coarse = 128, fine = 16;
    for (std::size_t from = 0; from < born.size(); from += coarse) {
      const auto stretch = born.subspan(from, std::min(coarse, born.size() - from));
      if (!some_born(stretch, months)) continue;
      for (std::size_t part = 0; part < stretch.size(); part += fine) {
        const auto few = stretch.subspan(part, std::min(fine, stretch.size() - part));
        if (!some_born(few, months)) continue;
        for (std::size_t i = 0; i < few.size(); ++i)
          if (std::find(months.begin(), months.end(), few[i]) != months.end()) birthday(from + part + i);
      }
    }
  });
}

}  // namespace city
