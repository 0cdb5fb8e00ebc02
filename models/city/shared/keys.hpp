// What is keyed under a community, sim::combine(its key, one of these), besides the months in which somebody comes
// there.
#pragma once

#include <cstdint>

namespace city {

/// No two of them meet, nor a month's number: whoever shares a key shares all luck.
enum CommunityKey : std::uint64_t {
  candidates_at_start = 20000,        ///< and on, one for each
  buyers_at_start = 1U << 20,         ///< and on, one for each kind
  organizations_at_start = 1U << 21,  ///< and on, one for each class and status
  posts_of_station = 1U << 22,
  posts_of_institutions,
};

}  // namespace city
