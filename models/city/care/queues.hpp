// The stations' queues of cases, and the mediators' hours for them.
#pragma once

#include <cstdint>
#include <vector>

namespace city {

struct City;

/// Which station's queue the cases of each community wait in: its own, or with pooling the first one's of its street.
std::vector<std::uint32_t> case_desks(const City& city);

/// Hours a month that mediators have, by the queue that they work (see case_desks).
std::vector<double> mediator_hours(const City& city, const std::vector<std::uint32_t>& desks);

}  // namespace city
