// Elementary functions with the same bits on every machine (SLEEF, no FMA); glibc's differ in the last bits.
#pragma once

#include <sleef.h>

#include <algorithm>
#include <cmath>

namespace sim {

inline double exp(double x) { return Sleef_cinz_expd1_u10purec(x); }
inline double log(double x) { return Sleef_cinz_logd1_u10purec(x); }
inline double pow(double x, double y) { return Sleef_cinz_powd1_u10purec(x, y); }
/// cos(pi x)
inline double cospi(double x) { return Sleef_cinz_cospid1_u05purec(x); }
inline double logistic(double x) { return 1.0 / (1.0 + sim::exp(-x)); }
/// Rounds half away from zero to an integer count or amount.
inline long long nearest_integer(double x) { return static_cast<long long>(x + (x < 0 ? -0.5 : 0.5)); }

}  // namespace sim
