#include "models/city/people/demography.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <vector>

#include "models/city/people/head_count.hpp"
#include "models/city/shared/cases.hpp"
#include "models/city/shared/census.hpp"
#include "models/city/shared/taking_part.hpp"
#include "models/city/shared/trust.hpp"
#include "models/city/state/city.hpp"
#include "sim/grouped.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

enum DemographyQuestion : std::uint32_t {
  newborn_traits = 0,
  arrival_traits = 1,
  arrival_income = 2,
  arrival_age = 3,
  residents_wanted = 1,  // of the community
};

constexpr int oldest = 120;

struct Hazards {
  std::array<double, oldest + 1> death{}, disability{};
  std::array<double, oldest + 1> leaves{};     // how often people of an age leave the city, relative to others
  std::array<double, oldest + 1> most{};       // at least the sum of all
  double mean_leaves = 1, migrants_leave = 1;  // of all ages, and of migrants, by their shares at the start
  double birth = 0;
  double bound = 1.0 / 32;      // of all events of one slot together
  std::vector<double> shrinks;  // of each district: chance that somebody leaves because the data say it shrinks
};

bool gives_birth(const City& city, int age) {
  return age >= city.population_data.mother_from && age < city.population_data.mother_to;
}

Hazards prepare(const Demography& rule, const City& city) {
  constexpr double most_births = 0.0125, most_disabled = 0.01;
  constexpr int old = 95 * 12;  // mortality grows no further
  Hazards out;
  double share = 0, leave = 0, migrants = 0, migrants_leave = 0;
  for (const AgeBand& band : city.ages) {
    share += band.share;
    leave += band.share * band.departures;
    migrants += band.share * band.migrants;
    migrants_leave += band.share * band.migrants * band.departures;
  }
  if (leave > 0) out.mean_leaves = leave / share;
  if (migrants > 0) out.migrants_leave = migrants_leave / migrants;
  double hukou = 0, mothers = 0;
  std::vector<double> people(city.districts.size()), foreseen(city.districts.size());
  const Communities& places = city.communities;
  for (const Id<Communities> place : places.rows()) {
    const std::size_t d = places.district[place];
    hukou += places.population[place] - places.migrants[place];
    mothers += places.mothers[place];
    people[d] += places.population[place];
    foreseen[d] += district_residents(city, d, city.today()) * places.share[place];
  }
  out.birth = mothers > 0 ? std::min(most_births, rule.birth_rate / 1000 / 12 * hukou / mothers) : 0;
  double departure = std::max(rule.departure_local, rule.departure_migrant);
  for (std::size_t d = 0; d < people.size(); ++d)
    out.shrinks.push_back(
        people[d] > 0 ? std::clamp((1 - foreseen[d] / people[d]) / out.mean_leaves, 0.0, rule.departure_more) : 0);
  if (!out.shrinks.empty()) departure += *std::max_element(out.shrinks.begin(), out.shrinks.end());
  for (int age = 0; age <= oldest; ++age) {
    const std::size_t band = city.age_band(age * 12);
    out.leaves[age] = city.ages[band].departures;
    // The share of a band is kept if those who enter it from the band below catch up within its years.
    if (band + 1 < city.ages.size()) {
      const double here = city.ages[band].disabled, next = city.ages[band + 1].disabled;
      const double years = static_cast<double>(city.ages[band + 1].least_age - city.ages[band].least_age);
      out.disability[age] =
          std::clamp(rule.disability_scale * (next - here) / (1 - here) / years / 12, 0.0, most_disabled);
    }
    out.death[age] = rule.mortality(std::min(age * 12 + 6, old));
    out.most[age] = out.death[age] + departure * out.leaves[age] + rule.moves / 12 + out.disability[age] +
                    (gives_birth(city, age) ? out.birth : 0) + 1e-9;
    while (out.bound < out.most[age] && out.bound < 0.5) out.bound *= 2;
  }
  return out;
}

// Somebody whom this month takes out of their slot.
struct Leaver {
  Id<Residents> who;
  Id<Communities> place;
  Traits traits;  // died, moved within the city, or neither: left it
  std::uint32_t word;
};

void events(const Demography& rule, City& city, Id<Communities> place, const Hazards& hazards, const sim::Gaps& gaps,
            sim::Draws draws, std::vector<Leaver>& leavers) {
  Communities& places = city.communities;
  Residents& residents = city.residents;
  std::int32_t deaths = 0, departures = 0, births = 0;
  const double shrinks = hazards.shrinks[places.district[place]], move = rule.moves / 12;
  const auto age_of = [&](Id<Residents> who) { return std::clamp(city.age_months(who) / 12, 0, oldest); };
  // Whether anything could happen to anybody of this age.
  const auto possible = [&](std::uint32_t i, std::uint32_t word) {
    const Id<Residents> who = city.slot(place, i);
    residents.traits.fetch(who);
    return sim::unit(word) * hazards.bound < hazards.most[age_of(who)];
  };
  draws.candidates(places.key[place], places.slots[place], gaps, possible,
                   [&](std::uint32_t i, std::uint32_t word, std::uint32_t other) {
                     const Id<Residents> who = city.slot(place, i);
                     const int age = age_of(who);
                     double u = sim::unit(word) * hazards.bound;
                     Traits traits{residents.traits[who]};
                     if (!traits.has(Traits::present)) return;
                     const auto goes = [&](std::int32_t& count, std::uint16_t how) {
                       ++count;
                       residents.traits[who] = how;
                       leavers.push_back({who, place, Traits{static_cast<std::uint16_t>(traits.bits | how)}, other});
                     };
                     const double die = hazards.death[age];
                     const double leave =
                         hazards.leaves[age] *
                         (shrinks + (traits.has(Traits::migrant) ? rule.departure_migrant : rule.departure_local));
                     if (u < die) return goes(deaths, Traits::died);
                     if ((u -= die) < leave) return goes(departures, 0);
                     if ((u -= leave) < move) return goes(departures, Traits::moved);
                     if (city.resting()) return;  // nobody grows older
                     u -= move;
                     const double disable = traits.has(Traits::disabled) ? 0 : hazards.disability[age];
                     if (u < disable) {
                       traits.set(Traits::disabled, true);
                       residents.traits[who] = traits.bits;
                       return;
                     }
                     u -= disable;
                     if (traits.has(Traits::female) && gives_birth(city, age) && u < hazards.birth) ++births;
                   });
  places.deaths[place] = deaths;
  places.departures[place] = departures;
  places.births[place] = births;
  places.arrivals[place] = 0;
}

// Needs of those who died or moved away end with them. Those of people who stay in the city are returned: they go
// along.
std::vector<Id<Cases>> end_needs(City& city) {
  Cases& cases = city.cases;
  return sim::gather<Id<Cases>>(cases.size(), 1024, [&](std::size_t i, std::vector<Id<Cases>>& along) {
    const Id<Cases> row(i);
    city.fetch(row, city.residents.traits);
    const Traits traits{city.residents.traits[cases.resident[row]]};
    if (cases.progress[row] == Progress::closed || traits.has(Traits::present)) return;
    if (traits.has(Traits::moved) && !city.resting())
      along.push_back(row);
    else
      close_case(city, row, traits.has(Traits::died) ? Closure::died : Closure::moved);
  });
}

Id<Residents> empty_slot(City& city, Id<Communities> place) {
  Communities& places = city.communities;
  const std::uint32_t slots = places.slots[place];
  for (std::uint32_t tried = 0; tried < slots; ++tried) {
    const std::uint32_t at = places.cursor[place];
    places.cursor[place] = at + 1 < slots ? at + 1 : 0;
    const Id<Residents> who = city.slot(place, at);
    if ((city.residents.traits[who] & (Traits::present | Traits::moved)) == 0) return who;
  }
  return {};
}

// Whoever moves within the city takes a slot elsewhere, most often where most people are to live: with their trust and
// needs, and with luck of the new place. Waiting needs keep their months; the others look for a provider there.
void move_house(City& city, const std::vector<Leaver>& leavers, const std::vector<Id<Cases>>& along) {
  Communities& places = city.communities;
  Residents& residents = city.residents;
  std::vector<double> reached;
  for (const Id<Communities> place : places.rows())
    reached.push_back((reached.empty() ? 0 : reached.back()) +
                      district_residents(city, places.district[place], city.now) * places.share[place]);
  struct Move {
    Id<Residents> from, to;
    Id<Communities> home, place;
    std::uint16_t traits;
  };
  // By `from`, as leavers are.
  auto moves = sim::gather<Move>(leavers.size(), 256, [&](std::size_t i, std::vector<Move>& out) {
    const Leaver& leaver = leavers[i];
    if (!leaver.traits.has(Traits::moved)) return;
    const auto at = std::upper_bound(reached.begin(), reached.end(), sim::unit(leaver.word) * reached.back());
    const Id<Communities> place(std::min<std::size_t>(at - reached.begin(), places.size() - 1));
    out.push_back(
        {leaver.who, {}, leaver.place, place, static_cast<std::uint16_t>(leaver.traits.bits & ~Traits::moved)});
  });
  const sim::Grouped<Move> coming(places.size(), [&](auto add) {
    for (std::size_t i = 0; i < moves.size(); ++i) add(sim::Id<Move>(i), moves[i].place.value);
  });
  sim::each(places.size(), 16, [&](std::size_t place) {
    for (const sim::Id<Move> move : coming[place]) {  // a slot that somebody leaves is free a month later
      const Id<Residents> to = empty_slot(city, Id<Communities>(place));
      if (!to) break;
      residents.traits[to] = Traits::moved;  // taken
      moves[move.value].to = to;
    }
  });
  for (Move& move : moves) {
    if (!move.to) {  // no room: they stay
      move.to = move.from;
      move.place = move.home;
    }
    ++places.arrivals[move.place];
  }
  sim::each(moves.size(), 256, [&](std::size_t i) {
    if (i + sim::rows_ahead < moves.size()) residents.fetch(moves[i + sim::rows_ahead].to);
    const Move& move = moves[i];
    residents.copy(move.from, move.to);
    residents.traits[move.from] = 0;
    residents.traits[move.to] = move.traits;
  });
  sim::each(along.size(), 256, [&](std::size_t i) {
    const Id<Cases> row = along[i];
    const Id<Residents> from = city.cases.resident[row];
    const auto move = std::lower_bound(moves.begin(), moves.end(), from,
                                       [](const Move& m, Id<Residents> who) { return m.from < who; });
    assert(move != moves.end() && move->from == from);
    city.cases.resident[row] = move->to;
    city.cases.community[row] = move->place;
    if (move->to != from && city.cases.progress[row] == Progress::active) release(city, row);
  });
}

void enter(City& city, Id<Residents> who, int born, Traits traits) {
  city.residents.born[who] = static_cast<std::int16_t>(born);
  city.residents.traits[who] = traits.bits;
  city.residents.open[who] = 0;
  city.residents.trust[who] = middling_trust;
  city.residents.wait[who] = never_waited;
}

void bear(const Demography& rule, City& city, Id<Residents> who, sim::Draws::Words words) {
  Traits traits{Traits::present};
  traits.set(Traits::female, sim::unit(words[0]) < rule.girls);
  traits.set(sim::unit(words[1]) < rule.newborn_high_income ? Income::high : Income::middle);
  traits.set(Traits::disabled, sim::unit(words[2]) < city.ages.front().disabled);
  enter(city, who, city.now.index, traits);
}

void arrive(const Demography& rule, City& city, Id<Residents> who, double migrant, sim::Draws::Words a,
            sim::Draws::Words b, sim::Draws::Words c) {
  const auto arrivals = [&](std::size_t band) { return city.ages[band].arrivals; };
  const std::size_t band = sim::pick(sim::unit(a[0]), city.ages.size(), arrivals);
  const auto least = static_cast<int>(city.ages[band].least_age * 12);
  const int width = band + 1 < city.ages.size() ? static_cast<int>(city.ages[band + 1].least_age * 12) - least
                                                : static_cast<int>(city.population_data.last_band * 12);
  Traits traits{Traits::present};
  traits.set(Traits::female, sim::unit(a[1]) < rule.arrival_women);
  traits.set(Traits::migrant, sim::unit(a[2]) < migrant);
  traits.set(Traits::disabled, sim::unit(a[3]) < city.ages[band].disabled);
  const double income = sim::unit(b[0]);
  traits.set(income < rule.arrival_low_income        ? Income::low
             : income < 1 - rule.arrival_high_income ? Income::middle
                                                     : Income::high);
  if (city.ages[band].least_age >= 60) {
    const double living = sim::unit(b[1]);
    traits.set(living < rule.arrival_alone                             ? Living::alone
               : living < rule.arrival_alone + rule.arrival_empty_nest ? Living::empty_nest
                                                                       : Living::family);
  }
  enter(city, who, city.now.index - least - static_cast<int>(sim::unit(c[0]) * width), traits);
}

// While the city comes to rest, their like take the slots of those who go.
void replace(City& city, const std::vector<Leaver>& leavers) {
  const TrustNow trust(city);
  sim::each(city.communities.size(), 1, [&](std::size_t c) {
    const auto before = [](const Leaver& leaver, std::size_t place) { return leaver.place.value < place; };
    const auto first = std::lower_bound(leavers.begin(), leavers.end(), c, before);
    const auto last = std::lower_bound(first, leavers.end(), c + 1, before);
    for (auto leaver = first; leaver != last; ++leaver) {
      enter(city, leaver->who, city.residents.born[leaver->who],
            Traits{static_cast<std::uint16_t>(leaver->traits.bits & Traits::lasting)});
      take_part(city, trust, leaver->place, leaver->who);
    }
    city.communities.arrivals[Id<Communities>(c)] = static_cast<std::int32_t>(last - first);
  });
}

void renew(const Demography& rule, City& city, Id<Communities> place, const Hazards& hazards,
           const std::vector<double>& migrants, const TrustNow& trust, sim::Draws draws) {
  Communities& places = city.communities;
  const std::size_t d = places.district[place];
  const std::int32_t stock =
      places.population[place] - places.deaths[place] - places.departures[place] + places.arrivals[place];
  const double target = district_residents(city, d, city.now) * places.share[place];
  const std::int64_t wanted = draws.round(target, places.key[place], DemographyQuestion::residents_wanted);
  const auto arrivals = static_cast<std::int32_t>(std::max<std::int64_t>(0, wanted - stock - places.births[place]));
  const double missing =
      target * migrants[d] - places.migrants[place] * (1 - rule.departure_migrant * hazards.migrants_leave);
  const double migrant = arrivals > 0 ? std::clamp(missing / arrivals, rule.arrival_migrants_least,
                                                   std::max(rule.arrival_migrants_least, rule.arrival_migrants_most))
                                      : 0;
  std::int32_t n = 0;
  for (; n < places.births[place] + arrivals; ++n) {
    const Id<Residents> who = empty_slot(city, place);
    if (!who) break;  // the slack is used up: the month's last arrivals stay away
    const std::uint64_t key = static_cast<std::uint64_t>(places.key[place]) << 40 | static_cast<std::uint64_t>(n);
    const bool newborn = n < places.births[place];
    if (newborn)
      bear(rule, city, who, draws.four(key, DemographyQuestion::newborn_traits));
    else
      arrive(rule, city, who, migrant, draws.four(key, DemographyQuestion::arrival_traits),
             draws.four(key, DemographyQuestion::arrival_income), draws.four(key, DemographyQuestion::arrival_age));
    take_part(city, trust, place, who);
  }
  places.births[place] = std::min(places.births[place], n);
  places.arrivals[place] += n - places.births[place];
}

}  // namespace

double Demography::mortality(int months) const {
  const double years = months / 12.0;
  const double hazard = gompertz_level * sim::exp(gompertz_slope * years) + makeham + (months < 12 ? infant : 0);
  return std::min(0.05, 1 - sim::exp(-hazard / 12));
}

void Demography::operator()(City& city, sim::Draws draws) const {
  const Hazards hazards = prepare(*this, city);
  const sim::Gaps gaps(hazards.bound);
  Communities& places = city.communities;
  const auto leavers = sim::gather<Leaver>(places.size(), 1, [&](std::size_t c, std::vector<Leaver>& out) {
    events(*this, city, Id<Communities>(c), hazards, gaps, draws, out);
  });
  const std::vector<Id<Cases>> along = end_needs(city);
  if (city.resting()) {
    replace(city, leavers);
  } else {
    move_house(city, leavers, along);
    const std::vector<double> migrants = migrant_shares(city, city.now);
    const TrustNow trust(city);
    sim::each(places.size(), 1,
              [&](std::size_t c) { renew(*this, city, Id<Communities>(c), hazards, migrants, trust, draws); });
  }
  sim::each(places.size(), 1, [&](std::size_t c) { count_residents(city, Id<Communities>(c)); });
}

}  // namespace city
