#include "models/city/need/need.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "models/city/shared/cases.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

// Of a case: whether it fades; lasting, how old it is at the start. Of an attempt: who, whether, how bad. Of a
// resident, from `more` on: how bad the needs are that come with the first.
enum NeedQuestion : std::uint32_t { fades = 0, for_want = 1, more = 2 };

constexpr int past = 60;  // months before the start that standing needs may be from

// Monthly hazard of the reference resident, so that the initial population has the incidence asked for.
std::vector<double> bases(const City& city) {
  std::vector<double> at_risk(city.services.size()), people(city.services.size());
  for (std::size_t i = 0; i < Strata::rows; ++i) {
    const double count = city.strata.initial[Id<Strata>(i)];
    if (count == 0) continue;
    const Traits traits{static_cast<std::uint16_t>(i % Traits::strata << 1 | Traits::present)};
    const auto years = static_cast<int>(i / Traits::strata % Strata::ages);
    const bool rural = i / Traits::strata >= Strata::ages;
    for (std::size_t s = 0; s < city.services.size(); ++s) {
      at_risk[s] += count * Need::relative(city.services[s], years, traits, rural);
      people[s] += city.services[s].left_behind_only && !rural ? 0 : count;
    }
  }
  std::vector<double> base(city.services.size());
  for (std::size_t s = 0; s < base.size(); ++s)
    base[s] = at_risk[s] > 0 ? city.services[s].incidence / 1000 * people[s] / at_risk[s] : 0;
  return base;
}

// At the start there are the needs of the months before that have not faded.
std::vector<double> standing(const City& city) {
  std::vector<double> out = bases(city);
  for (std::size_t s = 0; s < out.size(); ++s) {
    const double kept = 1 - city.services[s].natural_resolution;
    double months = 0;
    for (int k = 1; k <= past; ++k) months += sim::pow(kept, k);
    out[s] *= city.services[s].direct ? 0 : months;
  }
  return out;
}

// How long ago a standing need arose: 1 .. past, in the proportions of standing().
int age(const Service& service, double u) {
  const double kept = 1 - std::clamp(service.natural_resolution, 1e-6, 0.999);
  const double faded = 1 - u * (1 - sim::pow(kept, past));  // geometric, cut off at `past`
  return std::min(past, 1 + static_cast<int>(sim::log(faded) / sim::log(kept)));
}

template <class F>
void each_hazard(const City& city, const std::vector<double>& base, std::size_t stratum, F f) {
  const Traits traits{static_cast<std::uint16_t>(stratum % Traits::strata << 1 | Traits::present)};
  const auto years = static_cast<int>(stratum / Traits::strata % Strata::ages);
  const bool rural = stratum / Traits::strata >= Strata::ages;
  for (std::size_t s = 0; s < city.services.size(); ++s) {
    const double hazard = base[s] * Need::relative(city.services[s], years, traits, rural);
    if (hazard > 0) f(s, hazard);
  }
}

// Needs that arise for want of a task that nobody did, on top of all others and by luck of their own: of each service
// by one task, as often as undone hours say where the mean resident lives, more often where more can have it. f(who,
// service, luck of the severity).
template <class F>
void for_want_of_work(const City& city, sim::Draws draws, const std::vector<double>& base,
                      const std::vector<double>& highest, Id<Communities> place, F f) {
  const Communities& places = city.communities;
  for (std::size_t s = 0; s < city.services.size(); ++s) {
    const Service& service = city.services[s];
    if (service.undone_needs <= 0) continue;
    const double usual = service.incidence / 1000 * places.population[place];
    double needs = 0;
    for (std::size_t t = 0; t < city.tasks.size(); ++t)
      if (city.tasks[t].name == service.undone_task) needs += service.undone_needs * places.undone(place, t) / 100;
    if (!(needs > 0 && usual > 0)) continue;
    const auto attempt = [&](std::uint64_t key) {
      const sim::Draws::Words words = draws.four(key, NeedQuestion::for_want);
      const Id<Residents> who = city.slot(place, sim::below(places.slots[place], words[0]));
      const Traits traits{city.residents.traits[who]};
      if (!traits.has(Traits::present)) return;
      const double hazard =
          base[s] * Need::relative(service, city.age_months(who) / 12, traits, places.rural[place] != 0);
      if (sim::unit(words[1]) * highest[s] < hazard) f(who, s, words[2]);
    };
    draws.attempts(sim::combine(places.key[place], s), highest[s] * needs / usual * places.slots[place], attempt,
                   NeedQuestion::for_want);
  }
}

// The chance at which slots are looked at: 1/32, whatever hazards are, so that scenarios look at the same ones; or more
// where otherwise more than a hundredth of a service's needs would be lost among those who are likelier to have it.
double bound_of(const City& city, const std::vector<double>& base) {
  double bound = 1.0 / 32;
  const std::size_t services = base.size();
  const auto holds = [&] {
    const auto lost = sim::sums<double>(Strata::rows, 512, 2 * services, [&](std::size_t i, std::span<double> sums) {
      if (const double people = city.strata.initial[Id<Strata>(i)]; people > 0)
        each_hazard(city, base, i, [&](std::size_t s, double hazard) {
          sums[s] += people * std::max(0.0, hazard - bound);
          sums[services + s] += people * hazard;
        });
    });
    return std::equal(lost.begin(), lost.begin() + services, lost.begin() + services,
                      [](double l, double n) { return l <= n / 100; });
  };
  while (bound < 0.5 && !holds()) bound *= 2;
  return bound;
}

void arise(const Need& rule, City& city, sim::Draws draws, const std::vector<double>& base) {
  constexpr std::size_t rows = std::size_t{2} * Strata::ages;  // zones and years of age
  const std::size_t services = city.services.size();
  std::vector<float> total(Strata::rows);
  std::array<float, rows> most_at{};
  std::vector<double> highest(rows * services);  // hazard of any resident of a row; then, in the first, of all
  sim::each(rows, 1, [&](std::size_t at) {
    for (std::size_t i = at * Traits::strata; i < (at + 1) * Traits::strata; ++i) {
      double sum = 0;
      each_hazard(city, base, i, [&](std::size_t s, double hazard) {
        sum += hazard;
        highest[at * services + s] = std::max(highest[at * services + s], hazard);
      });
      total[i] = static_cast<float>(sum);
      most_at[at] = std::max(most_at[at], total[i]);
    }
  });
  for (std::size_t i = services; i < highest.size(); ++i)
    highest[i % services] = std::max(highest[i % services], highest[i]);
  const double bound = bound_of(city, base);
  const sim::Gaps gaps(bound);
  const Need::Severities severities = rule.severities();

  struct Onset {
    std::uint32_t resident, place;
    std::uint64_t key;
    std::uint8_t service, severity;
  };
  Communities& places = city.communities;
  const auto onsets = sim::gather<Onset>(places.size(), 1, [&](std::size_t c, std::vector<Onset>& out) {
    const Id<Communities> place(c);
    const bool rural = places.rural[place] != 0;
    std::fill(places.onsets.row(place).begin(), places.onsets.row(place).end(), 0);
    const auto arises = [&](Id<Residents> who, std::size_t service, std::uint32_t word) {
      city.residents.open.fetch(who);
      const Traits traits{city.residents.traits[who]};
      const std::uint8_t severity = severities(city.age_months(who), traits, sim::unit(word));
      const std::uint64_t key =
          sim::combine(city.luck(place, who), static_cast<std::uint64_t>(city.now.index) << 8 | service);
      out.push_back({who.value, static_cast<std::uint32_t>(c), key, static_cast<std::uint8_t>(service), severity});
    };
    // The service in whose part of all hazards a number lies.
    const auto service_at = [&](Id<Strata> stratum, double left) {
      std::size_t service = 0;
      each_hazard(city, base, stratum.value, [&](std::size_t s, double hazard) {
        if (left < 0) return;
        left -= hazard;
        service = s;
      });
      return service;
    };
    const auto age_of = [&](Id<Residents> who) { return std::max(0, city.age_months(who)); };  // an empty slot has none
    const auto possible = [&](std::uint32_t i, std::uint32_t a) {
      const Id<Residents> who = city.slot(place, i);
      city.residents.traits.fetch(who);
      return sim::unit(a) * bound < most_at[Strata::of(rural, age_of(who), {}).value / Traits::strata];
    };
    draws.candidates(places.key[place], places.slots[place], gaps, possible,
                     [&](std::uint32_t i, std::uint32_t a, std::uint32_t b) {
                       const Id<Residents> who = city.slot(place, i);
                       const Traits traits{city.residents.traits[who]};
                       if (!traits.has(Traits::present)) return;
                       const Id<Strata> stratum = Strata::of(rural, age_of(who), traits);
                       // Whose hazards are more than the bound together may have several needs at once.
                       const auto at = [&](std::uint32_t n) { return (sim::unit(a) + n) * bound; };
                       for (std::uint32_t n = 0; at(n) < total[stratum.value]; ++n)
                         arises(who, service_at(stratum, at(n)),
                                n == 0 ? b : draws.word(city.luck(place, who), NeedQuestion::more + n));
                     });
    for_want_of_work(city, draws, base, highest, place, arises);
    // Nobody has the same need twice.
    std::erase_if(out, [&](const Onset& onset) {
      std::uint16_t& open = city.residents.open[Id<Residents>(onset.resident)];
      if ((open >> onset.service & 1) != 0) return true;
      open |= static_cast<std::uint16_t>(1U << onset.service);
      ++places.onsets(place, onset.service);
      return false;
    });
  });

  Cases& cases = city.cases;
  const std::size_t before = cases.size();
  sim::resize(cases, before + onsets.size());
  sim::each(onsets.size(), sim::row_grain, [&](std::size_t i) {
    const Onset& onset = onsets[i];
    const Id<Cases> row(before + i);
    const Service& service = city.services[onset.service];
    cases.resident[row] = Id<Residents>(onset.resident);
    cases.community[row] = Id<Communities>(onset.place);
    cases.key[row] = onset.key;
    cases.service[row] = onset.service;
    cases.severity[row] = onset.severity;
    const int ago = city.starting ? age(service, draws.uniform(onset.key)) : 0;
    cases.opened[row] = static_cast<std::int16_t>(city.month() - ago);
    cases.left[row] = static_cast<std::int16_t>(service.months);
    if (service.direct) {
      cases.progress[row] = Progress::waiting;
      cases.sought[row] = city.month();
    }
  });
}

void fade(City& city, sim::Draws draws) {
  Cases& cases = city.cases;
  const auto luck = draws.hashed(NeedQuestion::fades);
  sim::each(cases, [&](Id<Cases> row) {
    const Progress progress = cases.progress[row];
    if (progress != Progress::latent && progress != Progress::waiting) return;
    if (sim::unit(luck(cases.key[row])) >= city.services[cases.service[row]].natural_resolution) return;
    close_case(city, row, Closure::by_itself);
  });
}

}  // namespace

double Need::relative(const Service& s, int years, Traits traits, bool rural) {
  if (years < s.least_age || years > s.most_age) return 0;
  const bool low_income = traits.income() <= Income::low;
  if (s.disabled_only && !traits.has(Traits::disabled)) return 0;
  if (s.low_income_only && !low_income) return 0;
  if (s.left_behind_only && (!rural || traits.living() != Living::left_behind)) return 0;
  double ratio = 1;
  if (years >= 80) ratio *= s.ratio_80;
  if (traits.living() == Living::alone) ratio *= s.ratio_alone;
  if (traits.living() == Living::empty_nest) ratio *= std::sqrt(s.ratio_alone);
  if (traits.has(Traits::disabled)) ratio *= s.ratio_disabled;
  if (traits.has(Traits::migrant)) ratio *= s.ratio_migrant;
  if (low_income) ratio *= s.ratio_low_income;
  return ratio;
}

Need::Severities Need::severities() const {
  Severities out;
  for (std::size_t of = 0; of < out.at_most.size(); ++of) {
    const double x =
        ((of & 1) != 0 ? severe_80 : 0) + ((of & 2) != 0 ? severe_disabled : 0) + ((of & 4) != 0 ? severe_alone : 0);
    const auto odds = [x](double share) {
      return share <= 0 || share >= 1 ? share : sim::logistic(sim::log(share / (1 - share)) + x);
    };
    out.at_most[of] = {odds(severe), odds(std::min(1.0, severe + moderate))};
  }
  return out;
}

std::uint8_t Need::Severities::operator()(int age_months, Traits traits, double u) const {
  const auto& [severe, moderate] =
      at_most[(age_months >= 80 * 12 ? 1U : 0U) | (traits.has(Traits::disabled) ? 2U : 0U) |
              (traits.living() == Living::alone ? 4U : 0U)];
  return u < severe ? 2 : u < moderate ? 1 : 0;
}

void Need::operator()(City& city, sim::Draws draws) const {
  if (city.starting) return arise(*this, city, draws.lasting(), standing(city));
  fade(city, draws);
  arise(*this, city, draws, bases(city));
}

}  // namespace city
