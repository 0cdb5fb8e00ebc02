#include "sim/forecast.hpp"

#include <algorithm>
#include <ctime>

#include "sim/machine.hpp"
#include "sim/parallel.hpp"

namespace sim {

namespace {

constexpr int measured_months = 12;

// Wall time, and processor time of all threads.
struct Clocks {
  double wall = 0, processor = 0;
  static Clocks now() { return {steady_seconds(), static_cast<double>(std::clock()) / CLOCKS_PER_SEC}; }
  Clocks operator-(const Clocks& o) const { return {wall - o.wall, processor - o.processor}; }
  Clocks operator+(const Clocks& o) const { return {wall + o.wall, processor + o.processor}; }
  Clocks operator*(double f) const { return {wall * f, processor * f}; }
};

}  // namespace

Layout planned_layout(const MakeModel& make, std::span<const Scenario> scenarios, std::uint32_t replicates) {
  Layout layout;
  for (const Scenario& scenario : scenarios) {
    const std::unique_ptr<Model> model = make();
    apply(scenario, *model);
    std::vector<SeriesInfo> kept;
    for (const SeriesInfo& s : model->series())
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

Forecast forecast(const MakeModel& make, std::span<const Scenario> scenarios, std::uint32_t replicates,
                  std::uint64_t seed, std::size_t memory) {
  Clocks all, first;
  std::size_t largest = 1;
  double kept = 0;
  for (const Scenario& scenario : scenarios) {
    const int months = scenario.end - scenario.start;
    Scenario year = scenario;
    year.end = scenario.start + std::min(months, measured_months);
    const Clocks begin = Clocks::now();
    Clocks built;
    RunOptions options;
    options.seed = seed;
    options.progress = [&built](int done) {
      if (done == 0) built = Clocks::now();
    };
    const RunResult result = run(make, year, options);
    const double years = static_cast<double>(months) / (year.end - year.start);
    const Clocks whole = (built - begin) + (Clocks::now() - built) * years;
    if (all.wall == 0) first = whole;
    all = all + whole * replicates;
    largest = std::max(largest, bytes_in_flight(result.bytes));
    for (const std::vector<double>& values : result.record.values)
      kept += static_cast<double>(values.size() * sizeof(double)) * years * replicates;
  }

  Forecast out;
  out.runs = scenarios.size() * replicates;
  out.in_flight = std::clamp<std::size_t>(memory / largest, 1, std::min(out.runs, thread_count()));
  // The first run goes alone; then runs side by side keep every thread busy.
  const Clocks rest = all - first;
  const auto side_by_side = static_cast<double>(out.in_flight);
  out.seconds = first.wall + (out.in_flight == 1 ? rest.wall
                                                 : std::max(rest.processor / static_cast<double>(thread_count()),
                                                            rest.wall / side_by_side));
  out.memory = static_cast<double>(peak_memory()) * side_by_side + kept;
  return out;
}

}  // namespace sim
