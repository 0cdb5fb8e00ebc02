// What founders bring, and how an organization enters the table.
#pragma once

#include <cstdint>
#include <vector>

#include "models/city/state/city.hpp"
#include "sim/random.hpp"

namespace city {

/// What a would-be founder brings; drawn once, before any policy is looked at.
struct Founder {
  std::uint64_t key = 0;
  Id<Communities> home;
  std::uint8_t kind = 0, niche = 0;
  float skill = 0.5F, size = 1, pull = 0;
  Fen wealth = 0;
};

/// What luck decides for a founder, and for what is founded on its first day: the stream that lets them in is asked
/// all of it.
struct FounderLuck {
  enum Question : std::uint32_t {
    traits = 1,
    skill = 2,
    size = 3,
    wealth = 4,
    graduated = 6,
    kind = 7,
    prospects = 8,
    founds = 9,
    age = 10,
    workers = 11,
  };
};

/// How many would-be founders of a class a place has, relative to a town: professional work asks for graduates.
inline double graduates(const City& city, Id<Communities> place, std::size_t kind) {
  return city.communities.rural[place] != 0 && city.classes[kind].professional ? city.reach.village_graduates : 1;
}

/// Needs that people have now, by street and service: what a founder has met. Where there are none, what usually is.
class OpenNeeds {
 public:
  explicit OpenNeeds(const City& city);
  /// The service on which an even draw u falls, among those of a class.
  std::uint8_t niche(const City& city, Id<Communities> home, std::size_t kind, double u) const;

 private:
  std::size_t services_;
  std::vector<double> open_;
};

/// The lasting traits of the founder with this key; what policy can move is the niche alone, through needs.
Founder draw_founder(const City& city, const OpenNeeds& needs, Id<Communities> home, std::uint8_t kind,
                     std::uint64_t key, sim::Draws luck);

/// An organization's lasting traits, as its founder brought them.
Founder traits(const City& city, Id<Organizations> row);

Id<Organizations> add_organization(City& city, const Founder& founder, LegalStatus status);

}  // namespace city
