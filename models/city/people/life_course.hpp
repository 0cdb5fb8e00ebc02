// Living arrangements and income change with age and luck.
#pragma once

#include <cstdint>
#include <string_view>

#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

/// Turning 18 ends being left behind; turning 60 opens the question who elders live with.
struct LifeCourse {
  static constexpr std::string_view about = "Birthdays that change a living arrangement: 1, 18 and 60";
  double alone = 0.055, empty_nest = 0.23, left_behind = 0.015;

  template <class V>
  void visit(V& v) {
    v(alone, {.name = "alone",
              .least = 0,
              .most = 1,
              .meaning = "Share of those turning 60 who come to live alone",
              .source = "Nanjing civil affairs 2012: 65,901 elders alone"});
    v(empty_nest, {.name = "empty_nest",
                   .least = 0,
                   .most = 1,
                   .meaning = "Share of those turning 60 who become empty nests",
                   .source = "Nanjing civil affairs 2012: 136,500 households"});
    v(left_behind,
      {.name = "left_behind",
       .least = 0,
       .most = 1,
       .meaning = "Share of rural local children whose parents leave them behind after their first birthday",
       .source = "assumed: 2,000 to 3,000 children"});
  }

  void operator()(City& city, sim::Draws draws) const {
    const auto one = static_cast<std::int16_t>(city.now.index - 12);
    const auto sixty = static_cast<std::int16_t>(city.now.index - 60 * 12);
    const auto adult = static_cast<std::int16_t>(city.now.index - 18 * 12);
    sim::each(city.communities.size(), 1, [&](std::size_t c) {
      const Id<Communities> place(c);
      const std::uint32_t first = city.communities.first[place], slots = city.communities.slots[place];
      const std::span<const std::int16_t> born = city.residents.born.all().subspan(first, slots);
      const auto counts = [&](std::int16_t month) { return (month == sixty) | (month == adult) | (month == one); };
      sim::each_where(born, counts, [&](std::size_t i) {
        const Id<Residents> who(first + i);
        Traits traits{city.residents.traits[who]};
        if (!traits.has(Traits::present)) return;
        const double u = draws.uniform(city.luck(place, who));
        if (born[i] == adult) {
          if (traits.living() == Living::left_behind) traits.set(Living::family);
        } else if (born[i] == one) {
          const bool local_village = city.communities.rural[place] != 0 && !traits.has(Traits::migrant);
          if (local_village && u < left_behind) traits.set(Living::left_behind);
        } else {
          traits.set(u < alone ? Living::alone : u < alone + empty_nest ? Living::empty_nest : Living::family);
        }
        city.residents.traits[who] = traits.bits;
      });
    });
  }
};

}  // namespace city
