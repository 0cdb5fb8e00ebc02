// Values for laws that are tested inside: from where they could plausibly be, by the seed and number of draws that the
// environment gives (SANSHE_LAWS_SEED, SANSHE_LAWS_DRAWS), as tests/science/laws/law.py has them.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <type_traits>

#include "sim/clock.hpp"
#include "sim/field.hpp"
#include "sim/hash.hpp"
#include "sim/random.hpp"

namespace drawn {

inline std::uint64_t from_environment(const char* name) {
  const char* said = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  return said != nullptr ? std::strtoull(said, nullptr, 10) : 1;
}
inline std::uint64_t seed() { return from_environment("SANSHE_LAWS_SEED"); }
/// Beside draw 0, which leaves everything as it stands.
inline int draws() { return static_cast<int>(from_environment("SANSHE_LAWS_DRAWS")); }

inline std::string said(int draw) {
  return "draw " + std::to_string(draw) + " of SANSHE_LAWS_SEED=" + std::to_string(seed());
}

/// Visits the members of a behaviour and draws each for which a range is known, no lever and no place's own.
class Draw {
 public:
  Draw(std::string_view law, int number) : luck_(seed(), 0, law, sim::Month{number}), number_(number) {}

  template <class T>
  void operator()(T& member, const sim::Field& field) {
    if constexpr (std::is_same_v<T, double> || std::is_same_v<T, std::int64_t>) {
      if (number_ == 0 || !field.plausible.known() || field.source.find("lever") != field.source.npos) return;
      const double u = luck_.uniform(sim::combine(sim::fnv1a(field.name), sim::fnv1a(field.meaning)));
      const double value = field.plausible.least + u * (field.plausible.most - field.plausible.least);
      member = static_cast<T>(value);
    }
  }

 private:
  sim::Draws luck_;
  int number_;
};

}  // namespace drawn
