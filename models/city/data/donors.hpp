// Donors: what they could give, to which causes, and what moves them. Parameters only; the split is in markets.hpp.
#pragma once

#include <string_view>

#include "models/city/data/organization_class.hpp"
#include "sim/field.hpp"

namespace city {

struct Donors {
  double purse = 10, keep = 0.7, need = 0.5, filed = 0.4, first_hours = 4;
  Level within = Level::city;

  template <class V>
  void visit(V& v) {
    v(purse, {.name = "purse",
              .unit = "CNY",
              .least = 0,
              .most = 1e4,
              .meaning = "What residents could bring themselves to give, per resident and year, in 2010 wages",
              .source = "assumed",
              .plausible = {5, 20}});
    v(keep, {.name = "keep",
             .least = 0,
             .most = 1e6,
             .meaning = "Weight of keeping the money among those who ask for it, per 1,000 residents",
             .source = "assumed, so that gifts come near 35 million CNY in 2017",
             .plausible = {0.3, 1.5},
             .neutral = 0});
    v(need, {.name = "need",
             .least = 0,
             .most = 5,
             .meaning = "Elasticity of a cause's share of the purse to the worth of cases that wait for it",
             .source = "assumed; between giving alike (0) and giving by need (1)",
             .plausible = {0, 1},
             .neutral = 0});
    v(filed, {.name = "filed",
              .least = 0,
              .most = 1,
              .meaning = "Weight of a filed group among donors, who cannot deduct what they give it",
              .source = "assumed",
              .plausible = {0.2, 0.8},
              .neutral = 1});
    v(first_hours, {.name = "first_hours",
                    .unit = "hour/month",
                    .least = 0.01,
                    .most = 1000,
                    .meaning = "Hours of fundraising that make an organization's appeal 1.4 times that of silence; it "
                               "grows with their square root",
                    .source = "assumed; diminishing returns are found in all studies of fundraising",
                    .plausible = {2, 10}});
    v(within, {.name = "within",
               .meaning = "How far an appeal to donors goes, and how far they look for cases that wait: their street, "
                          "their district or the whole city",
               .source = "assumed: appeals are the city's"});
  }
};

}  // namespace city
