// Organizations earn, pay and decide about posts; whoever cannot pay for months, or loses its founder, ends.
#pragma once

#include <algorithm>
#include <vector>

#include "models/city/city.hpp"
#include "models/city/markets.hpp"
#include "models/city/register.hpp"
#include "sim/random.hpp"

namespace city {

struct Finance {
  static constexpr std::string_view about =
      "Organizations receive fees and gifts, pay wages and rent, open posts for work they can pay, lay off";
  double cushion = 2, worker_hours = 90, idle_months = 3;

  template <class V>
  void visit(V& v) {
    v(cushion, {.name = "cushion",
                .unit = "month",
                .least = 0,
                .most = 36,
                .meaning = "Months of a wage in hand before a post is opened",
                .source = "assumed"});
    v(worker_hours, {.name = "worker_hours",
                     .unit = "hour",
                     .least = 1,
                     .most = 240,
                     .meaning = "Case hours a month an organization expects of one worker",
                     .source = "assumed"});
    v(idle_months, {.name = "idle_months",
                    .unit = "month",
                    .least = 0,
                    .most = 120,
                    .meaning = "Posts' worth of idle hours an organization bears before it lays off: cash over this "
                               "many wages keeps the post",
                    .source = "assumed"});
  }

  void operator()(City& city, sim::Draws draws) const {
    const Markets markets(city, city.reach);
    collect_user_fees(city);
    const std::vector<double> wanted = work_in_hand(city);
    std::vector<std::vector<Id<Workers>>> staff(city.organizations.size());
    for (std::size_t w = 0; w < city.workers.size(); ++w)
      if (city.workers.employer[Id<Workers>(w)] == Employer::organization)
        staff[city.workers.workplace[Id<Workers>(w)]].push_back(Id<Workers>(w));
    for (std::size_t o = 0; o < city.organizations.size(); ++o) {
      const Id<Organizations> row(o);
      if (city.organizations.alive[row] == 0) continue;
      earn(city, row, markets, draws);
      spend(city, row, staff[o]);
      decide(city, row, staff[o], wanted[o]);
    }
  }

 private:
  static void collect_user_fees(City& city) {
    Cases& cases = city.cases;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const Id<Cases> row(i);
      if (cases.payer[row] != Payer::user || cases.progress[row] != Progress::active) continue;
      const Service& service = city.services[cases.service[row]];
      const Fen fee = City::fen(service.price / static_cast<double>(service.months));
      city.ledger.pay(city.ledger.outside(Outside::households), city.organizations.cash[cases.organization[row]], fee,
                      Purpose::fee);
      city.organizations.income[cases.organization[row]] += fee;
    }
  }

  // Hours a month that contracts and paying users ask of each organization.
  static std::vector<double> work_in_hand(const City& city) {
    std::vector<double> out(city.organizations.size());
    for (std::size_t i = 0; i < city.contracts.size(); ++i) {
      const Id<Contracts> row(i);
      if (city.contracts.awarded[row] != 0 && city.contracts.over[row] == 0)
        out[city.contracts.provider[row].value] += city.contracts.rate[row];
    }
    for (std::size_t i = 0; i < city.cases.size(); ++i) {
      const Id<Cases> row(i);
      if (city.cases.payer[row] == Payer::user && city.cases.progress[row] != Progress::closed)
        out[city.cases.organization[row].value] += city.case_hours(city.services[city.cases.service[row]]);
    }
    return out;
  }

  void earn(City& city, Id<Organizations> row, const Markets& markets, sim::Draws draws) const {
    Organizations& all = city.organizations;
    if (all.dormant[row] != 0) return;
    const std::size_t d = district_of(city, row), kind = all.kind[row];
    const auto receive = [&](Outside from, double yearly, Purpose purpose, std::uint32_t n) {
      const Fen amount = draws.round(yearly / 12 * 100, all.key[row], n);
      city.ledger.pay(city.ledger.outside(from), all.cash[row], amount, purpose);
      all.income[row] += amount;
    };
    if (markets.fee_total(d, kind) > 0)
      receive(Outside::households, markets.fees(d, kind) * markets.fee_weight(row) / markets.fee_total(d, kind),
              Purpose::fee, 0);
    if (markets.gift_total(d) > 0)
      receive(Outside::donors, markets.gifts(d) * markets.gift_weight(row) / markets.gift_total(d), Purpose::gift, 1);
  }

  void spend(City& city, Id<Organizations> row, const std::vector<Id<Workers>>& staff) const {
    Organizations& all = city.organizations;
    Fen& cash = all.cash[row];
    bool short_of_cash = false;
    const auto pay = [&](Outside to, Fen due, Purpose purpose) {
      const Fen paid = std::clamp<Fen>(cash, 0, due);
      city.ledger.pay(cash, city.ledger.outside(to), paid, purpose);
      short_of_cash = short_of_cash || paid < due;
    };
    const double surcharge = 1 + city.economy.wage_surcharge;
    for (const Id<Workers> worker : staff)
      pay(Outside::workforce, sim::nearest_integer(city.workers.wage[worker] * surcharge), Purpose::wage);
    if (all.dormant[row] == 0) {
      const OrganizationClass& kind = city.classes[all.kind[row]];
      const double income = static_cast<double>(all.income[row]);
      const double wages = income * city.reach.labour;
      all.staff[row] = static_cast<std::int32_t>(sim::nearest_integer(wages / (wage_now(city) * 100 * surcharge)));
      pay(Outside::workforce, sim::nearest_integer(wages), Purpose::wage);
      const double legal = all.status[row] == LegalStatus::registered ? city.reach.compliance : 0;
      pay(Outside::suppliers,
          sim::nearest_integer(income * city.reach.materials +
                               (kind.running_cost * all.weight[row] * city.reach.fixed + legal) / 12 * 100),
          Purpose::running);
    }
    all.arrears[row] = short_of_cash ? all.arrears[row] + 1 : 0;
  }

  // Opens posts for work that is there and paid; lays off when the money runs out or there is nothing to do.
  void decide(City& city, Id<Organizations> row, const std::vector<Id<Workers>>& staff, double wanted) const {
    Organizations& all = city.organizations;
    const double wage = wage_now(city) * 100 * (1 + city.economy.wage_surcharge);
    const double posts = wanted / worker_hours, have = static_cast<double>(staff.size());
    const double cash = static_cast<double>(all.cash[row]);
    all.vacancies[row] = 0;
    if (posts > have + 0.1 && all.status[row] == LegalStatus::registered) {
      const double affordable = std::max(0.0, cash / (wage * std::max(cushion, 0.1)) - have);
      all.vacancies[row] = static_cast<std::int32_t>(std::min(std::ceil(posts - have), std::floor(affordable)));
    }
    const bool broke = cash<wage * have, idle = have> std::ceil(posts) && cash < wage * have * idle_months;
    if ((broke || idle) && !staff.empty()) {
      const Id<Workers> last = *std::min_element(staff.begin(), staff.end(), [&](Id<Workers> a, Id<Workers> b) {
        return std::pair(city.workers.skill[a], city.workers.key[a]) <
               std::pair(city.workers.skill[b], city.workers.key[b]);
      });
      dismiss(city, last);
    }
  }
};

/// Going dormant, coming back, dissolving.
struct Exit {
  static constexpr std::string_view about = "Groups tire and go dormant; those without money or founder dissolve";
  double fatigue = 0.006, revival = 0.01, dormant_leaves = 0.02, founder_leaves = 0.0025,
         founder_leaves_unregistered = 0.005;
  std::int64_t idle_months = 12, arrears_months = 4;
  double rescue = 1;

  template <class V>
  void visit(V& v) {
    v(fatigue, {.name = "fatigue",
                .unit = "1/month",
                .least = 0,
                .most = 1,
                .meaning = "Chance that a group without staff loses its volunteers",
                .source = "assumed"});
    v(revival, {.name = "revival",
                .unit = "1/month",
                .least = 0,
                .most = 1,
                .meaning = "Chance that a dormant group finds volunteers again",
                .source = "assumed"});
    v(dormant_leaves, {.name = "dormant_leaves",
                       .unit = "1/month",
                       .least = 0,
                       .most = 1,
                       .meaning = "Chance that a dormant one dissolves for good",
                       .source = "assumed"});
    v(founder_leaves, {.name = "founder_leaves",
                       .unit = "1/month",
                       .least = 0,
                       .most = 1,
                       .meaning = "Chance that the founder of a legal person leaves and nobody carries it on",
                       .source = "assumed"});
    v(founder_leaves_unregistered, {.name = "founder_leaves_unregistered",
                                    .unit = "1/month",
                                    .least = 0,
                                    .most = 1,
                                    .meaning = "The same where the group is the founder's circle: filed or informal",
                                    .source = "assumed"});
    v(idle_months, {.name = "idle_months",
                    .unit = "month",
                    .least = 1,
                    .most = 120,
                    .meaning = "Months without doing anything until dormant",
                    .source = "assumed"});
    v(arrears_months, {.name = "arrears_months",
                       .unit = "month",
                       .least = 1,
                       .most = 120,
                       .meaning = "Months in a row without paying what is owed until it dissolves",
                       .source = "assumed"});
    v(rescue, {.name = "rescue",
               .least = 0,
               .most = 1,
               .meaning = "Share of remaining money that goes back to households at dissolution",
               .source = "assumed; the rest goes to the treasury"});
  }

  void operator()(City& city, sim::Draws draws) const {
    Organizations& all = city.organizations;
    std::vector<std::uint8_t> busy(all.size());
    for (std::size_t w = 0; w < city.workers.size(); ++w)
      if (city.workers.employer[Id<Workers>(w)] == Employer::organization)
        busy[city.workers.workplace[Id<Workers>(w)]] = 1;
    for (std::size_t i = 0; i < city.contracts.size(); ++i)
      if (city.contracts.awarded[Id<Contracts>(i)] != 0 && city.contracts.over[Id<Contracts>(i)] == 0)
        busy[city.contracts.provider[Id<Contracts>(i)].value] = 1;
    std::vector<std::uint8_t> dissolved(all.size());
    for (std::size_t o = 0; o < all.size(); ++o) {
      const Id<Organizations> row(o);
      if (all.alive[row] == 0) continue;
      const sim::Draws::Words words = draws.four(all.key[row]);
      const bool legal = all.status[row] == LegalStatus::registered;
      const double leaves = legal ? founder_leaves : founder_leaves_unregistered;
      if (sim::unit(words[0]) < leaves || all.arrears[row] >= arrears_months ||
          (all.dormant[row] != 0 && sim::unit(words[3]) < dormant_leaves)) {
        all.alive[row] = 0;
        all.ended[row] = city.month();
        dissolved[o] = 1;
        continue;
      }
      if (all.staff[row] == 0 && busy[o] == 0 && sim::unit(words[1]) < fatigue) all.volunteers[row] = 0;
      const bool active = all.staff[row] > 0 || busy[o] != 0 || all.volunteers[row] > 0;
      all.idle[row] = active ? std::int16_t{0} : static_cast<std::int16_t>(all.idle[row] + 1);
      if (all.dormant[row] == 0 && all.idle[row] >= idle_months) all.dormant[row] = 1;
      if (all.dormant[row] != 0 && (active || sim::unit(words[2]) < revival)) {
        all.dormant[row] = 0;
        all.idle[row] = 0;
        all.volunteers[row] = std::max(1.0F, all.volunteers[row]);
      }
    }
    for (std::size_t w = 0; w < city.workers.size(); ++w) {
      const Id<Workers> row(w);
      if (city.workers.employer[row] == Employer::organization && dissolved[city.workers.workplace[row]] != 0)
        dismiss(city, row);
    }
    for (std::size_t o = 0; o < all.size(); ++o)
      if (dissolved[o] != 0) liquidate(city, Id<Organizations>(o));
  }

 private:
  void liquidate(City& city, Id<Organizations> row) const {
    Fen& cash = city.organizations.cash[row];
    const Fen back = sim::nearest_integer(static_cast<double>(cash) * rescue);
    city.ledger.pay(cash, city.ledger.outside(Outside::households), back, Purpose::liquidation);
    city.ledger.pay(cash, city.ledger.outside(Outside::treasury), cash, Purpose::liquidation);
  }
};

}  // namespace city
