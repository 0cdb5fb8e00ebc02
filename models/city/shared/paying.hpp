// Who could pay for help themselves.
#pragma once

#include "models/city/state/city.hpp"

namespace city {

/// How far the income of somebody lets them pay a provider: 1 in full.
inline double able_to_pay(const City& city, Traits traits) {
  const Income income = traits.income();
  return income == Income::high ? 1 : income == Income::middle ? city.economy.middle_income : 0;
}

}  // namespace city
