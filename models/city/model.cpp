#include "models/city/model.hpp"

#include <fmt/format.h>

#include <cmath>

#include "models/city/texts.hpp"

namespace city {

const sim::ModelInfo& Spec::info() {
  static const sim::ModelInfo info{"sanshe",
                                   "Agent-based simulator of a city's social-organization ecosystem",
                                   std::string(odd_text),
                                   "scenarios/nanjing.toml",
                                   {"so_registered", "so_filed", "licensed_per_10k", "purchase_spending",
                                    "expressed_demand", "cases_served", "backlog", "unmet_need_rate", "wait_mean"},
                                   {{"village", starter_text}, {"twice-the-money", variant_text}},
                                   "population.scale",
                                   {"CNY", "yuan", "fen"}};
  return info;
}

namespace {

// Communities by name: those of the sample once it is drawn, before that all that districts have. Names last: number
// in the whole district.
sim::Axis communities(const City& city) {
  const Communities& places = city.communities;
  std::vector<std::string> labels, districts, streets;
  std::vector<double> x, y;
  const auto add = [&](std::size_t district, std::int64_t number) {
    districts.push_back(city.districts[district].name);
    labels.push_back(fmt::format("{}_{:03}", districts.back(), number));
  };
  std::int64_t first = 0;  // key of the district's first community
  std::vector<std::int64_t> firsts;
  for (std::size_t d = 0; d < city.districts.size(); ++d) {
    firsts.push_back(first);
    first += city.districts[d].communities;
    for (std::int64_t number = 1; places.empty() && number <= city.districts[d].communities; ++number) add(d, number);
  }
  std::vector<std::size_t> street_number(city.governments.size()), last(city.districts.size());
  for (std::size_t g = 0; g < street_number.size(); ++g) {
    const Id<Governments> row(g);
    if (city.governments.level[row] == Level::street) street_number[g] = ++last[city.governments.district[row]];
  }
  for (std::size_t c = 0; c < places.size(); ++c) {
    const Id<Communities> row(c);
    add(places.district[row], places.key[row] - firsts[places.district[row]] + 1);
    streets.push_back(fmt::format("{}_street_{}", districts.back(), street_number[places.street[row].value]));
    x.push_back(places.x[row]);
    y.push_back(places.y[row]);
  }
  streets.resize(labels.size());
  x.resize(labels.size(), undefined);
  y.resize(labels.size(), undefined);
  return {"community",
          "Community or village: district, and number in the whole city's district",
          std::move(labels),
          {{"community_district", "1", "District of the community", std::move(districts)},
           {"community_street", "1", "Street or town of the community; a sample has fewer", std::move(streets)},
           {"community_x", "km", "East of the city's centre; synthetic: no surveyed place", std::move(x)},
           {"community_y", "km", "North of the city's centre; synthetic: no surveyed place", std::move(y)}}};
}

}  // namespace

std::vector<sim::Axis> Spec::axes(const City& city) {
  std::vector<sim::Axis> out = {
      {"district", "District; the first is the whole city", {"city"}, {}, true},
      {"service", "Kind of need", {}},
      {"org_class", "Class of social organization", {}},
      {"legal_status", "Legal status of an organization", {"informal", "filed", "registered"}},
      {"gov_level", "Level of government", {"city", "district", "street"}},
      {"employer", "Who employs a social worker", {"none", "station", "organization", "institution"}},
      {"hukou", "Household registration of a resident", {"local", "migrant"}},
      {"income", "Income band of a resident", {"dibao", "low", "middle", "high"}},
      {"age_group", "Age of a resident", {"0-17", "18-59", "60-79", "80+"}},
  };
  out.push_back({"means", "Who pays for casework", {"in_house", "fair", "off_fair", "user", "volunteers"}});
  out.push_back(
      {"caseload_quarter", "A quarter of social workers by caseload", {"lowest", "second", "third", "highest"}});
  out.push_back({"account",
                 "Whose money",
                 {"governments", "organizations", "treasury", "households", "donors", "workforce", "suppliers"}});
  out.push_back({"purpose", "What a payment is for", {}});
  for (const Flow& flow : flows) out.back().labels.emplace_back(flow.name);
  for (const District& d : city.districts) out[0].labels.push_back(d.name);
  for (const Service& s : city.services) out[1].labels.push_back(s.name);
  for (const OrganizationClass& c : city.classes) out[2].labels.push_back(c.name);
  out.push_back(communities(city));
  return out;
}

std::vector<std::string> Spec::faults(const City& city) {
  std::vector<std::string> out;
  const auto need = [&](bool fine, std::string fault) {
    if (!fine) out.push_back(std::move(fault));
  };
  need(!city.districts.empty(), "there is no [[district]]: a city needs at least one");
  need(!city.services.empty(), "there is no [[service]]: a city needs at least one");
  need(!city.classes.empty(), "there is no [[organization_class]]: a city needs at least one");
  need(!city.censuses.empty(), "there is no [[census]]: a city needs the residents of at least one year");
  need(!city.ages.empty(), "there is no [[age_band]]: a city needs at least one");
  need(city.services.size() <= 16,
       fmt::format("there are {} services; the model has room for 16", city.services.size()));
  need(city.districts.size() <= 250,
       fmt::format("there are {} districts; the model has room for 250", city.districts.size()));
  need(city.classes.size() <= 250,
       fmt::format("there are {} classes; the model has room for 250", city.classes.size()));
  double ages = 0, salience = 0, candidates = 0, arrivals = 0;
  std::int64_t before = -1, last_year = -1;
  for (const AgeBand& band : city.ages) {
    ages += band.share;
    arrivals += band.arrivals;
    need(band.least_age > before,
         fmt::format("age band '{}' begins at {}, not after the one before it", band.name, band.least_age));
    before = band.least_age;
  }
  for (const Census& census : city.censuses) {
    need(census.year > last_year,
         fmt::format("census '{}' is of {}, not after the one before it", census.name, census.year));
    last_year = census.year;
    need(census.contemporaneous > 0 && census.revised > 0, fmt::format("census '{}' has no residents", census.name));
  }
  for (const District& d : city.districts)
    need(d.streets <= d.communities,
         fmt::format("district '{}' has {} streets but only {} communities", d.name, d.streets, d.communities));
  for (const Service& s : city.services) {
    salience += s.salience;
    need(s.least_age <= s.most_age, fmt::format("service '{}' has least_age above most_age", s.name));
    need(s.price > 0, fmt::format("service '{}' has no price: give [[service]] price = ... (CNY per case)", s.name));
  }
  for (const OrganizationClass& c : city.classes) {
    candidates += c.candidates;
    std::vector<std::string> unknown;
    if (city.services.size() <= 16) city.services_of(c, &unknown);
    for (const std::string& name : unknown)
      need(false, fmt::format("class '{}' serves '{}', which is no [[service]]: serves = \"a b\" names services, with "
                              "spaces between them",
                              c.name, name));
  }
  need(city.ages.empty() || std::abs(ages - 1) < 0.005, fmt::format("shares of age bands sum to {:.4f}, not 1", ages));
  need(city.ages.empty() || arrivals > 0, "no age band has arrivals");
  need(city.services.empty() || salience > 0, "all services have salience 0: nobody would budget for any");
  need(city.classes.empty() || candidates > 0, "no organization class has candidates");
  return out;
}

std::unique_ptr<sim::Model> make_model() { return std::make_unique<CityModel>(); }

}  // namespace city
