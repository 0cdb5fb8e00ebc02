// A resident's own trust in services, and own last wait: what help did to them, as they still remember it.
//
// Trust comes back to the middle while nothing happens. That is computed when it is read, so that nobody is visited for
// it: t = 1/2 + (t0 - 1/2) 2^(-months / half life).
#pragma once

#include <algorithm>
#include <cstdint>

#include "models/city/state/city.hpp"

namespace city {

/// What help has done to it, now, from 0 to 1.
inline double own_trust(const City& city, Id<Residents> who) {
  const double then = city.residents.trust[who] / (2.0 * middling_trust) - 0.5;
  if (then == 0) return 0.5;
  const double halves = (city.month() - city.residents.trusted[who]) / city.trust.half_life;
  return 0.5 + then * sim::exp(-0.6931471805599453 * halves);
}

/// That, less what work left undone around them took off everybody's, with what others' satisfaction adds.
inline double trust(const City& city, Id<Residents> who, Id<Communities> place) {
  return std::clamp(own_trust(city, who) - city.communities.distrust[place] + city.communities.regard[place], 0.0, 1.0);
}

inline void move_trust(City& city, Id<Residents> who, double by) {
  if (by == 0) return;
  const double level = std::clamp(own_trust(city, who) + by, 0.0, 1.0);
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
