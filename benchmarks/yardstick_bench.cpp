// The yardstick through the kernel beside the same model as a hand-written loop, in turns in one run, so that a busy
// machine slows both; and what single verbs of the kernel cost.
//
//   ratio    seconds through the kernel per second of the hand-written loop, best round of each; below 1 is faster
#include <benchmark/benchmark.h>

#include <algorithm>
#include <limits>

#include "benchmarks/handwritten.hpp"
#include "models/yardstick/measure.hpp"

namespace {

void yardstick_against_handwritten(benchmark::State& state) {
  const std::int64_t residents = state.range(0);
  double kernel = std::numeric_limits<double>::infinity(), handwritten = kernel;
  yardstick::Result ours, theirs;
  for (auto _ : state) {
    theirs = handwritten::measure(residents, 3);
    ours = yardstick::measure(residents, 1);
    kernel = std::min(kernel, ours.seconds);
    handwritten = std::min(handwritten, theirs.seconds);
    state.SetIterationTime(ours.seconds);
  }
  state.counters["kernel_s"] = kernel;
  state.counters["handwritten_s"] = handwritten;
  state.counters["ratio"] = kernel / handwritten;
  state.counters["bytes_per_resident"] = ours.bytes_per_resident;
  state.counters["ns_per_resident_step"] = kernel * 1e9 / static_cast<double>(residents * ours.steps);
  if (residents == 1'000'000 && !yardstick::within_bands(ours)) state.SkipWithError("the kernel's run is out of bands");
  if (residents == 1'000'000 && !yardstick::within_bands(theirs))
    state.SkipWithError("the hand-written run is out of bands");
}
BENCHMARK(yardstick_against_handwritten)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Arg(8'300'000)
    ->Iterations(5)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

void yardstick_threads(benchmark::State& state) {
  for (auto _ : state) state.SetIterationTime(yardstick::measure(1'000'000, static_cast<int>(state.range(0))).seconds);
}
BENCHMARK(yardstick_threads)->Arg(1)->Arg(2)->Iterations(5)->UseManualTime()->Unit(benchmark::kMillisecond);

const sim::Draws draws(1, 0, "benchmark", sim::Month{});

void draw_word(benchmark::State& state) {
  std::uint64_t entity = 0;
  for (auto _ : state) benchmark::DoNotOptimize(draws.word(++entity));
}
BENCHMARK(draw_word);

void candidates_each(benchmark::State& state) {  // time per candidate
  const sim::Gaps gaps(0.0079);
  std::uint64_t block = 0, found = 0;
  for (auto _ : state)
    draws.candidates(
        ++block, 7'000, gaps, [](std::uint32_t, std::uint32_t word) { return word != 0; },
        [&](std::uint32_t, std::uint32_t, std::uint32_t) { ++found; });
  state.counters["per_candidate"] =
      benchmark::Counter(static_cast<double>(found), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(candidates_each);

void each_of_a_million(benchmark::State& state) {
  std::vector<std::uint32_t> values(1'000'000);
  for (auto _ : state) {
    sim::each(values.size(), sim::row_grain, [&](std::size_t i) { ++values[i]; });
    benchmark::ClobberMemory();
  }
}
BENCHMARK(each_of_a_million)->UseRealTime()->Unit(benchmark::kMicrosecond);

void meet_ten_thousand(benchmark::State& state) {
  for (auto _ : state) {
    std::vector<sim::Request> requests(10'000);
    for (std::uint32_t i = 0; i < requests.size(); ++i) requests[i] = {i % 500, i, 0, draws.word(i), i};
    sim::meet(requests, [](std::uint32_t, std::span<const sim::Request> asked) { benchmark::DoNotOptimize(asked); });
  }
}
BENCHMARK(meet_ten_thousand)->UseRealTime()->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
