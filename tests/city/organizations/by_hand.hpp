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

/// Clubs of a town of 1000 who spend 10 CNY a year on them: 10,000 for the first, whatever its status. What legal
/// persons have beside it is orders of housing estates, of which there are none yet.
inline City market() {
  City c = doors();
  c.registration.regime = Regime::direct;
  c.classes[1].direct_route = true;
  c.classes[1].market = 10;
  c.classes[1].running_cost = 1000;
  c.donors.purse = 0;
  c.buyer_kinds.resize(1);
  c.buyer_kinds[0].name = "estates";
  c.buyer_kinds[0].pays = 1000;
  c.buyer_kinds[0].suits = 0.5;
  c.economy.hour_price = 48.75;  // of month 0: an order is 1000 CNY a year
  c.class_facts.buyers[Id<ClassFacts>(1U)] = 1;
  c.classes[1].compliance = 1200;
  live(c, 0, 1000);
  return c;
}

inline Founder founder() {
  Founder who;
  who.key = 5;
  who.home = place(0);
  who.kind = 1;
  return who;
}

/// An estate of the east, and from whom it buys.
inline Id<Buyers> estate(City& c, std::uint64_t key, Id<Organizations> provider = {}, std::size_t home = 0) {
  const Id<Buyers> row = c.buyers.add();
  c.buyers.key[row] = key;
  c.buyers.community[row] = place(home);
  c.buyers.provider[row] = provider;
  return row;
}

/// Another club of size 1.
inline Id<Organizations> rival(City& c) { return organize(c, 1, 99, 0, LegalStatus::registered, 1); }

}  // namespace hand
