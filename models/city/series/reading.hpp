// What series read: the city at a month's end, and what the month came to.
//
//   city --Reading(city), once a month--> tally --> monthly series (series.cpp)
//        -------------------------------> yearly series (by_community.cpp): the yearbook and the state of December
#pragma once

#include <limits>
#include <memory>
#include <vector>

#include "models/city/state/city.hpp"
#include "sim/series.hpp"

namespace city {

struct Tally;

/// Lives until the month after opens: it looks at the city, and does not keep it.
struct Reading {
  explicit Reading(const City& at_month_end);

  const City& city;
  std::shared_ptr<const Tally> tally;
};

inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Yearly series by community.
std::vector<sim::Series<Reading>> series_by_community();
/// All series, monthly ones first: names are those of the model's specification.
const std::vector<sim::Series<Reading>>& all_series();
/// Their dimensions.
std::vector<sim::Axis> axes(const City& city);

}  // namespace city
