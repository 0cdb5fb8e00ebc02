#include "models/city/people/population.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "models/city/people/fitting.hpp"
#include "models/city/people/head_count.hpp"
#include "models/city/shared/census.hpp"
#include "models/city/state/city.hpp"
#include "sim/host/machine.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

enum PopulationQuestion : std::uint32_t {
  community_size = 0,
  sample_start = 1,  // of a stratum
  birth_month = 2,   // of a resident
  own_cohesion = 3,
  sample_size = 4,  // of a stratum
  residents_now = 5,
  first_quantile = 6,
  own_position = 7,  // of a street, of a community
};

// Lasting keys of governments; the city's own is 0.
constexpr std::uint64_t region_key = 1, districts = 1, streets_of_first_district = 2;

std::vector<double> urban_shares(const Population& rule, const City& city) {
  std::vector<double> shares, people;
  for (const District& d : city.districts) {
    shares.push_back(d.urban);
    people.push_back(d.population_2010);
  }
  return raked(std::move(shares), people, rule.urban);
}

// A systematic sample of whole communities in one stratum: at least one, evenly spread over their sizes, from a keyed
// start.
void sample(const Population& rule, std::vector<bool>& kept, const std::vector<double>& size, std::size_t from,
            std::size_t to, sim::Draws luck, std::uint64_t stratum) {
  if (from == to) return;
  std::vector<std::size_t> order(to - from);
  std::iota(order.begin(), order.end(), from);
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return std::pair(size[a], a) < std::pair(size[b], b); });
  const double n = static_cast<double>(to - from);
  const auto k = std::max<std::int64_t>(1, luck.round(n * rule.scale, stratum, PopulationQuestion::sample_size));
  const double start = luck.uniform(stratum, PopulationQuestion::sample_start);
  for (std::int64_t i = 0; i < k; ++i)
    kept[order[static_cast<std::size_t>((static_cast<double>(i) + start) * n / static_cast<double>(k))]] = true;
}

// Room for the largest number of residents that the data foresee, so that no resident ever has to move house for us.
void slots(const Population& rule, City& city) {
  Communities& communities = city.communities;
  std::size_t next = 0;
  std::vector<double> most(city.districts.size());
  for (std::size_t d = 0; d < most.size(); ++d) {
    most[d] = district_residents(city, d, city.today());  // a city may start before the epoch and shrink
    for (int year = sim::epoch_year; year <= 2040; ++year)
      most[d] = std::max(most[d], district_residents(city, d, sim::Month::of(year, 7)));
  }
  for (const Id<Communities> row : communities.rows()) {
    communities.first[row] = static_cast<std::uint32_t>(next);
    communities.slots[row] =
        static_cast<std::uint32_t>(most[communities.district[row]] * communities.share[row] * (1 + rule.slack)) + 48;
    next += communities.slots[row];
  }
  sim::require_memory(next * city.residents.bytes_of_row());
  city.residents.resize(next);
}

// The joint distribution of age band x traits of a district's towns or villages.
Eigen::ArrayXd joint(const Population& rule, const City& city, double migrants, bool rural) {
  const std::size_t cells = city.ages.size() * Traits::strata;
  Eigen::ArrayXd seed_table(cells);
  Margin age, sex, hukou, disability, income, living;
  double elders = 0, children = 0;
  for (const AgeBand& band : city.ages) {
    elders += band.least_age >= 60 ? band.share : 0;
    children += band.least_age < 15 ? band.share : 0;
  }
  const double behind = rural ? rule.left_behind : 0;
  const auto bands = static_cast<Eigen::Index>(city.ages.size());
  age.target.resize(bands);
  disability.target.resize(2 * bands);
  sex.target = Eigen::Array2d(1 - rule.women, rule.women);
  hukou.target = Eigen::Array2d(1 - migrants, migrants);
  income.target = Eigen::Array4d(rule.dibao, rule.low_income, 1 - rule.dibao - rule.low_income - rule.high_income,
                                 rule.high_income);
  living.target = Eigen::Array4d(1 - elders * (rule.alone + rule.empty_nest) - children * behind, elders * rule.alone,
                                 elders * rule.empty_nest, children * behind);
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
    if (traits.income() == Income::dibao && is_migrant) weight *= rule.dibao_migrant;
    if (traits.income() == Income::dibao && traits.has(Traits::disabled)) weight *= rule.dibao_disabled;
    seed_table[cell] = weight;
    age.group.push_back(static_cast<int>(cell / Traits::strata));
    sex.group.push_back(traits.has(Traits::female) ? 1 : 0);
    hukou.group.push_back(is_migrant ? 1 : 0);
    disability.group.push_back(static_cast<int>(2 * (cell / Traits::strata)) + (traits.has(Traits::disabled) ? 1 : 0));
    income.group.push_back(static_cast<int>(traits.income()));
    living.group.push_back(static_cast<int>(traits.living()));
  }
  fit(seed_table, {sex, hukou, income, living, age, disability});
  return seed_table / seed_table.sum();
}

// Places are synthetic: streets evenly in a disc around the district's seat (towns as wide as their density asks,
// villages over the whole area), communities evenly around their street. A sample stands closer together by the
// square root of its share, so that neighbours stay as near.
void position(const Population& rule, City& city, Id<Communities> row, double town_share, double sampled,
              std::size_t alike, std::size_t street, sim::Draws luck) {
  const std::size_t number = city.communities.district[row];
  const District& d = city.districts[number];
  const double town = std::min(d.area, d.population_2010 * town_share / rule.town_density);
  const double area = city.communities.rural[row] != 0 ? d.area : town;
  const auto in_disc = [](sim::Draws::Words words, double extent) {
    const double radius = std::sqrt(extent / 3.141592653589793 * sim::unit(words[0])), turn = 2 * sim::unit(words[1]);
    return std::pair(radius * sim::cospi(turn), radius * sim::cospi(turn - 0.5));
  };
  const auto seat = in_disc(luck.four(sim::combine(number, street), PopulationQuestion::own_position), area * sampled);
  const auto own = in_disc(luck.four(city.communities.key[row], PopulationQuestion::own_position),
                           area / static_cast<double>(d.streets));
  const double radius = std::sqrt(area / static_cast<double>(alike) / 3.141592653589793);
  city.communities.extent[row] = static_cast<float>(radius * 2 / 3);  // mean distance to the middle of a disc
  city.communities.x[row] = static_cast<float>(d.x * std::sqrt(sampled) + seat.first + own.first);
  city.communities.y[row] = static_cast<float>(d.y * std::sqrt(sampled) + seat.second + own.second);
}

// Behind all others, whose rows are counted from the city on.
void found_region(City& city) {
  Governments& governments = city.governments;
  const Id<Governments> region = governments.add();
  governments.key[region] = region_key;
  governments.level[region] = Level::region;
  governments.parent[Id<Governments>(0U)] = region;
}

void found(const Population& rule, City& city, sim::Draws luck) {
  Governments& governments = city.governments;
  city.widen();
  Communities& communities = city.communities;
  const Id<Governments> top = governments.add();
  for (std::size_t d = 0; d < city.districts.size(); ++d) {
    const Id<Governments> row = governments.add();
    governments.key[row] = sim::combine(districts, d);
    governments.level[row] = Level::district;
    governments.parent[row] = top;
    governments.district[row] = static_cast<std::uint8_t>(d);
  }
  const std::vector<double> urban_share = urban_shares(rule, city);
  std::uint32_t key = 0;
  for (std::size_t d = 0; d < city.districts.size(); ++d) {
    const auto count = static_cast<std::size_t>(city.districts[d].communities);
    std::size_t villages =
        static_cast<std::size_t>(sim::nearest_integer(static_cast<double>(count) * (1 - urban_share[d])));
    if (urban_share[d] < 0.999 && count > 1) villages = std::clamp<std::size_t>(villages, 1, count - 1);
    std::vector<double> size(count);
    for (std::size_t i = 0; i < count; ++i)
      size[i] = sim::exp(rule.size_spread * luck.normal(key + i, PopulationQuestion::community_size));
    const std::size_t towns = count - villages;
    const auto stretch = [&](std::size_t from, std::size_t to, double total) {
      const double sum = std::accumulate(size.begin() + from, size.begin() + to, 0.0);
      for (std::size_t i = from; i < to; ++i) size[i] *= total / sum;
    };
    const double town_share = villages == 0 ? 1.0 : towns == 0 ? 0.0 : urban_share[d];
    stretch(0, towns, town_share);
    stretch(towns, count, 1 - town_share);
    std::vector<bool> kept(count, false);
    sample(rule, kept, size, 0, towns, luck, 2 * d);
    sample(rule, kept, size, towns, count, luck, 2 * d + 1);

    // A sample has fewer streets, of as many communities as in the whole city.
    const auto in_sample = static_cast<std::size_t>(std::count(kept.begin(), kept.end(), true));
    const std::size_t streets =
        std::max<std::size_t>(1, (static_cast<std::size_t>(city.districts[d].streets) * in_sample + count / 2) / count);
    Id<Governments> street;
    std::size_t street_number = streets, nth = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!kept[i]) continue;
      const std::size_t number = nth++ * streets / in_sample;
      if (number != street_number) {
        street_number = number;
        street = governments.add();
        // Its first community's place among the streets of the whole city.
        governments.key[street] = sim::combine(streets_of_first_district + d,
                                               i * static_cast<std::size_t>(city.districts[d].streets) / count);
        governments.level[street] = Level::street;
        governments.parent[street] = city.district_government(d);
        governments.district[street] = static_cast<std::uint8_t>(d);
      }
      const Id<Communities> row = communities.add();
      communities.key[row] = key + static_cast<std::uint32_t>(i);
      communities.district[row] = static_cast<std::uint8_t>(d);
      communities.street[row] = street;
      communities.rural[row] = communities.was_rural[row] = i >= towns ? 1 : 0;
      communities.share[row] = size[i];
      position(rule, city, row, urban_share[d], static_cast<double>(in_sample) / static_cast<double>(count),
               i >= towns ? villages : towns, street_number, luck);
      const double mean = (i >= towns ? rule.cohesion_rural : rule.cohesion_urban) * city.districts[d].cohesion;
      communities.cohesion[row] = communities.cohesion_at_rest[row] = static_cast<float>(
          std::clamp(mean + rule.cohesion_spread * luck.normal(key + i, PopulationQuestion::own_cohesion), 0.0, 1.0));
    }
    key += static_cast<std::uint32_t>(count);
  }
  found_region(city);
  slots(rule, city);
}

// Who lived here at the start, by zone, age and traits: incidence is scaled on them.
void census(City& city) {
  city.strata.resize(Strata::rows);
  for (const Id<Communities> place : city.communities.rows()) {
    for (std::uint32_t i = 0; i < city.communities.slots[place]; ++i) {
      const Id<Residents> who = city.slot(place, i);
      const Traits traits{city.residents.traits[who]};
      if (!traits.has(Traits::present)) continue;
      ++city.strata.initial[Strata::of(city.communities.rural[place] != 0, city.age_months(who), traits)];
    }
  }
}

void settle(const Population& rule, City& city, sim::Draws luck) {
  const std::vector<double> migrants = migrant_shares(city, city.today());
  std::vector<Eigen::ArrayXd> town(migrants.size()), village(migrants.size());
  sim::each(migrants.size(), 1, [&](std::size_t d) {
    town[d] = joint(rule, city, migrants[d], false);
    village[d] = joint(rule, city, migrants[d], true);
  });
  Communities& communities = city.communities;
  sim::each(communities.size(), 1, [&](std::size_t c) {
    const Id<Communities> place(c);
    const std::size_t d = communities.district[place];
    const double target = district_residents(city, d, city.today()) * communities.share[place];
    const std::uint64_t key = communities.key[place];
    const auto count = static_cast<std::uint32_t>(luck.round(target, key, PopulationQuestion::residents_now));
    const Eigen::ArrayXd& cells = communities.rural[place] != 0 ? village[d] : town[d];
    const double start = luck.uniform(key, PopulationQuestion::first_quantile);
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
              : static_cast<std::uint32_t>(city.population_data.last_band * 12);
      const auto months = youngest + static_cast<std::int32_t>(luck.below(width, key << 40 | std::uint64_t{i} << 16,
                                                                          PopulationQuestion::birth_month));
      city.residents.born[who] = static_cast<std::int16_t>(city.today().index - months);
    }
    count_residents(city, place);
  });
  census(city);
}

}  // namespace

void Population::operator()(City& city, sim::Draws draws) const {
  const sim::Draws luck = draws.reseeded(static_cast<std::uint64_t>(seed), shared ? 0 : draws.replicate());
  found(*this, city, luck);
  settle(*this, city, luck);
}

}  // namespace city
