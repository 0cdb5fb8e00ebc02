// A past that scenarios share is the past that each would have lived.
#include "sim/run/past.hpp"

#include <gtest/gtest.h>

#include "sim/run/ensemble.hpp"
#include "tests/city/whole.hpp"

namespace {

TEST(SharedPastOfCities, LeavesEveryBitAsItIs) {
  const std::vector<std::pair<std::string, std::string>> small = {{"population.scale", "0.005"}};
  std::vector<sim::Scenario> all;
  for (const char* name : {"nanjing", "no-zero-threshold", "budget-double", "generalist-all", "austerity",
                           "government-does-all", "repeal-zero-threshold"})
    all.push_back(whole::read(std::string("scenarios/") + name + ".toml", small));
  const std::vector<sim::Wanted> wanted = sim::all_runs(all.size(), 1);
  std::size_t lived = 0;
  sim::run_all(whole::make, all, wanted, {}, [&](std::size_t index, sim::RunResult result, double) {
    const sim::RunRecord alone = whole::record(all[wanted[index].scenario]);
    EXPECT_EQ(whole::first_difference(result.record, alone), -1) << alone.scenario;
    lived += result.timings.back().calls;
  });
  EXPECT_LT(lived, all.size() * 132 * 3 / 4) << "a quarter of all months is shared";
}

}  // namespace
