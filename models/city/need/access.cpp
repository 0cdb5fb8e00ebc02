#include "models/city/need/access.hpp"

#include <Eigen/Core>
#include <vector>

#include "models/city/need/catchment.hpp"
#include "models/city/shared/hours.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"

namespace city {

namespace {

// Hours a month on offer at each place, by service: the station's by what is needed, contracts, volunteers.
Eigen::MatrixXd offered(const City& city) {
  const std::size_t services = city.services.size();
  Eigen::MatrixXd out =
      Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(city.communities.size()), static_cast<Eigen::Index>(services));
  const auto at = [&](Id<Communities> place, std::size_t s) -> double& {
    return out(static_cast<Eigen::Index>(place.value), static_cast<Eigen::Index>(s));
  };
  std::vector<double> need(services);
  double all = 0;
  for (std::size_t s = 0; s < services; ++s)
    if (const Service& service = city.services[s]; !service.direct)
      all += need[s] = service.incidence * city.case_hours(service) * static_cast<double>(service.months);
  // What is left of an hour after the way to the door.
  const auto there = [&](Id<Communities> place, std::size_t s) {
    return city.case_hours(city.services[s]) / city.effort(city.services[s], place);
  };
  for (const Id<Communities> place : city.communities.rows())
    for (std::size_t s = 0; s < services; ++s)
      if (city.services[s].direct) at(place, s) += city.mediators(place);
  each_employed(city, Employer::station, [&](Id<Workers> row, std::uint32_t workplace) {
    const Id<Communities> place(workplace);
    for (std::size_t s = 0; s < services && all > 0; ++s)
      at(place, s) += city.workers.hours[row] * need[s] / all * there(place, s);
  });
  for (const Id<Contracts> row : city.contracts.rows()) {
    if (!in_force(city, row)) continue;
    at(city.contracts.community[row], city.contracts.service[row]) += city.contracts.rate[row];
  }
  for (const Id<Organizations> row : city.organizations.rows()) {
    if (!at_work(city, row)) continue;
    const Id<Communities> home = city.organizations.home[row];
    const std::size_t niche = city.organizations.niche[row];
    at(home, niche) += volunteer_hours(city, row) * there(home, niche);
  }
  return out;
}

}  // namespace

void Access::operator()(City& city, sim::Draws) const {
  const auto weights = catchment(city, urban_reach, rural_reach);
  const std::size_t services = city.services.size();
  Communities& places = city.communities;
  const auto n = static_cast<Eigen::Index>(places.size());
  const Eigen::MatrixXd supply = offered(city);
  Eigen::VectorXd people(n);
  for (const Id<Communities> place : places.rows()) people[place.value] = places.population[place];
  const Eigen::VectorXd crowd = weights.transpose() * people;
  for (std::size_t s = 0; s < services; ++s) {
    Eigen::VectorXd ratio = supply.col(static_cast<Eigen::Index>(s));
    for (Eigen::Index j = 0; j < n; ++j) ratio[j] = crowd[j] > 0 ? ratio[j] / crowd[j] : 0;
    const Eigen::VectorXd level = weights * ratio;
    const double mean = people.sum() > 0 ? level.dot(people) / people.sum() : 0;
    for (const Id<Communities> place : places.rows()) {
      places.access(place, s) = static_cast<float>(mean > 0 ? level[place.value] / mean : 1.0);
      places.within_reach(place, s) = static_cast<float>(level[place.value] * 1000);
    }
  }
}

}  // namespace city
