#include "models/city/care/task_contracts.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <tuple>
#include <utility>

#include "models/city/shared/agreement.hpp"
#include "models/city/shared/counters.hpp"
#include "models/city/shared/hours.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/shared/under.hpp"
#include "models/city/shared/undone.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

// Of a street this month and an organization or a community; of a contract.
enum LettingQuestion : std::uint32_t { sees_organization = 0, place_s_turn = 1, signed_after = 2 };

bool is_let(const City& city, std::size_t task) { return city.tasks[task].handled == Handling::contracted_out; }

// What is agreed already.
struct Book {
  std::vector<double> covered;                      // hours a month, by community x task
  std::vector<double> free;                         // hours a month that nobody has asked for, by organization
  std::vector<double> room;                         // for tasks, by organization
  std::vector<double> promised;                     // yuan a month, by government
  std::vector<std::uint8_t> known;                  // organizations that their own street has paid before
  std::vector<std::vector<Id<Contracts>>> endings;  // for tasks, without one that follows, by organization
};

Book open_book(const TaskTerms& terms, const City& city) {
  const Organizations& all = city.organizations;
  const Contracts& contracts = city.contracts;
  Book out;
  out.covered.resize(city.communities.size() * city.tasks.size());
  out.free.resize(all.size());
  out.room.assign(all.size(), terms.most_hours);
  out.promised.resize(city.governments.size());
  out.known.resize(all.size());
  out.endings.resize(all.size());
  each_employed(city, Employer::organization, [&](Id<Workers> row, std::uint32_t o) {
    out.free[o] += city.workers.share[row] * city.economy.worker_hours;
  });
  for (const Id<Organizations> row : all.rows()) out.free[row.value] += hours_for_work(city, row);
  std::vector<std::uint8_t> followed(contracts.size());
  for (const Id<Contracts> row : contracts.rows())
    if (contracts.follows[row]) followed[contracts.follows[row].value] = 1;
  for (const Id<Contracts> row : contracts.rows()) {
    const Id<Organizations> who = contracts.provider[row];
    if (contracts.awarded[row] == 0) continue;
    if (contracts.payer[row] == city.communities.street[all.home[who]]) out.known[who.value] = 1;
    if (!agreed(city, row) || all.alive[who] == 0) continue;
    if (ends_soon(city, row)) {
      if (is_for_task(city, row) && followed[row.value] == 0) out.endings[who.value].push_back(row);
      continue;
    }
    out.free[who.value] -= work_in_hand(city, row);
    if (!is_for_task(city, row)) continue;
    out.room[who.value] -= contracts.rate[row];
    out.covered[contracts.community[row].value * city.tasks.size() + contracts.task[row] - 1] += contracts.rate[row];
    out.promised[contracts.payer[row].value] += yuan(contracts.value[row]) / contracts.months[row];
  }
  return out;
}

// The contract whose place a new one takes: for the same task here, if one of the same organization ends.
Id<Contracts> ending(const City& city, const Book& book, Id<Organizations> who, Id<Communities> place,
                     std::size_t task) {
  for (const Id<Contracts> row : book.endings[who.value])
    if (city.contracts.community[row] == place && city.contracts.task[row] == task + 1) return row;
  return {};
}

// The organizations of a street, those first in whom it believes most.
std::vector<Id<Organizations>> ranked(const City& city, Id<Governments> street, std::vector<Id<Organizations>> able,
                                      const Book& book, sim::Draws draws) {
  std::vector<std::tuple<double, std::uint64_t, Id<Organizations>>> list;
  for (const Id<Organizations> row : able) {
    const std::uint64_t key = city.organizations.key[row];
    const bool known = book.known[row.value] != 0;
    const double luck =
        (draws.uniform(sim::combine(city.governments.key[street], key), LettingQuestion::sees_organization) - 0.5) *
        3.46;  // unit variance
    const double error = city.procurement.noise * (known ? city.procurement.own_noise : 1.0) * luck;
    list.emplace_back(-believed_record(city, row, known) - error, key, row);
  }
  std::sort(list.begin(), list.end());
  for (std::size_t i = 0; i < list.size(); ++i) able[i] = std::get<2>(list[i]);
  return able;
}

using Turn = std::pair<std::uint32_t, Id<Communities>>;  // luck, whose

// What an organization and a street agree on.
struct Deal {
  Id<Organizations> who;
  Id<Communities> place;
  std::size_t task;
  double hours;          // a month
  Id<Contracts> before;  // whose place it takes
};
Fen price_of(const TaskTerms& terms, const City& city, double hours) {
  return fen(hours * static_cast<double>(terms.months) * terms.hour_price * city.wage_level());
}

// Deals of one street, and its part of the book: organizations work for the street that is their home, no other.
void make_deals(const TaskTerms& terms, const City& city, const HoursAsked& asked, Id<Governments> street, double money,
                std::span<const Turn> places, std::span<const Id<Organizations>> in_turn, Book& book,
                std::vector<Deal>& deals) {
  const double level = city.wage_level(), price = terms.hour_price * level, elsewhere = city.reach.hour_worth * level;
  const auto months = static_cast<double>(terms.months);
  const auto offer = [&](Id<Communities> place, std::size_t task, Id<Organizations> who) {
    double& covered = book.covered[place.value * city.tasks.size() + task];
    double& promised = book.promised[street.value];
    const double hours = std::min(
        {asked(place, task) - covered, book.free[who.value], book.room[who.value], (money - promised) / price});
    // Worth it if it brings more than its hours and those of talking about it would elsewhere.
    if (hours <= 0 || hours * months * (price - elsewhere) <= city.procurement.hours_direct * elsewhere) return;
    deals.push_back({who, place, task, hours, ending(city, book, who, place, task)});
    std::erase(book.endings[who.value], deals.back().before);
    book.free[who.value] -= hours;
    book.room[who.value] -= hours;
    covered += hours;
    promised += yuan(price_of(terms, city, hours)) / months;
  };
  for (const bool go_on : {true, false})  // those first who have it and whose contract ends
    for (const auto& [luck, place] : places)
      for (std::size_t task = 0; task < city.tasks.size(); ++task) {
        if (!is_let(city, task)) continue;
        for (const Id<Organizations> who : in_turn)
          if (!go_on || ending(city, book, who, place, task)) offer(place, task, who);
      }
}

void let(const TaskTerms& terms, City& city, const Deal& deal, sim::Draws draws) {
  Contracts& contracts = city.contracts;
  const Id<Governments> street = city.communities.street[deal.place];
  const std::uint64_t pair = sim::combine(city.communities.key[deal.place], city.organizations.key[deal.who]);
  const Id<Contracts> row = contracts.add();
  contracts.key[row] = sim::combine(draws.stem(pair), deal.task);
  contracts.community[row] = deal.place;
  contracts.task[row] = static_cast<std::uint8_t>(deal.task + 1);
  contracts.payer[row] = street;
  contracts.posted[row] = city.month();
  contracts.value[row] = contracts.asked[row] = price_of(terms, city, deal.hours);
  contracts.hours[row] = static_cast<float>(deal.hours * static_cast<double>(terms.months));
  contracts.rate[row] = static_cast<float>(deal.hours);
  agree(city, row, deal.who, terms.months,
        signing_delay(city, draws.uniform(contracts.key[row], LettingQuestion::signed_after)));
  take_place_of(city, row, deal.before);
  city.governments.committed[street] += contracts.value[row];
  city.organizations.bid_debt[deal.who] += static_cast<float>(city.procurement.hours_direct);
}

}  // namespace

bool may_take_tasks(const City& city, Id<Organizations> row) {
  return at_work(city, row) && city.organizations.status[row] == LegalStatus::registered &&
         city.classes[city.organizations.kind[row]].community;
}

HoursAsked::HoursAsked(const City& city) : tasks_(city.tasks.size()), hours_(city.communities.size() * tasks_) {
  sim::each(city.communities.size(), 1, [&](std::size_t c) {
    const Id<Communities> place(c);
    for (std::size_t task = 0; task < tasks_; ++task) {
      const double coming = errands(city, place, task);
      hours_[c * tasks_ + task] =
          city.tasks[task].hours + (coming > 0 ? coming * minutes_alone(city, place, task) / 60 : 0);
    }
  });
}

void let_tasks(const TaskTerms& terms, City& city, const HoursAsked& asked, sim::Draws draws) {
  bool any = false;
  for (std::size_t t = 0; t < city.tasks.size(); ++t) any = any || is_let(city, t);
  if (!any) return;
  Book book;
  std::vector<std::vector<Turn>> places(city.governments.size());
  std::vector<std::vector<Id<Organizations>>> able(city.governments.size());
  const auto gather_by_street = [&] {
    for (const Id<Communities> place : city.communities.rows())
      places[city.communities.street[place].value].emplace_back(
          draws.word(city.communities.key[place], LettingQuestion::place_s_turn), place);
    for (const Id<Organizations> row : city.organizations.rows())
      if (may_take_tasks(city, row)) able[city.communities.street[city.organizations.home[row]].value].push_back(row);
  };
  sim::together([&] { book = open_book(terms, city); }, gather_by_street);
  const std::vector<double> people = residents_under(city);
  const auto deals = sim::gather<Deal>(city.governments.size(), 1, [&](std::size_t g, std::vector<Deal>& of_street) {
    if (able[g].empty()) return;
    const Id<Governments> street(g);
    const double money = terms.money.at(city.governments.district[street]) * city.wage_level() * people[g] / 12;
    std::sort(places[g].begin(), places[g].end());
    make_deals(terms, city, asked, street, money, places[g], ranked(city, street, able[g], book, draws), book,
               of_street);
  });
  for (const Deal& deal : deals) let(terms, city, deal, draws);
}

TasksDone work_on_tasks(const TaskTerms& terms, City& city) {
  const std::size_t tasks = city.tasks.size();
  Organizations& all = city.organizations;
  Contracts& contracts = city.contracts;
  TasksDone out;
  out.hours.resize(city.communities.size() * tasks);
  out.spare.resize(all.size());
  std::vector<double> promised(all.size()), part(all.size()), staff(all.size()), by_staff(all.size());
  const auto each = [&](auto f) {
    for (const Id<Contracts> row : contracts.rows())
      if (is_for_task(city, row) && in_force(city, row) && at_work(city, contracts.provider[row]))
        f(row, contracts.provider[row].value);
  };
  const auto unused = [&](Id<Workers> row) {
    return std::max(0.0F,
                    city.workers.hours[row] - city.workers.load[row] - city.workers.spent(row, index_of(Use::events)));
  };
  const auto count_staff = [&] {
    each_employed(city, Employer::organization, [&](Id<Workers> row, std::uint32_t o) { staff[o] += unused(row); });
  };
  sim::together(count_staff,
                [&] { each([&](Id<Contracts> row, std::uint32_t o) { promised[o] += contracts.rate[row]; }); });
  const auto own = [&](Id<Organizations> row) { return std::max(0.0, own_hours(city, row) - all.own_hours[row]); };
  sim::each(all, [&](Id<Organizations> row) { out.spare[row.value] = staff[row.value] + own(row); });
  const double wage = terms.hour_price * city.wage_level() * city.economy.direct_share;
  for (const Id<Organizations> row : all.rows()) {
    const std::size_t o = row.value;
    if (promised[o] <= 0) continue;
    by_staff[o] = std::min(promised[o], staff[o]);
    const double paid = yuan(std::max<Fen>(0, all.cash[row])) / wage;
    const double by_own = std::min({promised[o] - by_staff[o], own(row), paid});
    all.own_tasks[row] = static_cast<float>(by_own);
    city.ledger.pay(all.cash[row], std::clamp<Fen>(all.cash[row], 0, fen(by_own * wage)), Purpose::wage);
    part[o] = (by_staff[o] + by_own) / promised[o];
    out.spare[o] -= by_staff[o] + by_own;
  }
  each_employed(city, Employer::organization, [&](Id<Workers> row, std::uint32_t o) {
    if (by_staff[o] > 0)
      city.workers.spent(row, index_of(Use::tasks)) = static_cast<float>(unused(row) * by_staff[o] / staff[o]);
  });
  each([&](Id<Contracts> row, std::uint32_t o) {
    const double hours = contracts.rate[row] * part[o];
    contracts.offered[row] = static_cast<float>(hours);
    contracts.used[row] += static_cast<float>(hours);
    out.hours[contracts.community[row].value * tasks + contracts.task[row] - 1] += hours;
  });
  return out;
}

}  // namespace city
