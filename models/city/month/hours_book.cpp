#include "models/city/month/hours_book.hpp"

#include <algorithm>
#include <span>

#include "models/city/shared/hours.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/grouped.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

void book(City& city, Id<Workers> row, Use use, double hours) {
  city.workers.spent(row, index_of(use)) += static_cast<float>(hours);
}
void book(City& city, Id<Communities> place, Personnel whose, Use use, double hours) {
  city.communities.hours_spent(place, static_cast<std::size_t>(whose) * uses + index_of(use)) +=
      static_cast<float>(hours);
}
float& had(City& city, Id<Communities> place, Personnel whose) {
  return city.communities.hours_had(place, static_cast<std::size_t>(whose));
}

// Help that cases were given, and the way to them: f(case, place, hours, of a full month, on the way) for each of those
// that a social worker carries, or of the others.
template <class F>
void each_help(const City& city, bool by_worker, F f) {
  const Cases& cases = city.cases;
  for (const Id<Cases> row : cases.rows()) {
    const double hours = cases.hours[row];
    if (hours <= 0 || static_cast<bool>(cases.worker[row]) != by_worker) continue;
    const Service& service = city.services[cases.service[row]];
    const Id<Communities> place = cases.community[row];
    const double full = city.case_hours(service);
    f(row, place, hours, full, hours / full * (city.effort(service, place) - full));
  }
}

void book_workers_cases(City& city) {
  each_help(city, true, [&](Id<Cases> row, Id<Communities>, double hours, double, double way) {
    book(city, city.cases.worker[row], Use::casework, hours);
    book(city, city.cases.worker[row], Use::way, way);
  });
}

// Volunteers are residents: their hours for cases are told by what they gave.
void book_others_cases(City& city) {
  const Cases& cases = city.cases;
  const Organizations& all = city.organizations;
  each_help(city, false, [&](Id<Cases> row, Id<Communities> place, double hours, double full, double way) {
    const Id<Organizations> who = cases.organization[row];
    if (cases.payer[row] == Payer::in_house) {
      book(city, place, Personnel::mediators, Use::mediation, hours);
      book(city, place, Personnel::mediators, Use::idle, -hours);
    } else if (cases.payer[row] == Payer::contract) {
      book(city, all.home[who], Personnel::members, Use::casework, hours);
      book(city, all.home[who], Personnel::members, Use::way, way);
    } else if (cases.payer[row] == Payer::user) {
      book(city, all.home[who], Personnel::aides, Use::casework, hours);
      book(city, all.home[who], Personnel::aides, Use::way,
           way + hours / full * city.journeys(all.home[who], place, full));
    }
  });
}

// What a station's staff do besides cases: who is being trained is away; the others share counters and tasks alike.
void book_station(City& city, Id<Communities> place, std::span<const Id<Workers>> staff) {
  Workers& workers = city.workers;
  const auto rest = [&](Id<Workers> row) {
    return std::max(0.0, city.economy.worker_hours * workers.share[row] - workers.hours[row] -
                             workers.spent(row, index_of(Use::exhaustion)) -
                             workers.spent(row, index_of(Use::supervision)));
  };
  double free = 0, trained = 0;
  for (const Id<Workers> row : staff) {
    float& training = workers.spent(row, index_of(Use::training));
    if (city.communities.contest_hours[place] > 0 && workers.generalist[row] != 0)
      training += static_cast<float>(city.station.contest_hours);
    training = std::min(training, static_cast<float>(rest(row)));
    trained += training;
    free += rest(row) - training;
  }
  double tasks = 0;
  for (const Task& task : city.tasks)
    if (task.handled == Handling::run_by_station) tasks += task.hours;
  const double posts = city.station.staff.at(city.communities.district[place]) * city.economy.worker_hours;
  const double asked = std::max(0.0, city.communities.admin[place] * posts - trained);
  const double part = free > 0 ? std::min(1.0, asked / free) : 0;
  const double of_tasks = asked > 0 ? std::min(1.0, tasks / asked) : 0;
  for (const Id<Workers> row : staff) {
    const double left = rest(row) - workers.spent(row, index_of(Use::training)), busy = left * part;
    book(city, row, Use::tasks, busy * of_tasks);
    book(city, row, Use::errands, busy * (1 - of_tasks));
    book(city, row, Use::idle, left - busy);
  }
}

// The community in whose book their hours are: where they work; of an organization's, where that is at home.
Id<Communities> home_of(const City& city, Id<Workers> row) {
  const std::size_t workplace = city.workers.workplace[row];
  return city.workers.employer[row] == Employer::organization ? city.organizations.home[Id<Organizations>(workplace)]
                                                              : Id<Communities>(workplace);
}

void book_worker(City& city, Id<Communities> home, Id<Workers> row) {
  Workers& workers = city.workers;
  const Employer employer = workers.employer[row];
  const double time = city.economy.worker_hours * workers.share[row];
  const Personnel whose = employer == Employer::station        ? Personnel::station
                          : employer == Employer::organization ? Personnel::organization
                                                               : Personnel::institution;
  if (employer == Employer::institution)
    book(city, row, Use::other,
         time - workers.spent(row, index_of(Use::tasks)) - workers.spent(row, index_of(Use::supervision)));
  else
    book(city, row, Use::idle,
         workers.hours[row] - std::min(workers.hours[row], workers.load[row]) -
             workers.spent(row, index_of(Use::events)) -
             (employer == Employer::organization ? workers.spent(row, index_of(Use::tasks)) : 0));
  had(city, home, whose) += static_cast<float>(time);
  for (std::size_t u = 0; u < uses; ++u) book(city, home, whose, static_cast<Use>(u), workers.spent(row, u));
}

// Community by community, in the order of rows there.
void book_workers(City& city) {
  const std::size_t places = city.communities.size();
  const Teams stations = teams(city, Employer::station, places);
  const Teams all(places,
                  [&](auto add) { each_employed(city, [&](Id<Workers> row) { add(row, home_of(city, row).value); }); });
  sim::each(places, 64, [&](std::size_t c) {
    const Id<Communities> place(c);
    book_station(city, place, stations[c]);
    for (const Id<Workers> row : all[c]) book_worker(city, place, row);
  });
}

void book_organizations(City& city) {
  const Organizations& all = city.organizations;
  for (const Id<Organizations> row : all.rows()) {
    const Id<Communities> home = all.home[row];
    if (all.alive[row] != 0) {
      const double staff = all.staff[row] * city.economy.worker_hours;
      had(city, home, Personnel::aides) += static_cast<float>(staff);
      book(city, home, Personnel::aides, Use::other, staff - std::min<double>(staff, all.sold[row]));
    }
    if (!at_work(city, row)) continue;
    had(city, home, Personnel::members) += static_cast<float>(own_time(city, row));
    const auto mine = [&](Use use, double hours) { book(city, home, Personnel::members, use, hours); };
    mine(Use::bids, all.bid_hours[row]);
    mine(Use::way, all.way_hours[row]);
    mine(Use::fundraising, all.fundraising[row]);
    mine(Use::papers, all.paper_hours[row]);
    mine(Use::events, all.own_events[row]);
    mine(Use::tasks, all.own_tasks[row]);
    mine(Use::idle,
         own_hours(city, row) - std::min<double>(own_hours(city, row), all.own_hours[row]) - all.own_tasks[row]);
  }
}

}  // namespace

void HoursBook::operator()(City& city, sim::Draws) const {
  for (const Id<Communities> place : city.communities.rows()) {
    had(city, place, Personnel::mediators) = static_cast<float>(city.mediators(place));
    book(city, place, Personnel::mediators, Use::idle, city.mediators(place));
  }
  // Social workers' hours and all others' stand in books of their own.
  sim::together(
      [&] {
        book_workers_cases(city);
        book_workers(city);
      },
      [&] {
        book_others_cases(city);
        book_organizations(city);
      });
}

}  // namespace city
