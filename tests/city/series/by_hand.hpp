// A city whose series can be counted on fingers, and builders of what they count. Now is July 2014.
//
//   communities  0 a town and 1 a village of district east | 2, 3 towns of west; 100, 50, 200 and no residents
//   services     0 | 1, which goes straight to the committee;   classes  0 professional | 1 not; both of the community
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "models/city/month/closing.hpp"
#include "models/city/series/reading.hpp"
#include "tests/city/hand_made.hpp"

namespace told {

using namespace city;

inline constexpr std::int16_t now = 54;

inline City make_city() {
  City c = hand::make_city();
  c.now = sim::Month{now};
  c.services[1].direct = true;
  c.classes[0].community = c.classes[0].professional = true;
  const std::array<std::int32_t, 4> people = {100, 50, 200, 0};
  for (std::size_t i = 0; i < people.size(); ++i) c.communities.population[hand::place(i)] = people[i];
  c.communities.rural[hand::place(1)] = 1;
  c.station.staff = 0;
  c.residents.resize(300);
  return c;
}

inline std::array<std::size_t, 3> extents_of(const City& c, const sim::Series<Reading>& series) {
  std::array<std::size_t, 3> out = {1, 1, 1};
  for (std::size_t a = 0; a < series.axes.size(); ++a)
    for (const sim::Axis& axis : axes(c))
      if (axis.name == series.axes[a]) out[a] = axis.labels.size();
  return out;
}

// A value of a series now; cell 0 of the first axis is the whole city.
inline double read(City& c, const std::string& name, std::size_t i = 0, std::size_t j = 0, std::size_t k = 0) {
  Closing{}(c, sim::Draws(1, 0, "summary", c.now));
  for (const auto& s : all_series()) {
    if (s.name != name) continue;
    const auto extents = extents_of(c, s);
    std::vector<double> values(extents[0] * extents[1] * extents[2]);
    const sim::Cells cells(values, extents);
    s.read(Reading(c), cells);
    return cells(i, j, k);
  }
  ADD_FAILURE() << "no series " << name;
  return 0;
}

inline Id<Cases> need(City& c, std::uint32_t community, std::uint8_t service, Progress progress, std::int16_t opened,
                      std::int16_t sought = never, std::int16_t taken = never, Closure closure = Closure::open) {
  const Id<Cases> row = c.cases.add();
  c.cases.resident[row] = Id<Residents>(row.value);
  c.cases.community[row] = Id<Communities>(community);
  c.cases.service[row] = service;
  c.cases.progress[row] = progress;
  c.cases.closure[row] = closure;
  c.cases.opened[row] = opened;
  c.cases.sought[row] = sought;
  c.cases.taken[row] = taken;
  return row;
}

inline Id<Organizations> organization(City& c, std::uint32_t home, std::uint8_t kind, LegalStatus status,
                                      std::int16_t founded) {
  const Id<Organizations> row = c.organizations.add();
  c.organizations.home[row] = Id<Communities>(home);
  c.organizations.kind[row] = kind;
  c.organizations.status[row] = status;
  c.organizations.alive[row] = 1;
  c.organizations.founded[row] = c.organizations.status_since[row] = founded;
  return row;
}

inline Id<Workers> worker(City& c, std::uint8_t district, Employer employer, std::uint32_t workplace, Licence licence) {
  const Id<Workers> row = c.workers.add();
  c.workers.district[row] = district;
  c.workers.employer[row] = employer;
  c.workers.workplace[row] = workplace;
  c.workers.licence[row] = licence;
  return row;
}

inline Id<Contracts> project(City& c, std::uint32_t community, bool fair, Fen yuan, std::int16_t posted,
                             Id<Organizations> provider = {}) {
  const Id<Contracts> row = c.contracts.add();
  c.contracts.community[row] = Id<Communities>(community);
  c.contracts.payer[row] = hand::top;
  c.contracts.fair[row] = fair ? 1 : 0;
  c.contracts.posted[row] = posted;
  c.contracts.value[row] = yuan * 100;
  c.contracts.starts[row] = now;
  if (provider) c.contracts.won[row] = now;
  c.contracts.months[row] = 12;
  c.contracts.provider[row] = provider;
  c.contracts.awarded[row] = provider ? 1 : 0;
  return row;
}

}  // namespace told
