#include "models/city/organizations/households.hpp"

#include <algorithm>

#include "sim/math.hpp"
#include "sim/parallel.hpp"

namespace city {

Households::Households(const City& city)
    : city_(city),
      level_(city.wage_level()),
      spends_{city.spending.dibao, city.spending.low, 1, city.spending.high},
      finds_{city.spending.finds_dibao, city.spending.finds_low, city.spending.finds_middle, 1} {
  const std::size_t governments = city.governments.size(), classes = city.classes.size();
  for (const OrganizationClass& c : city.classes)
    grown_.push_back(sim::pow(1 + c.market_growth, city.today().index / 12.0));
  for (auto* by_government : {&residents_, &willing_, &due_, &room_}) by_government->resize(governments);
  people_.resize(governments);
  purses_.resize(governments);
  weights_.resize(governments * classes);
  unserved_.resize(governments * classes);
  custom_.resize(governments * classes);
  sim::together([this] { add_residents(); }, [this] { add_sellers(); });
  sim::each(governments, 8, [&](std::size_t g) {
    const Id<Governments> of(g);
    for (std::size_t kind = 0; kind < classes; ++kind) {
      unserved_[market(of, kind)] = unserved(of, kind, weights(of, kind));
      custom_[market(of, kind)] = custom(of, kind, unserved_[market(of, kind)]);
    }
  });
}

void Households::add_residents() {
  const Communities& all = city_.communities;
  for (const Id<Communities> place : all.rows()) {
    const double zone = all.rural[place] != 0 ? city_.reach.rural_spending : 1;
    const double income = zone * city_.districts[all.district[place]].income;
    income_.push_back(income);
    each_government_over(city_, place, [&](Id<Governments> g) {
      residents_[g.value] += all.population[place];
      willing_[g.value] += all.willing[place];
      due_[g.value] += all.willing[place] * income;
      for (std::size_t band = 0; band < bands; ++band) {
        people_[g.value][band] += all.incomes(place, band);
        purses_[g.value][band] += all.incomes(place, band) * income * spends_[band];
      }
    });
  }
}

void Households::add_sellers() {
  const Organizations& sellers = city_.organizations;
  for (const Id<Organizations> row : sellers.rows()) {
    if (!at_work(city_, row)) continue;
    const std::size_t kind = sellers.kind[row];
    const Id<Governments> of = catchment(sellers.home[row], kind);
    weights_[market(of, kind)] += weight(row);
    room_[of.value] += city_.classes[kind].members * static_cast<double>(sellers.weight[row]);
  }
}

std::array<double, Households::bands> Households::unserved(Id<Governments> of, std::size_t kind, double weights) const {
  const double known = weights * city_.classes[kind].customers / std::max(1.0, residents_[of.value]);
  std::array<double, bands> out{};
  for (std::size_t band = 0; band < bands; ++band) out[band] = known > 0 ? sim::exp(-finds_[band] * known) : 1;
  return out;
}

Cell Households::cell(Id<Communities> place, std::size_t kind, Income income) const {
  const auto band = static_cast<std::size_t>(income);
  const double people = city_.communities.incomes(place, band);
  return {people, people * income_[place.value] * spends_[band] * city_.classes[kind].market * grown_[kind],
          unserved_[market(catchment(place, kind), kind)][band]};
}

Custom Households::custom(Id<Governments> of, std::size_t kind, double weights) const {
  return custom(of, kind, unserved(of, kind, weights));
}

Custom Households::custom(Id<Governments> of, std::size_t kind, const std::array<double, bands>& unserved) const {
  Custom out;
  for (std::size_t band = 0; band < bands; ++band) {
    out.people += people_[of.value][band] * (1 - unserved[band]);
    out.fees += purses_[of.value][band] * (1 - unserved[band]) * city_.classes[kind].market * grown_[kind];
  }
  return out;
}

double Households::dues(Id<Governments> of, double room) const {
  const double willing = willing_[of.value];
  return willing > 0 ? std::min(1.0, room / willing) * due_[of.value] * city_.members.dues * level_ : 0;
}

double Households::members(Id<Communities> place) const {
  const double willing = city_.communities.willing[place];
  double found = 0;
  each_government_over(city_, place, [&](Id<Governments> g) {
    if (willing_[g.value] > 0) found += room_[g.value] * willing / willing_[g.value];
  });
  return std::min(willing, found);
}

}  // namespace city
