#include "models/city/organizations/doors.hpp"

#include <algorithm>
#include <array>

namespace city {

Door open_door(const City& city, std::size_t kind) {
  const Registration& r = city.registration;
  const OrganizationClass& c = city.classes[kind];
  if (r.regime == Regime::zero_threshold && c.zero_threshold) return {1, 0, 0, r.wait_zero};
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
  if (present == LegalStatus::informal && city.filing.open && (worth[1] - worth[0]) * r.horizon > city.filing.cost)
    out.now = LegalStatus::filed;
  const double before = worth[static_cast<std::size_t>(out.now)];
  const Door door = open_door(city, who.kind);
  const double months = door.wait + (door.sponsor > 0 ? 1 / door.sponsor - 1 : 1e9);
  const double years = std::max(0.0, r.horizon - months / 12);
  // Capital is shown, not spent: it costs what it could have earned meanwhile, and nobody can show what they do not
  // have.
  const double price = door.cost + door.capital * r.interest * r.horizon;
  out.apply = wealth >= door.capital && (worth[2] - std::max(0.0, before)) * years > price;
  const double at_first = std::max(before, out.apply ? worth[2] * years / r.horizon : before);
  out.viable = at_first >= 0;
  return out;
}

}  // namespace city
