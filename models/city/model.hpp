// The city as a model of the kernel: tables, schedule, series and labels put together.
#pragma once

#include <memory>

#include "models/city/schedule.hpp"
#include "models/city/series/reading.hpp"
#include "models/city/state/city.hpp"
#include "sim/bound.hpp"

namespace city {

/// What sim::Bound needs to make a model of the city.
struct Spec {
  using World = City;
  using Rules = Schedule;
  static const sim::ModelInfo& info();
  using Reading = city::Reading;
  static const std::vector<sim::Series<Reading>>& series();
  static std::vector<sim::Axis> axes(const City& city);
  /// What is wrong with the data as a whole: shares that do not sum to one, no district, too many services.
  static std::vector<std::string> faults(const City& city);
  /// Margins that say two things of the same residents.
  static std::vector<std::string> doubts(const City& city);
};

using CityModel = sim::Bound<Spec>;

std::unique_ptr<sim::Model> make_model();

}  // namespace city
