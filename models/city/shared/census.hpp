// How many residents the data say there will be.
#pragma once

#include <cstddef>
#include <vector>

#include "models/city/state/city.hpp"

namespace city {

/// A census value at a month, linear between mid-years, flat beyond the first and last.
template <class Get>
double census_value(const City& city, sim::Month month, Get get) {
  const double year = sim::epoch_year + (month.index + 0.5) / 12.0 - 0.5;
  const auto& rows = city.censuses;
  std::size_t i = 0;
  while (i + 1 < rows.size() && static_cast<double>(rows[i + 1].year) <= year) ++i;
  if (i + 1 >= rows.size() || year <= static_cast<double>(rows[i].year)) return get(rows[i]);
  const double from = static_cast<double>(rows[i].year), to = static_cast<double>(rows[i + 1].year);
  return get(rows[i]) + (get(rows[i + 1]) - get(rows[i])) * (year - from) / (to - from);
}

/// Residents of district d at a month, unsampled: the city's total by the chosen series times the district's share,
/// which moves evenly from its 2010 to its 2020 value and then stays.
double district_residents(const City& city, std::size_t d, sim::Month month);

/// A share of each district: the odds of `shares` scaled alike, within a thousandfold, so that among so many people the
/// city's is `target`.
std::vector<double> raked(std::vector<double> shares, const std::vector<double>& people, double target);

/// Share of migrants among the residents of each district at a month, by the data.
std::vector<double> migrant_shares(const City& city, sim::Month month);

}  // namespace city
