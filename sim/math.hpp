// Elementary functions with the same bits on every machine; glibc's differ in the last bits.
#pragma once

#include <algorithm>
#include <cmath>

namespace sim {

double exp(double x);
double log(double x);
double pow(double x, double y);
/// cos(pi x)
double cospi(double x);
/// Share of a normal distribution that lies below x, in standard deviations from its mean.
double normal_below(double x);
inline double logistic(double x) { return 1.0 / (1.0 + sim::exp(-x)); }
/// Rounds half away from zero to an integer count or amount.
inline long long nearest_integer(double x) { return static_cast<long long>(x + (x < 0 ? -0.5 : 0.5)); }

}  // namespace sim
