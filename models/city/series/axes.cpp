// The dimensions of series, each with its labels: rows of the scenario, or the words of the enumeration that it names.
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "models/city/series/reading.hpp"
#include "models/city/series/tally.hpp"

namespace city {

namespace {

// Communities by name: those of the sample once it is drawn, before that all that districts have. Names last: number
// in the whole district.
sim::Axis places_of(const City& city) {
  const Communities& places = city.communities;
  std::vector<std::string> labels, districts, streets, zones;
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
  for (const Id<Governments> row : city.governments.rows()) {
    if (city.governments.level[row] == Level::street) street_number[row.value] = ++last[city.governments.district[row]];
  }
  for (const Id<Communities> row : places.rows()) {
    add(places.district[row], places.key[row] - firsts[places.district[row]] + 1);
    streets.push_back(fmt::format("{}_street_{}", districts.back(), street_number[places.street[row].value]));
    zones.emplace_back(words(Zone{})[places.was_rural[row]]);
    x.push_back(places.x[row]);
    y.push_back(places.y[row]);
  }
  streets.resize(labels.size());
  zones.resize(labels.size());
  x.resize(labels.size(), undefined);
  y.resize(labels.size(), undefined);
  return {"community",
          "Community or village: district, and number in the whole city's district",
          std::move(labels),
          {{"community_district", "1", "District of the community", std::move(districts)},
           {"community_street", "1", "Street or town of the community; a sample has fewer", std::move(streets)},
           {"community_zone", "1",
            "Town or village when the city begins; villages become towns later (share_urban_by_community)",
            std::move(zones)},
           {"community_x", "km",
            "East of the city's centre; synthetic: no surveyed place; shrinks with population.scale, to that share of "
            "the area",
            std::move(x)},
           {"community_y", "km",
            "North of the city's centre; synthetic: no surveyed place; shrinks with population.scale, to that share of "
            "the area",
            std::move(y)}}};
}

// A dimension whose labels are an enumeration's words; a grid of the tally has as many kinds by it.
template <sim::Choice E>
sim::Axis of(std::string name, std::string meaning) {
  sim::Axis out{std::move(name), std::move(meaning), {}};
  for (const std::string_view word : words(E{})) out.labels.emplace_back(word);
  return out;
}

// A dimension whose labels are the names of rows, and beside them what people call these.
template <class Row>
sim::Axis of(const std::vector<Row>& rows, std::string name, std::string meaning,
             std::vector<std::string> before = {}) {
  sim::Axis out{std::move(name), std::move(meaning), before};
  for (const Row& row : rows) {
    out.labels.emplace_back(row.name);
    before.push_back(row.label.empty() ? row.name : row.label);
  }
  out.details = {{out.name + "_label", "1", "What it is called, in any script", std::move(before)}};
  return out;
}

}  // namespace

std::vector<sim::Axis> axes(const City& city) {
  sim::Axis purpose{"purpose", "What a payment is for", {}};
  for (const Flow& flow : flows) purpose.labels.emplace_back(flow.name);
  sim::Axis account = of<Account>("account", "Whose money");
  account.both_sides = true;
  sim::Axis spending{"spending", "What public money was spent on", {}};
  for (const std::size_t p : spending_purposes()) spending.labels.emplace_back(flows[p].name);
  sim::Axis service = of(city.services, "service", "Kind of need");
  std::vector<double> direct;
  for (const Service& row : city.services) direct.push_back(row.direct ? 1 : 0);
  service.apart = "service_direct";
  service.details.push_back({service.apart, "1",
                             "1 for what goes straight to the committee (mediation): apart in headlines",
                             std::move(direct)});
  sim::Axis district = of(city.districts, "district", "District; the first is the whole city", {"city"});
  district.whole_first = true;
  return {std::move(district),
          std::move(service),
          of(city.classes, "org_class", "Class of social organization"),
          of<LegalStatus>("legal_status", "Legal status of an organization"),
          of<Level>("gov_level", "Level of government"),
          of<Employer>("employer", "Who employs a social worker"),
          of<Hukou>("hukou", "Household registration of a resident"),
          of<Income>("income", "Income band of a resident"),
          of<AgeGroup>("age_group", "Age of a resident"),
          of<Means>("means", "Who pays for casework"),
          of<Quarter>("caseload_quarter", "A quarter of social workers by caseload"),
          of<Zone>("zone", "Towns or villages"),
          of<Touched>("touched", "How the help around touched a resident in the last year"),
          of<OrganizationAge>("so_age", "Years since an organization was registered"),
          of<Personnel>("personnel",
                        "Whose hours: of social workers by employer, other staff of organizations, their "
                        "founders and members, committees' mediators"),
          of<Use>("use", "What an hour went into"),
          std::move(account),
          std::move(purpose),
          std::move(spending),
          places_of(city)};
}

}  // namespace city
