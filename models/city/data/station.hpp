// The community station: its posts and counters, and the committee's mediators beside it.
#pragma once

#include <algorithm>

#include "sim/field.hpp"

namespace city {

/// The community station: who works there and where their time goes.
struct Station {
  sim::ByPlace<double> staff = 8, case_posts = 0;
  double institution_staff = 4;
  double casework_share = 0.035, freed_share = 0.2, mediation = 6, dispute_pay = 100;
  sim::ByPlace<bool> casework_pooling = false;
  double minutes = 15, busiest = 0.9, standard = 10, most_admin = 0.95;
  sim::ByPlace<double> training = 0;
  double training_hours = 16;
  bool contest = false, knowledge_base = false;
  double contest_minutes = 1.5, knowledge_minutes = 2;

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
    v(minutes, {.name = "minutes",
                .unit = "minute",
                .least = 1,
                .most = 240,
                .meaning = "Time of an errand at the counter, mean",
                .source = "assumed",
                .plausible = {8, 25}});
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
                .meaning = "Whether generalists practise for skill contests",
                .source = "Nanjing: contests of generalists from 2015"});
    v(knowledge_base, {.name = "knowledge_base",
                       .meaning = "Whether generalists look rules up in a common knowledge base",
                       .source = "Nanjing: knowledge base of generalists"});
    v(contest_minutes, {.name = "contest_minutes",
                        .unit = "minute",
                        .least = 0,
                        .most = 60,
                        .meaning = "Time a practised generalist saves at an errand",
                        .source = "assumed",
                        .plausible = {0, 3},
                        .neutral = 0});
    v(knowledge_minutes, {.name = "knowledge_minutes",
                          .unit = "minute",
                          .least = 0,
                          .most = 60,
                          .meaning = "Time of looking up that the knowledge base saves at an errand",
                          .source = "assumed",
                          .plausible = {0, 4},
                          .neutral = 0});
  }
  /// Minutes of an errand with somebody trained for all of them.
  double generalist_minutes() const {
    return std::max(1.0, minutes - (contest ? contest_minutes : 0) - (knowledge_base ? knowledge_minutes : 0));
  }
};

}  // namespace city
