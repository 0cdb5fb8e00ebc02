// Papers and visits: hours that founders and members give for a change of status, out of their own.
#pragma once

#include <algorithm>

#include "models/city/shared/hours.hpp"
#include "models/city/state/city.hpp"

namespace city {

/// A status is taken: papers that were under way are done, or need not be.
inline void take_status(City& city, Id<Organizations> row, LegalStatus status) {
  Organizations& all = city.organizations;
  all.papers[row] = Papers::none;
  all.papers_left[row] = all.paper_hours[row] = 0;
  all.status[row] = status;
  all.status_since[row] = city.month();
}

/// Hours of next month that go into papers: what asking donors leaves.
inline void plan_papers(City& city, Id<Organizations> row) {
  Organizations& all = city.organizations;
  const double free = std::max(0.0, own_time(city, row) - all.fundraising[row]);
  all.paper_hours[row] = static_cast<float>(std::min<double>(all.papers_left[row], free));
}

/// Filing begins; where it asks no hours it is done.
inline void begin_filing(City& city, Id<Organizations> row) {
  if (city.filing.hours <= 0) return take_status(city, row, LegalStatus::filed);
  city.organizations.papers[row] = Papers::filing;
  city.organizations.papers_left[row] = static_cast<float>(city.filing.hours);
  plan_papers(city, row);
}

/// The way out of the register begins.
inline void begin_leaving(City& city, Id<Organizations> row) {
  city.organizations.papers[row] = Papers::leaving;
  city.organizations.papers_left[row] = static_cast<float>(city.registration.leave_hours);
  plan_papers(city, row);
}

}  // namespace city
