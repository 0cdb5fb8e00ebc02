// Values of any length come back through HDF5 as they were put: chunks cut by months, chunks of many runs, runs that
// are missing, noise that cannot be compressed.
#include <gtest/gtest.h>

#include <bit>

#include "sim/output/reader.hpp"
#include "tests/sim/output_sample.hpp"
#include "tests/sim/own_folder.hpp"

namespace {

struct Sizes {
  std::size_t runs, labels;
  int months;
};

// Of a place and nothing else; small, or noise.
double value(bool noise, std::size_t run, std::size_t i) {
  if (!noise) return static_cast<double>((run + i) % 1000);
  std::uint64_t bits = (run * 1000003 + i) * 6364136223846793005 + 1442695040888963407;
  bits = (bits ^ bits >> 31) * 0x9e3779b97f4a7c15;
  return std::bit_cast<double>(bits >> 12 | 0x3ff0000000000000);
}

void expect_read_back(Sizes of, bool noise) {
  const own::Folder folder;
  std::filesystem::create_directories(folder.path());
  const std::filesystem::path file = folder.path() / "a.h5";
  sim::RunRecord record;
  record.scenario = "base";
  record.start = sim::Month::of(2010, 1);
  record.months = of.months;
  record.axes = {{"place", "Places", {}}};
  for (std::size_t i = 0; i < of.labels; ++i) record.axes[0].labels.push_back(std::to_string(i));
  record.series = {{"count", "count", "Counts", sim::Measure::stock, {"place"}},
                   {"share", "1", "Shares", sim::Measure::rate, {"place"}}};
  const auto some = [&of](std::size_t run) { return of.runs > 10 && run % 7 == 3 ? 0u : 1u; };
  sim::Layout layout;
  layout.include(record.start, record.months, record.axes, record.series);
  layout.scenarios = {{"base", "title = \"base\"\n"}};
  layout.runs = of.runs;
  const std::size_t size = of.labels * static_cast<std::size_t>(of.months);
  {
    sim::RunFile out(file, layout, sample::info());
    for (std::size_t run = of.runs; run-- > 0;) {
      if (some(run) == 0) continue;
      record.values.assign(2, std::vector<double>(size));
      for (std::size_t i = 0; i < size; ++i) {
        record.values[0][i] = std::floor(value(noise, run, i) * 1e6);
        record.values[1][i] = value(noise, run, i);
      }
      out.write(run, record);
    }
    out.close();  // which proves it
  }
  const sim::RunReader in(file);
  for (std::size_t run = 0; run<of.runs; run += of.runs> 10 ? 13 : 1) {
    const std::vector<double> counts = in.values(0, run), shares = in.values(1, run);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < size; ++i)
      wrong += some(run) == 0 ? (std::isnan(counts[i]) && std::isnan(shares[i]) ? 0 : 1)
               : counts[i] == std::floor(value(noise, run, i) * 1e6) && shares[i] == value(noise, run, i) ? 0
                                                                                                          : 1;
    EXPECT_EQ(wrong, 0u) << "run " << run;
  }
}

TEST(Chunks, of_long_runs_are_cut_by_months) {
  for (const bool noise : {false, true}) expect_read_back({3, 1000, 132}, noise);
  expect_read_back({2, 70'001, 2}, false);
}

TEST(Chunks, of_short_runs_are_shared) {
  for (const bool noise : {false, true}) expect_read_back({700, 10, 12}, noise);
  expect_read_back({701, 1, 1}, true);
  expect_read_back({1, 1, 1}, true);  // too short to be compressed
}

}  // namespace
