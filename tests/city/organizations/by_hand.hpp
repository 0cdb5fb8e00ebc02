// Cities for the tests of organizations: the doors of registration, a market for clubs, and one where nothing moves.
#pragma once

#include "models/city/organizations/founder.hpp"
#include "tests/city/hand_made.hpp"

namespace hand {

using namespace city;

/// No market, no gifts, no costs: each test sets what it looks at.
inline City quiet() {
  City c = peopled();
  c.donors.purse = 0;
  return c;
}

inline City doors() {
  City c = make_city();
  c.classes[0].direct_route = true;
  c.classes[0].sponsor = 2;
  c.classes[1].zero_threshold = true;
  Registration& r = c.registration;
  r.sponsor = 0.02;
  r.capital = 30000;
  r.cost = 3000;
  r.wait_dual = 3;
  r.wait_direct = 2;
  r.wait_zero = 1;
  r.desk = 1e9;
  return c;
}

/// Clubs of a town of 1000 who spend 10 CNY a year on them: 10,000 for the first, as far as its status reaches.
inline City market() {
  City c = doors();
  c.registration.regime = Regime::direct;
  c.classes[1].direct_route = true;
  c.classes[1].market = 10;
  c.classes[1].running_cost = 1000;
  c.donors.purse = 0;
  c.reach.informal_fees = 0.35;
  c.reach.filed_fees = 0.5;
  c.classes[1].compliance = 1200;
  c.communities.population[place(0)] = 1000;
  return c;
}

inline Founder founder() {
  Founder who;
  who.key = 5;
  who.home = place(0);
  who.kind = 1;
  return who;
}

/// Another club of size 1, so that shares depend on status.
inline void rival(City& c) { organize(c, 1, 99, 0, LegalStatus::registered, 1); }

}  // namespace hand
