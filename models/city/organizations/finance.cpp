#include "models/city/organizations/finance.hpp"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "models/city/organizations/doors.hpp"
#include "models/city/organizations/markets.hpp"
#include "models/city/shared/hours.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

enum FinanceQuestion : std::uint32_t { fees = 0, gifts = 1, subsidies = 2, dues = 3 };  // how each rounds

void collect_user_fees(City& city, const City::Prices& prices) {
  Cases& cases = city.cases;
  using Ids = std::vector<Id<Cases>>;
  const Ids paid = sim::gather<Id<Cases>>(cases.size(), sim::row_grain, [&](std::size_t i, Ids& out) {
    const Id<Cases> row(i);
    const bool worked = cases.progress[row] == Progress::active || cases.closure[row] == Closure::resolved ||
                        cases.closure[row] == Closure::unresolved;
    if (cases.payer[row] == Payer::user && worked) out.push_back(row);
  });
  std::vector<Fen> fees;  // by service
  for (const Service& service : city.services) fees.push_back(fen(city.case_hours(service) * prices.hour));
  for (const Id<Cases> row : paid) {
    const Fen fee = fees[cases.service[row]];
    city.ledger.pay(city.organizations.cash[cases.organization[row]], fee, Purpose::fee);
    city.organizations.income[cases.organization[row]] += fee;
  }
}

// What households would have paid this month to somebody whom they could.
void leave_unserved(City& city, const Households& households) {
  sim::each(city.communities.size(), 64, [&](std::size_t c) {
    const Id<Communities> place(c);
    for (std::size_t kind = 0; kind < city.classes.size(); ++kind) {
      double left = 0;
      for (const Income income : {Income::dibao, Income::low, Income::middle, Income::high}) {
        const Cell cell = households.cell(place, kind, income);
        left += cell.purse * cell.unserved;
      }
      city.communities.unserved(place, kind) = fen(left / 12);
    }
  });
}

// Hours of social work a month that contracts ask of each organization; paying users are served by its own staff.
std::vector<double> work_in_hand(const City& city) {
  std::vector<double> out(city.organizations.size());
  for (const Id<Contracts> row : city.contracts.rows())
    if (asks_for_staff(city, row)) out[city.contracts.provider[row].value] += work_in_hand(city, row);
  return out;
}

// Yuan a month for rooms and materials of the events that contracts in force owe.
std::vector<double> events_in_hand(const City& city) {
  std::vector<double> out(city.organizations.size());
  for (const Id<Contracts> row : city.contracts.rows())
    if (in_force(city, row))
      out[city.contracts.provider[row].value] +=
          events_owed(city, row) * event_materials(city, city.contracts.provider[row]);
  return out;
}

// An instalment that an organization reckons with.
struct Due {
  std::uint32_t organization = 0;
  int months = 0;  // from now
  Fen amount = 0;
  auto operator<=>(const Due&) const = default;
};

// All of them, by organization and date: the next of each contract by its terms, of the rest equal parts. Of a contract
// with one overdue none is reckoned with, as nobody says when it will come.
std::vector<Due> instalments(const City& city) {
  std::vector<Due> out;
  const Contracts& contracts = city.contracts;
  for (const Id<Contracts> row : contracts.rows()) {
    if (!agreed(city, row) || settled(city, row)) continue;
    const int paid = contracts.instalments[row];
    const auto due = [&](int k) {
      return k == 0 ? first_due(city, row) : contracts.starts[row] + contracts.months[row] * k / 2;
    };
    if (due(paid) <= city.month()) continue;
    const Fen later = contracts.value[row] - contracts.paid[row] - contracts.coming[row];
    for (int k = paid; k < last_instalment; ++k)
      out.push_back({contracts.provider[row].value, due(k) - city.month(),
                     k == paid ? contracts.coming[row] : later / (last_instalment - paid - 1)});
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::span<const Due> of_one(std::span<const Due> due, Id<Organizations> row) {
  const auto from = [due](std::uint32_t organization) {
    return std::lower_bound(due.begin(), due.end(), organization,
                            [](const Due& one, std::uint32_t of) { return one.organization < of; });
  };
  return {from(row.value), from(row.value + 1)};
}

// Yuan a month that cash and each coming instalment, until the next, allow for.
double lasting(double cash, std::span<const Due> coming, double least_months) {
  double most = cash / least_months, have = cash;
  for (const Due& due : coming) {
    most = std::min(most, have / due.months);
    have += yuan(due.amount);
  }
  return most;
}

Fen monthly(const City& city, Id<Organizations> row, double yearly, FinanceQuestion what, sim::Draws draws) {
  return draws.round(yearly / 12 * fen_per_yuan, city.organizations.key[row], what);
}

// Operating subsidies, as far as the district has money.
void subsidise(City& city, const Markets& markets, sim::Draws draws) {
  Organizations& all = city.organizations;
  using Claims = std::vector<std::pair<Id<Organizations>, Fen>>;
  const Claims claims = sim::gather<Claims::value_type>(all.size(), 256, [&](std::size_t o, Claims& out) {
    const Id<Organizations> row(o);
    if (at_work(city, row) && city.classes[all.kind[row]].subsidy > 0 && all.status[row] == LegalStatus::registered)
      out.emplace_back(row, monthly(city, row, markets.subsidies(row), FinanceQuestion::subsidies, draws));
  });
  for (const auto& [row, due] : claims) {
    Fen& purse = city.governments.cash[city.district_government(city.communities.district[all.home[row]])];
    const Fen paid = std::clamp<Fen>(purse, 0, due);
    city.ledger.pay(purse, all.cash[row], paid, Purpose::subsidy);
    all.income[row] += paid;
    all.subsidies[row] = paid;
  }
}

void earn(City& city, Till& till, Id<Organizations> row, const Markets& markets, sim::Draws draws) {
  Organizations& all = city.organizations;
  const auto receive = [&](double yearly, FinanceQuestion what, Purpose purpose) {
    const Fen amount = monthly(city, row, yearly, what, draws);
    till.pay(all.cash[row], amount, purpose);
    all.income[row] += amount;
    return amount;
  };
  receive(markets.fees(row), FinanceQuestion::fees, Purpose::fee);
  if (const double dues = markets.dues(row); dues > 0) receive(dues, FinanceQuestion::dues, Purpose::dues);
  all.gifts[row] = receive(markets.gifts(row), FinanceQuestion::gifts, Purpose::gift);
}

void spend(const Finance& rule, City& city, Till& till, Id<Organizations> row, const City::Prices& prices,
           std::span<const Id<Workers>> team, double wanted) {
  Organizations& all = city.organizations;
  Fen& cash = all.cash[row];
  bool short_of_cash = false;
  const auto pay = [&](double due_fen, Purpose purpose) {
    const Fen due = sim::nearest_integer(due_fen), paid = std::clamp<Fen>(cash, 0, due);
    till.pay(cash, paid, purpose);
    short_of_cash = short_of_cash || paid < due;
  };
  const Fen before = cash;
  for (const Id<Workers> worker : team) pay(static_cast<double>(payroll_cost(city, worker)), Purpose::wage);
  const double surcharge = city.economy.wage_surcharge;
  all.rebate[row] =
      sim::nearest_integer(static_cast<double>(before - cash) * surcharge / (1 + surcharge) * rule.rebate);
  // Own people are paid for the hours that they had, not for all that was asked of them.
  pay(std::min<double>(all.own_hours[row], own_hours(city, row)) * prices.hour * city.economy.direct_share *
          fen_per_yuan,
      Purpose::wage);
  if (all.dormant[row] == 0) {
    const OrganizationClass& kind = city.classes[all.kind[row]];
    const auto [running, legal] = upkeep(kind, all.weight[row], all.status[row]);
    const double level = prices.level * fen_per_yuan / 12;
    // Who seeks registration puts by what its door asks to see.
    const Route route = all.applying[row] != 0 ? open_route(city, all.kind[row]) : Route{};
    const double keep = std::max((running * level + wanted * prices.hour * fen_per_yuan) * rule.reserve,
                                 (route.capital + route.cost) * fen_per_yuan);
    const double surplus = std::max(0.0, static_cast<double>(cash) - keep) * rule.spent;
    const double rooms = running * level * city.reach.fixed;
    const double rent = std::max(0.0, rooms - static_cast<double>(all.free_rent[row])) + legal * level;
    pay(rent, Purpose::rent);
    // Of what is left, staff and materials; the rest is put by until the reserve is full.
    const double both = std::max(city.reach.labour + city.reach.materials, 0.01);
    const double left = std::max(0.0, static_cast<double>(all.income[row]) - rent) + surplus / both;
    const double wages = city.reach.labour * left;
    all.staff[row] = static_cast<std::int32_t>(
        sim::nearest_integer(wages / (prices.going * fen_per_yuan * kind.pay * (1 + city.economy.wage_surcharge))));
    pay(wages, Purpose::wage);
    pay(city.reach.materials * left, Purpose::materials);
  }
  all.arrears[row] = short_of_cash ? all.arrears[row] + 1 : 0;
}

// Its founder and members ask donors as long as an hour brings more than elsewhere: hours that contracts want are
// worth their pay, the others what an hour of a volunteer is worth.
void ask_donors(City& city, Id<Organizations> row, const Markets& markets, const City::Prices& prices,
                std::span<const Id<Workers>> team, double wanted) {
  Organizations& all = city.organizations;
  const double own = own_time(city, row);
  double left = wanted;
  for (const Id<Workers> worker : team) left -= city.workers.hours[worker];
  const double idle = own - std::clamp(left, 0.0, own);
  const double spare = city.reach.hour_worth * prices.level;
  const double beside = std::min(idle, markets.fundraising(row, spare));
  const double instead = markets.fundraising(row, std::max(spare, prices.hour * city.economy.direct_share));
  const double hours = all.dormant[row] != 0 ? 0 : std::min(std::max(beside, instead), own);
  all.fundraising[row] = static_cast<float>(hours);
  all.yielding[row] = static_cast<float>(std::max(0.0, hours - std::min(instead, own)));
}

// Takes `excess` full posts away, the least skilled first; none smaller than `least` is left.
void shrink(City& city, std::span<const Id<Workers>> staff, double excess, double least) {
  Workers& workers = city.workers;
  std::vector<Id<Workers>> team(staff.begin(), staff.end());
  std::sort(team.begin(), team.end(), [&](Id<Workers> a, Id<Workers> b) {
    return std::pair(workers.skill[a], workers.key[a]) < std::pair(workers.skill[b], workers.key[b]);
  });
  for (const Id<Workers> worker : team) {
    if (excess <= 0) return;
    const double left = workers.share[worker] - excess;
    excess -= workers.share[worker];
    workers.share[worker] = static_cast<float>(std::max(left, 0.0));
    if (left < least) dismiss(city, worker);
  }
}

// Posts follow the work in hand as far as money goes; without work they last as long as the reserve does. `besides` is
// what own people's hours and events will take a month.
void set_posts(const Finance& rule, City& city, Id<Organizations> row, const City::Prices& prices,
               std::span<const Id<Workers>> team, double wanted, double besides, std::span<const Due> coming) {
  Organizations& all = city.organizations;
  const double wage = prices.wage * (1 + city.economy.wage_surcharge);
  const OrganizationClass& kind = city.classes[all.kind[row]];
  const auto [running, legal] = upkeep(kind, all.weight[row], all.status[row]);
  const double free = std::min(yuan(all.free_rent[row]), running * city.reach.fixed * prices.level / 12);
  const double rent = (running * city.reach.fixed + legal) * prices.level / 12 - free;
  const double cash = std::max(0.0, yuan(all.cash[row]) - rent * rule.rent_first);
  const double posts = std::max((wanted - own_hours(city, row)) / rule.worker_hours, kind.core);
  double have = 0;
  for (const Id<Workers> worker : team) have += city.workers.share[worker];
  all.vacancies[row] = 0;
  // Next month's wages must be in hand, or come before they are paid.
  double most = cash / wage;
  for (const Due& due : coming)
    if (due.months == 1) most += yuan(due.amount) / wage;
  if (cash < wage * have * rule.idle_months) most = std::min(most, posts);
  if (have > most + 0.01) return shrink(city, team, have - most, rule.least_post);
  // Where money does not last for all of the work it is planned for the same part of staff, own hours and events.
  const double all_of_it = posts * wage + besides;
  const double lasts = all_of_it > 0 ? posts * lasting(cash, coming, rule.cushion) / all_of_it : 0;
  double missing = std::min(posts, std::max(have, lasts)) - have;
  for (const Id<Workers> worker : team) {
    const double more = std::clamp(missing, 0.0, 1.0 - city.workers.share[worker]);
    city.workers.share[worker] += static_cast<float>(more);
    missing -= more;
  }
  if (missing < rule.least_post || all.status[row] != LegalStatus::registered) return;
  // Whole posts first: they are easier to fill; what is left over waits for the next month.
  all.vacancies[row] = std::max(1, static_cast<std::int32_t>(missing + 1e-9));
  all.post[row] = static_cast<float>(std::min(missing, 1.0));
}

// When all have paid: social insurance that districts pay back, as far as they have money.
void pay_back_insurance(City& city) {
  for (const Id<Organizations> row : city.organizations.rows()) {
    Fen& rebate = city.organizations.rebate[row];
    if (rebate == 0) continue;
    Fen& purse = city.governments.cash[city.district_government(district_of(city, row))];
    rebate = std::clamp<Fen>(purse, 0, rebate);
    city.ledger.pay(purse, city.organizations.cash[row], rebate, Purpose::insurance_rebate);
  }
}

}  // namespace

void Finance::operator()(City& city, sim::Draws draws) const {
  const Markets markets(city);
  const City::Prices prices = city.prices();
  collect_user_fees(city, prices);
  leave_unserved(city, markets.households());
  std::vector<double> wanted, materials;
  std::vector<Due> due;
  std::optional<const Teams> all;
  sim::together([&] { wanted = work_in_hand(city); }, [&] { materials = events_in_hand(city); },
                [&] { due = instalments(city); },
                [&] { all.emplace(teams(city, Employer::organization, city.organizations.size())); });
  const Teams& staff = *all;
  subsidise(city, markets, draws);
  constexpr std::size_t at_once = 256;
  std::vector<Till> tills(city.organizations.size() / at_once + 1);
  sim::each(tills.size(), 1, [&](std::size_t t) {
    for (std::size_t o = t * at_once; o < std::min(city.organizations.size(), (t + 1) * at_once); ++o) {
      const Id<Organizations> row(o);
      if (city.organizations.alive[row] == 0) continue;
      if (city.organizations.dormant[row] == 0) earn(city, tills[t], row, markets, draws);
      spend(*this, city, tills[t], row, prices, staff[o], wanted[o]);
      ask_donors(city, row, markets, prices, staff[o], wanted[o]);
      const double besides =
          materials[o] + std::min(wanted[o], own_hours(city, row)) * prices.hour * city.economy.direct_share;
      set_posts(*this, city, row, prices, staff[o], wanted[o], besides, of_one(due, row));
    }
  });
  for (const Till& till : tills) city.ledger.take(till);
  pay_back_insurance(city);
}

}  // namespace city
