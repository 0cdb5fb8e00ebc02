// Many-to-one stable matching by deferred acceptance (Gale and Shapley 1962; Roth 1984): projects propose,
// organizations hold the best up to their quota. The outcome depends on preferences only, not on the order of
// proposals.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace city {

/// An organization is willing to do a project. Ties are settled by the numbers' order: give distinct preferences.
struct Bid {
  std::uint32_t project = 0, organization = 0;
  double merit = 0;  ///< how much the project's community wants this organization
  double worth = 0;  ///< how much the organization wants this project
};

inline constexpr std::uint32_t unmatched = 0xffffffffU;

/// The project-optimal stable matching: each project's organization, or `unmatched`.
std::vector<std::uint32_t> match(std::size_t projects, std::span<const std::uint32_t> quota, std::vector<Bid> bids);

}  // namespace city
