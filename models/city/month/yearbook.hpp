// How the yearbook is kept: January opens it anew, every month adds its flows where they happened.
//
//   cases, contracts, workers, organizations, communities --add_month--> yearbook --by_community.cpp--> outputs
//
// Flows are those of the tally, told by community instead of district: summed over communities and months they are the
// city's.
#pragma once

namespace city {

struct City;
struct Yearbook;

/// Adds this month to the year so far; in January the year begins.
void add_month(const City& city, Yearbook& year);

}  // namespace city
