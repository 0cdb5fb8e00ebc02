// Numbers small enough to keep: the only door to Blosc.
//
//   bytes of numbers --compressed--> blocks, each shuffled and packed --uncompressed--> the same bytes
#pragma once

#include <string>
#include <string_view>

namespace sim {

/// Bytes of 8-byte numbers, in less room; equal bytes give equal results.
std::string compressed(std::string_view bytes);
/// What compressed() was given. Throws Damaged (sim/bytes.hpp) if it did not make this.
std::string uncompressed(std::string_view packed);

}  // namespace sim
