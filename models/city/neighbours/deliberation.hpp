// Residents meet and deliberate: who comes, what they want, which motions pass.
//
//   volunteers, members, people in need --invited--> who expects enough others, by a lasting threshold --> attendance
//   who came: own need, or one that they see around them --> wanted, by service --binding--> posting
//   motions of groups for grants --majority of who came--> voted --> micro_fund
//   decisions of which nothing came --disappointed--> thresholds rise
//
// Each of the four factors of design has a column through which alone it acts: content `wanted`, subjects `invited` and
// with it who comes, procedure the thresholds and so `attendance`, use of results `binding`.
#pragma once

#include <cstdint>
#include <string_view>

#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

struct City;

struct Deliberation {
  static constexpr std::string_view about =
      "Those who are interested meet if they expect enough others; what they want is posted, and a majority grants "
      "money";
  sim::ByPlace<bool> open = false, content = true, subjects = true, procedure = true, use_of_results = true;
  std::int64_t every = 3, agenda = 3;
  double threshold = 0.6, spread = 0.5, rules = 0.1, lesson = 0.2, first = 0.25;
  double proposes = 0.1, least = 1000, most = 7000;

  template <class V>
  void visit(V& v) {
    v(open, {.name = "open",
             .meaning = "Whether communities hold meetings",
             .source = "Nanjing: an opinion on deliberation in communities, 2016"});
    v(content, {.name = "content",
                .meaning = "Whether those who meet say what they want; else what officials hold dear is on the table",
                .source = "Nanjing's opinion of 2016 names content, subjects, procedure and use of results"});
    v(subjects, {.name = "subjects",
                 .meaning = "Whether people in need and migrants are invited; else local volunteers and members alone",
                 .source = "Nanjing's opinion of 2016 names content, subjects, procedure and use of results"});
    v(procedure, {.name = "procedure",
                  .meaning = "Whether meetings go by rules of procedure",
                  .source = "Nanjing's opinion of 2016; rules for meetings in Chinese villages and communities that "
                            "follow Robert's are told of since 2008 (recalled, unverified)"});
    v(use_of_results, {.name = "use_of_results",
                       .meaning = "Whether what a meeting wants is posted and what it grants is paid",
                       .source = "Nanjing's opinion of 2016 names content, subjects, procedure and use of results"});
    v(every, {.name = "every",
              .unit = "month",
              .least = 1,
              .most = 120,
              .meaning = "From one meeting of a community to the next",
              .source = "assumed",
              .plausible = {1, 6}});
    v(agenda, {.name = "agenda",
               .least = 0,
               .most = 100,
               .meaning = "Motions for which a meeting has time",
               .source = "assumed",
               .plausible = {1, 6}});
    v(threshold, {.name = "threshold",
                  .least = -10,
                  .most = 10,
                  .meaning = "Share of the invited whom the mean one of them must expect to come",
                  .source = "assumed; thresholds of collective action: Granovetter 1978. With the spread below a "
                            "quarter comes, and nothing else is at rest",
                  .plausible = {0.5, 0.7}});
    v(spread, {.name = "spread",
               .least = 0,
               .most = 10,
               .meaning = "Standard deviation of these thresholds among people",
               .source = "assumed; much smaller ones leave rest near nobody and near everybody alone",
               .plausible = {0.4, 0.6}});
    v(rules,
      {.name = "rules",
       .least = 0,
       .most = 10,
       .meaning = "By how much rules of procedure lower everybody's threshold: meetings end on time, everybody is "
                  "heard",
       .source = "assumed",
       .plausible = {0, 0.2},
       .neutral = 0});
    v(lesson, {.name = "lesson",
               .least = 0,
               .most = 10,
               .meaning = "By how much thresholds rise where nothing came of any of the last decisions",
               .source = "assumed",
               .plausible = {0, 0.4},
               .neutral = 0});
    v(first, {.name = "first",
              .least = 0,
              .most = 1,
              .meaning = "Share of the invited whom people expect at the first meeting",
              .source = "assumed",
              .plausible = {0.1, 0.5}});
    v(proposes,
      {.name = "proposes",
       .least = 0,
       .most = 1,
       .meaning = "Chance that a group or organization that is filed or registered puts a motion to a meeting "
                  "at home",
       .source = "assumed",
       .plausible = {0.03, 0.3}});
    v(least, {.name = "least",
              .unit = "CNY",
              .least = 0,
              .most = 1e7,
              .meaning = "Smallest grant that a motion asks for",
              .source = "Nanjing's article of 2017: motions of 1,000 to 7,000 CNY"});
    v(most, {.name = "most",
             .unit = "CNY",
             .least = 0,
             .most = 1e7,
             .meaning = "Largest",
             .source = "Nanjing's article of 2017: motions of 1,000 to 7,000 CNY"});
  }

  void operator()(City& city, sim::Draws draws) const;
};

}  // namespace city
