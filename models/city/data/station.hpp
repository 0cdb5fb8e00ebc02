// The community station: its posts and counters, and the committee's mediators beside it.
#pragma once

#include "sim/field.hpp"
#include "sim/math.hpp"

namespace city {

/// The community station: who works there and where their time goes.
struct Station {
  sim::ByPlace<double> staff = 8, case_posts = 0;
  double institution_staff = 4;
  double casework_share = 0.035, freed_share = 0.2, mediation = 6, dispute_pay = 100;
  sim::ByPlace<bool> casework_pooling = false;
  double handling = 6, learned = 8, learning = 0.32, practice_fades = 0.02, search = 6, found = 2;
  double busiest = 0.9, standard = 10, most_admin = 0.95;
  sim::ByPlace<double> training = 0;
  double training_hours = 16;
  bool contest = false, knowledge_base = false;
  double contest_hours = 16, contest_gain = 0.2;

  template <class V>
  void visit(V& v) {
    v(staff, {.name = "staff",
              .unit = "count",
              .least = 0,
              .most = 100,
              .meaning = "Posts of a community's station for tasks of all kinds",
              .source = "assumed: about 9,900 staff in 1,232 communities",
              .plausible = {6, 12}});
    v(case_posts,
      {.name = "case_posts",
       .unit = "count",
       .least = 0,
       .most = 100,
       .meaning = "Further posts of a station, for cases alone; a fraction of a post is some stations' post",
       .source = "assumed; a policy lever",
       .plausible = {0, 4}});
    v(institution_staff, {.name = "institution_staff",
                          .unit = "count",
                          .least = 0,
                          .most = 100,
                          .meaning = "Social-work posts in streets, hospitals and schools per 10,000 residents",
                          .source = "assumed",
                          .plausible = {2, 8}});
    v(casework_share, {.name = "casework_share",
                       .least = 0,
                       .most = 1,
                       .meaning = "Share of station time that goes to cases before any relief",
                       .source = "assumed",
                       .plausible = {0.02, 0.1}});
    v(freed_share, {.name = "freed_share",
                    .least = 0,
                    .most = 1,
                    .meaning = "Share of freed time that reaches casework",
                    .source = "assumed: 0.05 to 0.50; swept",
                    .plausible = {0.05, 0.5}});
    v(mediation, {.name = "mediation",
                  .unit = "hour/month",
                  .least = 0,
                  .most = 1000,
                  .meaning = "Hours of the residents' committee's mediators, beside the station's posts, per 1,000 "
                             "residents",
                  .source = "assumed: three to nine members of a committee (People's Mediation Law of 2010), about ten "
                            "hours each",
                  .plausible = {3, 12}});
    v(dispute_pay, {.name = "dispute_pay",
                    .unit = "CNY",
                    .least = 0,
                    .most = 1e4,
                    .meaning = "What the street pays the committee's mediators for a dispute that they have heard, "
                               "settled or not",
                    .source = "recalled, unverified: about 100 CNY a dispute"});
    v(casework_pooling, {.name = "casework_pooling",
                         .meaning = "Whether the stations of a street work one common queue of cases",
                         .source = "assumed; a policy lever"});
    v(handling, {.name = "handling",
                 .unit = "minute",
                 .least = 0,
                 .most = 240,
                 .meaning = "Time of an errand at the counter that no practice shortens",
                 .source = "assumed",
                 .plausible = {3, 10}});
    v(learned, {.name = "learned",
                .unit = "minute",
                .least = 0,
                .most = 240,
                .meaning = "What it takes more of who has never done one of the kind; of who has done n, times "
                           "(1 + n / 100) to the power of -learning",
                .source = "assumed",
                .plausible = {4, 16},
                .neutral = 0});
    v(learning, {.name = "learning",
                 .least = 0,
                 .most = 2,
                 .meaning = "Exponent of the learning curve of errands",
                 .source = "80 % curve, each doubling of practice saves a fifth (Wright 1936); that it holds at "
                           "counters is assumed",
                 .plausible = {0.15, 0.5},
                 .neutral = 0});
    v(practice_fades, {.name = "practice_fades",
                       .unit = "1/month",
                       .least = 0.001,
                       .most = 1,
                       .meaning = "Part of the errands that one has done that is forgotten a month",
                       .source = "assumed: half of it in three years",
                       .plausible = {0.01, 0.05}});
    v(search, {.name = "search",
               .unit = "minute",
               .least = 0,
               .most = 240,
               .meaning = "Time of an errand for looking its rules up",
               .source = "assumed",
               .plausible = {3, 10}});
    v(found, {.name = "found",
              .unit = "minute",
              .least = 0,
              .most = 240,
              .meaning = "Time of an errand for looking its rules up, with a common knowledge base",
              .source = "assumed",
              .plausible = {1, 3}});
    v(busiest, {.name = "busiest",
                .least = 0.1,
                .most = 0.99,
                .meaning = "Share of its time a counter is busy when a second one opens for the same errands",
                .source = "assumed",
                .plausible = {0.7, 0.95}});
    v(most_admin, {.name = "most_admin",
                   .least = 0,
                   .most = 0.99,
                   .meaning = "Share of station time that tasks and counters can take, at most",
                   .source = "assumed: somebody answers the door",
                   .plausible = {0.85, 0.99}});
    v(standard, {.name = "standard",
                 .unit = "minute",
                 .least = 0,
                 .most = 240,
                 .meaning = "Mean wait that a station keeps to when generalists need fewer counters",
                 .source = "assumed",
                 .plausible = {3, 30}});
    v(training, {.name = "training",
                 .unit = "1/month",
                 .least = 0,
                 .most = 1,
                 .meaning = "Chance that a member of station staff is trained for all errands (generalist)",
                 .source = "assumed; Nanjing trains generalists from 2015",
                 .plausible = {0, 0.1}});
    v(training_hours, {.name = "training_hours",
                       .unit = "hour",
                       .least = 0,
                       .most = 240,
                       .meaning = "Hours that the training takes",
                       .source = "assumed: two days",
                       .plausible = {8, 80}});
    v(contest, {.name = "contest",
                .meaning = "Whether the generalists of a district meet in a skill contest each autumn",
                .source = "Nanjing: contests of generalists from 2015"});
    v(knowledge_base,
      {.name = "knowledge_base",
       .meaning = "Whether rules are looked up in a common knowledge base, which covers all kinds of errand",
       .source = "Nanjing: knowledge base of generalists"});
    v(contest_hours, {.name = "contest_hours",
                      .unit = "hour",
                      .least = 0,
                      .most = 240,
                      .meaning = "Hours that a contest takes each who takes part",
                      .source = "assumed: two days",
                      .plausible = {4, 40}});
    v(contest_gain, {.name = "contest_gain",
                     .least = 0,
                     .most = 1,
                     .meaning = "How far a contest moves the practice of who takes part towards the winner's",
                     .source = "assumed",
                     .plausible = {0, 0.5},
                     .neutral = 0});
  }
  /// Minutes of an errand with somebody who has done so many of its kind.
  double minutes(double done) const {
    return handling + learned * sim::pow(1 + done / 100, -learning) + (knowledge_base ? found : search);
  }
};

}  // namespace city
