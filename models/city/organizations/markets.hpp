// What organizations live on besides contracts, and what a founder can expect: the same markets seen from both sides.
//
//   households of a catchment (street, district or city, as the class has it) --> fees, dues --> size
//   institutions within reach, unserved or leaving --> orders --> legal persons that suit, by size
//   residents whom an appeal reaches x cause, by cases that wait for it --> gifts, some kept --> by record and asking
//   volunteers of a community --a share is asked--> hours --> shared by pull
//   contracts of twelve months, by class, service, district --> what one more provider could hope for
#pragma once

#include <cmath>
#include <vector>

#include "models/city/organizations/founder.hpp"
#include "models/city/organizations/households.hpp"
#include "models/city/shared/under.hpp"
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

/// Whether institutions may buy from it: from legal persons at work, of the classes that they name.
inline bool may_sell(const City& city, Id<Organizations> row) {
  return at_work(city, row) && city.organizations.status[row] == LegalStatus::registered &&
         city.class_facts.buyers[Id<ClassFacts>(std::size_t{city.organizations.kind[row]})] != 0;
}
/// Yuan a year that an institution of a kind pays now.
inline double order(const City& city, std::size_t kind) {
  return city.buyer_kinds[kind].pays * city.hour_cost() / city.economy.hour_price;
}

/// By community: what draws volunteers to the organizations at work there.
std::vector<double> pulls(const City& city);
/// Hours a month that a community's volunteers give: those of them who are asked.
inline double volunteer_time(const City& city, Id<Communities> place) {
  return city.communities.volunteers[place] * city.volunteers.asked * city.volunteers.hours;
}

/// The markets of one month: money and hours, and the weights of those who share them.
class Markets {
 public:
  explicit Markets(const City& city);

  const Households& households() const { return households_; }

  /// Among donors: what is known of its work, its class, its right to receipts, and the hours in which it asks.
  double gift_weight(LegalStatus status, const OrganizationClass& kind, double record, double hours) const {
    const double receipts = status == LegalStatus::registered ? 1.0 : status == LegalStatus::filed ? given_.filed : 0.0;
    return record * receipts * kind.appeal * std::sqrt(1 + hours / given_.first_hours);
  }
  double gift_weight(Id<Organizations> row) const {
    return gift_weight(city_.organizations.status[row], city_.classes[city_.organizations.kind[row]],
                       city_.organizations.record[row], city_.organizations.fundraising[row]);
  }

  /// Yuan a year that organization `row` gets of its catchment's households: fees, dues of members; and of its
  /// district, if a legal person: operating subsidies, which follow beds and meals.
  double fees(Id<Organizations> row) const { return custom_of(row).fees * share(row); }
  double dues(Id<Organizations> row) const {
    const Id<Governments> of = catchment_of(row);
    const double mine = room(city_.organizations.kind[row], city_.organizations.weight[row]);
    return mine > 0 ? households_.dues(of, households_.room(of)) * mine / households_.room(of) : 0;
  }
  double subsidies(Id<Organizations> row) const {
    return subsidies(city_.organizations.kind[row], custom_of(row)) * share(row);
  }
  /// Yuan a year that the donors who hear of somebody's home could give to a cause; some of it is kept.
  double gifts(Id<Communities> home, std::size_t cause) const {
    return giving_[donors_of(home).value] * given_.purse * level_ * cause_[appeal(home, cause)];
  }
  /// What of it goes to somebody with a weight among `others`; to keep it has a weight too.
  double gifts(Id<Communities> home, std::size_t cause, double weight, double others) const {
    const double keep = given_.keep * giving_[donors_of(home).value] / 1000 * cause_[appeal(home, cause)];
    return weight > 0 ? gifts(home, cause) * weight / (keep + others + weight) : 0;
  }
  double gifts(Id<Organizations> row) const {
    const Id<Communities> home = city_.organizations.home[row];
    const std::size_t cause = city_.organizations.niche[row];
    const double mine = gift_weight(row);
    return gifts(home, cause, mine, donors_[appeal(home, cause)] - mine);
  }
  /// Hours of fundraising a month from which on an hour brings less than it is worth elsewhere.
  double fundraising(Id<Organizations> row, double hour_worth) const;
  /// Whether its street still gives seed money to those who register here.
  bool wants_registered(Id<Communities> place) const { return legal_groups_[place.value] < city_.seed.target; }

  /// What somebody of these traits can expect a year under a status: money, and the worth of volunteers' hours. An
  /// organization that is there already (`self`) is not its own competitor.
  double expected(const Founder& who, double size, LegalStatus status, Id<Organizations> self = {}) const;
  /// What it costs a year to exist under a status, at today's wages.
  double cost(std::size_t kind, double size, LegalStatus status) const;

 private:
  Id<Governments> catchment_of(Id<Organizations> row) const {
    return households_.catchment(city_.organizations.home[row], city_.organizations.kind[row]);
  }
  const Custom& custom_of(Id<Organizations> row) const {
    return households_.custom(catchment_of(row), city_.organizations.kind[row]);
  }
  // Its part of those that its class serves in its catchment.
  double share(Id<Organizations> row) const {
    const double mine = households_.weight(row);
    return mine > 0 ? mine / households_.weights(catchment_of(row), city_.organizations.kind[row]) : 0;
  }
  double subsidies(std::size_t kind, const Custom& custom) const {
    return custom.people * city_.classes[kind].subsidy * level_;
  }
  // Members that one of a class and size has room for.
  double room(std::size_t kind, double size) const { return city_.classes[kind].members * size; }
  // Yuan a year of orders that a legal person of a class and size can hope for over a founder's horizon: of the
  // institutions that it suits, those without a provider at once, the others once they leave theirs.
  double orders(Id<Communities> home, std::size_t kind, double size) const;
  // Who gives, who is given, whom volunteers are drawn to, and whether seed money is still to be had.
  void givers();
  void institutions();

  Id<Governments> donors_of(Id<Communities> home) const { return within(city_, home, given_.within); }
  std::size_t appeal(Id<Communities> home, std::size_t cause) const {
    return donors_of(home).value * city_.services.size() + cause;
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
  // Yuan a year: what a provider of the class gets, times how much more those of the service and of the district get;
  // and what of it is left to founder and members.
  double contracts(const Founder& who, double size, bool there) const;
  double kept(const Founder& who, double contracts) const;

  struct Pool {
    double money = 0, providers = 0, net = 0;  // `net`: of wages, materials, clawback and waiting
    double worked = 0;                         // hours that founders and members can have worked themselves
  };

  struct Awards {  // in the last twelve months, that one hears of at a place
    std::vector<Pool> by_class, by_service;
    Pool everywhere;
    double small = 0;  // yuan of them that filed groups may have
  };
  std::size_t heard_at(Id<Communities> place) const {
    return within(city_, place, city_.procurement.heard_within).value;
  }

  const City& city_;
  const Reach& reach_;
  const Donors& given_;
  double level_;  // of wages
  Households households_;
  std::vector<double> giving_;          // residents who give, villagers less, by government whose donors one appeals to
  std::vector<double> cause_, donors_;  // by such a government and cause
  std::vector<double> pull_;
  struct Demand {
    double buyers = 0, unserved = 0, sellers = 0;  // institutions; of them without a provider; weight of who may sell
  };
  std::vector<std::int32_t> legal_groups_;  // registered community organizations, by community
  std::vector<Demand> demand_;              // by government and kind of buyer
  std::vector<double> held_;                // yuan a year of orders, by organization
  std::vector<Awards> heard_;               // by government, at the level at which one hears of them
  std::vector<Pool> by_district_;
};

}  // namespace city
