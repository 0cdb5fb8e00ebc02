// A resident's own trust in services, and own last wait: what help did to them, as they still remember it.
//
// Trust comes back to the middle while nothing happens. That is computed when it is read, so that nobody is visited for
// it: t = 1/2 + (t0 - 1/2) 2^(-months / half life).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "models/city/state/city.hpp"

namespace city {

/// Own trust now, of many: what months leave of it is reckoned once.
class TrustNow {
 public:
  explicit TrustNow(const City& city) : city_(city) {
    for (int months = 0; months < twenty_years; ++months) kept_[months] = exact(months);
  }
  /// What help has done to it, from 0 to 1.
  double own(Id<Residents> who) const {
    const double then = city_.residents.trust[who] / (2.0 * middling_trust) - 0.5;
    return then == 0 ? 0.5 : 0.5 + then * kept(city_.month() - city_.residents.trusted[who]);
  }
  /// Own trust, less what work left undone around them took off everybody's, with what others' satisfaction adds.
  double operator()(Id<Residents> who, Id<Communities> place) const {
    return std::clamp(own(who) - city_.communities.distrust[place] + city_.communities.regard[place], 0.0, 1.0);
  }

 private:
  static constexpr int twenty_years = 240;
  double exact(int months) const { return sim::exp(-0.6931471805599453 * (months / city_.trust.half_life)); }
  double kept(int months) const { return months >= 0 && months < twenty_years ? kept_[months] : exact(months); }
  const City& city_;
  std::array<double, twenty_years> kept_{};
};

inline void move_trust(City& city, const TrustNow& trust, Id<Residents> who, double by) {
  if (by == 0) return;
  const double level = std::clamp(trust.own(who) + by, 0.0, 1.0);
  city.residents.trust[who] = static_cast<std::uint16_t>(sim::nearest_integer(level * 2 * middling_trust));
  city.residents.trusted[who] = city.month();
}

/// A wait ended now, after so many months: with help, or in giving up.
inline void remember_wait(City& city, Id<Residents> who, int months) {
  city.residents.wait[who] = static_cast<std::uint8_t>(std::clamp(months, 0, never_waited - 1));
  city.residents.waited_on[who] = city.month();
}

/// Whether they still go by it.
inline bool remembers_wait(const City& city, Id<Residents> who) {
  return city.residents.wait[who] != never_waited && city.month() - city.residents.waited_on[who] <= city.trust.memory;
}

}  // namespace city
