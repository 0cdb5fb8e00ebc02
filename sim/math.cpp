// SLEEF, without fused operations. Its header takes a compiler most of a second, so that it stays in here.
#include "sim/math.hpp"

#include <sleef.h>

namespace sim {

double exp(double x) { return Sleef_cinz_expd1_u10purec(x); }
double log(double x) { return Sleef_cinz_logd1_u10purec(x); }
double pow(double x, double y) { return Sleef_cinz_powd1_u10purec(x, y); }
double cospi(double x) { return Sleef_cinz_cospid1_u05purec(x); }
double normal_below(double x) { return 0.5 * Sleef_cinz_erfcd1_u15purec(-x * 0.7071067811865476); }

}  // namespace sim
