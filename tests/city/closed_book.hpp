// The law of the hours book, for tests of small towns and of whole cities.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <string>

#include "models/city/state/city.hpp"

namespace book {

using namespace city;

/// Uses of each person come to the hours they had, none below zero; those of each community to the hours of its people;
/// and casework booked is casework that cases were given, but for volunteers'.
inline void expect_closed(const City& c) {
  const std::string where = c.now.text();
  double given = 0, booked = 0;
  for (const Id<Cases> row : c.cases.rows())
    if (c.cases.payer[row] != Payer::volunteers) given += c.cases.hours[row];
  for (const Id<Workers> row : c.workers.rows()) {
    double all = 0;
    for (const float hours : c.workers.spent.row(row)) {
      ASSERT_GE(hours, -0.01) << where;
      all += hours;
    }
    if (all != 0) {  // at work when the month's hours were given out
      ASSERT_NEAR(all, c.economy.worker_hours * c.workers.share[row], 0.01) << where;
    }
  }
  std::vector<double> mediators(c.districts.size());
  for (const Id<Communities> place : c.communities.rows())
    for (std::size_t whose = 0; whose < sim::word_count<Personnel>; ++whose) {
      const auto spent = c.communities.hours_spent.row(place).subspan(whose * uses, uses);
      const bool pooled = static_cast<Personnel>(whose) == Personnel::mediators;  // of a street, where it is a lever
      double all = 0;
      for (const float hours : spent) {
        if (!pooled) {
          ASSERT_GE(hours, -0.01) << where;
        }
        all += hours;
      }
      const double had = c.communities.hours_had(place, whose);
      ASSERT_NEAR(all, had, 0.05 + 1e-5 * had) << where << ", " << words(Personnel{})[whose];
      if (pooled) mediators[c.communities.district[place]] += spent[index_of(Use::idle)];
      booked += spent[index_of(Use::casework)] + spent[index_of(Use::mediation)];
    }
  for (const double idle : mediators) ASSERT_GE(idle, -0.01) << where;
  ASSERT_NEAR(booked, given, 0.05 + 1e-5 * given) << where;
}

}  // namespace book
