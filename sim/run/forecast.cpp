#include "sim/run/forecast.hpp"

#include <algorithm>
#include <ctime>

#include "sim/host/machine.hpp"
#include "sim/parallel.hpp"

namespace sim {

namespace {

constexpr int measured_months = 12;

Clocks operator-(const Clocks& a, const Clocks& b) { return {a.wall - b.wall, a.processor - b.processor}; }
Clocks operator+(const Clocks& a, const Clocks& b) { return {a.wall + b.wall, a.processor + b.processor}; }
Clocks operator*(const Clocks& a, double f) { return {a.wall * f, a.processor * f}; }

}  // namespace

Layout planned_layout(const MakeModel& make, std::span<const Scenario> scenarios, std::uint32_t replicates) {
  Layout layout;
  for (const Scenario& scenario : scenarios) {
    const std::unique_ptr<Model> model = make();
    apply(scenario, *model);
    std::vector<SeriesInfo> kept;
    for (const SeriesInfo& s : recorded_series(*model))
      if (scenario.keeps(s)) kept.push_back(s);
    layout.include(scenario.start, scenario.end - scenario.start, model->axes(), kept);
    layout.scenarios.emplace_back(scenario.name, scenario.resolved());
  }
  layout.runs = scenarios.size() * replicates;
  return layout;
}

std::size_t file_bound(const Layout& layout) {
  constexpr std::size_t file = 32'000, dataset = 4'000;  // headers, attributes, chunk indices
  std::size_t bytes = layout.bytes() + file + dataset * (layout.series.size() + layout.axes.size());
  for (const auto& [name, text] : layout.scenarios) bytes += text.size();
  return bytes;
}

std::size_t log_bound(const Layout& layout) {
  constexpr std::size_t label = 200, description = 500;  // with details; of a series
  std::size_t bytes = description * layout.series.size();
  for (const SeriesInfo& s : layout.series)
    bytes += layout.cells(s) * static_cast<std::size_t>(layout.moments(s)) * sizeof(double);
  for (const Axis& a : layout.axes) bytes += label * a.labels.size();
  std::size_t longest = 0;
  for (const auto& [name, text] : layout.scenarios) longest = std::max(longest, text.size());
  return (bytes + longest) * layout.runs;
}

Clocks clocks_now() { return {steady_seconds(), static_cast<double>(std::clock()) / CLOCKS_PER_SEC}; }

Pace measure(const MakeModel& make, std::span<const Scenario> scenarios, std::uint64_t seed,
             const std::function<Clocks()>& now) {
  Pace out;
  for (const Scenario& scenario : scenarios) {
    const int months = scenario.end - scenario.start;
    Scenario year = scenario;
    year.end = scenario.start + std::min(months, measured_months);
    const Clocks begin = now();
    Clocks built;
    RunOptions options;
    options.seed = seed;
    options.progress = [&built, &now](int done) {
      if (done == 0) built = now();
    };
    const RunResult result = run(make, year, options);
    const double years = static_cast<double>(months) / (year.end - year.start);
    out.runs.push_back((built - begin) + (now() - built) * years);
    out.a_run = std::max(out.a_run, bytes_in_flight(result.bytes));
    double values = 0;
    for (const std::vector<double>& v : result.record.values)
      values += static_cast<double>(v.size() * sizeof(double)) * years;
    out.kept = std::max(out.kept, values);
  }
  out.peak = static_cast<double>(peak_memory());
  return out;
}

Forecast forecast(const Pace& pace, std::size_t runs, std::size_t memory) {
  Forecast out;
  out.runs = runs;
  if (runs == 0) return out;
  const double of_each = static_cast<double>(runs) / static_cast<double>(pace.runs.size());
  Clocks all;
  for (const Clocks& one : pace.runs) all = all + one * of_each;
  out.in_flight = std::clamp<std::size_t>(memory / pace.a_run, 1, std::min(runs, thread_count()));
  // The first run goes alone; then runs side by side keep every thread busy.
  const Clocks first = pace.runs.front(), rest = all - first;
  const auto side_by_side = static_cast<double>(out.in_flight);
  out.seconds = first.wall + (out.in_flight == 1 ? rest.wall
                                                 : std::max(rest.processor / static_cast<double>(thread_count()),
                                                            rest.wall / side_by_side));
  out.memory = (pace.peak + pace.kept) * side_by_side;
  return out;
}

Forecast forecast(const MakeModel& make, std::span<const Scenario> scenarios, std::size_t runs, std::uint64_t seed,
                  std::size_t memory) {
  return runs == 0 ? Forecast{} : forecast(measure(make, scenarios, seed), runs, memory);
}

}  // namespace sim
