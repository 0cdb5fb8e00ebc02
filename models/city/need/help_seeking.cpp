#include "models/city/need/help_seeking.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/city/shared/cases.hpp"
#include "models/city/shared/paying.hpp"
#include "models/city/shared/trust.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

enum HelpSeekingQuestion : std::uint32_t { hears = 1 };  // of a resident and a service

// Months one waits by what is told: who waits over who is taken up (Little 1961), in the community as far as there is
// anybody to tell, else in the street.
class Hearsay {
 public:
  Hearsay(const HelpSeeking& rule, const City& city) : rule_(rule), city_(city), services_(city.services.size()) {
    queue_.resize(city.governments.size() * services_);
    take_ups_.resize(queue_.size());
    for (const Id<Communities> place : city.communities.rows())
      for (std::size_t s = 0; s < services_; ++s) {
        queue_[street(place, s)] += city.communities.queue(place, s);
        take_ups_[street(place, s)] += city.communities.take_ups(place, s);
      }
  }
  double operator()(Id<Communities> place, std::size_t s) const {
    const double here = city_.communities.take_ups(place, s), told = 12 * here;
    const double own = months(city_.communities.queue(place, s), here);
    const double around = months(queue_[street(place, s)], take_ups_[street(place, s)]);
    return told + rule_.few > 0 ? (told * own + rule_.few * around) / (told + rule_.few) : own;
  }

 private:
  std::size_t street(Id<Communities> place, std::size_t s) const {
    return city_.communities.street[place].value * services_ + s;
  }
  double months(double queue, double take_ups) const {
    return take_ups * rule_.longest_wait > queue ? queue / take_ups : queue > 0 ? rule_.longest_wait : 0;
  }
  const HelpSeeking& rule_;
  const City& city_;
  std::size_t services_;
  std::vector<double> queue_, take_ups_;  // by street and service
};

double asking(const HelpSeeking& rule, const City& city, const TrustNow& trust_now, Id<Cases> row, double told) {
  const Id<Residents> who = city.cases.resident[row];
  const Id<Communities> place = city.cases.community[row];
  const std::size_t s = city.cases.service[row];
  const Traits traits{city.residents.traits[who]};
  const auto known = [](float coverage) { return std::max(0.0, static_cast<double>(coverage)); };
  double on_offer = known(city.communities.coverage(place, s));
  if (city.services[s].paying > 0)
    on_offer += able_to_pay(city, traits) * known(city.communities.paid_coverage(place, s));
  const double wait =
      remembers_wait(city, who) ? 0.5 * (told + std::min<double>(city.residents.wait[who], rule.longest_wait)) : told;
  double x = rule.intercept + rule.severity * city.cases.severity[row];
  x += rule.coverage * sim::log(std::max(on_offer, rule.least_coverage)) + rule.wait * wait;
  x += rule.trust * (trust_now(who, place) - 0.5);
  if (city.age_months(who) >= 80 * 12) x += rule.age80;
  if (traits.has(Traits::female)) x += rule.female;
  if (traits.income() == Income::high) x += rule.income;
  if (traits.has(Traits::migrant)) x += rule.migrant;
  if (traits.living() == Living::family) x += rule.support;
  return sim::logistic(x);
}

bool may_have_it(const City& city, Id<Cases> row) {
  return city.services[city.cases.service[row]].migrant_eligible ||
         !Traits{city.residents.traits[city.cases.resident[row]]}.has(Traits::migrant);
}

template <class Luck>
bool knows(const City& city, Id<Cases> row, Luck luck) {
  const Id<Residents> who = city.cases.resident[row];
  const Id<Communities> place = city.cases.community[row];
  const std::size_t s = city.cases.service[row];
  return Traits{city.residents.traits[who]}.has(Traits::served) ||
         sim::unit(luck(sim::combine(city.luck(place, who), s))) < city.communities.awareness(place, s);
}

}  // namespace

double HelpSeeking::propensity(const City& city, Id<Cases> row) const {
  return asking(*this, city, TrustNow(city), row,
                Hearsay(*this, city)(city.cases.community[row], city.cases.service[row]));
}

void HelpSeeking::operator()(City& city, sim::Draws draws) const {
  Cases& cases = city.cases;
  const sim::Draws lasting = draws.lasting();
  const auto luck = lasting.hashed(HelpSeekingQuestion::hears);
  const Hearsay hearsay(*this, city);
  const TrustNow trust_now(city);
  const bool first_ever = city.now == city.first - city.lead();
  // A decision that has been made stands for a year.
  const auto decides = [&](Id<Cases> row) { return (city.month() - cases.opened[row]) % 12 == 0; };
  const auto changes = [&](Id<Cases> row) {
    return cases.progress[row] == Progress::latent &&
           (cases.heard[row] != Heard::yes || decides(row) || !city.services[cases.service[row]].migrant_eligible);
  };
  sim::each(cases, [&](Id<Cases> row) {
    city.fetch(row, city.residents.traits, city.residents.born);
    if (!changes(row)) return;
    const Heard before = cases.heard[row];
    const bool know = may_have_it(city, row) && (before == Heard::yes || knows(city, row, luck));
    cases.heard[row] = know ? Heard::yes : Heard::no;
    if (!know || (before == Heard::yes && !decides(row))) return;
    const double told = hearsay(cases.community[row], cases.service[row]);
    if (lasting.uniform(cases.key[row]) >= asking(*this, city, trust_now, row, told)) return;
    if (first_ever && cases.opened[row] < city.month())  // they asked then, and have been seen to
      return close_case(city, row, Closure::by_itself);
    cases.progress[row] = Progress::waiting;
    cases.sought[row] = city.month();
  });
}

}  // namespace city
