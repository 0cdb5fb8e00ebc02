// What organizations live on besides contracts, and what a founder can expect: the same markets seen from both sides.
#pragma once

#include <algorithm>
#include <vector>

#include "models/city/city.hpp"
#include "models/city/register.hpp"

namespace city {

/// The markets of one month: money, and the weights of those who share it.
class Markets {
 public:
  Markets(const City& city, const Reach& reach) : city_(city), reach_(reach) {
    const std::size_t districts = city.districts.size(), classes = city.classes.size(), services = city.services.size();
    people_.resize(districts);
    weight_.resize(districts * classes);
    donors_.resize(districts);
    pool_.resize(districts * services);
    able_.resize(districts * services);
    for (std::size_t c = 0; c < city.communities.size(); ++c)
      people_[city.communities.district[Id<Communities>(c)]] += city.communities.population[Id<Communities>(c)];
    for (std::size_t o = 0; o < city.organizations.size(); ++o) {
      const Id<Organizations> row(o);
      if (city.organizations.alive[row] == 0 || city.organizations.dormant[row] != 0) continue;
      const std::size_t d = district_of(city, row), kind = city.organizations.kind[row];
      weight_[d * classes + kind] += fee_weight(row);
      donors_[d] += gift_weight(row);
      if (city.classes[kind].provider && city.organizations.status[row] == LegalStatus::registered)
        able_[d * services + city.organizations.niche[row]] += 1;
    }
    purchase();
  }

  double fee_weight(LegalStatus status, double size) const {
    return size * (status == LegalStatus::registered ? 1.0
                   : status == LegalStatus::filed    ? reach_.filed_fees
                                                     : reach_.informal_fees);
  }
  double fee_weight(Id<Organizations> row) const {
    return fee_weight(city_.organizations.status[row], city_.organizations.weight[row]);
  }
  double gift_weight(LegalStatus status, const OrganizationClass& kind, double record) const {
    if (!kind.community && !kind.provider) return 0;
    return record * (status == LegalStatus::registered ? 1.0 : status == LegalStatus::filed ? reach_.filed_gifts : 0.0);
  }
  double gift_weight(Id<Organizations> row) const {
    return gift_weight(city_.organizations.status[row], city_.classes[city_.organizations.kind[row]],
                       city_.organizations.record[row]);
  }
  /// Yuan a year that a district's households spend on a class.
  double fees(std::size_t d, std::size_t kind) const {
    const OrganizationClass& c = city_.classes[kind];
    return people_[d] * c.market * sim::pow(1 + c.market_growth, city_.now.index / 12.0);
  }
  double gifts(std::size_t d) const { return people_[d] * reach_.gifts_per_resident; }
  double fee_total(std::size_t d, std::size_t kind) const { return weight_[d * city_.classes.size() + kind]; }
  double gift_total(std::size_t d) const { return donors_[d]; }

  /// Revenue a year that a founder, or an organization that is not yet counted, can expect under a status.
  double expected(std::size_t d, std::size_t kind, std::size_t niche, double size, LegalStatus status) const {
    const OrganizationClass& c = city_.classes[kind];
    const std::size_t services = city_.services.size();
    const double mine = fee_weight(status, size), given = gift_weight(status, c, 0.5);
    double total = fees(d, kind) * mine / (fee_total(d, kind) + mine);
    if (given > 0) total += gifts(d) * given / (gift_total(d) + given);
    if (c.provider && status != LegalStatus::informal) {
      const double contract_share = status == LegalStatus::registered ? 1.0 : small_;
      total += pool_[d * services + niche] * contract_share * size / (able_[d * services + niche] + size);
    }
    return total;
  }
  /// What it costs a year to exist under a status.
  double cost(std::size_t kind, double size, LegalStatus status) const {
    const double legal = status == LegalStatus::registered ? reach_.compliance : 0.0;
    return city_.classes[kind].running_cost * size + legal;
  }

 private:
  // Money for contracts that a district's providers can hope for: what was awarded there in the last twelve months.
  void purchase() {
    const std::size_t services = city_.services.size();
    double all = 0, small = 0;
    for (std::size_t i = 0; i < city_.contracts.size(); ++i) {
      const Id<Contracts> row(i);
      if (city_.contracts.awarded[row] == 0 || city_.month() - city_.contracts.starts[row] >= 12) continue;
      const double value = static_cast<double>(city_.contracts.value[row]) / 100;
      pool_[city_.communities.district[city_.contracts.community[row]] * services + city_.contracts.service[row]] +=
          value;
      all += value;
      if (value <= 10000) small += value;
    }
    small_ = all > 0 ? small / all : 0;
  }

  const City& city_;
  const Reach& reach_;
  std::vector<double> people_, weight_, donors_, pool_, able_;
  double small_ = 0;
};

}  // namespace city
