// Counter-based luck: a draw is a pure function of (seed, replicate, stream, lasting key, month, n), and nothing else.
//
//   (seed, replicate, stream name) --Philox--> 64-bit key      (key, month, n, lasting key) --Philox--> 4 words of 32
//   bits
//   of very many at once: (two words of key, month and n; lasting key) --SplitMix64--> a word
//
// No generator is stored or advanced, so that thread count, row order and other phases cannot change anybody's luck,
// and two scenarios share theirs (common random numbers). Philox4x32-10: Salmon et al. 2011,
// doi:10.1145/2063384.2063405.
#pragma once

// Philox needs no processor's intrinsics, whose headers take a compiler most of a second.
#define R123_USE_SSE 0
#define R123_USE_X86INTRIN_H 0
#define R123_USE_IA32INTRIN_H 0
#define R123_USE_XMMINTRIN_H 0
#define R123_USE_EMMINTRIN_H 0
#define R123_USE_SMMINTRIN_H 0
#define R123_USE_WMMINTRIN_H 0
#define R123_USE_INTRIN_H 0
#include <Random123/philox.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sim/clock.hpp"
#include "sim/hash.hpp"
#include "sim/math.hpp"

namespace sim {

/// A 32-bit word as a number strictly inside (0, 1).
constexpr double unit(std::uint32_t word) { return (word + 0.5) * 0x1p-32; }
/// A 32-bit word as a number of 0 .. bound-1.
constexpr std::uint32_t below(std::uint32_t bound, std::uint32_t word) {
  return static_cast<std::uint32_t>((std::uint64_t{word} * bound) >> 32);
}

/// A lasting key for something that belongs to two others (one of several of its kind, an attempt of a month):
/// SplitMix64 finalizer.
constexpr std::uint64_t combine(std::uint64_t a, std::uint64_t b) {
  std::uint64_t z = a + 0x9e3779b97f4a7c15u * (b + 1);
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

/// Which of `count` an even draw u of (0, 1) falls on, where each takes a share as its weight says: weight(i) >= 0.
/// The last that has any weight where rounding leads beyond it; 0 where none has.
template <class Weight>
std::size_t pick(double u, std::size_t count, Weight weight) {
  double total = 0, reached = 0;
  for (std::size_t i = 0; i < count; ++i) total += static_cast<double>(weight(i));
  std::size_t last = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto share = static_cast<double>(weight(i));
    if (share <= 0) continue;
    last = i;
    if (u * total < (reached += share)) break;
  }
  return last;
}

/// How many slots lie before the next candidate where each slot is one with probability `bound`: geometric. A word's
/// answer is looked up by its leading bits; a logarithm is taken only where words that share them have several.
class Gaps {
 public:
  static constexpr std::uint64_t endless = std::uint64_t{1} << 32;

  explicit Gaps(double bound) : scale_(1.0 / sim::log(1.0 - bound)) {
    std::uint64_t most = exact(0);
    for (std::size_t cell = 0; cell < known_.size(); ++cell) {
      const std::uint64_t least =
          exact(cell + 1 < known_.size() ? static_cast<std::uint32_t>((cell + 1) << shift) : ~0U);
      known_[cell] = static_cast<std::uint16_t>(least == most && most < several ? most : several);
      most = least;
    }
  }
  std::uint64_t operator()(std::uint32_t word) const {
    const std::uint16_t known = known_[word >> shift];
    return known != several ? known : exact(word);
  }

 private:
  static constexpr int shift = 20;
  static constexpr std::uint16_t several = 0xffff;

  std::uint64_t exact(std::uint32_t word) const {
    const double gap = sim::log(unit(word)) * scale_;  // below zero when the bound is 0
    return gap >= 0 && gap < 0x1p32 ? static_cast<std::uint64_t>(gap) : endless;
  }
  double scale_;
  std::array<std::uint16_t, 1 << (32 - shift)> known_{};
};

/// One stream of luck in one month of one run: passed by value to every behaviour.
class Draws {
 public:
  using Words = std::array<std::uint32_t, 4>;

  Draws(std::uint64_t seed, std::uint32_t replicate, std::string_view stream, Month month)
      : seed_(seed), replicate_(replicate), stream_(fnv1a(stream)), month_(static_cast<std::uint32_t>(month.index)) {
    derive();
  }

  /// Four independent words for an entity's n-th question of the month. n < 2^31.
  Words four(std::uint64_t entity, std::uint32_t n = 0) const {
    return philox({static_cast<std::uint32_t>(entity), static_cast<std::uint32_t>(entity >> 32), month_, n}, key_);
  }
  std::uint32_t word(std::uint64_t entity, std::uint32_t n = 0) const { return four(entity, n)[0]; }
  /// Uniform on (0, 1).
  double uniform(std::uint64_t entity, std::uint32_t n = 0) const { return unit(word(entity, n)); }
  bool chance(double p, std::uint64_t entity, std::uint32_t n = 0) const { return uniform(entity, n) < p; }
  /// Uniform on 0 .. bound-1.
  std::uint32_t below(std::uint32_t bound, std::uint64_t entity, std::uint32_t n = 0) const {
    return sim::below(bound, word(entity, n));
  }
  /// Standard normal (Box-Muller on two words).
  double normal(std::uint64_t entity, std::uint32_t n = 0) const {
    const Words w = four(entity, n);
    return std::sqrt(-2.0 * sim::log(unit(w[0]))) * sim::cospi(2.0 * unit(w[1]));
  }
  /// An integer whose mean is x: floor(x) or floor(x) + 1.
  std::int64_t round(double x, std::uint64_t entity, std::uint32_t n = 0) const {
    const double floor = std::floor(x);
    return static_cast<std::int64_t>(floor) + (uniform(entity, n) < x - floor ? 1 : 0);
  }

  /// One word for each of very many, hashed(n)(entity): hashes with two words that are drawn once for all of them.
  auto hashed(std::uint32_t n) const {
    const Words w = four(0, n);
    return [luck = std::uint64_t{w[0]} << 32 | w[1]](std::uint64_t entity) {
      return static_cast<std::uint32_t>(combine(luck, entity) >> 32);
    };
  }

  /// A lasting key of what happens to an entity this month.
  std::uint64_t stem(std::uint64_t entity) const {
    return combine(entity, static_cast<std::uint64_t>(static_cast<std::int32_t>(month_)));
  }
  /// So many attempts at an entity this month that their mean is `mean`, each with a lasting key: f(key).
  template <class F>
  void attempts(std::uint64_t entity, double mean, F f, std::uint32_t n = 0) const {
    const std::uint64_t stem = this->stem(entity);
    const std::int64_t count = round(mean, stem, n);
    for (std::int64_t i = 0; i < count; ++i) f(combine(stem, static_cast<std::uint64_t>(i)));
  }

  /// Each of `count` fixed slots is a candidate with the probability `gaps` was made for, independently; calls
  /// f(slot, word, word) in rising order for the candidates for which possible(slot, word) is true, each with two words
  /// of its own. Slots are places, never ranks among the living: thin a candidate with `unit(word) * bound < p`, and
  /// whoever is not hit is not touched and shifts nobody. Cost follows the candidates. `possible` is asked for several
  /// candidates before f is called for them, and must read nothing that f writes; it is fastest without a branch, and
  /// may ask memory for what f will read. `block` keys the stretch of slots.
  template <class Possible, class F>
  void candidates(std::uint64_t block, std::uint32_t count, const Gaps& gaps, Possible possible, F f) const {
    std::uint64_t slot = 0;
    bool more = true;
    for (std::uint32_t n = skipping; more; n += at_once) {
      const Batch words = side_by_side(block, n);
      std::array<std::uint32_t, at_once> at{}, kept{};
      std::size_t keeps = 0;
      for (std::uint32_t i = 0; i < at_once; ++i) {
        const std::uint64_t gap = gaps(words[0][i]);
        more = gap < count - slot;
        if (!more) break;
        slot += gap;
        at[i] = static_cast<std::uint32_t>(slot++);
        kept[keeps] = i;
        keeps += possible(at[i], words[1][i]) ? 1 : 0;
      }
      for (std::size_t k = 0; k < keeps; ++k) f(at[kept[k]], words[1][kept[k]], words[2][kept[k]]);
    }
  }
  template <class F>
  void candidates(std::uint64_t block, std::uint32_t count, const Gaps& gaps, F f) const {
    candidates(
        block, count, gaps, [](std::uint32_t, std::uint32_t) { return true; }, f);
  }

  /// The same stream and month-free: for luck that lasts (a threshold compared again each month).
  Draws lasting() const { return with(seed_, replicate_, 0x80000000u); }
  /// The same stream and month under another seed and replicate: for a world with luck of its own.
  Draws reseeded(std::uint64_t seed, std::uint32_t replicate) const { return with(seed, replicate, month_); }
  std::uint32_t replicate() const { return replicate_; }

  /// Philox4x32-10 itself: known-answer tests call it.
  static Words philox(const Words& counter, const std::array<std::uint32_t, 2>& key) {
    const r123::Philox4x32::ctr_type out =
        r123::Philox4x32{}({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
    return {out[0], out[1], out[2], out[3]};
  }

 private:
  static constexpr std::uint32_t skipping = 0x80000000u;  // candidates() counts apart from four()

  static constexpr std::size_t at_once = 16;
  using Batch = std::array<std::array<std::uint32_t, at_once>, 4>;
  /// four(entity, n) ... four(entity, n + at_once - 1).
  Batch side_by_side(std::uint64_t entity, std::uint32_t n) const;

  void derive() {
    const Words w = philox({static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32), replicate_, 0},
                           {static_cast<std::uint32_t>(stream_), static_cast<std::uint32_t>(stream_ >> 32)});
    key_ = {w[0], w[1]};
  }
  Draws with(std::uint64_t seed, std::uint32_t replicate, std::uint32_t month) const {
    Draws out = *this;
    out.seed_ = seed;
    out.replicate_ = replicate;
    out.month_ = month;
    out.derive();
    return out;
  }

  std::uint64_t seed_;
  std::uint32_t replicate_;
  std::uint64_t stream_;
  std::uint32_t month_;
  std::array<std::uint32_t, 2> key_{};
};

}  // namespace sim
