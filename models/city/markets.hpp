// What organizations live on besides contracts, and what a founder can expect: the same markets seen from both sides.
//
//   residents of a zone (town or villages of a district) x class --> fees, dues --> shared by weight
//   the same residents x cause, by the cases that wait for it --> gifts, some kept --> shared by record, asking,
//   receipts residents of a community x their cohesion --> volunteer hours --> shared by pull contracts of the last
//   twelve months in a district --> what one more provider could hope for
#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <vector>

#include "models/city/city.hpp"
#include "models/city/register.hpp"

namespace city {

/// The markets of one month: money and hours, and the weights of those who share them.
class Markets {
 public:
  explicit Markets(const City& city) : city_(city), reach_(city.reach), given_(city.donors) {
    const std::size_t zones = 2 * city.districts.size(), classes = city.classes.size(), services = city.services.size();
    people_.resize(zones);
    weight_.resize(zones * classes);
    donors_.resize(zones * services);
    pull_.resize(city.communities.size());
    pool_.resize(city.districts.size() * services);
    able_.resize(city.districts.size() * services);
    for (std::size_t c = 0; c < city.communities.size(); ++c)
      people_[zone(Id<Communities>(c))] += city.communities.population[Id<Communities>(c)];
    const Organizations& all = city.organizations;
    for (std::size_t o = 0; o < all.size(); ++o) {
      const Id<Organizations> row(o);
      if (all.alive[row] == 0 || all.dormant[row] != 0) continue;
      const std::size_t z = zone(all.home[row]), kind = all.kind[row];
      weight_[z * classes + kind] += fee_weight(row);
      donors_[z * services + all.niche[row]] += gift_weight(row);
      pull_[all.home[row].value] += all.pull[row];
      if (able(row)) able_[z / 2 * services + all.niche[row]] += 1;
    }
    purchase();
    causes();
  }

  /// Town or villages of a district.
  std::size_t zone(Id<Communities> place) const {
    return 2 * std::size_t{city_.communities.district[place]} + city_.communities.rural[place];
  }

  double fee_weight(LegalStatus status, double size) const {
    return size * (status == LegalStatus::registered ? 1.0
                   : status == LegalStatus::filed    ? reach_.filed_fees
                                                     : reach_.informal_fees);
  }
  double fee_weight(Id<Organizations> row) const {
    return fee_weight(city_.organizations.status[row], city_.organizations.weight[row]);
  }
  /// Among donors: what is known of its work, its class, its right to receipts, and the hours in which it asks.
  double gift_weight(LegalStatus status, const OrganizationClass& kind, double record, double hours) const {
    const double receipts = status == LegalStatus::registered ? 1.0 : status == LegalStatus::filed ? given_.filed : 0.0;
    return record * receipts * kind.appeal * std::sqrt(1 + hours / given_.first_hours);
  }
  double gift_weight(Id<Organizations> row) const {
    return gift_weight(city_.organizations.status[row], city_.classes[city_.organizations.kind[row]],
                       city_.organizations.record[row], city_.organizations.fundraising[row]);
  }

  double people(std::size_t z) const { return people_[z]; }
  /// Yuan a year that a zone's households spend on a class.
  double fees(std::size_t z, std::size_t kind) const {
    const OrganizationClass& c = city_.classes[kind];
    const double purse = z % 2 == 1 ? reach_.rural_spending : 1.0;
    return people_[z] * c.market * purse * sim::pow(1 + c.market_growth, city_.now.index / 12.0);
  }
  /// Yuan a year that organization `row` earns of it.
  double fees(Id<Organizations> row) const {
    const std::size_t z = zone(city_.organizations.home[row]), kind = city_.organizations.kind[row];
    const double total = weight_[z * city_.classes.size() + kind];
    return total > 0 ? fees(z, kind) * fee_weight(row) / total : 0;
  }
  /// Yuan a year that a zone could give to a cause; some of it is kept.
  double gifts(std::size_t z, std::size_t cause) const {
    const double purse = z % 2 == 1 ? reach_.rural_spending : 1.0;
    return people_[z] * given_.purse * city_.wage_level() * purse * cause_[z / 2 * city_.services.size() + cause];
  }
  /// What of it goes to somebody with a weight among `others`; to keep it has a weight too.
  double gifts(std::size_t z, std::size_t cause, double weight, double others) const {
    const double keep = given_.keep * people_[z] / 1000 * cause_[z / 2 * city_.services.size() + cause];
    return weight > 0 ? gifts(z, cause) * weight / (keep + others + weight) : 0;
  }
  double gifts(Id<Organizations> row) const {
    const std::size_t z = zone(city_.organizations.home[row]), cause = city_.organizations.niche[row];
    const double mine = gift_weight(row);
    return gifts(z, cause, mine, donors_[z * city_.services.size() + cause] - mine);
  }
  /// Hours of fundraising a month from which on an hour brings less than it is worth elsewhere.
  double fundraising(Id<Organizations> row, double hour_worth) const {
    const std::size_t z = zone(city_.organizations.home[row]), cause = city_.organizations.niche[row];
    const double mine = gift_weight(row), purse = gifts(z, cause);
    if (mine <= 0 || purse <= 0) return 0;
    const double now = gifts(row) / 12,
                 appeal = std::sqrt(1 + city_.organizations.fundraising[row] / given_.first_hours);
    // d gifts / d hours = gifts (1 - share) / (2 first_hours appeal^2); with hours, gifts grow like appeal.
    const double first = now / appeal * (1 - gifts(row) / purse) / (2 * given_.first_hours);
    const double wanted = first / std::max(hour_worth, 0.01);
    return std::max(0.0, given_.first_hours * (wanted * wanted - 1));
  }
  /// Hours a month that a community's residents give: neighbours who know each other give more.
  double hours(Id<Communities> place) const {
    return city_.communities.population[place] * reach_.volunteer_hours * (0.4 + city_.communities.cohesion[place]);
  }
  double hours(Id<Organizations> row) const {
    const Id<Communities> place = city_.organizations.home[row];
    const double total = pull_[place.value];
    return total > 0 ? hours(place) * city_.organizations.pull[row] / total : 0;
  }

  /// What somebody of these traits can expect a year under a status: money, and the worth of volunteers' hours. An
  /// organization that is there already (`self`) is not its own competitor.
  double expected(const Founder& who, double size, LegalStatus status, Id<Organizations> self = {}) const {
    const OrganizationClass& c = city_.classes[who.kind];
    const std::size_t services = city_.services.size(), z = zone(who.home);
    const double mine = fee_weight(status, size),
                 given = gift_weight(status, c, 0.5, self ? city_.organizations.fundraising[self] : 0),
                 pull = who.pull * size;
    const bool counted = self && city_.organizations.dormant[self] == 0;
    const auto others = [&](double all, double own) { return counted ? std::max(0.0, all - own) : all; };
    const double market = others(weight_[z * city_.classes.size() + who.kind], counted ? fee_weight(self) : 0);
    double total = fees(z, who.kind) * mine / (market + mine);
    total += gifts(z, who.niche, given, others(donors_[z * services + who.niche], counted ? gift_weight(self) : 0));
    if (pull > 0)
      total += hours(who.home) * pull /
               (others(pull_[who.home.value], counted ? city_.organizations.pull[self] : 0) + pull) * 12 *
               reach_.hour_worth;
    if (c.provider && status != LegalStatus::informal) {
      const std::size_t cell = z / 2 * services + who.niche;
      total += reach_.prudence * pool_[cell] * (status == LegalStatus::registered ? 1.0 : small_) * size /
               (others(able_[cell], counted && able(self) ? 1 : 0) + size);
    }
    return total;
  }
  /// What it costs a year to exist under a status, at today's wages.
  double cost(std::size_t kind, double size, LegalStatus status) const {
    const double legal = status == LegalStatus::registered ? city_.classes[kind].compliance : 0.0;
    return (city_.classes[kind].running_cost * size + legal) * city_.wage_level();
  }

 private:
  // How a district's donors share out among causes: by what the cases that wait for each are worth.
  void causes() {
    const std::size_t services = city_.services.size();
    cause_.resize(city_.districts.size() * services);
    for (std::size_t i = 0; i < city_.cases.size(); ++i)
      if (const Id<Cases> row(i); city_.cases.progress[row] == Progress::waiting)
        cause_[city_.communities.district[city_.cases.community[row]] * services + city_.cases.service[row]] +=
            city_.services[city_.cases.service[row]].price;
    for (std::size_t d = 0; d < city_.districts.size(); ++d) {
      const std::span<double> shares(&cause_[d * services], services);
      const double all = std::accumulate(shares.begin(), shares.end(), 0.0);
      for (double& share : shares) share = sim::pow(all > 0 ? std::max(share / all, 0.005) : 1.0, given_.need);
      const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
      for (double& share : shares) share /= sum;
    }
  }

  bool able(Id<Organizations> row) const {
    return city_.classes[city_.organizations.kind[row]].provider &&
           city_.organizations.status[row] == LegalStatus::registered;
  }
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
      if (value <= city_.filing.largest_contract) small += value;
    }
    small_ = all > 0 ? small / all : 0;
  }

  const City& city_;
  const Reach& reach_;
  const Donors& given_;
  std::vector<double> cause_, people_, weight_, donors_, pull_, pool_, able_;
  double small_ = 0;
};

}  // namespace city
