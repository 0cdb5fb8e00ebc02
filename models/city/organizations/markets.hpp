// What organizations live on besides contracts, and what a founder can expect: the same markets seen from both sides.
//
//   residents of a catchment (street, district or city, as the class has it) --> fees, dues --> shared by weight
//   residents of the city x cause, by the cases that wait for it --> gifts, some kept --> by record, asking, receipts
//   residents of a community x their cohesion --> volunteer hours --> shared by pull
//   contracts of the last twelve months, by class, service and district --> what one more provider could hope for
#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "models/city/organizations/founder.hpp"
#include "models/city/shared/under.hpp"
#include "models/city/state/city.hpp"

namespace city {

/// The markets of one month: money and hours, and the weights of those who share them.
class Markets {
 public:
  explicit Markets(const City& city) : city_(city), reach_(city.reach), given_(city.donors), level_(city.wage_level()) {
    const std::size_t places = city.governments.size(), classes = city.classes.size(), services = city.services.size();
    for (const OrganizationClass& c : city.classes)
      grown_.push_back(sim::pow(1 + c.market_growth, city.now.index / 12.0));
    purses_.resize(places);
    weight_.resize(places * classes);
    donors_.resize(services);
    pull_.resize(city.communities.size());
    for (std::size_t c = 0; c < city.communities.size(); ++c) {
      const Id<Communities> place(c);
      const double purse = city.communities.rural[place] != 0 ? reach_.rural_spending : 1.0;
      each_government_over(city, place,
                           [&](Id<Governments> g) { purses_[g.value] += purse * city.communities.population[place]; });
    }
    const Organizations& all = city.organizations;
    for (std::size_t o = 0; o < all.size(); ++o) {
      const Id<Organizations> row(o);
      if (!at_work(city, row)) continue;
      weight_[market(all.home[row], all.kind[row])] += fee_weight(row);
      donors_[all.niche[row]] += gift_weight(row);
      pull_[all.home[row].value] += all.pull[row];
    }
    purchase();
    causes();
  }

  /// Where the customers and members of a class at a place come from.
  Id<Governments> catchment(Id<Communities> place, std::size_t kind) const {
    switch (city_.classes[kind].catchment) {
      case Level::street:
        return city_.communities.street[place];
      case Level::district:
        return city_.district_government(city_.communities.district[place]);
      default:
        return Id<Governments>(0U);
    }
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

  /// Townspeople with whom a catchment's residents compare in what they can spend.
  double purses(Id<Governments> of) const { return purses_[of.value]; }
  /// Yuan a year that a catchment's households spend on a class.
  double fees(Id<Governments> of, std::size_t kind) const {
    const OrganizationClass& c = city_.classes[kind];
    return purses_[of.value] * c.market * grown_[kind];
  }
  /// The share of its catchment that organization `row` has.
  double share(Id<Organizations> row) const {
    const double total = weight_[market(city_.organizations.home[row], city_.organizations.kind[row])];
    return total > 0 ? fee_weight(row) / total : 0;
  }
  /// Yuan a year that organization `row` earns of it.
  double fees(Id<Organizations> row) const {
    const std::size_t kind = city_.organizations.kind[row];
    return fees(catchment(city_.organizations.home[row], kind), kind) * share(row);
  }
  /// Yuan a year that the city's donors could give to a cause; some of it is kept.
  double gifts(std::size_t cause) const { return purses_[0] * given_.purse * level_ * cause_[cause]; }
  /// What of it goes to somebody with a weight among `others`; to keep it has a weight too.
  double gifts(std::size_t cause, double weight, double others) const {
    const double keep = given_.keep * purses_[0] / 1000 * cause_[cause];
    return weight > 0 ? gifts(cause) * weight / (keep + others + weight) : 0;
  }
  double gifts(Id<Organizations> row) const {
    const std::size_t cause = city_.organizations.niche[row];
    const double mine = gift_weight(row);
    return gifts(cause, mine, donors_[cause] - mine);
  }
  /// Hours of fundraising a month from which on an hour brings less than it is worth elsewhere.
  double fundraising(Id<Organizations> row, double hour_worth) const {
    const double mine = gift_weight(row), purse = gifts(std::size_t{city_.organizations.niche[row]});
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
    const double village = city_.communities.rural[place] != 0 ? reach_.rural_volunteering : 1.0;
    return city_.communities.population[place] * reach_.volunteer_hours * village *
           (0.4 + city_.communities.cohesion[place]);
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
    const double mine = fee_weight(status, size),
                 given = gift_weight(status, c, 0.5, self ? city_.organizations.fundraising[self] : 0),
                 pull = who.pull * size;
    const bool counted = self && city_.organizations.dormant[self] == 0;
    const auto others = [&](double all, double own) { return counted ? std::max(0.0, all - own) : all; };
    const double rivals = others(weight_[market(who.home, who.kind)], counted ? fee_weight(self) : 0);
    double total = fees(catchment(who.home, who.kind), who.kind) * mine / (rivals + mine);
    total += gifts(std::size_t{who.niche}, given, others(donors_[who.niche], counted ? gift_weight(self) : 0));
    if (pull > 0)
      total += hours(who.home) * pull /
               (others(pull_[who.home.value], counted ? city_.organizations.pull[self] : 0) + pull) * 12 *
               reach_.hour_worth;
    if (c.provider && status != LegalStatus::informal)
      total += reach_.prudence * contracts(who, size, counted && able(self)) *
               (status == LegalStatus::registered ? 1.0 : small_);
    return total;
  }
  /// What it costs a year to exist under a status, at today's wages.
  double cost(std::size_t kind, double size, LegalStatus status) const {
    const double legal = status == LegalStatus::registered ? city_.classes[kind].compliance : 0.0;
    return (city_.classes[kind].running_cost * size + legal) * level_;
  }

 private:
  std::size_t market(Id<Communities> place, std::size_t kind) const {
    return catchment(place, kind).value * city_.classes.size() + kind;
  }

  // How donors share out among causes: by what the cases that wait for each are worth.
  void causes() {
    cause_.resize(city_.services.size());
    for (std::size_t i = 0; i < city_.cases.size(); ++i)
      if (const Id<Cases> row(i); city_.cases.progress[row] == Progress::waiting)
        cause_[city_.cases.service[row]] += city_.services[city_.cases.service[row]].price;
    const double all = std::accumulate(cause_.begin(), cause_.end(), 0.0);
    for (double& share : cause_) share = sim::pow(all > 0 ? std::max(share / all, 0.005) : 1.0, given_.need);
    const double sum = std::accumulate(cause_.begin(), cause_.end(), 0.0);
    for (double& share : cause_) share /= sum;
  }

  bool able(Id<Organizations> row) const {
    return city_.classes[city_.organizations.kind[row]].provider &&
           city_.organizations.status[row] == LegalStatus::registered;
  }
  // Money for contracts that providers can hope for, and how many share it: what was awarded in the last twelve months,
  // by class, by service, by district.
  void purchase() {
    by_class_.resize(city_.classes.size());
    by_service_.resize(city_.services.size());
    by_district_.resize(city_.districts.size());
    double small = 0;
    for (std::size_t i = 0; i < city_.contracts.size(); ++i) {
      const Id<Contracts> row(i);
      if (city_.contracts.awarded[row] == 0 || city_.month() - city_.contracts.starts[row] >= 12) continue;
      const double value = static_cast<double>(city_.contracts.value[row]) / 100;
      if (city_.organizations.status[city_.contracts.provider[row]] == LegalStatus::registered)
        by_class_[city_.organizations.kind[city_.contracts.provider[row]]].money += value;
      by_service_[city_.contracts.service[row]].money += value;
      by_district_[city_.communities.district[city_.contracts.community[row]]].money += value;
      everywhere_.money += value;
      if (value <= city_.filing.largest_contract) small += value;
    }
    small_ = everywhere_.money > 0 ? small / everywhere_.money : 0;
    for (std::size_t o = 0; o < city_.organizations.size(); ++o) {
      const Id<Organizations> row(o);
      if (!at_work(city_, row) || !able(row)) continue;
      by_class_[city_.organizations.kind[row]].providers += 1;
      by_service_[city_.organizations.niche[row]].providers += 1;
      by_district_[district_of(city_, row)].providers += 1;
      everywhere_.providers += 1;
    }
  }
  // Yuan a year: what a provider of the class gets, times how much more those of the service and of the district get.
  double contracts(const Founder& who, double size, bool there) const {
    if (everywhere_.money <= 0) return 0;
    const auto each = [&](const Pool& pool) { return pool.money * size / (pool.providers - (there ? 1 : 0) + size); };
    const double mean = each(everywhere_);
    return each(by_class_[who.kind]) * (each(by_service_[who.niche]) / mean) *
           (each(by_district_[city_.communities.district[who.home]]) / mean);
  }

  struct Pool {
    double money = 0, providers = 0;
  };

  const City& city_;
  const Reach& reach_;
  const Donors& given_;
  double level_;               // of wages
  std::vector<double> grown_;  // of each class's market, since 2010
  std::vector<double> purses_, weight_, cause_, donors_, pull_;
  std::vector<Pool> by_class_, by_service_, by_district_;
  Pool everywhere_;
  double small_ = 0;  // share of contracts' money that filed groups may have
};

}  // namespace city
