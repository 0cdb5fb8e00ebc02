#include "tests/city/whole.hpp"

#include <stdexcept>
#include <utility>

#include "models/city/model.hpp"
#include "sim/run/run.hpp"

namespace whole {

namespace {

city::City& world_of(sim::Model& model) { return static_cast<city::CityModel&>(model).world; }

std::unique_ptr<sim::Model> set_up(const sim::Scenario& scenario) {
  auto model = make();
  sim::apply(scenario, *model);
  return model;
}

}  // namespace

std::unique_ptr<sim::Model> make() { return city::make_model(); }

sim::Scenario read(const std::string& file, std::vector<std::pair<std::string, std::string>> set,
                   const std::string& until) {
  sim::Overrides overrides;
  overrides.set = std::move(set);
  overrides.until = until;
  return sim::read_scenario(std::string(SOURCE_DIR "/") + file, city::make_model, overrides);
}

sim::RunRecord record(const sim::Scenario& scenario, std::uint32_t replicate) {
  sim::RunOptions options;
  options.replicate = replicate;
  return sim::run(city::make_model, scenario, options).record;
}

city::City data_of(const sim::Scenario& scenario) { return std::move(world_of(*set_up(scenario))); }

std::vector<sim::Axis> axes_of(const sim::Scenario& scenario) { return city::Spec::axes(data_of(scenario)); }

Steps::Steps(const sim::Scenario& scenario)
    : scenario_(scenario), model_(set_up(scenario)), changes_(scenario_, *model_), life_(*model_, scenario_.start) {
  changes_.until(scenario_.start - 1);
  const sim::Month built = scenario_.start - model_->lead();
  life_.start(built);
  for (sim::Month now = built; now < scenario_.start; now = now + 1) life_.month(now);
}

city::City& Steps::world() { return world_of(*model_); }

void Steps::run(const std::function<void(const city::City&)>& between) {
  for (sim::Month now = scenario_.start; now < scenario_.end; now = now + 1) {
    changes_.until(now);
    if (extra_) extra_(world(), now);
    life_.month(now);
    between(world());
  }
}

std::size_t series(const sim::RunRecord& record, const std::string& name) {
  for (std::size_t i = 0; i < record.series.size(); ++i)
    if (record.series[i].name == name) return i;
  throw std::runtime_error("no series " + name);
}

std::size_t width(const sim::RunRecord& record, std::size_t series) {
  return record.values[series].size() / static_cast<std::size_t>(record.moments(record.series[series]));
}

int first_difference(const sim::RunRecord& a, const sim::RunRecord& b) {
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
