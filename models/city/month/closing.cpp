#include "models/city/month/closing.hpp"

#include "models/city/month/yearbook.hpp"
#include "models/city/state/city.hpp"

namespace city {

void Closing::operator()(City& city, sim::Draws) const { add_month(city, city.yearbook); }

}  // namespace city
