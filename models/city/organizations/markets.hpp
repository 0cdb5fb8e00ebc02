// What organizations live on besides contracts, and what a founder can expect: the same markets seen from both sides.
//
//   residents of a catchment (street, district or city, as the class has it) --> fees, dues --> shared by weight
//   residents of the city x cause, by the cases that wait for it --> gifts, some kept --> by record, asking, receipts
//   residents of a community x their cohesion --> volunteer hours --> shared by pull
//   contracts of the last twelve months, by class, service and district --> what one more provider could hope for
#pragma once

#include <cmath>
#include <vector>

#include "models/city/organizations/founder.hpp"
#include "models/city/state/city.hpp"

namespace city {

/// Yuan a year, at the wages of 2010, that it costs to exist: to run at a size, and what the law asks of a status.
struct Upkeep {
  double running = 0, legal = 0;
};
inline Upkeep upkeep(const OrganizationClass& kind, double size, LegalStatus status) {
  return {kind.running_cost * size, status == LegalStatus::registered ? kind.compliance : 0.0};
}

/// The markets of one month: money and hours, and the weights of those who share them.
class Markets {
 public:
  explicit Markets(const City& city);

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
  double fundraising(Id<Organizations> row, double hour_worth) const;
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
  double expected(const Founder& who, double size, LegalStatus status, Id<Organizations> self = {}) const;
  /// What it costs a year to exist under a status, at today's wages.
  double cost(std::size_t kind, double size, LegalStatus status) const;

 private:
  std::size_t market(Id<Communities> place, std::size_t kind) const {
    return catchment(place, kind).value * city_.classes.size() + kind;
  }

  // How donors share out among causes: by what the cases that wait for each are worth.
  void causes();

  bool able(Id<Organizations> row) const {
    return city_.classes[city_.organizations.kind[row]].provider &&
           city_.organizations.status[row] == LegalStatus::registered;
  }
  // Money for contracts that providers can hope for, and how many share it: what was awarded in the last twelve months,
  // by class, by service, by district.
  void purchase();
  // Yuan a year: what a provider of the class gets, times how much more those of the service and of the district get.
  double contracts(const Founder& who, double size, bool there) const;

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
