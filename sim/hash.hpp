// FNV-1a, 64 bits: names streams of luck and vouches for texts. A checksum of its kind, word by word, vouches for large
// data. Not for secrets.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sim {

constexpr std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t h = 0xcbf29ce484222325u;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return h;
}

/// Of bytes that come in pieces, however they are cut. Any change within one word of 8 bytes changes it for certain.
class Checksum {
 public:
  void add(const void* data, std::size_t count) {
    const char* from = static_cast<const char*>(data);
    total_ += count;
    while (count > 0) {
      if (held_ == 0 && count >= sizeof word_) {
        std::memcpy(&word_, from, sizeof word_);
        mix(word_);
        from += sizeof word_;
        count -= sizeof word_;
        continue;
      }
      if (held_ == 0) word_ = 0;
      const std::size_t more = std::min(count, sizeof word_ - held_);
      std::memcpy(reinterpret_cast<char*>(&word_) + held_, from, more);
      held_ = (held_ + more) % sizeof word_;
      if (held_ == 0) mix(word_);
      from += more;
      count -= more;
    }
  }
  std::uint64_t value() const {
    Checksum end = *this;
    if (held_ > 0) end.mix(word_);
    end.mix(total_);
    return end.sum_;
  }

 private:
  void mix(std::uint64_t word) {
    sum_ = (sum_ ^ word) * 0x9e3779b97f4a7c15u;
    sum_ = (sum_ ^ sum_ >> 32) * 0xbf58476d1ce4e5b9u;
    sum_ ^= sum_ >> 29;
  }
  std::uint64_t sum_ = 0xcbf29ce484222325u, word_ = 0, total_ = 0;
  std::size_t held_ = 0;
};

inline std::uint64_t checksum(std::string_view bytes) {
  Checksum sum;
  sum.add(bytes.data(), bytes.size());
  return sum.value();
}

}  // namespace sim
