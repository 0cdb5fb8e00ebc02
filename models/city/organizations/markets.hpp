// What organizations live on besides contracts, and what a founder can expect: the same markets seen from both sides.
//
//   households of a catchment (street, district or city, as the class has it) --who knows of one--> fees, dues --> size
//   institutions within reach, unserved or leaving --> orders --> legal persons that suit, by size
//   residents of the city x cause, by the cases that wait for it --> gifts, some kept --> by record, asking, receipts
//   residents of a community x their cohesion --> volunteer hours --> shared by pull
//   contracts of the last twelve months, by class, service and district --> what one more provider could hope for
#pragma once

#include <cmath>
#include <vector>

#include "models/city/organizations/founder.hpp"
#include "models/city/state/city.hpp"
#include "sim/math.hpp"

namespace city {

/// Yuan a year, at the wages of 2010, that it costs to exist: to run at a size, and what the law asks of a status. What
/// needs a licence opens its doors, and pays for them, when it has one.
struct Upkeep {
  double running = 0, legal = 0;
};
inline Upkeep upkeep(const OrganizationClass& kind, double size, LegalStatus status) {
  const bool legal = status == LegalStatus::registered;
  return {kind.licence && !legal ? 0.0 : kind.running_cost * size, legal ? kind.compliance : 0.0};
}

/// The government over a place at which somebody looks for a provider.
inline Id<Governments> within(const City& city, Id<Communities> place, Level level) {
  return level == Level::street     ? city.communities.street[place]
         : level == Level::district ? city.district_government(city.communities.district[place])
                                    : Id<Governments>(0U);
}
/// Whether institutions may buy from it: from legal persons at work, of the classes that they name.
inline bool may_sell(const City& city, Id<Organizations> row) {
  return at_work(city, row) && city.organizations.status[row] == LegalStatus::registered &&
         city.class_facts.buyers[Id<ClassFacts>(std::size_t{city.organizations.kind[row]})] != 0;
}
/// Yuan a year that an institution of a kind pays now.
inline double order(const City& city, std::size_t kind) {
  return city.buyer_kinds[kind].pays * city.hour_cost() / city.economy.hour_price;
}

/// The markets of one month: money and hours, and the weights of those who share them.
class Markets {
 public:
  explicit Markets(const City& city);

  /// Where the customers and members of a class at a place come from.
  Id<Governments> catchment(Id<Communities> place, std::size_t kind) const {
    return within(city_, place, city_.classes[kind].catchment);
  }

  /// Among households: its size, whatever its status, unless the class needs a licence.
  double fee_weight(std::size_t kind, LegalStatus status, double size) const {
    return city_.classes[kind].licence && status != LegalStatus::registered ? 0 : size;
  }
  double fee_weight(Id<Organizations> row) const {
    const Organizations& all = city_.organizations;
    return fee_weight(all.kind[row], all.status[row], all.weight[row]);
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

  /// The share of a catchment's households who know of somebody of a class, where these weigh so much together: each is
  /// known to as many as any other of its size, whoever else they know.
  double served(Id<Governments> of, std::size_t kind, double weight) const {
    return 1 - sim::exp(-weight * city_.classes[kind].customers / std::max(1.0, residents_[of.value]));
  }
  /// Yuan a year that a catchment's households would spend on a class if all were served.
  double fees(Id<Governments> of, std::size_t kind) const {
    const OrganizationClass& c = city_.classes[kind];
    return purses_[of.value] * c.market * grown_[kind];
  }
  /// Yuan a year of operating subsidies in a catchment if all were served: they follow beds and meals.
  double subsidies(Id<Governments> of, std::size_t kind) const {
    return purses_[of.value] * city_.classes[kind].subsidy * level_;
  }
  /// The share of its catchment's households that organization `row` serves.
  double share(Id<Organizations> row) const {
    const std::size_t kind = city_.organizations.kind[row];
    const Id<Governments> of = catchment(city_.organizations.home[row], kind);
    return share(of, kind, fee_weight(row), weight_[of.value * city_.classes.size() + kind]);
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

  /// Whether its street still gives seed money to those who register here.
  bool wants_registered(Id<Communities> place) const { return legal_groups_[place.value] < city_.seed.target; }

  /// What somebody of these traits can expect a year under a status: money, and the worth of volunteers' hours. An
  /// organization that is there already (`self`) is not its own competitor.
  double expected(const Founder& who, double size, LegalStatus status, Id<Organizations> self = {}) const;
  /// What it costs a year to exist under a status, at today's wages.
  double cost(std::size_t kind, double size, LegalStatus status) const;

 private:
  std::size_t market(Id<Communities> place, std::size_t kind) const {
    return catchment(place, kind).value * city_.classes.size() + kind;
  }

  // The share of a catchment's households that somebody serves who has `mine` of all the weight there.
  double share(Id<Governments> of, std::size_t kind, double mine, double all) const {
    return mine > 0 ? served(of, kind, all) * mine / all : 0;
  }
  // Yuan a year of orders that a legal person of a class and size can hope for over a founder's horizon: of the
  // institutions that it suits, those without a provider at once, the others once they leave theirs.
  double orders(Id<Communities> home, std::size_t kind, double size) const;
  void institutions();

  // How donors share out among causes: by what the cases that wait for each are worth.
  void causes();

  bool able(Id<Organizations> row) const {
    return city_.classes[city_.organizations.kind[row]].provider &&
           city_.organizations.status[row] == LegalStatus::registered;
  }
  // Money for contracts that providers can hope for, and how many share it: what was awarded in the last twelve months,
  // by class, by service, by district.
  void purchase();
  // Yuan a year: what a provider of the class gets, times how much more those of the service and of the district get;
  // and what of it is left to founder and members.
  double contracts(const Founder& who, double size, bool there) const;
  double kept(std::size_t kind, double contracts) const;

  struct Pool {
    double money = 0, providers = 0, net = 0;  // `net`: of wages, materials, clawback and waiting
    double worked = 0;                         // hours that founders and members can have worked themselves
  };

  const City& city_;
  const Reach& reach_;
  const Donors& given_;
  double level_;               // of wages
  std::vector<double> grown_;  // of each class's market, since 2010
  std::vector<double> residents_, purses_, weight_, cause_, donors_, pull_;
  struct Demand {
    double buyers = 0, unserved = 0, sellers = 0;  // institutions; of them without a provider; weight of who may sell
  };
  std::vector<std::int32_t> legal_groups_;  // registered community organizations, by community
  std::vector<Demand> demand_;              // by government and kind of buyer
  std::vector<double> held_;                // yuan a year of orders, by organization
  std::vector<Pool> by_class_, by_service_, by_district_;
  Pool everywhere_;
  double small_ = 0;  // share of contracts' money that filed groups may have
};

}  // namespace city
