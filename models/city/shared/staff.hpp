// Social workers and their posts: how rows enter, who works where, what a post costs.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "models/city/state/city.hpp"
#include "sim/grouped.hpp"
#include "sim/random.hpp"

namespace city {

/// What luck decides for a social worker on entering, in the stream of the rule that lets them in.
struct WorkerLuck {
  enum Question : std::uint32_t { skill = 5, outside = 13 };
};

/// A person in the field from this month on, without licence and post.
Id<Workers> add_worker(City& city, std::size_t district, std::uint64_t key, sim::Draws luck);

/// Yuan a month that a licence adds to a wage.
inline double licence_bonus(const City& city, Licence licence) {
  return licence == Licence::none ? 0 : city.economy.licence_bonus;
}
/// Fen of a month of full time with this licence, now.
inline std::int32_t licence_wage(const City& city, Licence licence) {
  return static_cast<std::int32_t>(fen(city.wage() + licence_bonus(city, licence)));
}

/// Yuan a month that the field pays for full time with this licence, the city's allowance included.
inline double field_pay(const City& city, Licence licence) {
  return city.wage() + licence_bonus(city, licence) + (licence == Licence::none ? 0 : city.economy.licence_allowance);
}
/// Yuan a month that this person would earn outside the field.
inline double outside_pay(const City& city, Id<Workers> worker) {
  return city.outside_wage() * static_cast<double>(city.workers.outside[worker]);
}

void employ(City& city, Id<Workers> worker, Employer employer, std::uint32_t workplace, float share = 1);

/// Who works where: f(worker, workplace) for the social workers of one kind of employer, in the order of their rows. A
/// workplace is a row of communities (stations and institutions) or of organizations.
template <class F>
void each_employed(const City& city, Employer kind, F f) {
  sim::each_where<true>(city.workers.employer, kind, [&](Id<Workers> row) { f(row, city.workers.workplace[row]); });
}
/// The same for those of any employer: f(worker).
template <class F>
void each_employed(const City& city, F f) {
  sim::each_where<false>(city.workers.employer, Employer::none, f);
}
/// Whose this month's hours were: those of the post that was lost since.
inline Employer worked_for(const City& city, Id<Workers> worker) {
  const Employer left = city.workers.left[worker];
  return left == Employer::none ? city.workers.employer[worker] : left;
}
/// How many there are at each of so many workplaces.
std::vector<std::int32_t> headcounts(const City& city, Employer kind, std::size_t workplaces);
/// Case hours that the social workers of each organization have this month, together.
std::vector<double> staff_hours(const City& city);
/// The social workers of each of so many workplaces.
using Teams = sim::Grouped<Workers>;
Teams teams(const City& city, Employer kind, std::size_t workplaces);

/// Posts of a community's station; where they are not whole, a lasting draw rounds them.
inline double posts_of(const City& city, Id<Communities> place) {
  const std::size_t district = city.communities.district[place];
  return city.station.staff.at(district) + city.station.case_posts.at(district) + city.communities.line_posts[place];
}
/// Of so many who are there, those in further posts.
inline int beyond_regular(const City& city, Id<Communities> place, int there) {
  const double regular = city.station.staff.at(city.communities.district[place]);
  const double most = std::ceil(posts_of(city, place) - regular - 1e-6);
  return static_cast<int>(std::clamp(std::floor(there - regular + 1e-6), 0.0, std::max(0.0, most)));
}
inline std::int64_t station_posts(const City& city, Id<Communities> place) {
  enum Question : std::uint64_t { rounding = 7 };
  const auto luck = static_cast<std::uint32_t>(sim::combine(city.communities.key[place], rounding));
  return static_cast<std::int64_t>(std::floor(posts_of(city, place) + sim::unit(luck)));
}

/// Social workers that the institutions around a community have posts for; not whole.
inline double institution_posts(const City& city, Id<Communities> place) {
  return city.station.institution_staff * city.communities.population[place] / 10000;
}
/// The lasting key of a community's posts: those of its station or of its institutions.
std::uint64_t posts_key(const City& city, Id<Communities> place, Employer employer);

/// What a worker costs the employer this month, insurance included.
inline Fen payroll_cost(const City& city, Id<Workers> worker) {
  return sim::nearest_integer(city.workers.wage[worker] * static_cast<double>(city.workers.share[worker]) *
                              (1 + city.economy.wage_surcharge));
}

inline void dismiss(City& city, Id<Workers> worker) {
  city.workers.left[worker] = city.workers.employer[worker];
  city.workers.employer[worker] = Employer::none;
  city.workers.cases[worker] = 0;
}

/// The labour market of a district: its own number, or beyond all of them that of those that share it.
inline std::size_t labour_market(const City& city, std::size_t district) {
  const std::size_t shared = city.governments.market[city.district_government(district)];
  return shared == 0 ? district : city.districts.size() + shared - 1;
}

}  // namespace city
