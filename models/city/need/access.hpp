// Two-step floating catchment (Luo and Wang 2003): what is on offer within reach, for each who would share it.
//
//   hours on offer at places, less the way to the door, by service --R_j = S_j / sum_i P_i w(d_ij)-->
//   A_i = sum_j R_j w(d_ij) --> relative access
//   w: Gaussian in distance, zero past the catchment, which is wider around villages, and outside the own street: its
//   services are for its residents
#pragma once

#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/city/shared/hours.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

struct Access {
  static constexpr std::string_view about =
      "Case hours within reach of a community per resident who shares them, relative to the city's mean (2SFCA)";
  double urban_reach = 1.5, rural_reach = 5;

  template <class V>
  void visit(V& v) {
    v(urban_reach, {.name = "urban_reach",
                    .unit = "km",
                    .least = 0.01,
                    .most = 1000,
                    .meaning = "Catchment of what is on offer in a town",
                    .source = "assumed: a walk of twenty minutes"});
    v(rural_reach, {.name = "rural_reach",
                    .unit = "km",
                    .least = 0.01,
                    .most = 1000,
                    .meaning = "Catchment of what is on offer in a village",
                    .source = "assumed: a short ride"});
  }

  /// Row i: how much each place j is within reach of community i, 1 at its own door.
  Eigen::SparseMatrix<double, Eigen::RowMajor> reach(const City& city) const {
    const Communities& places = city.communities;
    const auto n = static_cast<Eigen::Index>(places.size());
    std::vector<Eigen::Triplet<double>> near;
    std::vector<Id<Communities>> eastward;
    for (std::size_t c = 0; c < places.size(); ++c) eastward.emplace_back(c);
    std::sort(eastward.begin(), eastward.end(),
              [&](auto a, auto b) { return std::pair(places.x[a], a) < std::pair(places.x[b], b); });
    for (const Id<Communities> to : eastward) {
      const double limit = places.rural[to] != 0 ? rural_reach : urban_reach;
      auto at = std::lower_bound(eastward.begin(), eastward.end(), places.x[to] - limit,
                                 [&](Id<Communities> place, double x) { return places.x[place] < x; });
      for (; at != eastward.end() && places.x[*at] <= places.x[to] + limit; ++at) {
        const double dx = places.x[to] - places.x[*at], dy = places.y[to] - places.y[*at];
        const double square = (dx * dx + dy * dy) / (limit * limit);
        if (square > 1 || places.street[to] != places.street[*at]) continue;
        // Falls to zero at the limit: (exp(-d2/2) - exp(-1/2)) / (1 - exp(-1/2)).
        const double end = sim::exp(-0.5);
        near.emplace_back(static_cast<Eigen::Index>(at->value), static_cast<Eigen::Index>(to.value),
                          (sim::exp(-0.5 * square) - end) / (1 - end));
      }
    }
    Eigen::SparseMatrix<double, Eigen::RowMajor> out(n, n);
    out.setFromTriplets(near.begin(), near.end());
    return out;
  }

  void operator()(City& city, sim::Draws) const {
    const auto weights = reach(city);
    const std::size_t services = city.services.size();
    Communities& places = city.communities;
    const auto n = static_cast<Eigen::Index>(places.size());
    const Eigen::MatrixXd supply = offered(city);
    Eigen::VectorXd people(n);
    for (Eigen::Index i = 0; i < n; ++i) people[i] = places.population[Id<Communities>(static_cast<std::size_t>(i))];
    const Eigen::VectorXd crowd = weights.transpose() * people;
    for (std::size_t s = 0; s < services; ++s) {
      Eigen::VectorXd ratio = supply.col(static_cast<Eigen::Index>(s));
      for (Eigen::Index j = 0; j < n; ++j) ratio[j] = crowd[j] > 0 ? ratio[j] / crowd[j] : 0;
      const Eigen::VectorXd level = weights * ratio;
      const double mean = people.sum() > 0 ? level.dot(people) / people.sum() : 0;
      for (Eigen::Index i = 0; i < n; ++i) {
        const Id<Communities> place(static_cast<std::size_t>(i));
        places.access(place, s) = static_cast<float>(mean > 0 ? level[i] / mean : 1.0);
        places.within_reach(place, s) = static_cast<float>(level[i] * 1000);
      }
    }
  }

 private:
  // Hours a month on offer at each place, by service: the station's by what is needed, contracts, volunteers.
  static Eigen::MatrixXd offered(const City& city) {
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
    for (std::size_t c = 0; c < city.communities.size(); ++c)
      for (std::size_t s = 0; s < services; ++s)
        if (city.services[s].direct) at(Id<Communities>(c), s) += city.mediators(Id<Communities>(c));
    for (std::size_t w = 0; w < city.workers.size(); ++w) {
      const Id<Workers> row(w);
      if (city.workers.employer[row] != Employer::station || all <= 0) continue;
      const Id<Communities> place(city.workers.workplace[row]);
      for (std::size_t s = 0; s < services; ++s)
        at(place, s) += city.workers.hours[row] * need[s] / all * there(place, s);
    }
    for (std::size_t i = 0; i < city.contracts.size(); ++i) {
      const Id<Contracts> row(i);
      if (!in_force(city, row)) continue;
      at(city.contracts.community[row], city.contracts.service[row]) += city.contracts.rate[row];
    }
    for (std::size_t o = 0; o < city.organizations.size(); ++o) {
      const Id<Organizations> row(o);
      if (!at_work(city, row)) continue;
      const Id<Communities> home = city.organizations.home[row];
      const std::size_t niche = city.organizations.niche[row];
      at(home, niche) += volunteer_hours(city, row) * there(home, niche);
    }
    return out;
  }
};

}  // namespace city
