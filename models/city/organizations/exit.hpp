// Groups tire and come back; whoever cannot pay for months, or whose founder leaves and is followed by nobody, ends.
#pragma once

#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

/// Going dormant, coming back, carried on by somebody else, dissolving.
struct Exit {
  static constexpr std::string_view about =
      "Groups tire and go dormant; those without money, or with nobody to follow their founder, dissolve";
  double fatigue = 0.006, revival = 0.01, dormant_leaves = 0.02, founder_leaves = 0.003;
  std::int64_t idle_months = 12, arrears_months = 4;
  double rescue = 1, newness = 0, newness_fades = 24, succession = 0.2;

  template <class V>
  void visit(V& v) {
    v(fatigue, {.name = "fatigue",
                .unit = "1/month",
                .least = 0,
                .most = 1,
                .meaning = "Chance that a group without staff loses its volunteers",
                .source = "assumed",
                .plausible = {0.003, 0.012}});
    v(revival, {.name = "revival",
                .unit = "1/month",
                .least = 0,
                .most = 1,
                .meaning = "Chance that a dormant group finds volunteers again",
                .source = "assumed",
                .plausible = {0.003, 0.03}});
    v(dormant_leaves, {.name = "dormant_leaves",
                       .unit = "1/month",
                       .least = 0,
                       .most = 1,
                       .meaning = "Chance that a dormant one dissolves for good",
                       .source = "assumed",
                       .plausible = {0.005, 0.05}});
    v(founder_leaves,
      {.name = "founder_leaves",
       .unit = "1/month",
       .least = 0,
       .most = 1,
       .meaning = "Chance that the founder leaves and no other volunteer carries it on, whatever the legal status",
       .source = "assumed, set to 'lost per registered organization, 2010 to 2016 (1/year)'",
       .plausible = {0.0015, 0.006}});
    v(succession,
      {.name = "succession",
       .least = 0,
       .most = 1,
       .meaning = "Chance that one of those whom it pays, each asked alone, carries on an organization whose "
                  "founder leaves",
       .source = "assumed; that the large outlive their founders more often: liability of smallness (Aldrich and "
                 "Auster 1986)",
       .plausible = {0.05, 0.5},
       .neutral = 0});
    v(idle_months, {.name = "idle_months",
                    .unit = "month",
                    .least = 1,
                    .most = 120,
                    .meaning = "Months without doing anything until dormant",
                    .source = "assumed",
                    .plausible = {6, 24}});
    v(arrears_months, {.name = "arrears_months",
                       .unit = "month",
                       .least = 1,
                       .most = 120,
                       .meaning = "Months in a row without paying what is owed until it dissolves",
                       .source = "assumed",
                       .plausible = {2, 12}});
    v(newness, {.name = "newness",
                .least = 0,
                .most = 100,
                .meaning = "How much more often founders of a new organization leave (liability of newness), on top of "
                           "those of an old one",
                .source = "Stinchcombe 1965; none by default: national cohorts do not show it",
                .neutral = 0});
    v(newness_fades, {.name = "newness_fades",
                      .unit = "month",
                      .least = 1,
                      .most = 600,
                      .meaning = "Age at which that is down to 37 %",
                      .source = "assumed",
                      .plausible = {12, 60}});
    v(rescue, {.name = "rescue",
               .least = 0,
               .most = 1,
               .meaning = "Share of remaining money that goes back to households at dissolution",
               .source = "assumed; the rest goes to the treasury",
               .plausible = {0, 1}});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
