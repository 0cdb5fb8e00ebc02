// What disks and copies do to a file: a bit, a sector of zeros, an end that is missing. Always the same.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

namespace own {

class Spoilt {
 public:
  explicit Spoilt(std::string whole) : whole_(std::move(whole)) {}

  /// The next one, which may be as it was.
  std::string operator()() {
    std::string out = whole_;
    const std::size_t at = any() % out.size(), sector = at / 512 * 512;
    if (number_ % 5 == 4)
      out.resize(at);
    else if (number_ % 5 == 3)
      std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(sector), std::min<std::size_t>(512, out.size() - sector),
                  '\0');
    else
      out[at] = static_cast<char>(out[at] ^ (1 << any() % 8));
    ++number_;
    return out;
  }

 private:
  std::uint64_t any() { return (state_ = state_ * 6364136223846793005 + 1442695040888963407) >> 33; }

  std::string whole_;
  std::uint64_t state_ = 20261129;
  int number_ = 0;
};

}  // namespace own
