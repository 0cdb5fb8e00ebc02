// Money is whole fen: integers, so that no order of sums can matter. Prices and rates are yuan.
#pragma once

#include <cstdint>

#include "sim/math.hpp"

namespace city {

using Fen = std::int64_t;  ///< hundredths of a yuan
inline constexpr double fen_per_yuan = 100;

inline Fen fen(double yuan) { return sim::nearest_integer(yuan * fen_per_yuan); }
/// Prices are agreed in whole yuan: the nearest, or what is not above.
inline Fen whole_yuan(double yuan) { return sim::nearest_integer(yuan) * 100; }
constexpr Fen whole_yuan(Fen fen) { return fen / 100 * 100; }
constexpr double yuan(Fen fen) { return static_cast<double>(fen) / fen_per_yuan; }

}  // namespace city
