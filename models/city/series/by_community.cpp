// The table of yearly outputs by community, a row each: what maps and places are compared by.
//
// Flows are totals of the year, stocks are of December, rates are means of the year and undefined (NaN) where there is
// nothing to take a mean of. Each is the series without `_by_community`, place by place: additive ones sum to it.
#include "models/city/series/reading.hpp"

namespace city {

namespace {

using enum sim::Measure;
using enum sim::Better;
using sim::Cadence;
using Axes = std::vector<std::string>;
using C = Communities;
using Y = Yearbook;

// out(community, kind) = f(community, kind)
template <class F>
void fill(const sim::Cells& out, F f) {
  for (std::size_t c = 0; c < out.extent(0); ++c)
    for (std::size_t kind = 0; kind < out.extent(1); ++kind) out(c, kind) = static_cast<double>(f(c, kind));
}

// A column of communities, by service where it has one.
template <auto column>
void state(const Reading& month, const sim::Cells& out) {
  const City& city = month.city;
  fill(out, [&](std::size_t c, std::size_t kind) { return (city.communities.*column)(Id<C>(c), kind); });
}

template <auto column>
void per_resident(const Reading& month, const sim::Cells& out) {
  const City& city = month.city;
  fill(out, [&](std::size_t c, std::size_t) {
    const std::int32_t people = city.communities.population[Id<C>(c)];
    return people > 0 ? static_cast<double>((city.communities.*column)[Id<C>(c)]) / people : undefined;
  });
}

void urban(const Reading& month, const sim::Cells& out) {
  const City& city = month.city;
  fill(out, [&](std::size_t c, std::size_t) { return city.communities.rural[Id<C>(c)] != 0 ? 0 : 1; });
}

// A flow of the year.
template <auto column>
void flow_of(const Reading& month, const sim::Cells& out) {
  const City& city = month.city;
  fill(out, [&](std::size_t c, std::size_t kind) { return (city.yearbook.*column)(Id<Y>(c), kind); });
}

void purchase(const Reading& month, const sim::Cells& out) {
  const City& city = month.city;
  fill(out, [&](std::size_t c, std::size_t kind) { return yuan(city.yearbook.purchase(Id<Y>(c), kind)); });
}

void wait(const Reading& month, const sim::Cells& out) {
  const City& city = month.city;
  const auto sum = [&city](std::span<const std::int32_t> values) {
    double all = 0;
    for (std::size_t s = 0; s < values.size(); ++s) all += city.services[s].direct ? 0 : values[s];
    return all;
  };
  fill(out, [&](std::size_t c, std::size_t) {
    const double served = sum(city.yearbook.served.row(Id<Y>(c)));
    return served > 0 ? sum(city.yearbook.waited.row(Id<Y>(c))) / served : undefined;
  });
}

// Only whole years are told.
void admin_time(const Reading& month, const sim::Cells& out) {
  const City& city = month.city;
  fill(out, [&](std::size_t c, std::size_t) { return city.yearbook.admin[Id<Y>(c)] / 12; });
}

void waiting(const Reading& month, const sim::Cells& out) {
  const City& city = month.city;
  fill(out, [](std::size_t, std::size_t) { return 0; });
  for (const Id<Cases> row : city.cases.rows()) {
    if (city.cases.progress[row] == Progress::waiting) ++out(city.cases.community[row].value, city.cases.service[row]);
  }
}

template <LegalStatus status>
void organizations(const Reading& month, const sim::Cells& out) {
  const City& city = month.city;
  fill(out, [](std::size_t, std::size_t) { return 0; });
  const Organizations& all = city.organizations;
  for (const Id<Organizations> row : all.rows()) {
    if (all.alive[row] != 0 && all.status[row] == status) ++out(all.home[row].value, all.kind[row]);
  }
}

}  // namespace

std::vector<sim::Series<Reading>> series_by_community() {
  const Axes place = {"community"}, service = {"community", "service"}, kind = {"community", "org_class"};
  // clang-format off
  std::vector<sim::Series<Reading>> table = {
      {"population_by_community", "count", "Residents", stock, place, state<&C::population>},
      {"share_60plus_by_community", "1", "Residents of 60 and more per resident", stock, place, per_resident<&C::elders>, "population_by_community"},
      {"share_migrant_by_community", "1", "Residents without local hukou per resident", stock, place, per_resident<&C::migrants>, "population_by_community"},
      {"share_urban_by_community", "1", "1 if the community is urban, 0 if it is a village", stock, place, urban, "population_by_community"},
      {"need_incidence_by_community", "count", "Needs that arose", flow, service, flow_of<&Y::needs>},
      {"expressed_demand_by_community", "count", "Needs for which help was first sought", flow, service, flow_of<&Y::asked>},
      {"awareness_rate_by_community", "1", "Residents who know of the service, per resident", stock, service, state<&C::awareness>, "population_by_community", more},
      {"cases_served_by_community", "count", "Cases taken up for the first time", flow, service, flow_of<&Y::served>, {}, more},
      {"backlog_by_community", "count", "Cases that wait: help was sought and is not given now", stock, service, waiting, {}, less},
      {"wait_mean_by_community", "month", "From seeking help to casework, mean of cases taken up; direct services (mediation) apart", rate, place, wait, "cases_served_by_community", less},
      {"accessibility_2sfca_by_community", "hour", "Case hours within reach a month per 1,000 residents who share them (two-step floating catchment)", stock, service, state<&C::within_reach>, "population_by_community", more},
      {"so_registered_by_community", "count", "Registered organizations (legal persons) at home here, dormant ones included", stock, kind, organizations<LegalStatus::registered>},
      {"so_filed_by_community", "count", "Filed organizations at home here, dormant ones included", stock, kind, organizations<LegalStatus::filed>},
      {"purchase_spending_by_community", "CNY", "Paid to organizations under contracts for work here", flow, service, purchase},
      {"admin_time_share_by_community", "1", "Share of station time that tasks and counters take", rate, place, admin_time},
      {"station_casework_hours_by_community", "hour", "Hours that station staff gave to cases", flow, place, flow_of<&Y::station_hours>},
      {"volunteers_by_community", "hour", "Volunteer hours that organizations at home here have", flow, place, flow_of<&Y::volunteer_hours>},
  };
  // clang-format on
  for (sim::Series<Reading>& row : table) row.cadence = Cadence::every_year;
  return table;
}

}  // namespace city
