// One month of the city, in order. A name is also the table of a scenario file, the random stream and the timing label.
#pragma once

#include "models/city/care/casework.hpp"
#include "models/city/care/contests.hpp"
#include "models/city/care/group_events.hpp"
#include "models/city/care/handover.hpp"
#include "models/city/care/routing.hpp"
#include "models/city/care/station_time.hpp"
#include "models/city/care/tasks.hpp"
#include "models/city/care/working_time.hpp"
#include "models/city/funding/budget.hpp"
#include "models/city/funding/delivery.hpp"
#include "models/city/funding/fair.hpp"
#include "models/city/funding/lottery.hpp"
#include "models/city/funding/off_fair.hpp"
#include "models/city/funding/payment.hpp"
#include "models/city/funding/posting.hpp"
#include "models/city/funding/posts.hpp"
#include "models/city/funding/renewal.hpp"
#include "models/city/funding/treasury.hpp"
#include "models/city/funding/unpaid.hpp"
#include "models/city/month/closing.hpp"
#include "models/city/month/hours_book.hpp"
#include "models/city/month/opening.hpp"
#include "models/city/need/access.hpp"
#include "models/city/need/awareness.hpp"
#include "models/city/need/help_seeking.hpp"
#include "models/city/need/need.hpp"
#include "models/city/neighbours/deliberation.hpp"
#include "models/city/neighbours/micro_fund.hpp"
#include "models/city/neighbours/norm.hpp"
#include "models/city/neighbours/recognition.hpp"
#include "models/city/neighbours/satisfaction.hpp"
#include "models/city/organizations/buying.hpp"
#include "models/city/organizations/consulting.hpp"
#include "models/city/organizations/exit.hpp"
#include "models/city/organizations/finance.hpp"
#include "models/city/organizations/founding.hpp"
#include "models/city/organizations/incubation.hpp"
#include "models/city/organizations/inspection.hpp"
#include "models/city/organizations/institutions.hpp"
#include "models/city/organizations/registering.hpp"
#include "models/city/organizations/volunteering.hpp"
#include "models/city/people/cohesion.hpp"
#include "models/city/people/demography.hpp"
#include "models/city/people/life_course.hpp"
#include "models/city/people/population.hpp"
#include "models/city/people/urbanisation.hpp"
#include "models/city/shocks/disaster.hpp"
#include "models/city/workers/burnout.hpp"
#include "models/city/workers/candidates.hpp"
#include "models/city/workers/labour.hpp"
#include "models/city/workers/licensing.hpp"
#include "models/city/workers/supervising.hpp"

namespace city {

struct Schedule {
  Population population;
  Institutions institutions;
  Opening opening;
  Demography demography;
  LifeCourse life_course;
  Urbanisation urbanisation;
  Cohesion cohesion;
  Need need;
  Awareness awareness;
  Volunteering volunteering;
  Disaster disaster;
  Contests contests;
  StationTime station_time;
  WorkingTime working_time;
  Access access;
  HelpSeeking help_seeking;
  Budget budget;
  Lottery lottery;
  Renewal renewal;
  Posts posts;
  OffFair off_fair;
  Consulting consulting;
  Posting posting;
  Fair fair;
  Unpaid unpaid;
  Handover handover;
  Routing routing;
  Casework casework;
  GroupEvents group_events;
  Tasks tasks;
  Delivery delivery;
  HoursBook hours_book;
  Supervising supervising;
  Burnout burnout;
  Candidates candidates;
  Licensing licensing;
  Labour labour;
  Treasury treasury;
  Payment payment;
  Buying buying;
  Finance finance;
  Founding founding;
  Registering registering;
  Incubation incubation;
  Exit exit;
  Inspection inspection;
  Satisfaction satisfaction;
  Deliberation deliberation;
  MicroFund micro_fund;
  Recognition recognition;
  Norm norm;
  Closing closing;

  template <class V>
  void visit(V& v) {
    v("population", sim::at_start, population);
    v("institutions", sim::at_start, institutions);

    v("opening", sim::monthly, opening);
    v("demography", sim::monthly, demography);
    v("life_course", sim::monthly, life_course);
    v("urbanisation", sim::january, urbanisation);
    v("cohesion", sim::monthly, cohesion);
    v("need", sim::at_start | sim::monthly, need);
    v("awareness", sim::at_start | sim::monthly, awareness);
    v("volunteering", sim::at_start | sim::monthly, volunteering);
    v("disaster", sim::monthly, disaster);
    v("contests", sim::october, contests);
    v("station_time", sim::monthly, station_time);
    v("working_time", sim::monthly, working_time);
    v("access", sim::monthly, access);
    v("help_seeking", sim::monthly, help_seeking);

    v("budget", sim::monthly, budget);
    v("lottery", sim::monthly, lottery);
    v("renewal", sim::monthly, renewal);
    v("posts", sim::monthly, posts);
    v("off_fair", sim::february | sim::september, off_fair);
    v("consulting", sim::april, consulting);
    v("posting", sim::april, posting);
    v("fair", sim::july, fair);

    v("unpaid", sim::monthly, unpaid);
    v("handover", sim::monthly, handover);
    v("routing", sim::monthly, routing);
    v("casework", sim::monthly, casework);
    v("group_events", sim::monthly, group_events);
    v("tasks", sim::monthly, tasks);
    v("delivery", sim::monthly, delivery);
    v("hours_book", sim::monthly, hours_book);

    v("supervising", sim::monthly, supervising);
    v("burnout", sim::monthly, burnout);
    v("candidates", sim::at_start | sim::monthly, candidates);
    v("licensing", sim::june, licensing);
    v("labour", sim::monthly, labour);

    v("treasury", sim::monthly, treasury);
    v("payment", sim::monthly, payment);
    v("buying", sim::monthly, buying);
    v("finance", sim::monthly, finance);

    v("founding", sim::monthly, founding);
    v("registering", sim::monthly, registering);
    v("incubation", sim::at_start | sim::monthly, incubation);
    v("exit", sim::monthly, exit);
    v("inspection", sim::monthly, inspection);

    v("satisfaction", sim::monthly, satisfaction);
    v("deliberation", sim::monthly, deliberation);
    v("micro_fund", sim::monthly, micro_fund);
    v("recognition", sim::december, recognition);
    v("norm", sim::monthly, norm);

    v("summary", sim::monthly, closing);
  }
};

}  // namespace city
