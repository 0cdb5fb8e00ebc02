#include "models/city/tally.hpp"

#include <algorithm>
#include <functional>

#include "models/city/city.hpp"

namespace city {

namespace {

// A list of values for the city and for each district.
template <class V>
class Lists {
 public:
  explicit Lists(std::size_t districts) : lists_(districts + 1) {}
  void add(std::size_t district, V value) {
    lists_[0].push_back(value);
    lists_[district + 1].push_back(value);
  }
  /// out(row) = f(values of the row); undefined where there is none.
  template <class F>
  void into(Grid<double>& out, F f) {
    for (std::size_t row = 0; row < lists_.size(); ++row) out(row) = lists_[row].empty() ? undefined : f(lists_[row]);
  }

 private:
  std::vector<std::vector<V>> lists_;
};

// The smallest value that at least a share of all do not exceed (nearest rank).
template <class V>
double quantile(std::vector<V>& values, std::size_t percent) {
  const std::size_t rank = std::max<std::size_t>(1, (values.size() * percent + 99) / 100);
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  std::nth_element(values.begin(), at, values.end());
  return static_cast<double>(*at);
}

template <class V>
double median(std::vector<V>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  const auto upper = static_cast<double>(*middle);
  return values.size() % 2 == 1 ? upper : (upper + static_cast<double>(*std::max_element(values.begin(), middle))) / 2;
}

// Share of the ten largest in the whole.
double top_ten(std::vector<Fen> values) {
  const std::size_t ten = std::min<std::size_t>(10, values.size());
  std::partial_sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(ten), values.end(), std::greater<>());
  Fen all = 0, top = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    all += values[i];
    if (i < ten) top += values[i];
  }
  return all > 0 ? static_cast<double>(top) / static_cast<double>(all) : undefined;
}

// Herfindahl and Hirschman's index: the sum of squared shares.
double concentration(const std::vector<Fen>& values) {
  double all = 0, squares = 0;
  for (const Fen value : values) all += static_cast<double>(value);
  for (const Fen value : values) squares += static_cast<double>(value) / all * static_cast<double>(value) / all;
  return all > 0 ? squares : undefined;
}

// In house, the fair, outside the fair, users, volunteers.
std::size_t means_of(Payer payer, bool outside_fair) {
  return payer == Payer::in_house     ? 0
         : payer == Payer::user       ? 3
         : payer == Payer::volunteers ? 4
         : outside_fair               ? 2
                                      : 1;
}

// Gini coefficient of values that each stand for a number of people.
double gini(std::vector<std::pair<double, double>>& values) {
  std::sort(values.begin(), values.end());
  double people = 0, all = 0, below = 0;
  for (const auto& [value, weight] : values) {
    below += weight * (2 * all + value * weight);
    all += value * weight;
    people += weight;
  }
  return all > 0 && people > 0 ? 1 - below / (people * all) : undefined;
}

std::size_t age_group(int months) { return months < 18 * 12 ? 0 : months < 60 * 12 ? 1 : months < 80 * 12 ? 2 : 3; }

}  // namespace

Tally::Tally(const City& city) : Tally(city.districts.size(), city.services.size(), city.classes.size()) {
  count_places(city);
  count_cases(city);
  count_stations(city);
  count_workers(city);
  count_organizations(city);
  count_governments(city);
  count_contracts(city);
  count_money(city);
}

void Tally::count_places(const City& city) {
  const Communities& places = city.communities;
  Lists<std::pair<double, double>> reach(d);
  for (std::size_t c = 0; c < places.size(); ++c) {
    const Id<Communities> row(c);
    const std::size_t at = places.district[row];
    people.add(at, places.population[row]);
    (places.rural[row] != 0 ? rural : urban).add(at, places.population[row]);
    elders.add(at, places.elders[row]);
    migrants.add(at, places.migrants[row]);
    dibao.add(at, places.dibao[row]);
    births.add(at, places.births[row]);
    deaths.add(at, places.deaths[row]);
    arrivals.add(at, places.arrivals[row]);
    departures.add(at, places.departures[row]);
    group_events.add(at, places.groups[row]);
    group_reach.add(at, places.reach[row]);
    beneficiaries.add(at, places.reach[row]);
    double hours = 0;
    for (std::size_t i = 0; i < s; ++i) {
      aware.add(at, i, static_cast<double>(places.awareness(row, i)) * places.population[row]);
      reachable.add(at, i, static_cast<double>(places.within_reach(row, i)) * places.population[row]);
      hours += places.within_reach(row, i);
    }
    (places.rural[row] != 0 ? village_reach : town_reach).add(at, hours * places.population[row]);
    reach.add(at, {hours, places.population[row]});
  }
  reach.into(reach_gini, [](auto& values) { return gini(values); });
}

void Tally::count_cases(const City& city) {
  const Cases& cases = city.cases;
  Lists<std::int32_t> waits(d);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Id<Cases> row(i);
    const Id<Communities> place = cases.community[row];
    const std::size_t at = city.communities.district[place], service = cases.service[row];
    const auto count = [&](Counts& counts) { counts.add(at, service, 1); };
    const bool outside = cases.payer[row] == Payer::contract && city.contracts.fair[cases.contract[row]] == 0;
    if (cases.hours[row] > 0)
      given_hours.add(at, service * means + means_of(cases.payer[row], outside), cases.hours[row]);
    if (cases.opened[row] == city.month()) count(needs);
    if (cases.sought[row] == city.month()) count(asked);
    if (cases.taken[row] == city.month()) {
      const Traits traits{city.residents.traits[cases.resident[row]]};
      const std::int32_t wait = cases.taken[row] - cases.sought[row];
      count(served);
      waited.add(at, service, wait);
      waits.add(at, wait);
      (city.communities.rural[place] != 0 ? rural_served : urban_served).add(at, 1);
      served_hukou.add(at, traits.has(Traits::migrant) ? 1 : 0, 1);
      served_income.add(at, static_cast<std::size_t>(traits.income()), 1);
      served_age.add(at, age_group(city.age_months(cases.resident[row])), 1);
    }
    const Progress progress = cases.progress[row];
    if (progress != Progress::closed) {
      count(progress == Progress::latent ? latent : progress == Progress::waiting ? waiting : active);
      trust.add(at, city.residents.trust[cases.resident[row]]);
      const double hours = progress == Progress::latent ? 0 : city.case_hours(city.services[service]);
      owed_hours.add(at, hours);
      gap_hours.add(at, progress == Progress::waiting ? hours : 0);
    }
    const bool good = cases.closure[row] == Closure::resolved, bad = cases.closure[row] == Closure::unresolved;
    if (good || bad || progress == Progress::active) beneficiaries.add(at, 1);
    if (progress != Progress::closed) continue;
    count(good                                       ? resolved
          : bad                                      ? unresolved
          : cases.closure[row] == Closure::gave_up   ? gave_up
          : cases.closure[row] == Closure::by_itself ? faded
                                                     : lost);
    if (!good && !bad) continue;
    if (!city.services[service].direct) continue;
    disputes.add(at, 1);
    disputes_settled.add(at, good ? 1 : 0);
  }
  unmet = latent + waiting;
  open = unmet + active;
  ended = resolved + unresolved;
  waits.into(wait_p90, [](auto& values) { return quantile(values, 90); });
}

void Tally::count_stations(const City& city) {
  const Communities& places = city.communities;
  for (std::size_t c = 0; c < places.size(); ++c) {
    const Id<Communities> row(c);
    const std::size_t at = places.district[row];
    stations.add(at, 1);
    admin.add(at, places.admin[row]);
    errands.add(at, places.errands[row]);
    counter_minutes.add(at, static_cast<double>(places.errands[row]) * places.counter_wait[row]);
    double all = 0;
    for (const float hours : places.hands.row(row)) all += hours;
    task_hours.add(at, all);
    moved_up.add(at, places.hands(row, 1));
    contracted_out.add(at, places.hands(row, 2));
    negotiated.add(at, places.hands(row, 3));
    autonomous.add(at, places.hands(row, 4));
    owed_hours.add(at, all);
    gap_hours.add(at, places.hands(row, 5));
    overreach.add(at, places.overreach[row]);
    misallocated.add(at, places.misallocated[row]);
    errand_travel.add(at, places.errand_travel[row]);
  }
}

void Tally::count_workers(const City& city) {
  const Workers& workers = city.workers;
  std::vector<std::int64_t> station(city.communities.size());
  for (std::size_t w = 0; w < workers.size(); ++w) {
    const Id<Workers> row(w);
    const std::size_t at = workers.district[row];
    const Employer employer = workers.employer[row];
    const auto e = static_cast<std::size_t>(employer);
    const Licence licence = workers.licence[row];
    if (licence == Licence::assistant) assistants.add(at, 1);
    if (licence == Licence::social_worker) social_workers.add(at, 1);
    if (licence == Licence::senior) seniors.add(at, 1);
    if (licence != Licence::none) licensed.add(at, e, 1);
    quits.add(at, workers.quit[row]);
    posts_before.add(at, workers.quit[row]);
    // This month's hours were those of the post that was lost since.
    team_hours.add(at, static_cast<std::size_t>(workers.left[row] == Employer::none ? employer : workers.left[row]),
                   workers.hours[row]);
    newcomers.add(at, workers.entered[row] == city.month() ? 1 : 0);
    gone.add(at, workers.gone_on[row] == city.month() ? 1 : 0);
    if (const Employer before = workers.left[row]; before != Employer::none) {
      left.add(at, static_cast<std::size_t>(before), 1);
      // Whoever quits is not hired in the same month: a post both taken and lost this month was lost after it was
      // taken.
      hired.add(at, static_cast<std::size_t>(before),
                workers.hired[row] == city.month() && workers.quit[row] == 0 ? 1 : 0);
    }
    if (employer == Employer::none) {
      searching.add(at, workers.gone[row] == 0 ? 1 : 0);
      continue;
    }
    supervisors.add(at, workers.supervising[row] > 0 ? 1 : 0);
    supervised.add(at, workers.supervised[row]);
    hired.add(at, e, workers.hired[row] == city.month() ? 1 : 0);
    posts.add(at, e, 1);
    posts_before.add(at, workers.hired[row] < city.month() ? 1 : 0);
    carried.add(at, e, workers.cases[row]);
    burnout.add(at, e, workers.burnout[row]);
    if (employer != Employer::station) continue;
    ++station[workers.workplace[row]];
    station_staff.add(at, 1);
    generalists.add(at, workers.generalist[row]);
    station_hours.add(at, std::min(workers.hours[row], workers.load[row]));
  }
  for (std::size_t c = 0; c < station.size(); ++c)
    vacancies.add(city.communities.district[Id<Communities>(c)],
                  std::max<std::int64_t>(0, station_posts(city, Id<Communities>(c)) - station[c]));
}

void Tally::count_organizations(const City& city) {
  const Organizations& all = city.organizations;
  std::vector<std::int32_t> staff(all.size());
  for (std::size_t o = 0; o < all.size(); ++o) staff[o] = all.staff[Id<Organizations>(o)];
  for (std::size_t w = 0; w < city.workers.size(); ++w)
    if (city.workers.employer[Id<Workers>(w)] == Employer::organization)
      ++staff[city.workers.workplace[Id<Workers>(w)]];
  Lists<std::int32_t> legal_staffs(d);
  Lists<Fen> revenues(d);
  for (std::size_t o = 0; o < all.size(); ++o) {
    const Id<Organizations> row(o);
    if (all.alive[row] == 0 && all.ended[row] != city.month()) continue;
    const std::size_t at = city.communities.district[all.home[row]], kind = all.kind[row];
    const auto status = static_cast<std::size_t>(all.status[row]);
    const bool legal = all.status[row] == LegalStatus::registered, filing = all.status[row] == LegalStatus::filed;
    const auto count = [&](Counts& counts, bool when) {
      if (when) counts.add(at, kind, 1);
    };
    const bool born = all.founded[row] == city.month(), died = all.ended[row] == city.month();
    const bool entered = legal && all.registered_on[row] == city.month();
    count(founded, born);
    count(filings, filing && all.status_since[row] == city.month());
    count(registrations, entered);
    count(relabelled, entered && all.relabelled[row] != 0);
    count(upgrades, entered && all.was_filed[row] != 0);
    if (entered) registration_months.add(at, kind, all.registered_on[row] - all.applied[row]);
    if (died) {
      dissolved.add(at, kind * statuses + status, 1);
      dissolved_status.add(at, status, 1);
    }
    fees.add(at, kind, all.income[row] - all.gifts[row] - all.subsidies[row]);
    gifts.add(at, kind, all.gifts[row]);
    subsidies.add(at, kind, all.subsidies[row]);
    revenue.add(at, kind, all.income[row] + all.grants[row]);
    public_revenue.add(at, kind, all.subsidies[row] + all.grants[row]);
    at_risk.add(at, status, 1);
    at_start.add(at, born ? 0 : 1);
    if (all.alive[row] == 0) continue;
    count(legal ? registered : filing ? filed : informal, true);
    count(dormant, all.dormant[row] != 0);
    if (city.classes[kind].community && (legal || filing)) {
      const bool village = city.communities.rural[all.home[row]] != 0;
      (village ? village_groups : town_groups).add(at, 1);
      (village ? village_professionals : town_professionals).add(at, city.classes[kind].professional ? 1 : 0);
    }
    if (legal) {
      legal_age.add(at, city.month() - all.founded[row]);
      legal_staff.add(at, staff[o]);
      legal_staffs.add(at, staff[o]);
    }
    count(applying, all.applying[row] != 0);
    revenues.add(at, all.income[row] + all.grants[row]);
    volunteer_hours.add(at, all.volunteers[row]);
    fundraising.add(at, kind, all.fundraising[row]);
    vacancies.add(at, all.vacancies[row]);
    bidders.add(at, all.last_bid[row] == city.month() ? 1 : 0);
  }
  recognized = registered + filed;
  legal_staffs.into(median_staff, [](auto& values) { return median(values); });
  revenues.into(revenue_hhi, [](auto& values) { return concentration(values); });
  revenues.into(revenue_top10, [](auto& values) { return top_ten(values); });
}

void Tally::count_governments(const City& city) {
  const Governments& governments = city.governments;
  std::vector<double> share(governments.size()), stations_here(governments.size());  // for cases, of station time
  for (std::size_t c = 0; c < city.communities.size(); ++c) {
    const Id<Communities> place(c);
    share[city.communities.street[place].value] += city.communities.casework[place];
    stations_here[city.communities.street[place].value] += 1;
  }
  for (std::size_t g = 0; g < governments.size(); ++g) {
    const Id<Governments> row(g);
    lottery_in(0) += governments.lottery_in[row];
    lottery_lines(0) += governments.lottery_lines[row];
    lottery_elders(0) += governments.lottery_elders[row];
    if (governments.level[row] == Level::city) continue;
    const Fen casework = sim::nearest_integer(static_cast<double>(governments.payroll[row]) * share[g] /
                                              std::max(1.0, stations_here[g]));
    task_spending.add(governments.district[row], governments.task_spending[row]);
    payroll.add(governments.district[row], governments.payroll[row]);
    direct.add(governments.district[row], casework);
    social_spending.add(governments.district[row], casework);
  }
}

void Tally::count_contracts(const City& city) {
  const Contracts& contracts = city.contracts;
  const auto each = [&](auto f) {
    for (std::size_t i = 0; i < contracts.size(); ++i) {
      const Id<Contracts> row(i);
      f(row, city.communities.district[contracts.community[row]], contracts.service[row]);
    }
  };
  Lists<Fen> values(d);
  each([&](Id<Contracts> row, std::size_t at, std::size_t service) {
    const bool fair = contracts.fair[row] != 0;
    const Fen value = contracts.value[row], paid = contracts.paid_now[row];
    purchase.add(at, static_cast<std::size_t>(city.governments.level[contracts.payer[row]]) * s + service, paid);
    (fair ? fair_spending : off_fair_spending).add(at, service, paid);
    social_spending.add(at, paid);
    instalments.add(at, paid);
    paid_late.add(at, contracts.late_now[row]);
    clawed.add(at, contracts.clawed_now[row]);
    if (fair && contracts.posted[row] == city.month()) posted.add(at, service, 1);
    if (contracts.awarded[row] == 0) return;
    if (contracts.instalments[row] < 3) {
      receivables.add(at, value - contracts.paid[row] - contracts.clawed[row]);
      const int age = city.month() - contracts.starts[row], length = contracts.months[row];
      const int due = 1 + (age >= length / 2 ? 1 : 0) + (age >= length ? 1 : 0);
      late.add(at, contracts.instalments[row] < due ? 1 : 0);
    }
    if (contracts.starts[row] + contracts.months[row] == city.month() && contracts.hours[row] > 0) {
      const double idle = std::max(0.0, 1 - static_cast<double>(contracts.used[row]) / contracts.hours[row]);
      unspent.add(at, sim::nearest_integer(static_cast<double>(value) * (1 - contracts.groups[row]) * idle));
    }
    if (contracts.starts[row] != city.month()) return;
    if (contracts.renewal[row] != 0) return renewals.add(at, service, 1);
    (fair ? award_value : off_fair_value).add(at, service, value);
    if (!fair) return off_fair_awards.add(at, service, 1);
    awarded.add(at, service, 1);
    incumbents.add(at, contracts.incumbent[row]);
    values.add(at, value);
  });
  values.into(median_award, [](auto& list) { return median(list) / 100; });
  for (std::size_t row = 0; row <= d; ++row) award_top10(row) = undefined;
  if (awarded.total(0) == 0) return;  // no fair this month
  Grid<Fen> won(d, city.organizations.size());
  each([&](Id<Contracts> row, std::size_t at, std::size_t service) {
    if (contracts.fair[row] == 0 || sim::Month{contracts.posted[row]}.year() != city.now.year()) return;
    offered.add(at, service, 1);
    bids.add(at, contracts.bids[row]);
    if (contracts.awarded[row] != 0) won.add(at, contracts.provider[row].value, contracts.value[row]);
  });
  for (std::size_t row = 0; row <= d; ++row) award_top10(row) = top_ten(won.row(row));
}

// Every purpose names from whom it takes and to whom it gives, so that flows and reserves can be held together.
void Tally::count_money(const City& city) {
  static_assert(accounts == static_cast<std::size_t>(Account::count));
  static_assert(purposes == static_cast<std::size_t>(Purpose::count));
  for (std::size_t p = 0; p < purposes; ++p) {
    const Fen moved = city.ledger.moved(static_cast<Purpose>(p));
    money_out(0, static_cast<std::size_t>(flows[p].from) * purposes + p) += moved;
    money_in(0, static_cast<std::size_t>(flows[p].to) * purposes + p) += moved;
  }
  for (const Fen cash : city.governments.cash.all()) money_held(0, 0) += cash;
  for (const Fen cash : city.organizations.cash.all()) money_held(0, 1) += cash;
  for (std::size_t o = 0; o < static_cast<std::size_t>(Outside::count); ++o)
    money_held(0, o + 2) = city.ledger.outside(static_cast<Outside>(o));
}

}  // namespace city
