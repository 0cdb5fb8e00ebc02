// The golden run: the small town's every monthly series at the end of every year, to the last digit. A change of rules
// that is meant moves it: accept it with a reason, which goes into tests/golden/accepted.md:
//
//   SANSHE_ACCEPT="why" build/tests/city_test --gtest_filter=Golden.village
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/city/whole.hpp"

namespace {

constexpr const char* file = SOURCE_DIR "/tests/golden/village.csv";
constexpr const char* reasons = SOURCE_DIR "/tests/golden/accepted.md";

std::string table() {
  const sim::RunRecord r = whole::record(whole::read("scenarios/village.toml"));
  std::string out = "series,year,values\n";
  for (std::size_t s = 0; s < r.series.size(); ++s)
    for (int month = 11; month < r.months && !r.series[s].yearly(); month += 12) {
      out += fmt::format("{},{}", r.series[s].name, (r.start + month).year());
      const std::size_t width = whole::width(r, s);
      for (std::size_t i = 0; i < width; ++i)
        out += fmt::format(",{}", r.values[s][static_cast<std::size_t>(month) * width + i]);
      out += '\n';
    }
  return out;
}

TEST(Golden, village) {
  const std::string now = table();
  if (const char* reason = std::getenv("SANSHE_ACCEPT"); reason != nullptr) {
    ASSERT_GT(std::string(reason).size(), 15U) << "say why, in a sentence";
    std::ofstream(file) << now;
    std::ofstream(reasons, std::ios::app) << "- " << reason << '\n';
  }
  std::ifstream in(file);
  std::stringstream kept;
  kept << in.rdbuf();
  std::istringstream a(kept.str()), b(now);
  std::string before, after;
  int shown = 0;
  while (shown < 10) {
    const bool more_before = static_cast<bool>(std::getline(a, before));
    const bool more_after = static_cast<bool>(std::getline(b, after));
    if (!more_before && !more_after) break;
    if (!more_before) before = "(nothing)";
    if (!more_after) after = "(nothing)";
    if (before != after) ++shown;
    EXPECT_EQ(before, after);
  }
}

}  // namespace
