// One timed run of the yardstick through the public kernel, for the `bench` command, the benchmarks and the tests.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <numeric>

#include "models/yardstick/yardstick.hpp"
#include "sim/parallel.hpp"
#include "sim/run/run.hpp"

namespace yardstick {

/// What a run comes to: seconds of the months without construction; the last four per resident.
struct Result {
  std::int64_t residents = 0;
  int steps = 0;
  double seconds = 0, bytes_per_resident = 0;
  double waiting_end = 0, served = 0, unmet = 0, mean_trust = 0;
};

inline std::unique_ptr<sim::Model> make() { return std::make_unique<Model>(); }

inline Result measure(std::int64_t residents, int threads) {
  using Clock = std::chrono::steady_clock;
  const sim::Threads limit(threads);
  sim::Scenario scenario;
  scenario.name = "yardstick";
  scenario.start = sim::Month::of(2010, 1);
  scenario.end = sim::Month::of(2020, 1);
  scenario.settings = {{"population.size", residents, {}}};

  Result out;
  out.residents = residents;
  out.steps = scenario.end - scenario.start;
  Clock::time_point begin;
  sim::RunOptions options;
  options.progress = [&](int months) {
    if (months == 0) begin = Clock::now();
    if (months == out.steps) out.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  };
  const sim::RunResult run = sim::run(make, scenario, options);

  const auto size = static_cast<double>(residents);
  const auto share = [size](auto from, auto to) { return std::accumulate(from, to, 0.0) / size; };
  const auto& [waiting, served, unmet, trust] =
      std::tie(run.record.values[0], run.record.values[1], run.record.values[2], run.record.values[3]);
  out.bytes_per_resident = static_cast<double>(run.bytes) / size;
  out.waiting_end = share(waiting.end() - services, waiting.end());
  out.served = share(served.begin(), served.end());
  out.unmet = share(unmet.begin(), unmet.end());
  out.mean_trust = trust.back();
  return out;
}

/// Whether a result is what independent implementations of this model agree on for a million residents.
inline bool within_bands(const Result& r) {
  const auto in = [](double x, double least, double most) { return x >= least && x <= most; };
  return in(r.waiting_end, .036, .037) && in(r.served, .5985, .5995) && in(r.unmet, .147, .157) &&
         in(r.mean_trust, .474, .475);
}

}  // namespace yardstick
