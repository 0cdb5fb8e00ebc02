#include "sim/run/run.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "sim/host/machine.hpp"
#include "sim/life.hpp"
#include "sim/output/values.hpp"

namespace sim {

namespace {

// Which of the model's series are kept, with their axes, and how many cells each has. A run without a whole year has no
// yearly ones.
struct Recorder {
  Recorder(const Model& model, const Scenario& scenario, RunRecord& out) : record(out) {
    const std::vector<SeriesInfo> all = recorded_series(model);
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
      want_holdable(record.series[s], std::span(values).subspan(old), now.text());
    }
  }
  RunRecord& record;
  std::vector<std::size_t> index;
  std::vector<std::array<std::size_t, 3>> shape;
};

}  // namespace

std::vector<SeriesInfo> recorded_series(const Model& model) {
  std::vector<SeriesInfo> out = model.series();
  for (SeriesInfo& s : out) s.money = s.unit == model.info().currency.code;
  return out;
}

RunResult run(const MakeModel& make, const Scenario& scenario, const RunOptions& options) {
  const std::unique_ptr<Model> model = make();
  apply(scenario, *model);
  DatedChanges changes(scenario, *model);
  const Life life(*model, scenario.start, options.seed, options.replicate);

  RunResult result;
  result.record.scenario = scenario.name;
  result.record.replicate = options.replicate;
  result.record.seed = options.seed;
  result.record.start = scenario.start;
  result.record.months = scenario.end - scenario.start;
  for (const Phase& phase : life.phases()) result.timings.push_back({phase.name, 0, 0});
  result.timings.push_back({"recording", 0, 0});

  const auto timed = [&result](std::size_t index, const auto& work) {
    const double begin = steady_seconds();
    work();
    result.timings[index].seconds += steady_seconds() - begin;
    ++result.timings[index].calls;
  };

  changes.until(scenario.start - 1);  // they are part of the world that is built
  std::optional<Month> saved;
  if (options.checkpoint != nullptr) saved = options.checkpoint->load(*model, result.record);
  if (!saved && options.take_past) saved = options.take_past(*model, result.record);
  const Month first = saved.value_or(scenario.start - model->lead());
  if (!saved) life.start(first, timed);
  const auto progress = [&](Month next) {
    if (options.progress && next >= scenario.start) options.progress(next - scenario.start);
  };
  progress(first);

  Recorder recorder(*model, scenario, result.record);
  for (Month now = first; now < scenario.end; now = now + 1) {
    const bool stop = options.stop != nullptr && options.stop->load();
    const bool due =
        options.checkpoint_every > 0 && now > first && (now - scenario.start) % options.checkpoint_every == 0;
    if (options.checkpoint != nullptr && (stop || due)) options.checkpoint->save(now, result.record, *model);
    if (stop) throw Stopped{};
    if (options.pass) options.pass(now, result.record, *model);
    changes.until(now);
    life.month(now, timed);
    if (now >= scenario.start) timed(life.phases().size(), [&] { recorder.month(*model, now); });
    progress(now + 1);
  }
  result.bytes = model->bytes();
  return result;
}

}  // namespace sim
