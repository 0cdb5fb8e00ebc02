// For functions that are loops over integers: compiled again for processors with vectors of 256 and of 512 bits, and
// the machine takes what it has. Integers come out the same however wide the vectors are; numbers that are not whole
// might not.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__) && !defined(SANSHE_COVERAGE)
#define SIM_WIDE __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define SIM_WIDE
#endif

namespace sim {

/// f(i) for those of 0..n-1 that a wide loop finds, in order: find(from, size, found) writes for each of a stretch
/// whether it is one, 0 or not, before f is called for any of the stretch. Worth it where few are.
template <class Find, class F>
void each_found(std::uint32_t n, Find find, F f) {
  std::array<std::uint16_t, 512> found, at;
  for (std::uint32_t from = 0; from < n; from += found.size()) {
    const std::uint32_t size = std::min<std::uint32_t>(found.size(), n - from);
    find(from, size, found.data());
    std::size_t count = 0;  // without a branch, which could not be foreseen
    for (std::uint32_t i = 0; i < size; ++i) {
      at[count] = static_cast<std::uint16_t>(i);
      count += found[i] != 0 ? 1 : 0;
    }
    for (std::size_t k = 0; k < count; ++k) f(from + at[k]);
  }
}

}  // namespace sim
