// Which policy is best at how many points of a sweep, or in how many pairs, and how sure the first is of being first.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sim/compare/statistics.hpp"
#include "sim/series.hpp"

namespace sim {

/// Of one series.
struct Rank {
  SeriesInfo series;
  bool least = false;               ///< whether the best is the least; where nobody says what is better it is the most
  bool of_pairs = false;            ///< pairs are counted, and no points of a sweep
  std::size_t points = 0;           ///< points or pairs at which all scenarios have a number
  std::vector<double> shares = {};  ///< for each scenario: of these points, at which it is best; equals share one
  std::size_t first = 0;            ///< the scenario with the greatest share
  double sure = undefined;  ///< share of 10,000 draws of as many points in which it has the greatest share of all; NaN
                            ///< where the points are no sample
};

/// `values`: for each point (or pair) a number for each scenario; those that lack one do not count.
Rank ranked(const SeriesInfo& series, std::span<const std::vector<double>> values, bool is_sample, bool of_pairs);

/// A table, a row each.
std::string rank_text(std::span<const Rank> ranks, std::span<const std::string> scenarios);

}  // namespace sim
