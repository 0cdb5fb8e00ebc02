// The synthetic city at the start: places first, then residents whose joint traits fit every known margin.
//
//   districts -> communities (urban, rural; sizes lognormal) -> [sample of whole communities] -> slots
//   margins of the city, by zone --fit()--> joint of age x traits --systematic draw--> residents of each community
#pragma once

#include <cmath>
#include <numeric>

#include "models/city/people/counting.hpp"
#include "models/city/people/fitting.hpp"
#include "models/city/shared/census.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

struct Population {
  static constexpr std::string_view about =
      "Builds districts, streets, communities and every resident by iterative proportional fitting to known margins";
  double scale = 1;
  std::int64_t seed = 2010;
  bool shared = true;
  double urban = 0.785, size_spread = 0.35, slack = 0.05;
  double dibao = 0.011, low_income = 0.06, high_income = 0.2;
  double alone = 0.055, empty_nest = 0.23, left_behind = 0.015;
  double cohesion_rural = 0.8, cohesion_urban = 0.4;
  double town_density = 9000;

  template <class V>
  void visit(V& v) {
    v(scale, {.name = "scale",
              .least = 0.0005,
              .most = 1,
              .meaning = "Share of communities kept: whole communities, stratified by district and zone",
              .source = "a technical choice",
              .fixed = true});
    v(seed, {.name = "seed",
             .least = 0,
             .most = 9e15,
             .meaning = "Luck of the synthetic population, its own",
             .source = "a technical choice",
             .fixed = true});
    v(shared, {.name = "shared",
               .meaning = "Whether replicates share one synthetic population",
               .source = "a technical choice",
               .fixed = true});
    v(urban, {.name = "urban",
              .least = 0,
              .most = 1,
              .meaning = "Urban share of residents in 2010, to which districts are raked",
              .source = "Nanjing Statistical Yearbook 2011: 78.5 %",
              .fixed = true});
    v(size_spread, {.name = "size_spread",
                    .least = 0,
                    .most = 2,
                    .meaning = "Standard deviation of log community size",
                    .source = "assumed",
                    .fixed = true});
    v(slack, {.name = "slack",
              .least = 0.01,
              .most = 1,
              .meaning = "Empty slots beyond the largest number of residents that the data foresee",
              .source = "a technical choice",
              .fixed = true});
    v(dibao, {.name = "dibao",
              .least = 0,
              .most = 1,
              .meaning = "Share on minimum income support",
              .source = "assumed: 1.1 % in 2010",
              .fixed = true});
    v(low_income, {.name = "low_income",
                   .least = 0,
                   .most = 1,
                   .meaning = "Share of low income above dibao",
                   .source = "assumed",
                   .fixed = true});
    v(high_income, {.name = "high_income",
                    .least = 0,
                    .most = 1,
                    .meaning = "Share that can pay market prices",
                    .source = "assumed",
                    .fixed = true});
    v(alone, {.name = "alone",
              .least = 0,
              .most = 1,
              .meaning = "Share of elders (60+) who live alone",
              .source = "Nanjing civil affairs 2012: 65,901 elders alone",
              .fixed = true});
    v(empty_nest, {.name = "empty_nest",
                   .least = 0,
                   .most = 1,
                   .meaning = "Share of elders in empty nests",
                   .source = "Nanjing civil affairs 2012: 136,500 households",
                   .fixed = true});
    v(left_behind, {.name = "left_behind",
                    .least = 0,
                    .most = 1,
                    .meaning = "Share of rural local children left behind",
                    .source = "assumed: 2,000 to 3,000 children",
                    .fixed = true});
    v(cohesion_rural, {.name = "cohesion_rural",
                       .least = 0,
                       .most = 1,
                       .meaning = "Mean cohesion of villages (acquaintance)",
                       .source = "assumed",
                       .fixed = true});
    v(town_density, {.name = "town_density",
                     .unit = "count/km2",
                     .least = 1,
                     .most = 1e6,
                     .meaning = "Residents per square kilometre of built-up area: how wide towns are",
                     .source = "assumed",
                     .fixed = true});
    v(cohesion_urban, {.name = "cohesion_urban",
                       .least = 0,
                       .most = 1,
                       .meaning = "Mean cohesion of urban communities",
                       .source = "assumed",
                       .fixed = true});
  }

  void operator()(City& city, sim::Draws draws) const {
    const sim::Draws luck = draws.reseeded(static_cast<std::uint64_t>(seed), shared ? 0 : draws.replicate());
    place(city, luck);
    settle(city, luck);
  }

 private:
  static constexpr std::uint32_t n_size = 0, n_sample = 1, n_birth = 2, n_cohesion = 3, n_round = 4, n_count = 5,
                                 n_start = 6, n_position = 7;

  // Odds of living in town are scaled alike in all districts until the city's urban share is met.
  std::vector<double> urban_shares(const City& city) const {
    const auto raked = [&](double odds) {
      std::vector<double> shares;
      for (const District& d : city.districts) shares.push_back(d.urban * odds / (1 - d.urban + d.urban * odds));
      return shares;
    };
    double low = 1e-3, high = 1e3;
    for (int i = 0; i < 60; ++i) {
      const double middle = std::sqrt(low * high);
      double people = 0, town = 0;
      const std::vector<double> shares = raked(middle);
      for (std::size_t d = 0; d < shares.size(); ++d) {
        people += city.districts[d].population_2010;
        town += city.districts[d].population_2010 * shares[d];
      }
      (town / people < urban ? low : high) = middle;
    }
    return raked(std::sqrt(low * high));
  }

  void place(City& city, sim::Draws luck) const {
    Governments& governments = city.governments;
    city.widen(governments);
    Communities& communities = city.communities;
    city.widen(communities);
    const Id<Governments> top = governments.add();
    for (std::size_t d = 0; d < city.districts.size(); ++d) {
      const Id<Governments> row = governments.add();
      governments.key[row] = sim::combine(1, d);
      governments.level[row] = Level::district;
      governments.parent[row] = top;
      governments.district[row] = static_cast<std::uint8_t>(d);
    }
    const std::vector<double> urban_share = urban_shares(city);
    std::uint32_t key = 0;
    for (std::size_t d = 0; d < city.districts.size(); ++d) {
      const auto count = static_cast<std::size_t>(city.districts[d].communities);
      std::size_t villages =
          static_cast<std::size_t>(sim::nearest_integer(static_cast<double>(count) * (1 - urban_share[d])));
      if (urban_share[d] < 0.999 && count > 1) villages = std::clamp<std::size_t>(villages, 1, count - 1);
      std::vector<double> size(count);
      for (std::size_t i = 0; i < count; ++i) size[i] = sim::exp(size_spread * luck.normal(key + i, n_size));
      const std::size_t towns = count - villages;
      const auto stretch = [&](std::size_t from, std::size_t to, double total) {
        const double sum = std::accumulate(size.begin() + from, size.begin() + to, 0.0);
        for (std::size_t i = from; i < to; ++i) size[i] *= total / sum;
      };
      const double town_share = villages == 0 ? 1.0 : towns == 0 ? 0.0 : urban_share[d];
      stretch(0, towns, town_share);
      stretch(towns, count, 1 - town_share);
      std::vector<bool> kept(count, false);
      sample(kept, size, 0, towns, luck, 2 * d);
      sample(kept, size, towns, count, luck, 2 * d + 1);

      // A sample has fewer streets, of as many communities as in the whole city.
      const auto in_sample = static_cast<std::size_t>(std::count(kept.begin(), kept.end(), true));
      const std::size_t streets = std::max<std::size_t>(
          1, (static_cast<std::size_t>(city.districts[d].streets) * in_sample + count / 2) / count);
      Id<Governments> street;
      std::size_t street_number = streets, nth = 0;
      for (std::size_t i = 0; i < count; ++i) {
        if (!kept[i]) continue;
        const std::size_t number = nth++ * streets / in_sample;
        if (number != street_number) {
          street_number = number;
          street = governments.add();
          // Its first community's place among the streets of the whole city.
          governments.key[street] =
              sim::combine(2 + d, i * static_cast<std::size_t>(city.districts[d].streets) / count);
          governments.level[street] = Level::street;
          governments.parent[street] = city.district_government(d);
          governments.district[street] = static_cast<std::uint8_t>(d);
        }
        const Id<Communities> row = communities.add();
        communities.key[row] = key + static_cast<std::uint32_t>(i);
        communities.district[row] = static_cast<std::uint8_t>(d);
        communities.street[row] = street;
        communities.rural[row] = i >= towns ? 1 : 0;
        communities.share[row] = size[i];
        position(city, row, urban_share[d], static_cast<double>(in_sample) / static_cast<double>(count),
                 i >= towns ? villages : towns, street_number, luck);
        const double mean = i >= towns ? cohesion_rural : cohesion_urban;
        communities.cohesion[row] =
            static_cast<float>(std::clamp(mean + 0.15 * luck.normal(key + i, n_cohesion), 0.0, 1.0));
      }
      key += static_cast<std::uint32_t>(count);
    }
    slots(city);
  }

  // Places are synthetic: streets evenly in a disc around the district's seat (towns as wide as their density asks,
  // villages over the whole area), communities evenly around their street. A sample stands closer together by the
  // square root of its share, so that neighbours stay as near.
  void position(City& city, Id<Communities> row, double town_share, double sampled, std::size_t alike,
                std::size_t street, sim::Draws luck) const {
    const std::size_t number = city.communities.district[row];
    const District& d = city.districts[number];
    const double town = std::min(d.area, d.population_2010 * town_share / town_density);
    const double area = city.communities.rural[row] != 0 ? d.area : town;
    const auto place = [](sim::Draws::Words words, double extent) {
      const double radius = std::sqrt(extent / 3.141592653589793 * sim::unit(words[0])), turn = 2 * sim::unit(words[1]);
      return std::pair(radius * sim::cospi(turn), radius * sim::cospi(turn - 0.5));
    };
    const auto seat = place(luck.four(sim::combine(number, street), n_position), area * sampled);
    const auto own = place(luck.four(city.communities.key[row], n_position), area / static_cast<double>(d.streets));
    const double radius = std::sqrt(area / static_cast<double>(alike) / 3.141592653589793);
    city.communities.extent[row] = static_cast<float>(radius * 2 / 3);  // mean distance to the middle of a disc
    city.communities.x[row] = static_cast<float>(d.x * std::sqrt(sampled) + seat.first + own.first);
    city.communities.y[row] = static_cast<float>(d.y * std::sqrt(sampled) + seat.second + own.second);
  }

  // A systematic sample of whole communities in one stratum: at least one, evenly spread over their sizes, from a keyed
  // start.
  void sample(std::vector<bool>& kept, const std::vector<double>& size, std::size_t from, std::size_t to,
              sim::Draws luck, std::uint64_t stratum) const {
    if (from == to) return;
    std::vector<std::size_t> order(to - from);
    std::iota(order.begin(), order.end(), from);
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return std::pair(size[a], a) < std::pair(size[b], b); });
    const double n = static_cast<double>(to - from);
    const auto k = std::max<std::int64_t>(1, luck.round(n * scale, stratum, n_round));
    const double start = luck.uniform(stratum, n_sample);
    for (std::int64_t i = 0; i < k; ++i)
      kept[order[static_cast<std::size_t>((static_cast<double>(i) + start) * n / static_cast<double>(k))]] = true;
  }

  // Room for the largest number of residents that the data foresee, so that no resident ever has to move house for us.
  void slots(City& city) const {
    Communities& communities = city.communities;
    std::uint32_t next = 0;
    std::vector<double> most(city.districts.size());
    for (std::size_t d = 0; d < most.size(); ++d) {
      most[d] = district_residents(city, d, city.now);  // a city may start before the epoch and shrink
      for (int year = sim::epoch_year; year <= 2040; ++year)
        most[d] = std::max(most[d], district_residents(city, d, sim::Month::of(year, 7)));
    }
    for (std::size_t c = 0; c < communities.size(); ++c) {
      const Id<Communities> row(c);
      communities.first[row] = next;
      communities.slots[row] =
          static_cast<std::uint32_t>(most[communities.district[row]] * communities.share[row] * (1 + slack)) + 48;
      next += communities.slots[row];
    }
    city.residents.resize(next);
  }

  // The joint distribution of age band x traits of the city's towns or villages.
  Eigen::ArrayXd joint(const City& city, double migrants, bool rural) const {
    const std::size_t cells = city.ages.size() * Traits::strata;
    Eigen::ArrayXd seed_table(cells);
    Margin age, sex, hukou, disability, income, living;
    double elders = 0, children = 0;
    for (const AgeBand& band : city.ages) {
      elders += band.least_age >= 60 ? band.share : 0;
      children += band.least_age < 15 ? band.share : 0;
    }
    const double behind = rural ? left_behind : 0;
    const auto bands = static_cast<Eigen::Index>(city.ages.size());
    age.target.resize(bands);
    disability.target.resize(2 * bands);
    sex.target = Eigen::Array2d(0.5, 0.5);
    hukou.target = Eigen::Array2d(1 - migrants, migrants);
    income.target = Eigen::Array4d(dibao, low_income, 1 - dibao - low_income - high_income, high_income);
    living.target = Eigen::Array4d(1 - elders * (alone + empty_nest) - children * behind, elders * alone,
                                   elders * empty_nest, children * behind);
    for (Eigen::Index a = 0; a < bands; ++a) {
      const AgeBand& band = city.ages[a];
      age.target[a] = band.share;
      disability.target[2 * a] = band.share * (1 - band.disabled);
      disability.target[2 * a + 1] = band.share * band.disabled;
    }
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const AgeBand& band = city.ages[cell / Traits::strata];
      const Traits traits{static_cast<std::uint16_t>(cell % Traits::strata << 1 | Traits::present)};
      const bool elder = band.least_age >= 60, child = band.least_age < 15;
      const bool is_migrant = traits.has(Traits::migrant);
      double weight = is_migrant ? band.migrants : 1;
      switch (traits.living()) {
        case Living::family:
          break;
        case Living::alone:
        case Living::empty_nest:
          weight *= elder ? 1 : 0;
          break;
        case Living::left_behind:
          weight *= child && rural && !is_migrant ? 1 : 0;
          break;
      }
      if (traits.income() == Income::dibao && is_migrant) weight *= 0.05;  // dibao follows local hukou
      if (traits.income() == Income::dibao && traits.has(Traits::disabled)) weight *= 4;
      seed_table[cell] = weight;
      age.group.push_back(static_cast<int>(cell / Traits::strata));
      sex.group.push_back(traits.has(Traits::female) ? 1 : 0);
      hukou.group.push_back(is_migrant ? 1 : 0);
      disability.group.push_back(static_cast<int>(2 * (cell / Traits::strata)) +
                                 (traits.has(Traits::disabled) ? 1 : 0));
      income.group.push_back(static_cast<int>(traits.income()));
      living.group.push_back(static_cast<int>(traits.living()));
    }
    fit(seed_table, {sex, hukou, income, living, age, disability});
    return seed_table / seed_table.sum();
  }

  // Who lived here at the start, by zone, age and traits: incidence is scaled on them.
  static void census(City& city) {
    city.strata.resize(Strata::rows);
    for (std::size_t c = 0; c < city.communities.size(); ++c) {
      const Id<Communities> place(c);
      for (std::uint32_t i = 0; i < city.communities.slots[place]; ++i) {
        const Id<Residents> who = city.slot(place, i);
        const Traits traits{city.residents.traits[who]};
        if (!traits.has(Traits::present)) continue;
        ++city.strata.initial[Strata::of(city.communities.rural[place] != 0, city.age_months(who), traits)];
      }
    }
  }

  void settle(City& city, sim::Draws luck) const {
    const double migrants = census_value(city, city.now, [](const Census& c) { return c.migrants; });
    const Eigen::ArrayXd town = joint(city, migrants, false), village = joint(city, migrants, true);
    Communities& communities = city.communities;
    sim::each(communities.size(), 1, [&](std::size_t c) {
      const Id<Communities> place(c);
      const std::size_t d = communities.district[place];
      const double target = district_residents(city, d, city.now) * communities.share[place];
      const std::uint64_t key = communities.key[place];
      const auto count = static_cast<std::uint32_t>(luck.round(target, key, n_count));
      const Eigen::ArrayXd& cells = communities.rural[place] != 0 ? village : town;
      const double start = luck.uniform(key, n_start);
      Eigen::Index cell = 0;
      double reached = cells[0];
      for (std::uint32_t i = 0; i < count; ++i) {
        const double quantile = (i + start) / count;
        while (quantile > reached && cell + 1 < cells.size()) reached += cells[++cell];
        const Id<Residents> who = city.slot(place, i);
        const std::size_t band = static_cast<std::size_t>(cell) / Traits::strata;
        city.residents.traits[who] =
            static_cast<std::uint16_t>(static_cast<std::size_t>(cell) % Traits::strata << 1 | Traits::present);
        const auto youngest = static_cast<std::int32_t>(city.ages[band].least_age * 12);
        const auto width =
            band + 1 < city.ages.size()
                ? static_cast<std::uint32_t>((city.ages[band + 1].least_age - city.ages[band].least_age) * 12)
                : 120U;
        const auto months =
            youngest + static_cast<std::int32_t>(luck.below(width, key << 40 | std::uint64_t{i} << 16, n_birth));
        city.residents.born[who] = static_cast<std::int16_t>(city.now.index - months);
      }
      count_residents(city, place);
    });
    census(city);
  }
};

}  // namespace city
