#include "models/city/shared/taking_part.hpp"

#include <algorithm>
#include <array>

#include "models/city/shared/trust.hpp"
#include "models/city/state/city.hpp"
#include "sim/math.hpp"
#include "sim/random.hpp"

namespace city {
namespace {

constexpr int grown_up = 18 * 12;
constexpr std::uint16_t parts = Traits::volunteer | Traits::member;

// A chance as what 32 bits of luck must be below.
std::uint64_t threshold(double log_odds) { return static_cast<std::uint64_t>(sim::logistic(log_odds) * 0x1p32); }

std::uint64_t volunteers_below(const City& city, Id<Communities> place, bool retired, double trust) {
  const Volunteers& odds = city.volunteers;
  return threshold(static_cast<double>(city.communities.volunteer_level[place]) + (retired ? odds.retired : 0) +
                   odds.trust * (trust - 0.5));
}
std::uint64_t members_below(const City& city, Id<Communities> place, bool active_retired) {
  return threshold(static_cast<double>(city.communities.member_level[place]) +
                   (active_retired ? city.members.retired : 0));
}

struct Age {
  bool grown, retired, active_retired;
};
Age age_of(const City& city, Id<Residents> who) {
  const int months = city.age_months(who);
  const bool retired = months >= city.volunteers.retired_from * 12;
  return {months >= grown_up, retired, retired && months < city.members.until * 12};
}

std::uint64_t luck_of(const City& city, Id<Communities> place, Id<Residents> who) {
  return sim::combine(city.communities.part_luck[place], city.luck(place, who));
}
std::uint64_t volunteer_luck(std::uint64_t luck) { return luck >> 32; }
std::uint64_t member_luck(std::uint64_t luck) { return luck & 0xffffffff; }

std::uint16_t bits(std::uint64_t luck, std::uint64_t volunteers, std::uint64_t members) {
  const int out =
      (volunteer_luck(luck) < volunteers ? Traits::volunteer : 0) | (member_luck(luck) < members ? Traits::member : 0);
  return static_cast<std::uint16_t>(out);
}

struct Counts {
  std::int32_t volunteers = 0, willing = 0;
  void add(Traits traits, std::int32_t times) {
    volunteers += traits.has(Traits::volunteer) ? times : 0;
    willing += traits.has(Traits::member) ? times : 0;
  }
};
void keep(City& city, Id<Communities> place, Counts more) {
  city.communities.volunteers[place] += more.volunteers;
  city.communities.willing[place] += more.willing;
}
Counts write(City& city, Id<Residents> who, std::uint16_t now) {
  std::uint16_t& traits = city.residents.traits[who];
  Counts change;
  change.add(Traits{traits}, -1);
  change.add(Traits{now}, 1);
  traits = static_cast<std::uint16_t>((traits & ~parts) | now);
  return change;
}

}  // namespace

void take_part(City& city, Id<Communities> place, Id<Residents> who) {
  const Age age = age_of(city, who);
  const bool could = age.grown && Traits{city.residents.traits[who]}.has(Traits::present);
  keep(city, place,
       write(city, who,
             could ? bits(luck_of(city, place, who), volunteers_below(city, place, age.retired, own_trust(city, who)),
                          members_below(city, place, age.active_retired))
                   : std::uint16_t{0}));
}

void take_part(City& city, Id<Communities> place) {
  // Of others and of the retired; those of middling trust are compared with what is known beforehand.
  const std::array middling = {volunteers_below(city, place, false, 0.5), volunteers_below(city, place, true, 0.5)};
  const std::array members = {members_below(city, place, false), members_below(city, place, true)};
  // Nobody whose luck lies above volunteers, however they trust: hardly anybody's own trust is looked at.
  const double most_trust = city.volunteers.trust > 0 ? 1 : 0;
  const std::uint64_t most =
      std::max(volunteers_below(city, place, false, most_trust), volunteers_below(city, place, true, most_trust));
  Counts all;
  for (std::uint32_t i = 0; i < city.communities.slots[place]; ++i) {
    const Id<Residents> who = city.slot(place, i);
    const std::uint64_t luck = luck_of(city, place, who);
    const Age age = age_of(city, who);
    std::uint64_t volunteers = middling[age.retired ? 1 : 0];
    if ((city.residents.trust[who] != middling_trust) & (volunteer_luck(luck) < most))
      volunteers = volunteers_below(city, place, age.retired, own_trust(city, who));
    std::uint16_t& traits = city.residents.traits[who];
    const int now = bits(luck, volunteers, members[age.active_retired ? 1 : 0]) &
                    (age.grown && (traits & Traits::present) != 0 ? parts : 0);
    traits = static_cast<std::uint16_t>((traits & ~parts) | now);
    all.add(Traits{traits}, 1);
  }
  city.communities.volunteers[place] = all.volunteers;
  city.communities.willing[place] = all.willing;
}

}  // namespace city
