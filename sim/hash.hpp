// FNV-1a, 64 bits: names streams of luck and vouches for texts. Not for secrets.
#pragma once

#include <cstdint>
#include <string_view>

namespace sim {

constexpr std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t h = 0xcbf29ce484222325u;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return h;
}

}  // namespace sim
