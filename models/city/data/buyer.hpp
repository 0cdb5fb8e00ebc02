// Institutions that buy from organizations: housing estates, schools, firms. A kind is a row; a new one needs no C++.
#pragma once

#include <string>

#include "models/city/data/organization_class.hpp"

namespace city {

/// A kind of institution that buys: how many there are, what each pays, and to whom. All of them need an invoice and a
/// contract, so that they buy from legal persons alone.
struct Buyer {
  std::string name;
  double per_community = 0, per_10k = 0;
  bool towns_only = false;
  double pays = 0;
  std::string buys;
  Level within = Level::street;
  double suits = 0.05, leaves = 0.2;

  template <class V>
  void visit(V& v) {
    v(per_community, {.name = "per_community",
                      .unit = "count",
                      .least = 0,
                      .most = 1000,
                      .meaning = "Of the kind in each community, mean",
                      .source = "the row's own source",
                      .fixed = true});
    v(per_10k, {.name = "per_10k",
                .unit = "count",
                .least = 0,
                .most = 1000,
                .meaning = "Of the kind per 10,000 residents at the start, mean; beside those of each community",
                .source = "the row's own source",
                .fixed = true});
    v(towns_only, {.name = "towns_only",
                   .meaning = "Whether institutions of the kind are in towns alone",
                   .source = "the row's own source",
                   .fixed = true});
    v(pays, {.name = "pays",
             .unit = "CNY",
             .least = 0,
             .most = 1e7,
             .meaning = "What one pays its provider a year, at the hour price of 2016; it follows the hour's cost",
             .source = "the row's own source",
             .of = "buying"});
    v(buys, {.name = "buys",
             .meaning = "Classes of organizations it buys from, names with spaces between; none when empty",
             .source = "the row's own source",
             .fixed = true});
    v(within, {.name = "within",
               .meaning = "Where it looks for a provider: in its street, its district or the whole city",
               .source = "the row's own source",
               .of = "buying"});
    v(suits,
      {.name = "suits",
       .least = 0,
       .most = 1,
       .meaning = "Chance that a provider within reach is one that it knows of and that offers what it wants; it "
                  "lasts",
       .source = "assumed, so that a third of institutions find somebody in 2010 and nine tenths in 2017",
       .plausible = {0.02, 0.15},
       .of = "buying"});
    v(leaves, {.name = "leaves",
               .unit = "1/year",
               .least = 0,
               .most = 1,
               .meaning = "Share of institutions that leave their provider in a year",
               .source = "assumed",
               .plausible = {0.05, 0.4},
               .of = "buying"});
  }
};

}  // namespace city
