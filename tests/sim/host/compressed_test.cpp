#include "sim/host/compressed.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "sim/bytes.hpp"
#include "sim/random.hpp"

namespace {

std::string bytes_of(const std::vector<double>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(double)};
}

TEST(Compressed, comes_back_as_it_was) {
  const sim::Draws luck(1, 0, "compressed", sim::Month::of(2014, 5));
  std::vector<double> counts, noise;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    counts.push_back(static_cast<double>(i % 1000));
    noise.push_back(luck.uniform(i));
  }
  for (const std::string& bytes :
       {std::string(), std::string("odd"), bytes_of({-0.0}), bytes_of(counts), bytes_of(noise)}) {
    const std::string packed = sim::compressed(bytes);
    EXPECT_EQ(sim::uncompressed(packed), bytes);
    EXPECT_EQ(sim::compressed(bytes), packed);
    EXPECT_LE(packed.size(), bytes.size() + 64);
  }
  EXPECT_LT(sim::compressed(bytes_of(counts)).size(), bytes_of(counts).size() / 10);
}

TEST(Compressed, what_is_cut_or_foreign_is_refused) {
  const std::string packed = sim::compressed(bytes_of({1, 2, 3, 4, 5, 6, 7, 8}));
  for (std::size_t length = 0; length < packed.size(); ++length)
    EXPECT_THROW(sim::uncompressed(packed.substr(0, length)), sim::Damaged) << length;
  std::string foreign = packed;
  foreign[16] = '\x7f';  // Blosc's own version of its format
  EXPECT_THROW(sim::uncompressed(foreign), sim::Damaged);
}

}  // namespace
