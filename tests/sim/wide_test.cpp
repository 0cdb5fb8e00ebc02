// What a wide loop finds, one by one: across stretches, in the last short one, and of nothing.
#include "sim/wide.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace {

TEST(EachFound, gives_all_that_are_found_in_order) {
  for (const std::uint32_t n : {0U, 1U, 511U, 512U, 513U, 1300U})
    for (const std::uint32_t every : {1U, 7U, 2000U}) {
      std::vector<std::uint32_t> seen, due;
      for (std::uint32_t i = 0; i < n; i += every) due.push_back(i);
      sim::each_found(
          n,
          [&](std::uint32_t from, std::uint32_t size, std::uint16_t* found) {
            ASSERT_LE(from + size, n);
            for (std::uint32_t i = 0; i < size; ++i) found[i] = (from + i) % every == 0 ? 3 : 0;
          },
          [&](std::uint32_t i) { seen.push_back(i); });
      EXPECT_EQ(seen, due) << n << ' ' << every;
    }
}

}  // namespace
