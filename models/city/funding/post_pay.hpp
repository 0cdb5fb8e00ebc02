// What station posts in place of projects cost, and who pays for them.
#pragma once

#include "models/city/state/city.hpp"

namespace city {

/// Yuan of a post's month: its wage, and rooms and materials as for other hours of social work.
inline double post_cost(const City& city) { return city.hour_cost() * city.economy.worker_hours; }

/// What stations' wages for such posts will cost streets this month, from those whose lines they are, as far as line
/// and cash go.
void pay_for_posts(City& city);

}  // namespace city
