// Whole cities for tests: a scenario file, a model, and its months one by one, with a look at the state in between.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/city/model.hpp"
#include "sim/life.hpp"
#include "sim/run/run.hpp"
#include "sim/settings/scenario.hpp"

namespace whole {

inline sim::Scenario read(const std::string& file, std::vector<std::pair<std::string, std::string>> set = {},
                          const std::string& until = {}) {
  sim::Overrides overrides;
  overrides.set = std::move(set);
  overrides.until = until;
  return sim::read_scenario(std::string(SOURCE_DIR "/") + file, city::make_model, overrides);
}

inline sim::RunRecord record(const sim::Scenario& scenario, std::uint32_t replicate = 0) {
  sim::RunOptions options;
  options.replicate = replicate;
  return sim::run(city::make_model, scenario, options).record;
}

/// One city stepped by hand; `between` sees it after every month.
class Steps {
 public:
  explicit Steps(const sim::Scenario& scenario) : scenario_(scenario) {
    sim::apply(scenario_, model);
    changes_.emplace(scenario_, model);
    changes_->until(scenario_.start - 1);
    life_.start(scenario_.start);
  }
  /// Work of the test's own before the phases of each month.
  void before(std::function<void(city::City&, sim::Month)> extra) { extra_ = std::move(extra); }
  void run(const std::function<void(const city::City&)>& between) {
    for (sim::Month now = scenario_.start; now < scenario_.end; now = now + 1) {
      changes_->until(now);
      if (extra_) extra_(model.world, now);
      life_.month(now);
      between(model.world);
    }
  }

  city::CityModel model;

 private:
  sim::Scenario scenario_;
  std::optional<sim::DatedChanges> changes_;
  sim::Life life_{model};
  std::function<void(city::City&, sim::Month)> extra_;
};

inline std::size_t series(const sim::RunRecord& record, const std::string& name) {
  for (std::size_t i = 0; i < record.series.size(); ++i)
    if (record.series[i].name == name) return i;
  throw std::runtime_error("no series " + name);
}

/// Values a month (or year) has in a series.
inline std::size_t width(const sim::RunRecord& record, std::size_t series) {
  return record.values[series].size() / static_cast<std::size_t>(record.moments(record.series[series]));
}

/// The first month in which two runs differ in any series, or -1. NaN equals NaN.
inline int first_difference(const sim::RunRecord& a, const sim::RunRecord& b) {
  int first = -1;
  for (std::size_t s = 0; s < a.series.size(); ++s)
    for (std::size_t i = 0; i < a.values[s].size(); ++i) {
      const double x = a.values[s][i], y = b.values[s][i];
      if (x == y || (x != x && y != y)) continue;
      const int moment = static_cast<int>(i / width(a, s));
      const int month = a.series[s].yearly() ? sim::Month::of(a.years().first + moment, 12) - a.start : moment;
      if (first < 0 || month < first) first = month;
      break;
    }
  return first;
}

}  // namespace whole
