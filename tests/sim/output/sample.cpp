// Writes run files for tests that look at them from outside.
//
//   output_sample write FILE HOST   the small sample; HOST goes to /provenance
//   output_sample large FILE        40 MB that do not compress
//   output_sample hang FILE         all but the close, says so on stdout, and waits to be killed
//   output_sample check FILE        what is wrong with FILE, a line each
#include "tests/sim/output_sample.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "sim/error.hpp"

namespace {

int write(const std::string& file, const std::string& host, bool hang) {
  const std::vector<sim::RunRecord> runs = sample::records();
  sim::RunFile out(file, sample::layout(runs), sample::info(host));
  for (std::size_t i = 0; i < runs.size(); ++i) out.write(i, runs[i]);
  if (hang) {
    fmt::print("ready\n");
    std::fflush(stdout);
    while (true) pause();
  }
  out.close();
  return 0;
}

int large(const std::string& file) {
  sim::RunRecord run = sample::record("base", 0);
  run.months = 1'000'000;
  run.series = {{"noise", "1", "Noise", sim::Measure::rate, {}}};
  run.values.assign(1, {});
  std::uint64_t x = 1;
  for (int m = 0; m < run.months; ++m)
    run.values[0].push_back(static_cast<double>(x = x * 6364136223846793005 + 1442695040888963407));
  std::vector<sim::RunRecord> runs(5, run);
  sim::RunFile out(file, sample::layout(runs), sample::info());
  for (std::size_t i = 0; i < runs.size(); ++i) out.write(i, runs[i]);
  out.close();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> typed(argv + 1, argv + argc);
  if (typed.size() < 2) return static_cast<int>(sim::Exit::usage);
  try {
    if (typed[0] == "large") return large(typed[1]);
    if (typed[0] != "check") return write(typed[1], typed.size() > 2 ? typed[2] : "here", typed[0] == "hang");
    const std::vector<std::string> wrong = sim::check_run_file(typed[1]);
    for (const std::string& line : wrong) fmt::print("{}\n", line);
    return wrong.empty() ? 0 : static_cast<int>(sim::Exit::bad_data);
  } catch (const sim::Failure& failure) {
    fmt::print(stderr, "{}", failure.what());
    return static_cast<int>(failure.code());
  }
}
