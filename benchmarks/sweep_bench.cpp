// What a sweep costs over the runs themselves: the smallest of runs (a village, a year) a thousand times, by itself and
// as a sweep that keeps each of them on the disk, in turns in one run.
//
//   overhead_ms  milliseconds a run, over the run itself, of the best rounds
//   seal_ms      milliseconds a run to make one file of them
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <limits>

#include "models/city/model.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/host/machine.hpp"
#include "sim/parallel.hpp"
#include "sim/run/run.hpp"
#include "sim/sweep/design_points.hpp"

namespace {

namespace fs = std::filesystem;

constexpr const char* year_end = "2010-12-31";

/// A design in a folder of its own, gone afterwards.
struct Folder {
  fs::path path = fs::temp_directory_path() / "sanshe-sweep-bench";
  Folder() {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
};

int command(std::vector<std::string> words) {
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  return sim::command_line(static_cast<int>(argv.size()), argv.data(), city::make_model);
}

void sweep_of_small_runs(benchmark::State& state) {
  const auto points = static_cast<std::size_t>(state.range(0));
  const Folder folder;
  const std::string design = folder.path / "design.toml", runs = folder.path / "runs", file = folder.path / "runs.h5";
  std::ofstream(design) << "scenarios = [\"" << fs::absolute("scenarios/village.toml").string()
                        << "\"]\nmethod = \"random\"\npoints = " << points
                        << "\n[[parameter]]\nname = \"need.incidence.elder_care\"\nrange = [0.5, 1.5]\n";
  const sim::Threads one(1);
  const sim::Design read = sim::read_design(design, city::make_model, {{}, {}, year_end});
  const std::vector<sim::PointRow> rows = sim::points(read);
  double alone = std::numeric_limits<double>::infinity(), sweep = alone, seal = alone;
  for (auto _ : state) {
    double begin = sim::steady_seconds();
    for (const sim::PointRow& row : rows)
      benchmark::DoNotOptimize(sim::run(city::make_model, with(read.scenarios[0], read.factors, row), {}));
    alone = std::min(alone, sim::steady_seconds() - begin);
    begin = sim::steady_seconds();
    const int code =
        command({"sanshe", "sweep", design, "-o", runs, "--until", year_end, "--threads", "1", "--quiet", "--force"});
    const double took = sim::steady_seconds() - begin;
    sweep = std::min(sweep, took);
    state.SetIterationTime(took);
    begin = sim::steady_seconds();
    if (code != 0 || command({"sanshe", "seal", runs, "-o", file, "--quiet", "--force"}) != 0)
      state.SkipWithError("the sweep failed");
    seal = std::min(seal, sim::steady_seconds() - begin);
  }
  const auto each_ms = [points](double seconds) { return 1e3 * seconds / static_cast<double>(points); };
  state.counters["run_ms"] = each_ms(alone);
  state.counters["overhead_ms"] = each_ms(sweep - alone);
  state.counters["seal_ms"] = each_ms(seal);
}
BENCHMARK(sweep_of_small_runs)->Arg(1000)->Iterations(3)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
