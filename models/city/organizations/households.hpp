// Households as cells, community x class x income, and what organizations get of them.
//
//   residents by income band x what the band, the zone and the district spend --> purses
//   sizes of those who sell in a catchment x customers --> known of --can they be paid?--> served | unserved
//   residents who would be members x room of the groups of a catchment --> members --> dues
#pragma once

#include <array>
#include <vector>

#include "models/city/shared/under.hpp"
#include "models/city/state/city.hpp"

namespace city {

/// Residents of one community and income, and a class of organizations.
struct Cell {
  double people = 0, purse = 0;  // yuan a year that they would spend if all found somebody
  double unserved = 0;           // share of them who know of nobody whom they can pay
};

/// What a catchment gives to a class: yuan a year, and how many people that is from.
struct Custom {
  double fees = 0, people = 0;
};

class Households {
 public:
  explicit Households(const City& city);

  /// Where the customers and members of a class at a place come from.
  Id<Governments> catchment(Id<Communities> place, std::size_t kind) const {
    return within(city_, place, city_.classes[kind].catchment);
  }
  /// Among those who sell to households: its size, whatever its status, unless the class needs a licence.
  double weight(std::size_t kind, LegalStatus status, double size) const {
    return city_.classes[kind].licence && status != LegalStatus::registered ? 0 : size;
  }
  double weight(Id<Organizations> row) const {
    const Organizations& all = city_.organizations;
    return weight(all.kind[row], all.status[row], all.weight[row]);
  }
  /// Of all of a class who are at work in a catchment.
  double weights(Id<Governments> of, std::size_t kind) const { return weights_[market(of, kind)]; }
  /// Members that the groups at work in a catchment have room for.
  double room(Id<Governments> of) const { return room_[of.value]; }

  Cell cell(Id<Communities> place, std::size_t kind, Income income) const;
  /// As it is now; and where those who sell weighed so much together.
  const Custom& custom(Id<Governments> of, std::size_t kind) const { return custom_[market(of, kind)]; }
  Custom custom(Id<Governments> of, std::size_t kind, double weights) const;
  /// Yuan a year from members where groups have so much room together: dues follow the income of a place.
  double dues(Id<Governments> of, double room) const;
  /// How many of a community's residents are members.
  double members(Id<Communities> place) const;

 private:
  static constexpr std::size_t bands = sim::enumerators<Income>();
  std::size_t market(Id<Governments> of, std::size_t kind) const { return of.value * city_.classes.size() + kind; }
  void add_residents();
  void add_sellers();
  // Share of each band who know of nobody whom they can pay.
  std::array<double, bands> unserved(Id<Governments> of, std::size_t kind, double weights) const;
  Custom custom(Id<Governments> of, std::size_t kind, const std::array<double, bands>& unserved) const;

  const City& city_;
  double level_;                                   // of wages
  std::array<double, bands> spends_, finds_;       // by income band
  std::vector<double> income_;                     // of communities: zone and district
  std::vector<double> grown_;                      // of each class's market, since 2010
  std::vector<double> residents_, willing_, due_;  // by government; `due_`: of those willing, times income
  std::vector<std::array<double, bands>> people_, purses_;
  std::vector<double> weights_, room_;
  std::vector<std::array<double, bands>> unserved_;  // now, by government and class
  std::vector<Custom> custom_;
};

}  // namespace city
