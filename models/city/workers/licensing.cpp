#include "models/city/workers/licensing.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

enum LicensingQuestion : std::uint32_t { sits_again = 1, passes = 2, lapses = 3, hears_of_it = 4 };
enum LastingLicensingQuestion : std::uint32_t { has_degree = 1, title_worth = 2 };

// What people of a district see around them; the last row is the whole city.
struct Around {
  double people = 0, licensed = 0;
  std::array<double, 2> searched{}, hired{};  // in the last year, without and with a licence
};

std::vector<Around> look_around(const City& city) {
  const Workers& workers = city.workers;
  std::vector<Around> out(city.districts.size() + 1);
  const int year_ago = city.month() - 12;
  for (const Id<Workers> row : workers.rows())
    for (Around* seen : {&out[workers.district[row]], &out.back()}) {
      const bool licensed = workers.licence[row] != Licence::none;
      ++seen->people;
      seen->licensed += licensed ? 1 : 0;
      if (workers.searched[row] < year_ago) continue;
      // With a licence already then; whose last search ended in a post.
      const std::size_t had = licensed && workers.licensed[row] <= workers.searched[row] ? 1 : 0;
      ++seen->searched[had];
      seen->hired[had] += workers.hired[row] >= workers.searched[row] ? 1 : 0;
    }
  return out;
}

// By how much a licence betters the odds of a post: 0 where nobody found any.
double openings(const Around& seen) {
  const auto odds = [&](std::size_t had) {
    return seen.searched[had] > 0 ? seen.hired[had] / seen.searched[had] : 0.0;
  };
  return std::max(0.0, odds(1) - odds(0));
}

double logit(double p) {
  const double inside = std::clamp(p, 0.001, 0.999);
  return sim::log(inside / (1 - inside));
}

}  // namespace

void Licensing::operator()(City& city, sim::Draws draws) const {
  if (city.resting()) return;
  Workers& workers = city.workers;
  const sim::Draws lasting = draws.lasting();
  const std::vector<Around> around = look_around(city);
  const auto heard = [&](std::size_t district, auto of) {
    return own_district * of(around[district]) + (1 - own_district) * of(around.back());
  };
  std::vector<double> post(city.districts.size()), talk(city.districts.size());
  for (std::size_t d = 0; d < post.size(); ++d) {
    post[d] = heard(d, openings);
    talk[d] = heard(d, [](const Around& seen) { return seen.people > 0 ? seen.licensed / seen.people : 0.0; });
  }
  const double odds = logit(pass), with_licence = field_pay(city, Licence::assistant);
  const double better_pay = city.economy.licence_bonus + city.economy.licence_allowance;

  // What a licence, or the next one, would bring a person in yuan.
  const auto worth = [&](Id<Workers> row) {
    const double standing =
        title * city.wage_level() *
        sim::exp(title_spread * lasting.normal(workers.key[row], LastingLicensingQuestion::title_worth));
    if (workers.licence[row] != Licence::none) return standing;
    if (workers.employer[row] != Employer::none) return standing + horizon * better_pay;
    return standing + horizon * post[workers.district[row]] * std::max(0.0, with_licence - outside_pay(city, row));
  };
  const auto sit = [&](Id<Workers> row) {
    const Licence licence = workers.licence[row];
    const std::uint64_t key = workers.key[row];
    const double finds_time = licence == Licence::none                      ? sits
                              : licence == Licence::assistant               ? upgrade
                              : licence == Licence::social_worker && senior ? upgrade / 5
                                                                            : 0.0;
    if (!draws.chance(finds_time, key, LicensingQuestion::sits_again)) return;
    const double chance = sim::logistic(odds + pass_skill * (workers.skill[row] - 0.5));
    const double prepares = workers.prepared[row] != 0 ? std::min(hours, prepared_hours) : hours;
    if (chance * worth(row) <= prepares * outside_pay(city, row) / full_time) return;
    workers.sat[row] = 1;
    if (!draws.chance(chance, key, LicensingQuestion::passes)) return;
    // Graduates sit the second level at once.
    const bool degree = lasting.uniform(key, LastingLicensingQuestion::has_degree) < 0.25;
    workers.licence[row] = licence == Licence::none ? (degree ? Licence::social_worker : Licence::assistant)
                                                    : static_cast<Licence>(static_cast<int>(licence) + 1);
    if (licence == Licence::none) workers.licensed[row] = city.month();
    workers.skill[row] = std::min(0.95F, workers.skill[row] + 0.05F);
    if (workers.employer[row] != Employer::none) {
      const double more = licence_bonus(city, workers.licence[row]) - licence_bonus(city, licence);
      workers.wage[row] += static_cast<std::int32_t>(fen(more));
    } else if (workers.gone[row] != 0 && field_pay(city, workers.licence[row]) > outside_pay(city, row)) {
      workers.gone[row] = 0;  // with a licence, they look for a post
      workers.entered[row] = city.month();
    }
  };
  sim::each(workers, [&](Id<Workers> row) {
    const std::uint64_t key = workers.key[row];
    if (workers.licence[row] != Licence::none && draws.chance(lapse, key, LicensingQuestion::lapses)) {
      if (workers.employer[row] != Employer::none)
        workers.wage[row] -= static_cast<std::int32_t>(fen(licence_bonus(city, workers.licence[row])));
      workers.licence[row] = Licence::none;
    } else if (workers.knows[row] != 0) {
      sit(row);
    } else if (draws.chance(hears + word * talk[workers.district[row]], key, LicensingQuestion::hears_of_it)) {
      workers.knows[row] = 1;
    }
  });
}

}  // namespace city
