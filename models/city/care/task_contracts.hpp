// Tasks besides casework that streets contract out: let to organizations, and worked by them.
//
//   hours asked, not agreed yet, within the street's money --organizations around, best believed first--> contracts
//   hours that casework and events left to social workers and own people --contracts in force--> hours done, pay
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/city/state/city.hpp"
#include "sim/field.hpp"
#include "sim/random.hpp"

namespace city {

/// What streets offer, and what an organization takes at the most.
struct TaskTerms {
  const sim::ByPlace<double>& money;  ///< yuan per resident and year, in 2010 wages
  double hour_price = 0;              ///< yuan, in 2010 wages
  std::int64_t months = 12;
  double most_hours = 0;  ///< a month
};

/// Hours that tasks take this month, errands included: by community x task.
class HoursAsked {
 public:
  explicit HoursAsked(const City& city);
  double operator()(Id<Communities> place, std::size_t task) const { return hours_[place.value * tasks_ + task]; }

 private:
  std::size_t tasks_;
  std::vector<double> hours_;
};

/// Who may hold such a contract: legal persons of the community at work.
bool may_take_tasks(const City& city, Id<Organizations> row);

/// Streets agree on contracts for what nobody will do: each organization takes what it has hours for.
void let_tasks(const TaskTerms& terms, City& city, const HoursAsked& asked, sim::Draws draws);

/// What contracts came to this month.
struct TasksDone {
  std::vector<double> hours;  ///< by community x task
  std::vector<double> spare;  ///< by organization: hours that are left
};
/// Cases and events come first, as they pay more; social workers' hours before own people's, who are paid by the hour.
TasksDone work_on_tasks(const TaskTerms& terms, City& city);

}  // namespace city
