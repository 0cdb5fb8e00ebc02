#include "models/city/shared/taking_part.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "models/city/shared/trust.hpp"
#include "models/city/state/city.hpp"
#include "sim/math.hpp"
#include "sim/random.hpp"
#include "sim/wide.hpp"

namespace city {
namespace {

constexpr int grown_up = 18 * 12;
constexpr std::uint16_t parts = Traits::volunteer | Traits::member;

// A chance as what 32 bits of luck must be below.
std::uint64_t threshold(double log_odds) { return static_cast<std::uint64_t>(sim::logistic(log_odds) * 0x1p32); }
// Whether luck is not below that chance, seen without an exponential: for x > 0, e^x is more than the first terms of
// its series, and so a chance less than one over one more than they.
bool surely_above(std::uint64_t luck, double log_odds) {
  const double x = -log_odds;
  return x > 0 && static_cast<double>(luck) * (2 + x * (1 + x * (0.5 + x * (1.0 / 6)))) >= 0x1p32;
}
bool below(std::uint64_t luck, double log_odds) { return !surely_above(luck, log_odds) && luck < threshold(log_odds); }

double volunteer_odds(const City& city, Id<Communities> place, bool retired, double trust) {
  const Volunteers& odds = city.volunteers;
  return static_cast<double>(city.communities.volunteer_level[place]) + (retired ? odds.retired : 0) +
         odds.trust * (trust - 0.5);
}
// The trust with which somebody is most likely to volunteer.
double most_trust(const City& city) { return city.volunteers.trust > 0 ? 1 : 0; }
double member_odds(const City& city, Id<Communities> place, bool active_retired) {
  return static_cast<double>(city.communities.member_level[place]) + (active_retired ? city.members.retired : 0);
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

std::uint16_t bits(bool volunteers, bool joins) {
  return static_cast<std::uint16_t>((volunteers ? Traits::volunteer : 0) | (joins ? Traits::member : 0));
}

// Of a stretch of slots from number `from` on: 1 where luck lies below one of the two thresholds. Hardly anybody's
// does, so that only few are looked at in earnest.
struct Key {
  std::uint64_t part_luck, place;
};
SIM_WIDE void find_lucky(std::span<const std::int16_t> born, Key key, std::uint32_t from,
                         std::array<std::uint64_t, 2> below, std::uint16_t* lucky) {
  for (std::size_t i = 0; i < born.size(); ++i) {
    const std::uint64_t luck = sim::combine(key.part_luck, City::luck(key.place, from + i, born[i]));
    lucky[i] = static_cast<std::uint16_t>((volunteer_luck(luck) < below[0]) | (member_luck(luck) < below[1]));
  }
}

struct Counts {
  std::int32_t volunteers = 0, willing = 0;
  void add(Traits traits, std::int32_t times) {
    volunteers += traits.has(Traits::volunteer) ? times : 0;
    willing += traits.has(Traits::member) ? times : 0;
  }
};

}  // namespace

void take_part(City& city, const TrustNow& trust, Id<Communities> place, Id<Residents> who) {
  std::uint16_t& traits = city.residents.traits[who];
  const Age age = age_of(city, who);
  std::uint16_t now = 0;
  if (age.grown && Traits{traits}.has(Traits::present)) {
    const std::uint64_t luck = luck_of(city, place, who);
    const auto odds = [&](double own) { return volunteer_odds(city, place, age.retired, own); };
    now = bits(!surely_above(volunteer_luck(luck), odds(most_trust(city))) &&
                   below(volunteer_luck(luck), odds(trust.own(who))),
               below(member_luck(luck), member_odds(city, place, age.active_retired)));
  }
  Counts change;
  change.add(Traits{traits}, -1);
  change.add(Traits{now}, 1);
  traits = static_cast<std::uint16_t>((traits & ~parts) | now);
  city.communities.volunteers[place] += change.volunteers;
  city.communities.willing[place] += change.willing;
}

void take_part(City& city, const TrustNow& trust, Id<Communities> place) {
  const auto volunteers_below = [&](bool retired, double own) {
    return threshold(volunteer_odds(city, place, retired, own));
  };
  // Of others and of the retired; those of middling trust are compared with what is known beforehand.
  const std::array middling = {volunteers_below(false, 0.5), volunteers_below(true, 0.5)};
  const std::array members = {threshold(member_odds(city, place, false)), threshold(member_odds(city, place, true))};
  // Nobody whose luck lies above volunteers, however they trust, or joins: hardly anybody's age and trust are looked
  // at.
  const std::uint64_t most =
      std::max(volunteers_below(false, most_trust(city)), volunteers_below(true, most_trust(city)));
  const std::uint64_t most_members = std::max(members[0], members[1]);
  const std::uint32_t first = city.communities.first[place], slots = city.communities.slots[place];
  const std::span<std::uint16_t> traits = city.residents.traits.all().subspan(first, slots);
  const std::span<const std::uint16_t> level = std::as_const(city.residents).trust.all().subspan(first, slots);
  const std::span<const std::int16_t> born = std::as_const(city.residents).born.all().subspan(first, slots);
  const Key key{city.communities.part_luck[place], city.communities.key[place]};
  Counts all;
  const auto find = [&](std::uint32_t from, std::uint32_t size, std::uint16_t* lucky) {
    for (std::uint16_t& theirs : traits.subspan(from, size)) theirs = static_cast<std::uint16_t>(theirs & ~parts);
    find_lucky(born.subspan(from, size), key, from, {most, most_members}, lucky);
  };
  sim::each_found(slots, find, [&](std::uint32_t i) {
    const Id<Residents> who(std::size_t{first} + i);
    const Age age = age_of(city, who);
    if (!age.grown || (traits[i] & Traits::present) == 0) return;
    const std::uint64_t luck = luck_of(city, place, who);
    const std::uint64_t volunteers =
        level[i] == middling_trust ? middling[age.retired ? 1 : 0] : volunteers_below(age.retired, trust.own(who));
    const Traits now{bits(volunteer_luck(luck) < volunteers, member_luck(luck) < members[age.active_retired ? 1 : 0])};
    traits[i] |= now.bits;
    all.add(now, 1);
  });
  city.communities.volunteers[place] = all.volunteers;
  city.communities.willing[place] = all.willing;
}

}  // namespace city
