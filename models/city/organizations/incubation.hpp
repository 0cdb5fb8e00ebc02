// Incubators: seats for some organizations, for a year or two, and ten functions, each a switch of its own.
//
//   a district's line (budget) --share, residents--> an incubator's year --> seats, coach-hours, grants, showcases
//   organizations that are no legal person | young | known, noisy quality --best first--> free seats --> graduates
//   a function --> a column of its own --> the one rule that reads it (ODD has the list); none moves an outcome
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

/// When a graduate pays its own rent again.
enum class RentReturns : std::uint8_t { at_once, gradually, not_at_all };
constexpr std::array<std::string_view, 3> words(RentReturns) { return {"at_once", "gradually", "not_at_all"}; }

struct Incubation {
  static constexpr std::string_view about =
      "Incubators give some organizations a seat for a year or two, and do for them what their ten switches say";
  bool room = true, coaching = true, introductions = true, records = true, grants = true, training = true,
       showcase = true, standards = true, research = true, party = true;
  double quality = 1, noise = 0.2, grassroots = 0.1, start_up = 0.1, model = 0.05, model_record = 0.6;
  std::int64_t young = 24, least_stay = 12, most_stay = 24;
  RentReturns rent_returns = RentReturns::at_once;
  std::int64_t rent_months = 24;
  double teachable = 0.3, learning = 100, coach_most = 8, ties = 1, design_months = 6, course = 800, head = 15;

  template <class V>
  void visit(V& v) {
    functions(v);
    admission(v);
    v(least_stay, {.name = "least_stay",
                   .unit = "month",
                   .least = 1,
                   .most = 120,
                   .meaning = "Months in a seat at the least; each organization's are drawn evenly up to most_stay",
                   .source = "Jiangning's incubators: one to two years, as the project's specification has it"});
    v(most_stay, {.name = "most_stay",
                  .unit = "month",
                  .least = 1,
                  .most = 120,
                  .meaning = "Months in a seat at the most",
                  .source = "as least_stay"});
    v(rent_returns, {.name = "rent_returns",
                     .meaning = "When a graduate pays its rent again: at once, month by month over rent_months, or not "
                                "at all. What it does not pay, its district does, as far as its "
                                "cash goes, beside the line for incubators",
                     .source = "a lever; that support ends at graduation is the rule (assumed)"});
    v(rent_months, {.name = "rent_months",
                    .unit = "month",
                    .least = 1,
                    .most = 240,
                    .meaning = "Months after graduation until all of the rent is its own again, where it returns "
                               "gradually",
                    .source = "assumed",
                    .plausible = {12, 36}});
    v(teachable, {.name = "teachable",
                  .least = 0,
                  .most = 1,
                  .meaning = "Share of what an organization lacks in skill that coaches can teach; the rest is talent",
                  .source = "assumed",
                  .plausible = {0.1, 0.5},
                  .neutral = 0});
    v(learning, {.name = "learning",
                 .unit = "hour",
                 .least = 1,
                 .most = 1e5,
                 .meaning = "Hours with a coach after which about two thirds of that are learned",
                 .source = "assumed",
                 .plausible = {40, 300}});
    v(coach_most, {.name = "coach_most",
                   .unit = "hour/month",
                   .least = 0,
                   .most = 1000,
                   .meaning = "Hours with a coach that one organization takes a month at the most",
                   .source = "assumed: a morning every other week",
                   .plausible = {4, 20}});
    v(ties, {.name = "ties",
             .unit = "1/month",
             .least = 0,
             .most = 100,
             .meaning = "Communities, and as many governments, of its district to which one is introduced a month",
             .source = "assumed",
             .plausible = {0.3, 3}});
    v(design_months, {.name = "design_months",
                      .unit = "month",
                      .least = 0,
                      .most = 120,
                      .meaning = "Months in a seat until the design of a project in one's niche is ready to be adapted",
                      .source = "assumed",
                      .plausible = {3, 12}});
    v(course, {.name = "course",
               .unit = "CNY",
               .least = 0,
               .most = 1e5,
               .meaning = "Price of a course for the exam, in 2010 wages, which training pays for each social worker",
               .source = "assumed",
               .plausible = {300, 2000}});
    v(head, {.name = "head",
             .unit = "CNY",
             .least = 0.1,
             .most = 1e4,
             .meaning = "What a showcase costs for each who comes, in 2010 wages",
             .source = "derived: room and materials of a group event, 1,750 CNY, for its 115 people",
             .plausible = {8, 30}});
  }

  void operator()(City& city, sim::Draws draws) const;

 private:
  template <class V>
  void functions(V& v) {
    const std::string_view source =
        "Jiangning's ten functions of incubators, as the founding article names them; a lever";
    v(room, {.name = "room", .meaning = "Seats are free rooms: no rent is due for them", .source = source});
    v(coaching,
      {.name = "coaching", .meaning = "Coaches teach, as many hours as there is money for", .source = source});
    v(introductions,
      {.name = "introductions", .meaning = "Introduces to communities and funders of the district", .source = source});
    v(records, {.name = "records",
                .meaning = "Publishes the records of those who sit there, so that buyers err less",
                .source = source});
    v(grants, {.name = "grants", .meaning = "Gives its money for grants to those who sit there", .source = source});
    v(training, {.name = "training",
                 .meaning = "Pays courses for the exam, in May, for social workers of those who sit there",
                 .source = source});
    v(showcase, {.name = "showcase", .meaning = "Shows residents around what they do", .source = source});
    v(standards, {.name = "standards",
                  .meaning = "Teaches standard forms, by which delivery is measured with less error",
                  .source = source});
    v(research,
      {.name = "research", .meaning = "Works out designs of projects that bids can be adapted from", .source = source});
    v(party, {.name = "party", .meaning = "Opens the state's venues to their group events", .source = source});
  }
  template <class V>
  void admission(V& v) {
    v(quality, {.name = "quality",
                .least = 0,
                .most = 10,
                .meaning = "Weight of skill in admission, as far as it can be seen; at 0, and without the other "
                           "weights, seats are drawn by lot",
                .source = "assumed",
                .plausible = {0.5, 2},
                .neutral = 0});
    v(noise, {.name = "noise",
              .least = 0,
              .most = 5,
              .meaning = "Standard deviation of the lasting error in seeing it",
              .source = "assumed",
              .plausible = {0.1, 0.4}});
    v(grassroots, {.name = "grassroots",
                   .least = -10,
                   .most = 10,
                   .meaning = "What counts in admission for one that is no legal person, in units of skill",
                   .source = "Jiangning admits grassroots, start-ups and models; weight assumed",
                   .plausible = {0, 0.3},
                   .neutral = 0});
    v(start_up, {.name = "start_up",
                 .least = -10,
                 .most = 10,
                 .meaning = "What counts for a young one",
                 .source = "as grassroots; weight assumed",
                 .plausible = {0, 0.3},
                 .neutral = 0});
    v(model, {.name = "model",
              .least = -10,
              .most = 10,
              .meaning = "What counts for a legal person with a good record",
              .source = "as grassroots; weight assumed",
              .plausible = {0, 0.3},
              .neutral = 0});
    v(model_record, {.name = "model_record",
                     .least = 0,
                     .most = 1,
                     .meaning = "Record from which on it is a good one",
                     .source = "assumed",
                     .plausible = {0.5, 0.8}});
    v(young, {.name = "young",
              .unit = "month",
              .least = 0,
              .most = 600,
              .meaning = "Age up to which one is young",
              .source = "assumed",
              .plausible = {12, 36}});
  }
};

}  // namespace city
