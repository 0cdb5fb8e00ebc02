// Whom an organization could have at work by the time a contract begins: people it can find, and people it can teach.
//
//   social workers without a post in the district x its share of the year's hires there, as it guesses --> whom it
//   finds part of its own hours until the start / hours of induction                                        --> whom it
//   teaches the fewer of the two --> people
#pragma once

#include <vector>

#include "models/city/state/city.hpp"
#include "sim/random.hpp"

namespace city {

/// People that each organization expects to have hired by the start of contracts that are let now.
std::vector<double> hirable(const City& city, sim::Draws draws);

}  // namespace city
