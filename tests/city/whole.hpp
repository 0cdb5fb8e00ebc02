// Whole cities for tests: a scenario file, a model, and its months one by one, with a look at the state in between.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "models/city/state/city.hpp"
#include "sim/life.hpp"
#include "sim/model.hpp"
#include "sim/output/run_file.hpp"
#include "sim/settings/scenario.hpp"

namespace whole {

/// The city as a model; its schedule stays behind this door, so that tests of whole cities compile fast.
std::unique_ptr<sim::Model> make();

sim::Scenario read(const std::string& file, std::vector<std::pair<std::string, std::string>> set = {},
                   const std::string& until = {});

sim::RunRecord record(const sim::Scenario& scenario, std::uint32_t replicate = 0);

/// A city with a scenario's data, nothing built; and its axes.
city::City data_of(const sim::Scenario& scenario);
std::vector<sim::Axis> axes_of(const sim::Scenario& scenario);

/// One city stepped by hand; `between` sees it after every month.
class Steps {
 public:
  explicit Steps(const sim::Scenario& scenario);
  /// Work of the test's own before the phases of each month.
  void before(std::function<void(city::City&, sim::Month)> extra) { extra_ = std::move(extra); }
  void run(const std::function<void(const city::City&)>& between);
  city::City& world();

 private:
  sim::Scenario scenario_;
  std::unique_ptr<sim::Model> model_;
  sim::DatedChanges changes_;
  sim::Life life_;
  std::function<void(city::City&, sim::Month)> extra_;
};

std::size_t series(const sim::RunRecord& record, const std::string& name);

/// Values a month (or year) has in a series.
std::size_t width(const sim::RunRecord& record, std::size_t series);

/// The first month in which two runs differ in any series, or -1. NaN equals NaN.
int first_difference(const sim::RunRecord& a, const sim::RunRecord& b);

}  // namespace whole
