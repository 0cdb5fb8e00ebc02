#include "sim/run/run.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "sim/host/machine.hpp"

namespace sim {

namespace {

// Which of the model's series are kept, with their axes, and how many cells each has. A run without a whole year has no
// yearly ones.
struct Recorder {
  Recorder(const Model& model, const Scenario& scenario, RunRecord& out) : record(out) {
    const std::vector<SeriesInfo> all = model.series();
    const std::vector<Axis> axes = model.axes();
    std::set<std::string> used;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!scenario.keeps(all[i]) || record.moments(all[i]) == 0) continue;
      index.push_back(i);
      shape.push_back(extents(all[i], axes));
      record.series.push_back(all[i]);
      used.insert(all[i].axes.begin(), all[i].axes.end());
    }
    for (const Axis& axis : axes)
      if (used.count(axis.name) > 0) record.axes.push_back(axis);
    record.values.resize(record.series.size());
  }
  void month(Model& model, Month now) {
    model.read();
    const bool year_ends = now.month() == 12 && now.year() >= record.years().first;
    for (std::size_t s = 0; s < index.size(); ++s) {
      if (record.series[s].yearly() && !year_ends) continue;
      const auto& e = shape[s];
      std::vector<double>& values = record.values[s];
      const std::size_t old = values.size();
      values.resize(old + e[0] * e[1] * e[2], 0.0);
      model.record(index[s], Cells(std::span(values).subspan(old), e));
    }
  }
  RunRecord& record;
  std::vector<std::size_t> index;
  std::vector<std::array<std::size_t, 3>> shape;
};

}  // namespace

RunResult run(const MakeModel& make, const Scenario& scenario, const RunOptions& options) {
  const std::unique_ptr<Model> model = make();
  apply(scenario, *model);
  std::vector<Parameter> parameters = model->parameters();
  std::vector<Phase> schedule = model->schedule();

  RunResult result;
  result.record.scenario = scenario.name;
  result.record.replicate = options.replicate;
  result.record.seed = options.seed;
  result.record.start = scenario.start;
  result.record.months = scenario.end - scenario.start;
  for (const Phase& phase : schedule) result.timings.push_back({phase.name, 0, 0});
  result.timings.push_back({"recording", 0, 0});

  const auto timed = [&](std::size_t index, auto&& work) {
    const double begin = steady_seconds();
    work();
    result.timings[index].seconds += steady_seconds() - begin;
    ++result.timings[index].calls;
  };
  const auto step = [&](Month now, bool building) {
    for (std::size_t p = 0; p < schedule.size(); ++p)
      if (building ? schedule[p].when.at_start : schedule[p].when.includes(now))
        timed(p, [&] { schedule[p].run(Draws(options.seed, options.replicate, schedule[p].name, now)); });
  };

  model->set_month(scenario.start, true);
  // Changes dated before the start are part of the world that is built.
  auto change = scenario.changes.begin();
  for (; change != scenario.changes.end() && change->from < scenario.start; ++change) apply(*change, parameters);
  std::optional<Month> saved;
  if (options.checkpoint != nullptr) saved = options.checkpoint->load(*model, result.record);
  if (!saved && options.take_past) saved = options.take_past(*model, result.record);
  const Month first = saved.value_or(scenario.start);
  if (!saved) step(scenario.start, true);
  if (options.progress) options.progress(first - scenario.start);

  Recorder recorder(*model, scenario, result.record);
  for (Month now = first; now < scenario.end; now = now + 1) {
    const bool stop = options.stop != nullptr && options.stop->load();
    const bool due =
        options.checkpoint_every > 0 && now > first && (now - scenario.start) % options.checkpoint_every == 0;
    if (options.checkpoint != nullptr && (stop || due)) options.checkpoint->save(now, result.record, *model);
    if (stop) throw Stopped{};
    if (options.pass) options.pass(now, result.record, *model);
    model->set_month(now, false);
    for (; change != scenario.changes.end() && change->from <= now; ++change) apply(*change, parameters);
    step(now, false);
    timed(schedule.size(), [&] { recorder.month(*model, now); });
    if (options.progress) options.progress(now - scenario.start + 1);
  }
  result.bytes = model->bytes();
  return result;
}

}  // namespace sim
