// Dense and vectorised: each month every resident has a Philox word compared with the highest probability, 64 at a time
// with all four words of a block; the few below it are looked at one by one. A community's month is one pass.
// Compiled with -march=native, which the kernel forgoes.
#include "benchmarks/handwritten.hpp"

#ifdef __AVX2__
#include <immintrin.h>
#endif

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <utility>
#include <vector>

namespace handwritten {

namespace {

constexpr std::size_t lanes = 16;
constexpr std::size_t batch = 4 * lanes;

/// Four 32-bit words in 64-bit lanes, so that products need no shuffling; the upper halves are left dirty.
using Vector = std::uint64_t __attribute__((vector_size(32)));

Vector times(Vector a, std::uint32_t factor) {
#ifdef __AVX2__
  return reinterpret_cast<Vector>(_mm256_mul_epu32(reinterpret_cast<__m256i>(a), _mm256_set1_epi64x(factor)));
#else
  return (a & 0xffffffffu) * factor;
#endif
}

/// 64 words of Philox4x32-10, a counter a lane.
void philox(std::uint32_t block, std::uint32_t community, std::uint32_t month, std::uint32_t seed,
            std::array<std::uint32_t, batch>& out) {
  constexpr std::size_t vectors = lanes / 4;
  std::array<Vector, vectors> a, b, c, d;
  for (std::size_t v = 0; v < vectors; ++v) {
    a[v] = Vector{0, 1, 2, 3} + (block * lanes + 4 * v);
    b[v] = Vector{} + community;
    c[v] = Vector{} + month;
    d[v] = Vector{};
  }
  std::uint32_t key0 = seed, key1 = 0x5eed;
  for (int round = 0; round < 10; ++round) {
    for (std::size_t v = 0; v < vectors; ++v) {
      const Vector p = times(a[v], 0xD2511F53u), q = times(c[v], 0xCD9E8D57u);
      a[v] = (q >> 32) ^ b[v] ^ key0;
      c[v] = (p >> 32) ^ d[v] ^ key1;
      b[v] = q;
      d[v] = p;
    }
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
  std::array<Vector, 2 * vectors> packed;
  for (std::size_t v = 0; v < vectors; ++v) {
    packed[2 * v] = (a[v] & 0xffffffffu) | (b[v] << 32);
    packed[2 * v + 1] = (c[v] & 0xffffffffu) | (d[v] << 32);
  }
  std::memcpy(out.data(), packed.data(), sizeof packed);
}

/// The words of one community's month, one after another.
class Words {
 public:
  Words(std::uint32_t community, std::uint32_t month, std::uint32_t seed)
      : community_(community), month_(month), seed_(seed) {}
  const std::array<std::uint32_t, batch>& next_batch() {
    philox(block_++, community_, month_, seed_, words_);
    return words_;
  }
  std::uint32_t next() {
    if (used_ == batch) {
      philox(block_++, community_, month_, seed_, spare_);
      used_ = 0;
    }
    return spare_[used_++];
  }
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>((std::uint64_t{next()} * bound) >> 32); }

 private:
  std::uint32_t community_, month_, seed_, block_ = 0;
  std::array<std::uint32_t, batch> words_{}, spare_{};
  std::size_t used_ = batch;
};

constexpr std::uint8_t none = 255;

struct City {
  std::vector<std::uint8_t> age, service, months, trust;  // a resident each; trust in percent
  std::vector<std::uint32_t> quality;            // an organization each: the word below which a case is resolved
  std::vector<std::vector<std::uint32_t>> line;  // a community each
  std::array<std::uint32_t, 96> threshold{};
  std::uint32_t bound = 0;
  std::int64_t served = 0, unmet = 0, trust_sum = 0;
  std::array<std::int64_t, 7> waiting{};

  explicit City(std::size_t size, std::uint32_t seed)
      : age(size), service(size, none), months(size), trust(size, 50), quality(size / 800) {
    Words words(0, 120, seed);
    for (auto& x : age) x = static_cast<std::uint8_t>(words.below(96));
    for (auto& x : quality) x = words.next();
    line.resize(std::max<std::size_t>(1, size / 7000));
    for (std::size_t y = 0; y < threshold.size(); ++y)
      threshold[y] =
          static_cast<std::uint32_t>((.002 + .00002 * static_cast<double>(y) + (y >= 65 ? .004 : 0)) * 0x1p32);
    bound = *std::max_element(threshold.begin(), threshold.end());
    trust_sum = static_cast<std::int64_t>(size) * 50;
  }

  void fall_into_need(std::size_t r, std::uint32_t word, Words& words, std::vector<std::uint32_t>& queue) {
    if (service[r] != none || word >= threshold[age[r]]) return;
    service[r] = static_cast<std::uint8_t>(words.below(7));
    months[r] = 0;
    ++waiting[service[r]];
    queue.push_back(static_cast<std::uint32_t>(r));
  }

  void month(std::size_t c, std::uint32_t now, std::uint32_t seed) {
    Words words(static_cast<std::uint32_t>(c), now, seed);
    std::vector<std::uint32_t>& queue = line[c];
    const std::size_t first = age.size() * c / line.size(), last = age.size() * (c + 1) / line.size();
    for (std::size_t r = first; r < last; r += batch) {
      const auto& drawn = words.next_batch();
      for (std::size_t part = 0; part < batch; part += lanes) {
        std::uint32_t least = drawn[part];
        for (std::size_t k = part; k < part + lanes; ++k) least = std::min(least, drawn[k]);
        if (least >= bound) continue;
        for (std::size_t k = part; k < std::min(part + lanes, last - r); ++k)
          if (drawn[k] < bound) fall_into_need(r + k, drawn[k], words, queue);
      }
    }

    std::array<std::pair<std::uint32_t, std::size_t>, 64> order;
    std::size_t organizations = 0;
    for (std::size_t o = c; o < quality.size(); o += line.size()) order[organizations++] = {words.next(), o};
    std::sort(order.begin(), order.begin() + organizations);
    const std::size_t in_line = queue.size();
    std::size_t head = 0;
    for (std::size_t i = 0; i < organizations; ++i)
      for (int n = 0; n < 4 && head < in_line; ++n) {
        const std::uint32_t r = queue[head++];
        if (words.next() < quality[order[i].second]) {
          --waiting[service[r]];
          service[r] = none;
          const auto better = static_cast<std::uint8_t>(std::min(100, trust[r] + 5));
          trust_sum += better - trust[r];
          trust[r] = better;
        } else {
          queue.push_back(r);
        }
      }
    served += static_cast<std::int64_t>(head);

    std::size_t kept = 0;
    for (std::size_t i = head; i < queue.size(); ++i) {
      const std::uint32_t r = queue[i];
      if (trust[r] > 0) --trust[r], --trust_sum;
      if (++months[r] <= 12) {
        queue[kept++] = r;
      } else {
        --waiting[service[r]];
        service[r] = none;
        ++unmet;
      }
    }
    queue.resize(kept);
  }
};

}  // namespace

yardstick::Result measure(std::int64_t residents, std::uint32_t seed) {
  using Clock = std::chrono::steady_clock;
  City city(static_cast<std::size_t>(residents), seed);
  yardstick::Result out;
  out.residents = residents;
  out.steps = 120;
  const Clock::time_point begin = Clock::now();
  for (std::uint32_t now = 0; now < 120; ++now)
    for (std::size_t c = 0; c < city.line.size(); ++c) city.month(c, now, seed);
  out.seconds = std::chrono::duration<double>(Clock::now() - begin).count();

  const auto size = static_cast<double>(residents);
  std::size_t in_lines = 0;
  for (const auto& line : city.line) in_lines += line.capacity() * sizeof line[0] + sizeof line;
  out.bytes_per_resident = 4 + static_cast<double>(in_lines + city.quality.size() * sizeof city.quality[0]) / size;
  std::int64_t waiting = 0;
  for (const std::int64_t count : city.waiting) waiting += count;
  out.waiting_end = static_cast<double>(waiting) / size;
  out.served = static_cast<double>(city.served) / size;
  out.unmet = static_cast<double>(city.unmet) / size;
  out.mean_trust = static_cast<double>(city.trust_sum) / 100 / size;
  return out;
}

}  // namespace handwritten
