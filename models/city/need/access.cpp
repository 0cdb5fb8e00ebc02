#include "models/city/need/access.hpp"

#include <Eigen/SparseCore>
#include <algorithm>
#include <vector>

#include "models/city/need/catchment.hpp"
#include "models/city/shared/hours.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

// Hours of need a month that arise per resident at the standard.
double standard(const City& city, const Service& service) {
  return service.incidence / 1000 * city.case_hours(service) * static_cast<double>(service.months);
}

// How services share hours that are for any of them: by the need that arises.
std::vector<double> shares(const City& city, bool paid) {
  std::vector<double> out(city.services.size());
  double all = 0;
  for (std::size_t s = 0; s < out.size(); ++s)
    if (const Service& service = city.services[s]; !service.direct)
      all += out[s] = standard(city, service) * (paid ? service.paying : service.in_house ? 1 : 0);
  if (all > 0)
    for (double& share : out) share /= all;
  return out;
}

// Hours a month on offer at each place, by service: the station's by what is needed, contracts in their whole street,
// volunteers.
Eigen::MatrixXd offered(const City& city) {
  const std::size_t services = city.services.size();
  const Communities& places = city.communities;
  Eigen::MatrixXd out =
      Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(places.size()), static_cast<Eigen::Index>(services));
  const auto at = [&](Id<Communities> place, std::size_t s) -> double& {
    return out(static_cast<Eigen::Index>(place.value), static_cast<Eigen::Index>(s));
  };
  const std::vector<double> share = shares(city, false);
  std::vector<double> left;  // of an hour after the way to the door, by community and service
  for (const Id<Communities> place : places.rows())
    for (const Service& service : city.services) left.push_back(city.case_hours(service) / city.effort(service, place));
  each_employed(city, Employer::station, [&](Id<Workers> row, std::uint32_t workplace) {
    const Id<Communities> place(workplace);
    for (std::size_t s = 0; s < services; ++s)
      at(place, s) += city.workers.hours[row] * share[s] * left[workplace * services + s];
  });
  std::vector<double> contracts(city.governments.size() * services), people(city.governments.size());
  for (const Id<Contracts> row : city.contracts.rows())
    if (is_for_cases(city, row))
      contracts[places.street[city.contracts.community[row]].value * services + city.contracts.service[row]] +=
          city.contracts.rate[row];
  for (const Id<Communities> place : places.rows()) people[places.street[place].value] += places.population[place];
  for (const Id<Communities> place : places.rows()) {
    const std::size_t street = places.street[place].value;
    for (std::size_t s = 0; s < services; ++s) {
      if (people[street] > 0)
        at(place, s) += contracts[street * services + s] * places.population[place] / people[street];
      if (city.services[s].direct) at(place, s) += city.mediators(place);
    }
  }
  for (const Id<Organizations> row : city.organizations.rows()) {
    if (!at_work(city, row)) continue;
    const Id<Communities> home = city.organizations.home[row];
    const std::size_t niche = city.organizations.niche[row];
    at(home, niche) += volunteer_hours(city, row) * left[home.value * services + niche];
  }
  return out;
}

// Hours of paid staff in each district, by service, per resident.
std::vector<double> for_sale(const City& city) {
  const std::size_t services = city.services.size();
  const std::vector<double> share = shares(city, true);
  std::vector<double> out(city.districts.size() * services), people(city.districts.size());
  for (const Id<Communities> place : city.communities.rows())
    people[city.communities.district[place]] += city.communities.population[place];
  const Organizations& all = city.organizations;
  for (const Id<Organizations> row : all.rows()) {
    if (!at_work(city, row) || !city.classes[all.kind[row]].provider || all.status[row] != LegalStatus::registered)
      continue;
    const std::size_t district = city.communities.district[all.home[row]];
    for (std::size_t s = 0; s < services; ++s)
      if (serves(city, all.kind[row], s) && people[district] > 0)
        out[district * services + s] += all.staff[row] * city.economy.worker_hours * share[s] / people[district];
  }
  return out;
}

}  // namespace

void Access::operator()(City& city, sim::Draws) const {
  Eigen::SparseMatrix<double, Eigen::RowMajor> weights;
  const std::size_t services = city.services.size();
  Communities& places = city.communities;
  const auto n = static_cast<Eigen::Index>(places.size());
  Eigen::MatrixXd supply;
  std::vector<double> sale;
  sim::together([&] { supply = offered(city); }, [&] { weights = catchment(city, urban_reach, rural_reach); },
                [&] { sale = for_sale(city); });
  Eigen::VectorXd people(n);
  for (const Id<Communities> place : places.rows()) people[place.value] = places.population[place];
  const Eigen::VectorXd crowd = weights.transpose() * people;
  const auto fade = [&](float& memory_of, double now) {
    memory_of = static_cast<float>(memory_of < 0 ? now : memory_of + (now - memory_of) / memory);
  };
  sim::each(services, 1, [&](std::size_t s) {
    Eigen::VectorXd ratio = supply.col(static_cast<Eigen::Index>(s));
    for (Eigen::Index j = 0; j < n; ++j) ratio[j] = crowd[j] > 0 ? ratio[j] / crowd[j] : 0;
    const Eigen::VectorXd level = weights * ratio;
    const double need = standard(city, city.services[s]);
    for (const Id<Communities> place : places.rows()) {
      places.within_reach(place, s) = static_cast<float>(level[place.value] * 1000);
      fade(places.coverage(place, s), need > 0 ? level[place.value] / need : 0);
      fade(places.paid_coverage(place, s),
           need > 0 ? std::min(1.0, sale[places.district[place] * services + s] / need) : 0);
    }
  });
}

}  // namespace city
