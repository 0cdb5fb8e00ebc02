// A second look after the claims, door by door and not case by case: is an hour idle beside a case that may have it?
//
//   hours, loads --> what each door has left --the most of them by place--> which cases that wait would fit
//
// None should. It shares no step with the search for a door, so that a fault of either shows.
#pragma once

#include <vector>

namespace city {

struct City;

/// Behind which doors a case of a community and service would find its hours.
struct Room {
  bool unpaid = false, paid = false;
  bool fits(bool pays) const { return unpaid || (paid && pays); }
};
/// By community x service, with what has been asked so far this month.
std::vector<Room> rooms_left(const City& city);

}  // namespace city
