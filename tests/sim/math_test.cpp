// Elementary functions: right, and the same bits whatever instructions the processor has.
#include "sim/math.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <bit>
#include <cstdint>
#include <cstdlib>
#include <filesystem>

namespace {

TEST(Math, agrees_with_the_standard_library) {
  for (double x = 0.001; x < 50; x *= 1.1) {
    EXPECT_DOUBLE_EQ(sim::exp(-x), std::exp(-x));
    EXPECT_DOUBLE_EQ(sim::log(x), std::log(x));
    EXPECT_DOUBLE_EQ(sim::pow(x, 1.7), std::pow(x, 1.7));
    EXPECT_NEAR(sim::cospi(x), std::cos(M_PI * x), 1e-13);
    EXPECT_DOUBLE_EQ(sim::logistic(x), 1 / (1 + std::exp(-x)));
    EXPECT_NEAR(sim::normal_below(x) + sim::normal_below(-x), 1, 1e-15);
    EXPECT_NEAR(sim::normal_below(-x), std::erfc(x / std::sqrt(2.0)) / 2, 1e-15);
  }
}

TEST(Math, rounds_half_away_from_zero) {
  EXPECT_EQ(sim::nearest_integer(2.5), 3);
  EXPECT_EQ(sim::nearest_integer(-2.5), -3);
  EXPECT_EQ(sim::nearest_integer(2.4), 2);
  EXPECT_EQ(sim::nearest_integer(-0.4), 0);
}

// FNV-1a over the bits of 100,000 results.
TEST(Math, has_the_golden_bits) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  const auto mix = [&hash](double x) { hash = (hash ^ std::bit_cast<std::uint64_t>(x)) * 0x100000001b3u; };
  for (int i = 1; i <= 20'000; ++i) {
    const double x = i / 997.0;
    mix(sim::exp(x - 10));
    mix(sim::log(x));
    mix(sim::pow(x, 3 - x / 4));
    mix(sim::cospi(x));
    mix(sim::normal_below(x - 10));
  }
  EXPECT_EQ(hash, 10746335231767710949u);
}

// The test above once more, in a process whose C library and SLEEF may not use FMA and AVX2.
TEST(Math, has_the_same_bits_without_vector_instructions) {
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  const std::string command =
      "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA '" + self + "' --gtest_filter=Math.has_the_golden_bits >/dev/null";
  const int status = std::system(command.c_str());
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
