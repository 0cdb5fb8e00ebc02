#include "models/city/neighbours/deliberation.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <tuple>
#include <vector>

#include "models/city/neighbours/reforms.hpp"
#include "models/city/state/city.hpp"
#include "sim/math.hpp"
#include "sim/parallel.hpp"
#include "sim/wide.hpp"

namespace city {
namespace {

enum DeliberationQuestion : std::uint32_t {
  threshold = 0,    // of a resident, lasting: their rank by it
  speaks = 1,       // of a resident, lasting: what for, what they would leave to others
  puts_motion = 2,  // of an organization: whether, in which order, how much
};
constexpr int of_age = 18 * 12;

struct Attendant {
  std::size_t want;  // a service
  double yields;     // part of the fund that they leave to others' wants
};

bool meets(const Deliberation& rule, const City& city, Id<Communities> place) {
  if (!has_reform(city, place, rule.open.at(city.communities.district[place]), Reform::deliberation)) return false;
  const auto every = static_cast<int>(rule.every);
  const int turn = city.month() + static_cast<int>(city.communities.key[place] % static_cast<std::uint32_t>(every));
  return (turn % every + every) % every == 0;
}

// What came of the last meeting: its wishes and each grant that it passed are a decision.
void learn(City& city, Id<Communities> place) {
  Communities& places = city.communities;
  if (places.met[place] == never) return;
  const double decisions = 1.0 + places.passed[place],
               used = places.binding[place] != 0 ? 1.0 + places.carried_out[place] : 0;
  places.disappointed[place] += static_cast<float>((1 - used / decisions - places.disappointed[place]) / 3);
}

// Of a stretch of slots: 1 where a grown-up is invited: volunteers and members, with `subjects` migrants among them and
// whoever is in need.
struct Stretch {
  std::span<const std::uint16_t> traits, open;
  std::span<const std::int16_t> born;
};
SIM_WIDE void find_invited(const Stretch& of, std::int16_t latest, bool subjects, std::uint16_t* invited) {
  const std::uint16_t all = subjects ? 1 : 0, foreign = subjects ? 0 : Traits::migrant;
  for (std::size_t i = 0; i < of.traits.size(); ++i) {
    const auto bit = [&](std::uint16_t trait) { return static_cast<std::uint16_t>((of.traits[i] & trait) != 0); };
    const int active = bit(Traits::volunteer) | bit(Traits::member), in_need = of.open[i] != 0 ? 1 : 0;
    const int asked = (active & (1 - bit(foreign))) | (all & in_need);
    invited[i] = static_cast<std::uint16_t>(asked & bit(Traits::present) & (of.born[i] <= latest ? 1 : 0));
  }
}

// Slots of those who are invited.
std::vector<std::uint32_t> invite(const City& city, Id<Communities> place, bool subjects) {
  const std::uint32_t first = city.communities.first[place], slots = city.communities.slots[place];
  const auto latest = static_cast<std::int16_t>(city.today().index - of_age);
  const Residents& all = city.residents;
  std::vector<std::uint32_t> out;
  const auto find = [&](std::uint32_t from, std::uint32_t size, std::uint16_t* invited) {
    const auto part = [&](const auto& column) { return column.all().subspan(first + from, size); };
    find_invited({part(all.traits), part(all.open), part(all.born)}, latest, subjects, invited);
  };
  sim::each_found(slots, find, [&](std::uint32_t slot) { out.push_back(slot); });
  return out;
}

// Who comes, of those who are invited.
std::vector<Attendant> come(const Deliberation& rule, City& city, Id<Communities> place,
                            std::span<const std::int32_t> seen, sim::Draws lasting) {
  Communities& places = city.communities;
  const std::size_t district = places.district[place];
  const bool procedure = rule.procedure.at(district), subjects = rule.subjects.at(district);
  const std::span<float> shares = places.attendance.row(place);
  if (places.met[place] == never) std::fill(shares.begin(), shares.end(), static_cast<float>(rule.first));
  const double expected = std::accumulate(shares.begin(), shares.end(), 0.0) / static_cast<double>(shares.size());
  const double mean = rule.threshold - (procedure ? rule.rules : 0) + rule.lesson * places.disappointed[place];
  // Whose threshold, of a normal distribution, that many others reach.
  const double willing =
      rule.spread > 0 ? sim::normal_below((expected - mean) / rule.spread) : (expected >= mean ? 1.0 : 0.0);
  const std::size_t services = city.services.size();
  const auto rank = lasting.hashed(DeliberationQuestion::threshold);
  const bool any_seen = std::any_of(seen.begin(), seen.end(), [](std::int32_t cases) { return cases > 0; });
  std::vector<Attendant> out;
  const std::vector<std::uint32_t> invited = invite(city, place, subjects);
  for (const std::uint32_t i : invited) {
    const Id<Residents> who = city.slot(place, i);
    const std::uint16_t open = city.residents.open[who];
    const std::uint64_t key = city.luck(place, who);
    if (sim::unit(rank(key)) >= willing) continue;
    const sim::Draws::Words words = lasting.four(key, DeliberationQuestion::speaks);
    std::size_t want = services;  // of nothing, where there is no need to be seen
    if (open != 0)
      want = sim::pick(sim::unit(words[0]), services, [&](std::size_t s) { return open >> s & 1; });
    else if (any_seen)
      want = sim::pick(sim::unit(words[0]), services, [&](std::size_t s) { return seen[s]; });
    out.push_back({want, sim::unit(words[1])});
  }
  places.invited[place] = static_cast<std::int32_t>(invited.size());
  places.attended[place] = static_cast<std::int32_t>(out.size());
  std::copy_backward(shares.begin(), shares.end() - 1, shares.end());
  shares[0] = invited.empty() ? 0.0F : static_cast<float>(places.attended[place]) / static_cast<float>(invited.size());
  return out;
}

void say_wishes(const Deliberation& rule, City& city, Id<Communities> place, const std::vector<Attendant>& attendants) {
  const std::span<float> wanted = city.communities.wanted.row(place);
  const bool content = rule.content.at(city.communities.district[place]);
  std::vector<double> voices(wanted.size());
  for (const Attendant& one : attendants)
    if (content && one.want < voices.size()) ++voices[one.want];
  if (!content && !attendants.empty())
    for (std::size_t s = 0; s < voices.size(); ++s) voices[s] = city.services[s].salience;
  const double all = std::accumulate(voices.begin(), voices.end(), 0.0);
  for (std::size_t s = 0; s < voices.size(); ++s) wanted[s] = static_cast<float>(all > 0 ? voices[s] / all : 0);
}

// One agrees to a grant for what they want; to another while it takes no larger part of the fund than they would leave
// to others.
void vote(const Deliberation& rule, City& city, Id<Communities> place, const std::vector<Attendant>& attendants,
          std::span<const Id<Organizations>> groups, sim::Draws draws) {
  struct Motion {
    std::uint32_t turn;
    std::uint64_t key;
    Id<Organizations> group;
    Fen amount;
  };
  std::vector<Motion> motions;
  for (const Id<Organizations> group : groups) {
    const std::uint64_t key = city.organizations.key[group];
    const sim::Draws::Words words = draws.four(key, DeliberationQuestion::puts_motion);
    if (sim::unit(words[0]) < rule.proposes)
      motions.push_back(
          {words[1], key, group, whole_yuan(rule.least + (rule.most - rule.least) * sim::unit(words[2]))});
  }
  std::sort(motions.begin(), motions.end(),
            [](const Motion& a, const Motion& b) { return std::tie(a.turn, a.key) < std::tie(b.turn, b.key); });
  if (attendants.empty()) motions.clear();
  motions.resize(std::min(motions.size(), static_cast<std::size_t>(rule.agenda)));
  auto left = static_cast<double>(city.communities.fund[place]);
  for (const Motion& motion : motions) {
    const auto amount = static_cast<double>(motion.amount);
    const auto agree = std::count_if(attendants.begin(), attendants.end(), [&](const Attendant& one) {
      return one.want == city.organizations.niche[motion.group] || one.yields * left >= amount;
    });
    if (2 * static_cast<std::size_t>(agree) <= attendants.size()) continue;
    city.organizations.voted[motion.group] = motion.amount;
    ++city.communities.passed[place];
    left = std::max(0.0, left - amount);
  }
  city.communities.motions[place] = static_cast<std::int32_t>(motions.size());
}

}  // namespace

void Deliberation::operator()(City& city, sim::Draws draws) const {
  practise(city, Reform::deliberation, [&](std::size_t district) { return open.at(district); });
  Communities& places = city.communities;
  std::vector<std::uint8_t> meeting(places.size());
  for (const Id<Communities> place : places.rows()) meeting[place.value] = meets(*this, city, place) ? 1 : 0;
  if (std::all_of(meeting.begin(), meeting.end(), [](std::uint8_t here) { return here == 0; })) return;
  const std::size_t services = city.services.size();
  const auto asked_for = [&](Id<Cases> row, std::span<std::int32_t> needs) {
    if (city.cases.progress[row] == Progress::waiting || city.cases.progress[row] == Progress::active)
      ++needs[city.cases.community[row].value * services + city.cases.service[row]];
  };
  const auto seen = sim::sums<std::int32_t>(city.cases, places.size() * services, asked_for);
  std::vector<std::vector<Id<Organizations>>> groups(places.size());
  for (const Id<Organizations> row : city.organizations.rows())
    if (at_work(city, row) && city.organizations.status[row] != LegalStatus::informal)
      groups[city.organizations.home[row].value].push_back(row);
  sim::each(places.size(), 1, [&](std::size_t c) {
    const Id<Communities> place(c);
    if (meeting[c] == 0) return;
    learn(city, place);
    const auto attendants = come(*this, city, place, std::span(seen).subspan(c * services, services), draws.lasting());
    say_wishes(*this, city, place, attendants);
    places.binding[place] = use_of_results.at(places.district[place]) ? 1 : 0;
    places.passed[place] = places.carried_out[place] = 0;
    places.met[place] = city.month();
    vote(*this, city, place, attendants, groups[c], draws);
  });
}

}  // namespace city
