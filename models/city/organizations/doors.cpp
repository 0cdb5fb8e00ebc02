#include "models/city/organizations/doors.hpp"

#include <algorithm>
#include <array>

namespace city {

Route open_route(const City& city, std::size_t kind) {
  const Registration& r = city.registration;
  const OrganizationClass& c = city.classes[kind];
  if (r.regime == Regime::zero_threshold && c.zero_threshold) return {1, 0, 0, r.wait_zero};
  if (r.street_door && c.street_door && r.regime != Regime::filing_only)
    return {r.street_sponsor, r.street_capital, r.street_cost, r.wait_direct};
  if (r.regime >= Regime::direct && c.direct_route) return {1, r.capital, r.cost, r.wait_direct};
  const double sponsor = r.regime == Regime::filing_only ? 0 : std::min(1.0, r.sponsor * c.sponsor);
  return {sponsor, r.capital, r.cost, r.wait_dual};
}

Choice decide(const City& city, const Markets& markets, const Founder& who, double size, double wealth,
              LegalStatus present, Id<Organizations> self) {
  const Registration& r = city.registration;
  const auto net = [&](LegalStatus status) {
    return markets.expected(who, size, status, self) - markets.cost(who.kind, size, status);
  };
  const std::array<double, 3> worth = {net(LegalStatus::informal), net(LegalStatus::filed),
                                       net(LegalStatus::registered)};
  Choice out;
  out.now = present;
  const double hour = city.reach.hour_worth * city.wage_level();
  if (present == LegalStatus::registered) {
    const double without = std::max(worth[0], city.filing.open ? worth[1] : worth[0]);
    out.leave =
        !city.classes[who.kind].licence && (without - worth[2]) * r.horizon > r.leave_cost + r.leave_hours * hour;
    out.viable = true;
    return out;
  }
  if (present == LegalStatus::informal && city.filing.open &&
      (worth[1] - worth[0]) * r.horizon > city.filing.hours * hour)
    out.now = LegalStatus::filed;
  const double before = worth[static_cast<std::size_t>(out.now)];
  const Route route = open_route(city, who.kind);
  const double months = route.wait + (route.sponsor > 0 ? 1 / route.sponsor - 1 : 1e9);
  const double years = std::max(0.0, r.horizon - months / 12);
  // Capital is shown, not spent: it costs what it could have earned meanwhile, and nobody can show what they do not
  // have.
  const double seed = city.classes[who.kind].community && markets.wants_registered(who.home) ? city.seed.amount : 0;
  const double price = route.cost + route.capital * r.interest * r.horizon - seed;
  out.apply = wealth >= route.capital && (worth[2] - std::max(0.0, before)) * years > price;
  const double at_first = std::max(before, out.apply ? (worth[2] * years - price) / r.horizon : before);
  out.viable = at_first >= 0 && (out.apply || !city.classes[who.kind].licence);
  return out;
}

}  // namespace city
