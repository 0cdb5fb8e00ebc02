#include "models/city/model.hpp"

#include <algorithm>
#include <cmath>

#include "models/city/texts.hpp"
#include "sim/say.hpp"

namespace city {

const sim::ModelInfo& Spec::info() {
  static const sim::ModelInfo info{
      "sanshe",
      "Agent-based simulator of a city's social-organization ecosystem",
      std::string(odd_text),
      "scenarios/nanjing.toml",
      {"need_met_value", "public_spending", "cases_served", "disputes_mediated", "expressed_demand", "unmet_need_rate",
       "wait_mean", "delivered_share", "undone_work", "so_registered", "so_filed", "licensed_per_10k"},
      {{"village", starter_text}, {"twice-the-money", variant_text}},
      "population.scale",
      {"CNY", "yuan", "fen"},
      {"population", "population_by_community"},
      "district",
      {1950, 2060},
      {{"salary", "wage"},
       {"pay", "wage"},
       {"earnings", "wage"},
       {"queue", "wait"},
       {"delay", "wait"},
       {"prepayment", "advance"},
       {"nonprofit", "organization"},
       {"ngo", "organization"},
       {"charity", "organization"},
       {"elderly", "elder"},
       {"subsidy", "budget"},
       {"tender", "bidding"},
       {"turnover", "quitting"},
       {"employee", "worker"},
       {"staff", "worker"},
       {"client", "case"}}};
  return info;
}

const std::vector<sim::Series<Reading>>& Spec::series() { return all_series(); }

std::vector<sim::Axis> Spec::axes(const City& city) { return city::axes(city); }

std::vector<std::string> Spec::faults(const City& city) {
  std::vector<std::string> out;
  const auto need = [&](bool fine, std::string fault) {
    if (!fine) out.push_back(std::move(fault));
  };
  need(!city.districts.empty(), sim::say("there is no [[district]]: a city needs at least one"));
  need(!city.services.empty(), sim::say("there is no [[service]]: a city needs at least one"));
  need(!city.classes.empty(), sim::say("there is no [[organization_class]]: a city needs at least one"));
  need(!city.censuses.empty(), sim::say("there is no [[census]]: a city needs the residents of at least one year"));
  need(!city.ages.empty(), sim::say("there is no [[age_band]]: a city needs at least one"));
  need(city.services.size() <= 16, sim::say("there are {} services; the model has room for 16", city.services.size()));
  need(city.districts.size() <= 250,
       sim::say("there are {} districts; the model has room for 250", city.districts.size()));
  need(city.classes.size() <= 250, sim::say("there are {} classes; the model has room for 250", city.classes.size()));
  double ages = 0, salience = 0, candidates = 0, arrivals = 0, organizations = 0, communities = 0;
  std::int64_t before = -1, last_year = -1;
  for (const AgeBand& band : city.ages) {
    ages += band.share;
    arrivals += band.arrivals;
    need(band.least_age > before,
         sim::say("age band '{}' begins at {}, not after the one before it", band.name, band.least_age));
    before = band.least_age;
  }
  for (const Census& census : city.censuses) {
    need(census.year > last_year,
         sim::say("census '{}' is of {}, not after the one before it", census.name, census.year));
    last_year = census.year;
    need(census.contemporaneous > 0 && census.revised > 0, sim::say("census '{}' has no residents", census.name));
  }
  for (const District& d : city.districts) {
    communities += static_cast<double>(d.communities);
    need(d.streets <= d.communities,
         sim::say("district '{}' has {} streets but only {} communities", d.name, d.streets, d.communities));
  }
  for (const Service& s : city.services) {
    salience += s.salience;
    need(s.least_age <= s.most_age, sim::say("service '{}' has least_age above most_age", s.name));
    need(s.price > 0, sim::say("service '{}' has no price: give [[service]] price = ... (CNY per case)", s.name));
  }
  for (const Service& s : city.services)
    need(s.undone_task.empty() ||
             std::any_of(city.tasks.begin(), city.tasks.end(), [&](const Task& t) { return t.name == s.undone_task; }),
         sim::say("service '{}' has undone_task '{}', which is no [[task]]", s.name, s.undone_task));
  for (const OrganizationClass& c : city.classes) {
    candidates += c.candidates;
    organizations += c.registered + c.filed + c.informal;
    std::vector<std::string> unknown;
    if (city.services.size() <= 16) city.services_of(c, &unknown);
    for (const std::string& name : unknown)
      need(false, sim::say("class '{}' serves '{}', which is no [[service]]: serves = \"a b\" names services, with "
                           "spaces between them",
                           c.name, name));
  }
  if (!city.censuses.empty()) {
    const Census& first = city.censuses.front();
    const double residents = std::max(first.contemporaneous, first.revised);
    need(organizations <= residents,
         sim::say("the classes have {:.0f} organizations at the start, more than there are residents in census '{}'",
                  organizations, first.name));
    need(communities <= residents,
         sim::say("the districts have {:.0f} communities, more than there are residents in census '{}'", communities,
                  first.name));
  }
  need(city.buyer_kinds.size() <= 16,
       sim::say("there are {} kinds of buyer; the model has room for 16", city.buyer_kinds.size()));
  need(city.buyer_kinds.empty() || city.classes.size() <= 16,
       sim::say("there are {} classes; with [[buyer]] the model has room for 16", city.classes.size()));
  for (const Buyer& buyer : city.buyer_kinds) {
    std::vector<std::string> unknown;
    if (city.classes.size() <= 16) City::bits_of(buyer.buys, city.classes, &unknown);
    for (const std::string& name : unknown)
      need(false, sim::say("buyer '{}' buys from '{}', which is no [[organization_class]]: buys = \"a b\" names "
                           "classes, with spaces between them",
                           buyer.name, name));
  }
  need(city.ages.empty() || std::abs(ages - 1) < 0.005, sim::say("shares of age bands sum to {:.4f}, not 1", ages));
  need(city.ages.empty() || arrivals > 0, sim::say("no age band has arrivals"));
  need(city.services.empty() || salience > 0, sim::say("all services have salience 0: nobody would budget for any"));
  need(city.classes.empty() || candidates > 0, sim::say("no organization class has candidates"));
  return out;
}

std::vector<std::string> Spec::doubts(const City& city) {
  std::vector<std::string> out;
  double first = 0, later = 0, towns = 0;
  for (const District& d : city.districts) {
    first += d.population_2010;
    later += d.population_2020;
    towns += d.urban * d.population_2010;
  }
  for (const Census& census : city.censuses) {
    const double districts = census.year == 2010 ? first : later;
    if (census.year != 2010 && census.year != 2020) continue;
    const auto apart = [&](double total) { return std::abs(districts / total - 1) > 0.02; };
    if (apart(census.contemporaneous) && apart(census.revised))
      out.push_back(
          sim::say("the districts have {:.0f} residents in {}, census '{}' has {:.0f}: of the districts' "
                   "figures only their proportions count",
                   districts, census.year, census.name, census.contemporaneous));
  }
  const double census = city.censuses.front().urban;
  if (std::abs(towns / first - census) > 0.15)
    out.push_back(
        sim::say("by their districts {:.2f} of the residents live in towns, by census '{}' {:.2f}: the "
                 "districts' shares are scaled",
                 towns / first, city.censuses.front().name, census));
  return out;
}

std::unique_ptr<sim::Model> make_model() { return std::make_unique<CityModel>(); }

}  // namespace city
