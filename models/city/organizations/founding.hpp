// Would-be founders come at a policy-free pace; each looks at what it could live on and founds if that is enough.
//
//   attempts (keyed, policy-free) x markets x doors --decide()--> informal | filed | applying
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

enum class FoundingRule : std::uint8_t { niche, density };
constexpr std::array<std::string_view, 2> words(FoundingRule) { return {"niche", "density"}; }

struct Founding {
  static constexpr std::string_view about =
      "Would-be founders found if what they can expect to live on exceeds what it costs; or by density alone";
  FoundingRule rule = FoundingRule::niche;
  double attempts = 1.15, error = 0.5;
  double density_rate = 110, legitimation = 3, competition = 1.5;

  template <class V>
  void visit(V& v) {
    v(rule, {.name = "rule",
             .meaning = "Who founds: whoever can expect to live on it (niche), or as many as the number already there "
                        "calls for (density: Hannan and Carroll 1992)",
             .source = "two theories of the same event; a policy claim should hold under both"});
    v(density_rate, {.name = "density_rate",
                     .unit = "1/year",
                     .least = 0,
                     .most = 1e5,
                     .meaning = "Density rule: foundings in a district without organizations, times the class's share "
                                "of candidates",
                     .source = "assumed, so that the baseline's foundings are of the same order under both rules",
                     .plausible = {50, 250}});
    v(legitimation, {.name = "legitimation",
                     .least = 0,
                     .most = 100,
                     .meaning = "Density rule: log rate per 1,000 organizations of the class in the district",
                     .source = "assumed; positive in nearly all studies of organizational density",
                     .plausible = {1, 5},
                     .neutral = 0});
    v(competition, {.name = "competition",
                    .least = 0,
                    .most = 100,
                    .meaning = "Density rule: what the log rate loses per square of 1,000 organizations",
                    .source = "assumed; positive in nearly all studies of organizational density",
                    .plausible = {0.5, 3},
                    .neutral = 0});
    v(attempts, {.name = "attempts",
                 .unit = "count",
                 .least = 0,
                 .most = 100,
                 .meaning = "People a month per 10,000 residents who think of founding: a ceiling that no policy moves",
                 .source = "assumed, set to 'founded as legal persons per registered organization, 2010 to 2016 "
                           "(1/year)'",
                 .plausible = {0.5, 2}});
    v(error, {.name = "error",
              .least = 0,
              .most = 5,
              .meaning = "Standard deviation of the log error of founders about their own prospects",
              .source = "assumed",
              .plausible = {0.2, 1},
              .neutral = 0});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
