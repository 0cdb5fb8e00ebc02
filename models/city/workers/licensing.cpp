#include "models/city/workers/licensing.hpp"

#include <algorithm>

#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

enum LicensingQuestion : std::uint32_t { sits_again = 1, passes = 2 };
enum LastingLicensingQuestion : std::uint32_t { ever_sits = 0, has_degree = 1 };

}  // namespace

void Licensing::operator()(City& city, sim::Draws draws) const {
  Workers& workers = city.workers;
  const sim::Draws lasting = draws.lasting();
  sim::each(workers, [&](Id<Workers> row) {
    if (workers.gone[row] != 0) return;
    const Licence licence = workers.licence[row];
    const std::uint64_t key = workers.key[row];
    if (licence == Licence::senior || (licence == Licence::social_worker && !senior)) return;
    const bool sits =
        licence == Licence::none
            ? lasting.uniform(key, LastingLicensingQuestion::ever_sits) <
                  sim::logistic(interest + interest_bonus * city.economy.licence_bonus)
            : draws.chance(licence == Licence::assistant ? upgrade : upgrade / 5, key, LicensingQuestion::sits_again);
    if (!sits) return;
    const double odds = sim::log(std::clamp(pass, 0.001, 0.999) / (1 - std::clamp(pass, 0.001, 0.999))) +
                        pass_skill * (workers.skill[row] - 0.5);
    if (!draws.chance(sim::logistic(odds), key, LicensingQuestion::passes)) return;
    // Graduates sit the second level at once.
    const bool degree = lasting.uniform(key, LastingLicensingQuestion::has_degree) < 0.25;
    workers.licence[row] = licence == Licence::none ? (degree ? Licence::social_worker : Licence::assistant)
                                                    : static_cast<Licence>(static_cast<int>(licence) + 1);
    workers.licensed[row] = city.month();
    workers.skill[row] = std::min(0.95F, workers.skill[row] + 0.05F);
    if (workers.employer[row] == Employer::none) return;
    const double more = licence_bonus(city, workers.licence[row]) - licence_bonus(city, licence);
    workers.wage[row] += static_cast<std::int32_t>(fen(more));
  });
}

}  // namespace city
