// Tasks besides casework that streets contract out: let to organizations, and worked by them.
//
//   hours asked, not agreed yet, within the street's money --organizations around, best believed first--> contracts
//   hours that casework and events left to social workers and own people --contracts in force--> hours done, pay
#pragma once

#include <cstddef>
#include <vector>

#include "models/city/state/city.hpp"
#include "sim/random.hpp"

namespace city {

struct Tasks;

/// Hours that a task takes in a community this month, errands included.
double hours_asked(const City& city, std::size_t task, Id<Communities> place);

/// Who may hold such a contract: legal persons of the community at work.
bool may_take_tasks(const City& city, Id<Organizations> row);

/// Streets agree on contracts for what nobody will do: each organization takes what it has hours for.
void let_tasks(const Tasks& rule, City& city, sim::Draws draws);

/// What contracts came to this month.
struct TasksDone {
  std::vector<double> hours;  ///< by community x task
  std::vector<double> spare;  ///< by organization: hours that are left
};
/// Cases and events come first, as they pay more; social workers' hours before own people's, who are paid by the hour.
TasksDone work_on_tasks(const Tasks& rule, City& city);

}  // namespace city
