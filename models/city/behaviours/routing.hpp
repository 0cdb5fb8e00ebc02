// Which door a case goes to: the station, an organization under contract, one that is paid, or volunteers.
//
//   waiting cases without a provider x doors open to them --one keyed choice, weighted by hours on offer--> provider,
//   payer
#pragma once

#include <vector>

#include "models/city/city.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

struct Routing {
  static constexpr std::string_view about =
      "Each new case goes to the station, a contractor, a paid provider or volunteers, by the hours they offer there";
  double volunteer_weight = 1;

  template <class V>
  void visit(V& v) {
    v(volunteer_weight, {.name = "volunteer_weight",
                         .least = 0,
                         .most = 10,
                         .meaning = "Weight of volunteers' hours among a case's doors",
                         .source = "assumed"});
  }

  void operator()(City& city, sim::Draws draws) const {
    const Doors doors = open_doors(city);
    Cases& cases = city.cases;
    sim::each(cases, [&](Id<Cases> row) {
      if (cases.progress[row] != Progress::waiting || cases.payer[row] != Payer::none) return;
      choose(city, row, doors, draws.four(cases.key[row]));
    });
  }

 private:
  struct Doors {
    std::vector<std::vector<Id<Contracts>>> contracts;       // by street x service
    std::vector<std::vector<Id<Organizations>>> volunteers;  // by community x service
    std::vector<std::vector<Id<Organizations>>> paid;        // by district
    std::vector<double> station;                             // hours by community
  };

  static Doors open_doors(const City& city) {
    const std::size_t services = city.services.size();
    Doors out;
    out.contracts.resize(city.governments.size() * services);
    out.volunteers.resize(city.communities.size() * services);
    out.paid.resize(city.districts.size());
    out.station.resize(city.communities.size());
    for (std::size_t i = 0; i < city.contracts.size(); ++i) {
      const Id<Contracts> row(i);
      if (city.contracts.awarded[row] == 0 || city.contracts.over[row] != 0 || city.contracts.rate[row] <= 0) continue;
      const Id<Governments> street = city.communities.street[city.contracts.community[row]];
      out.contracts[street.value * services + city.contracts.service[row]].push_back(row);
    }
    std::vector<std::uint8_t> staffed(city.organizations.size());
    for (std::size_t w = 0; w < city.workers.size(); ++w) {
      const Id<Workers> row(w);
      if (city.workers.employer[row] == Employer::organization) staffed[city.workers.workplace[row]] = 1;
      if (city.workers.employer[row] == Employer::station)
        out.station[city.workers.workplace[row]] += city.workers.hours[row];
    }
    for (std::size_t o = 0; o < city.organizations.size(); ++o) {
      const Id<Organizations> row(o);
      if (city.organizations.alive[row] == 0 || city.organizations.dormant[row] != 0) continue;
      const Id<Communities> home = city.organizations.home[row];
      if (city.organizations.volunteers[row] > 0)
        out.volunteers[home.value * services + city.organizations.niche[row]].push_back(row);
      if (staffed[o] != 0 && city.organizations.status[row] == LegalStatus::registered)
        out.paid[city.communities.district[home]].push_back(row);
    }
    return out;
  }

  void choose(City& city, Id<Cases> row, const Doors& doors, sim::Draws::Words words) const {
    Cases& cases = city.cases;
    const std::size_t s = cases.service[row], services = city.services.size();
    const Service& service = city.services[s];
    const Id<Communities> place = cases.community[row];
    const auto& paid = doors.paid[city.communities.district[place]];
    const Traits traits{city.residents.traits[cases.resident[row]]};
    if (traits.income() == Income::high && !paid.empty() && sim::unit(words[0]) < service.paying) {
      cases.payer[row] = Payer::user;
      cases.organization[row] = paid[static_cast<std::size_t>(sim::unit(words[1]) * static_cast<double>(paid.size()))];
      return;
    }
    const auto& contracts = doors.contracts[city.communities.street[place].value * services + s];
    const auto& volunteers = doors.volunteers[place.value * services + s];
    const double station = service.in_house * doors.station[place.value];
    double total = station;
    for (const Id<Contracts> c : contracts) total += city.contracts.rate[c];
    for (const Id<Organizations> o : volunteers) total += volunteer_weight * city.organizations.volunteers[o];
    if (total <= 0) return;  // no door is open: the case waits for one
    double u = sim::unit(words[2]) * total - station;
    cases.payer[row] = Payer::in_house;
    if (u < 0) return;
    for (const Id<Contracts> c : contracts)
      if ((u -= city.contracts.rate[c]) < 0) {
        cases.payer[row] = Payer::contract;
        cases.contract[row] = c;
        cases.organization[row] = city.contracts.provider[c];
        return;
      }
    for (const Id<Organizations> o : volunteers)
      if ((u -= volunteer_weight * city.organizations.volunteers[o]) < 0) {
        cases.payer[row] = Payer::volunteers;
        cases.organization[row] = o;
        return;
      }
  }
};

}  // namespace city
