#include "sim/random.hpp"

#include "sim/wide.hpp"

namespace sim {

// A loop over candidates that is kept as it is becomes vectors.
SIM_WIDE Draws::Batch Draws::side_by_side(std::uint64_t entity, std::uint32_t n) const {
  Batch x;
  for (std::size_t i = 0; i < at_once; ++i) {
    x[0][i] = static_cast<std::uint32_t>(entity);
    x[1][i] = static_cast<std::uint32_t>(entity >> 32);
    x[2][i] = month_;
    x[3][i] = n + static_cast<std::uint32_t>(i);
  }
  std::uint32_t a = key_[0], b = key_[1];
  for (int round = 0; round < 10; ++round, a += PHILOX_W32_0, b += PHILOX_W32_1) {
#pragma GCC unroll 1
    for (std::size_t i = 0; i < at_once; ++i) {
      const std::uint64_t left = std::uint64_t{PHILOX_M4x32_0} * x[0][i],
                          right = std::uint64_t{PHILOX_M4x32_1} * x[2][i];
      x[0][i] = static_cast<std::uint32_t>(right >> 32) ^ x[1][i] ^ a;
      x[1][i] = static_cast<std::uint32_t>(right);
      x[2][i] = static_cast<std::uint32_t>(left >> 32) ^ x[3][i] ^ b;
      x[3][i] = static_cast<std::uint32_t>(left);
    }
  }
  return x;
}

}  // namespace sim
