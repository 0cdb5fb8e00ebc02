// Residents as volunteers and members: a bit each, set where lasting luck lies below what community, age and trust
// make of it.
//
//   a community's levels (organizations/volunteering), age, own trust --logistic--> chance;  luck < chance --> bit
//
// Luck is hashed from the resident's key, not stored. A community is gone through when its levels have moved; whoever
// comes, and whose trust moves, is decided upon at once.
#pragma once

#include <cstdint>

#include "models/city/state/tables.hpp"

namespace city {

struct City;
class TrustNow;

/// Decides anew upon a resident, and keeps the counts of their community. Who is not grown up takes no part.
void take_part(City& city, const TrustNow& trust, Id<Communities> place, Id<Residents> who);
/// The same for all residents of a community.
void take_part(City& city, const TrustNow& trust, Id<Communities> place);

}  // namespace city
