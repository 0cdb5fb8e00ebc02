#include "models/city/care/queues.hpp"

#include <algorithm>

#include "models/city/state/city.hpp"

namespace city {

std::vector<std::uint32_t> case_desks(const City& city) {
  std::vector<std::uint32_t> out(city.communities.size()), first(city.governments.size(), Id<Communities>::none_value);
  for (const Id<Communities> place : city.communities.rows()) {
    std::uint32_t& street = first[city.communities.street[place].value];
    street = std::min(street, place.value);
    out[place.value] = city.station.casework_pooling.at(city.communities.district[place]) ? street : place.value;
  }
  return out;
}

std::vector<double> mediator_hours(const City& city, const std::vector<std::uint32_t>& desks) {
  std::vector<double> out(desks.size());
  for (const Id<Communities> place : city.communities.rows()) out[desks[place.value]] += city.mediators(place);
  return out;
}

}  // namespace city
