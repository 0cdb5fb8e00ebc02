#include "models/city/organizations/consulting.hpp"

#include <vector>

#include "models/city/state/city.hpp"

namespace city {

void Consulting::operator()(City& city, sim::Draws draws) const {
  city.communities.voiced.reset();
  if (!regular) return;
  const std::size_t services = city.services.size();
  std::vector<std::uint8_t> asked(city.governments.size() * services);  // somebody of the niche, by street
  for (const Id<Organizations> row : city.organizations.rows()) {
    const bool speaks = at_work(city, row) && city.classes[city.organizations.kind[row]].community &&
                        city.organizations.status[row] != LegalStatus::informal;
    if (speaks)
      asked[city.communities.street[city.organizations.home[row]].value * services + city.organizations.niche[row]] = 1;
  }
  const sim::Draws lasting = draws.lasting();
  for (const Id<Cases> row : city.cases.rows()) {
    const Id<Communities> place = city.cases.community[row];
    const std::size_t s = city.cases.service[row];
    if (city.cases.progress[row] == Progress::latent &&
        asked[city.communities.street[place].value * services + s] != 0 && lasting.chance(known, city.cases.key[row]))
      ++city.communities.voiced(place, s);
  }
}

}  // namespace city
