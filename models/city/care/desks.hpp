// The hours of a month, each claimed once: who has how many for cases, and what is left of them.
//
//   social workers, own people, volunteers, paid staff, mediators, contracts' hours a month
//     --Desks--> room for a case behind a door --take--> loads: the same columns that say what was asked of whom
//
// A case is one person's: a team has room where one of it has all the hours that the case and the way to it take.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/city/state/city.hpp"
#include "sim/grouped.hpp"
#include "sim/random.hpp"

namespace city {

/// Where a case may be taken to: a station or its committee's mediators, a contract, a paid provider, volunteers.
struct Door {
  Payer payer = Payer::in_house;
  Id<Organizations> organization;  ///< none: the station
  Id<Contracts> contract;
  Id<Communities> home;  ///< of the organization; none: the station, which is where the case is
};

class Desks {
 public:
  /// Of a month in which nothing has been asked of anybody: sets all loads to zero.
  static Desks fresh(City& city);
  /// With what has been asked so far this month.
  explicit Desks(City& city);

  /// Hours that a case of a community and service takes this month of who comes from there, the way included: parties
  /// come to the committee, others are visited at home.
  double effort(const Door& door, Id<Communities> place, std::size_t service) const;
  /// Whether they are free behind the door. A contract takes one case at least, while hours are left, though that is
  /// more than an even month's.
  bool room(const Door& door, Id<Communities> place, std::size_t of_service) const;
  /// Of a door without room for a case: whether it has none for any that may still come this month. Those who come to
  /// volunteers all live where they do.
  bool shut(const Door& door) const;
  /// Takes them, whether they are free or not. Who carried the case before goes on with it, if still there with hours
  /// for cases.
  void take(const Door& door, Id<Cases> row);
  /// Whose hours these are, for a case of a community: cases with one number share them, others do not.
  std::uint32_t provider(const Door& door, Id<Communities> place) const;

 private:
  bool full(Id<Contracts> contract) const;
  Id<Workers> freest_of(std::uint32_t team) const;
  double spare(Id<Workers> worker) const { return double{city_.workers.hours[worker]} - city_.workers.load[worker]; }
  void carry(std::uint32_t team, Id<Workers> worker, Id<Cases> row, double hours);

  City& city_;
  std::vector<std::uint32_t> desks_;  // the station in whose queue a community's cases wait
  sim::Grouped<Workers> teams_;       // by provider: stations by community, then organizations
  std::vector<Id<Workers>> freest_;   // of each team: who has the most hours left
  std::vector<double> mediators_;     // hours, by desk
  std::vector<double> effort_;        // hours of a case without the way from elsewhere, by community and service
};

/// Whose luck and income let them rather pay.
bool pays(const City& city, Id<Cases> row, sim::Draws lasting);

/// Which station's queue the cases of each community wait in: its own, or with pooling the first one's of its street.
std::vector<std::uint32_t> case_desks(const City& city);

}  // namespace city
