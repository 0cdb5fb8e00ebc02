// One month of the city, in order. A name is also the table of a scenario file, the random stream and the timing label.
#pragma once

#include "models/city/behaviours/access.hpp"
#include "models/city/behaviours/awareness.hpp"
#include "models/city/behaviours/budget.hpp"
#include "models/city/behaviours/casework.hpp"
#include "models/city/behaviours/demography.hpp"
#include "models/city/behaviours/exit.hpp"
#include "models/city/behaviours/fair.hpp"
#include "models/city/behaviours/finance.hpp"
#include "models/city/behaviours/founding.hpp"
#include "models/city/behaviours/group_events.hpp"
#include "models/city/behaviours/handover.hpp"
#include "models/city/behaviours/help_seeking.hpp"
#include "models/city/behaviours/institutions.hpp"
#include "models/city/behaviours/labour.hpp"
#include "models/city/behaviours/lottery.hpp"
#include "models/city/behaviours/need.hpp"
#include "models/city/behaviours/off_fair.hpp"
#include "models/city/behaviours/opening.hpp"
#include "models/city/behaviours/payment.hpp"
#include "models/city/behaviours/population.hpp"
#include "models/city/behaviours/posting.hpp"
#include "models/city/behaviours/renewal.hpp"
#include "models/city/behaviours/routing.hpp"
#include "models/city/behaviours/station.hpp"
#include "models/city/behaviours/summary.hpp"
#include "models/city/behaviours/supervising.hpp"
#include "models/city/behaviours/tasks.hpp"
#include "models/city/behaviours/treasury.hpp"
#include "models/city/behaviours/urbanisation.hpp"
#include "models/city/behaviours/volunteering.hpp"
#include "models/city/behaviours/workforce.hpp"
#include "models/city/behaviours/working_time.hpp"

namespace city {

struct Schedule {
  Population population;
  Institutions institutions;
  Opening opening;
  Demography demography;
  LifeCourse life_course;
  Urbanisation urbanisation;
  Need need;
  Awareness awareness;
  Volunteering volunteering;
  StationTime station_time;
  Tasks tasks;
  WorkingTime working_time;
  Access access;
  HelpSeeking help_seeking;
  Budget budget;
  Lottery lottery;
  Renewal renewal;
  OffFair off_fair;
  Posting posting;
  Fair fair;
  Handover handover;
  Routing routing;
  Casework casework;
  GroupEvents group_events;
  Supervising supervising;
  Burnout burnout;
  Licensing licensing;
  Labour labour;
  Treasury treasury;
  Payment payment;
  Finance finance;
  Founding founding;
  Register registering;
  Exit exit;
  Summary summary;

  template <class V>
  void visit(V& v) {
    v("population", sim::at_start, population);
    v("institutions", sim::at_start, institutions);

    v("opening", sim::monthly, opening);
    v("demography", sim::monthly, demography);
    v("life_course", sim::monthly, life_course);
    v("urbanisation", sim::january, urbanisation);
    v("need", sim::at_start | sim::monthly, need);
    v("awareness", sim::at_start | sim::monthly, awareness);
    v("volunteering", sim::monthly, volunteering);
    v("station_time", sim::monthly, station_time);
    v("tasks", sim::monthly, tasks);
    v("working_time", sim::monthly, working_time);
    v("access", sim::monthly, access);
    v("help_seeking", sim::at_start | sim::monthly, help_seeking);

    v("budget", sim::january, budget);
    v("lottery", sim::monthly, lottery);
    v("renewal", sim::monthly, renewal);
    v("off_fair", sim::february, off_fair);
    v("posting", sim::april, posting);
    v("fair", sim::july, fair);

    v("handover", sim::monthly, handover);
    v("routing", sim::monthly, routing);
    v("casework", sim::monthly, casework);
    v("group_events", sim::monthly, group_events);

    v("supervising", sim::monthly, supervising);
    v("burnout", sim::monthly, burnout);
    v("licensing", sim::june, licensing);
    v("labour", sim::monthly, labour);

    v("treasury", sim::monthly, treasury);
    v("payment", sim::monthly, payment);
    v("finance", sim::monthly, finance);

    v("founding", sim::monthly, founding);
    v("registering", sim::monthly, registering);
    v("exit", sim::monthly, exit);

    v("summary", sim::monthly, summary);
  }
};

}  // namespace city
