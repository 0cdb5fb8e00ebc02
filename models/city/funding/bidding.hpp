// One round of bidding and choosing, among some projects and some organizations, under one of three mechanisms.
//
//   organizations, one after another x projects they may do --chance of winning x gain > cost?--> bids
//   fair    bids --stable matching of what communities and organizations want--> winners
//   tender  bids --score of record seen by the payer, and price--> winners at their price
//   direct  the payer asks the best record it knows of--> winners, without bids
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "models/city/funding/awards.hpp"
#include "models/city/funding/matching.hpp"
#include "sim/random.hpp"

namespace city {

struct Winner {
  Id<Contracts> project;
  Id<Organizations> organization;
  Fen price = 0;
};

class Round {
 public:
  /// `time` holds every organization's hours for bids; a round spends only those of its own organizations.
  Round(const City& city, Mechanism mechanism, const Capacity& capacity, const Acquaintance& known, double least_skill,
        double months, sim::Draws draws, const std::vector<Id<Contracts>>& projects,
        const std::vector<Id<Organizations>>& able, std::vector<double>& time);

  std::vector<Winner> winners();
  /// Bids of the round, afterwards.
  const std::vector<Bid>& bids() const { return bids_; }

 private:
  struct Prospect {
    double merit = 0, reputation = 0, gain = 0;  // as the buyer sees it, luck and all; as all see it; yuan
  };

  // An organization looks at a project; nothing if it may not do it or cannot.
  std::optional<Prospect> look(Id<Organizations> row, Id<Contracts> offer) const;
  // Hours of a project's casework and events; yuan that the way there costs an organization in all its months.
  double hours_a_month(Id<Contracts> offer) const;
  double way_cost(Id<Organizations> row, Id<Contracts> offer) const;
  // Hours of its bid: fewer where a design is ready for the service that it knows best.
  double fewest_hours(Id<Organizations> row) const;
  double bid_hours(Id<Organizations> row, Id<Contracts> offer) const;
  // One after another in the order of their luck, they see who has bid before them and bid where it seems worth it.
  void enter();
  std::vector<std::uint32_t> in_turn() const;
  struct Chance {
    double worth, weight, hours;  // yuan beside those who have bid; against them, in the buyer's eyes; of the bid
    Bid bid;
  };
  void look_around(std::uint32_t a, std::vector<Chance>& out) const;
  std::vector<std::uint32_t> by_luck() const;
  std::vector<Winner> fair();
  // What a bidder asks for, in yuan.
  double price(const Bid& bid, std::size_t bidders) const;
  std::vector<Winner> tender();
  std::vector<Winner> direct();

  const City& city_;
  const Mechanism mechanism_;
  const Capacity& capacity_;
  const Acquaintance& known_;
  double least_skill_, months_;
  sim::Draws draws_;
  const std::vector<Id<Contracts>>& projects_;
  const std::vector<Id<Organizations>>& able_;
  std::vector<double>& time_;
  double hours_, hour_worth_;
  std::vector<std::uint32_t> quota_;
  std::vector<Bid> bids_;
};

}  // namespace city
