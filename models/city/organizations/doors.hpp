// The doors to a legal status: which there are, what they cost, and which is worth it. Legal status is chosen by worth
// less cost and waiting; the regime decides which doors there are.
#pragma once

#include "models/city/organizations/founder.hpp"
#include "models/city/organizations/markets.hpp"

namespace city {

/// One way into the register: what it asks of a founder.
struct Route {
  double sponsor = 1;  ///< chance a month of finding the sponsor; 1 where none is needed
  double capital = 0;  ///< yuan to be shown
  double cost = 0;     ///< yuan spent on papers
  double wait = 0;     ///< months
};

/// The one that a class finds open now.
Route open_route(const City& city, std::size_t kind);

/// Whether filed status is worth its hours, and registration worth its route and its dues, to an organization of these
/// traits.
struct Choice {
  LegalStatus now = LegalStatus::informal;  ///< to take at once
  bool apply = false;                       ///< and seek registration
  bool leave = false;                       ///< or, for a legal person, leave the register
  bool viable = false;
};

Choice decide(const City& city, const Markets& markets, const Founder& who, double size, double wealth,
              LegalStatus present, Id<Organizations> self = {});

}  // namespace city
