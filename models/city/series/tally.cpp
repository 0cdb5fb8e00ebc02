// Who is where and what was done: residents, cases, stations, workers, organizations.
#include "models/city/series/tally.hpp"

#include <algorithm>

#include "models/city/series/reading.hpp"
#include "models/city/series/statistics.hpp"
#include "models/city/shared/staff.hpp"
#include "models/city/shared/trust.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {

namespace {

template <class E>
constexpr std::size_t kind(E value) {
  return static_cast<std::size_t>(value);
}

Means means_of(Payer payer, bool outside_fair) {
  return payer == Payer::in_house     ? Means::in_house
         : payer == Payer::user       ? Means::user
         : payer == Payer::volunteers ? Means::volunteers
         : outside_fair               ? Means::off_fair
                                      : Means::fair;
}

OrganizationAge organization_age(int months) {
  return months < 12    ? OrganizationAge::below_1
         : months < 36  ? OrganizationAge::from_1
         : months < 60  ? OrganizationAge::from_3
         : months < 120 ? OrganizationAge::from_5
                        : OrganizationAge::from_10;
}

AgeGroup age_group(int months) {
  return months < 18 * 12   ? AgeGroup::minor
         : months < 60 * 12 ? AgeGroup::adult
         : months < 80 * 12 ? AgeGroup::elder
                            : AgeGroup::old;
}

}  // namespace

Reading::Reading(const City& at_month_end) : city(at_month_end), tally(std::make_shared<const Tally>(at_month_end)) {}

Tally::Tally(const City& city) : Tally(city.districts.size(), city.services.size(), city.classes.size()) {
  // Parts side by side, each with totals of its own.
  const auto open_cases = [&] {
    count_open_cases(city);
    count_neighbours(city);
  };
  const auto taken_up = [&] { count_taken_up(city); };
  const auto beginnings_and_ends = [&] { count_beginnings_and_ends(city); };
  const auto help = [&] { count_help(city); };
  sim::together(open_cases, taken_up, beginnings_and_ends, help, [&] {
    count_places(city);
    count_stations(city);
    count_workers(city);
    count_quits(city);
    count_organizations(city);
    count_governments(city);
    count_contracts(city);
    count_money(city);
  });
  beneficiaries = cases_worked_on + group_reach;
  owed_hours = task_hours + case_hours;
  gap_hours = task_gap + case_gap;
}

void Tally::count_places(const City& city) {
  const Communities& places = city.communities;
  Lists<std::pair<double, double>> reach(d);
  for (const Id<Communities> row : places.rows()) {
    const std::size_t at = places.district[row];
    people.add(at, places.population[row]);
    (places.rural[row] != 0 ? rural : urban).add(at, places.population[row]);
    elders.add(at, places.elders[row]);
    migrants.add(at, places.migrants[row]);
    dibao.add(at, places.incomes(row, kind(Income::dibao)));
    volunteers.add(at, places.volunteers[row]);
    members.add(at, places.members[row]);
    without_room.add(at, places.willing[row] - places.members[row]);
    for (std::size_t i = 0; i < k; ++i) unserved.add(at, i, places.unserved(row, i));
    births.add(at, places.births[row]);
    deaths.add(at, places.deaths[row]);
    arrivals.add(at, places.arrivals[row]);
    departures.add(at, places.departures[row]);
    cohesion.add(at, static_cast<double>(places.cohesion[row]) * places.population[row]);
    group_events.add(at, places.groups[row]);
    for (std::size_t i = 0; i < personnel; ++i) hours_had(0, i) += places.hours_had(row, i);
    for (std::size_t i = 0; i < personnel * uses; ++i) hours_spent(0, i) += places.hours_spent(row, i);
    for (std::size_t i = 0; i < s; ++i) beside_queue.add(at, i, places.beside_queue(row, i));
    for (const std::int32_t people_there : places.reach.row(row)) {
      group_reach.add(at, people_there);
    }
    double hours = 0;
    for (std::size_t i = 0; i < s; ++i) {
      aware.add(at, i, static_cast<double>(places.awareness(row, i)) * places.population[row]);
      covered.add(at, i, std::max(0.0, static_cast<double>(places.coverage(row, i))) * places.population[row]);
      reachable.add(at, i, static_cast<double>(places.within_reach(row, i)) * places.population[row]);
      hours += places.within_reach(row, i);
    }
    (places.rural[row] != 0 ? village_reach : town_reach).add(at, hours * places.population[row]);
    reach.add(at, {hours, places.population[row]});
  }
  reach.into(reach_gini, [](auto& values) { return gini(values); });
}

// What cases were given this month, by whom.
void Tally::count_help(const City& city) {
  const Cases& cases = city.cases;
  for (const Id<Cases> row : cases.rows()) {
    if (!(cases.hours[row] > 0)) continue;
    const std::size_t at = city.communities.district[cases.community[row]];
    const bool outside = cases.payer[row] == Payer::contract && city.contracts.fair[cases.contract[row]] == 0;
    const std::size_t payer = cases.service[row] * means + kind(means_of(cases.payer[row], outside));
    given_hours.add(at, payer, cases.hours[row]);
    given_value.add(at, payer, fen(cases.hours[row] * city.economy.hour_price));
  }
}

// Cases that somebody took up this month, and those that nobody did in time.
void Tally::count_taken_up(const City& city) {
  const Cases& cases = city.cases;
  struct Decided {
    Id<Cases> row;
    bool taken;
    Traits who;
    AgeGroup age;
  };
  const auto decided = sim::gather<Decided>(cases.size(), sim::row_grain, [&](std::size_t i, auto& out) {
    const Id<Cases> row(i);
    const auto taken_now = [&](Id<Cases> one) { return cases.taken[one] == city.month(); };
    city.fetch_where(taken_now, row, city.residents.traits, city.residents.born);
    const int age = city.month() - cases.opened[row];
    const bool closed = cases.progress[row] == Progress::closed,
               missed = cases.taken[row] == never && (closed ? age <= horizon : age == horizon);
    const Id<Residents> who = cases.resident[row];
    if (taken_now(row))
      out.push_back({row, true, Traits{city.residents.traits[who]}, age_group(city.age_months(who))});
    else if (missed)
      out.push_back({row, false, {}, {}});
  });
  Lists<std::int32_t> waits(d);
  for (const Decided& one : decided) {
    const Id<Cases> row = one.row;
    const Id<Communities> place = cases.community[row];
    const std::size_t at = city.communities.district[place], service = cases.service[row];
    const bool in_time = one.taken && city.month() - cases.opened[row] <= horizon;
    if (in_time) taken_24.add(at, service, 1);
    if (in_time || !one.taken) decided_24.add(at, service, 1);
    if (!one.taken) continue;
    const std::int32_t wait = cases.taken[row] - cases.sought[row];
    served.add(at, service, 1);
    waited.add(at, service, wait);
    if (!city.services[service].direct) waits.add(at, wait);
    const std::size_t zone = kind(city.communities.rural[place] != 0 ? Zone::village : Zone::town) * s + service;
    zone_served.add(at, zone, 1);
    zone_waited.add(at, zone, wait);
    served_hukou.add(at, kind(one.who.has(Traits::migrant) ? Hukou::migrant : Hukou::local), 1);
    served_income.add(at, kind(one.who.income()), 1);
    served_age.add(at, kind(one.age), 1);
  }
  waits.into(wait_p90, [](auto& values) { return quantile(values, 90); });
}

// Cases that began, were asked for or ended this month, and those that were worked on.
void Tally::count_beginnings_and_ends(const City& city) {
  const Cases& cases = city.cases;
  for (const Id<Cases> row : cases.rows()) {
    const std::size_t at = city.communities.district[cases.community[row]], service = cases.service[row];
    const auto count = [&](Counts& counts) { counts.add(at, service, 1); };
    if (cases.opened[row] == city.month()) count(needs);
    if (cases.sought[row] == city.month()) count(asked);
    const bool good = cases.closure[row] == Closure::resolved, bad = cases.closure[row] == Closure::unresolved;
    if (good || bad || cases.progress[row] == Progress::active) cases_worked_on.add(at, 1);
    if (cases.progress[row] != Progress::closed) continue;
    count(good                                       ? resolved
          : bad                                      ? unresolved
          : cases.closure[row] == Closure::gave_up   ? gave_up
          : cases.closure[row] == Closure::by_itself ? faded
                                                     : lost);
    if (!(good || bad) || !city.services[service].direct) continue;
    disputes.add(at, 1);
    disputes_settled.add(at, good ? 1 : 0);
  }
  ended = resolved + unresolved;
}

// Those that are open at its end, and what their people think of services.
void Tally::count_open_cases(const City& city) {
  const Cases& cases = city.cases;
  const TrustNow trust_now(city);
  for (const Id<Cases> row : cases.rows()) {
    city.fetch(row, city.residents.trust, city.residents.trusted);
    const Id<Communities> place = cases.community[row];
    const std::size_t at = city.communities.district[place], service = cases.service[row];
    const Progress progress = cases.progress[row];
    const bool is_open = progress != Progress::closed, waits = progress == Progress::waiting,
               helped = progress == Progress::active || cases.hours[row] > 0;
    if (!is_open && !helped) continue;
    const double owners = trust_now(cases.resident[row], place);
    if (is_open) {
      (progress == Progress::latent ? latent : waits ? waiting : active).add(at, service, 1);
      trust.add(at, sim::nearest_integer(trust_steps * owners));
      const double hours = progress == Progress::latent ? 0 : city.case_hours(city.services[service]);
      case_hours.add(at, hours);
      case_gap.add(at, waits ? hours : 0);
    }
    if (!helped && !waits) continue;
    const std::size_t touch = kind(helped ? Touched::helped : Touched::waited);
    trusting.add(at, touch, owners);
    trusters.add(at, touch, 1);
  }
  unmet = latent + waiting;
  open = unmet + active;
}

void Tally::count_stations(const City& city) {
  const Communities& places = city.communities;
  for (const Id<Communities> row : places.rows()) {
    const std::size_t at = places.district[row];
    stations.add(at, 1);
    admin.add(at, places.admin[row]);
    errands.add(at, places.errands[row]);
    counter_minutes.add(at, static_cast<double>(places.errands[row]) * places.counter_wait[row]);
    double all = 0;
    for (const float hours : places.hands.row(row)) all += hours;
    task_hours.add(at, all);
    moved_up.add(at, places.hands(row, kind(Doer::street)));
    contracted_out.add(at, places.hands(row, kind(Doer::contractors)));
    negotiated.add(at, places.hands(row, kind(Doer::groups)));
    autonomous.add(at, places.hands(row, kind(Doer::residents)));
    task_gap.add(at, places.hands(row, kind(Doer::nobody)));
    overreach.add(at, places.overreach[row]);
    misallocated.add(at, places.misallocated[row]);
    errand_travel.add(at, places.errand_travel[row]);
    returning.add(at, places.returning[row]);
    for (const float hours : places.undone.row(row)) undone.add(at, hours);
  }
}

void Tally::count_workers(const City& city) {
  const Workers& workers = city.workers;
  const std::vector<std::int32_t> station = headcounts(city, Employer::station, city.communities.size());
  for (const Id<Workers> row : workers.rows()) {
    const std::size_t at = workers.district[row];
    const Employer employer = workers.employer[row];
    const auto e = static_cast<std::size_t>(employer);
    const Licence licence = workers.licence[row];
    if (licence == Licence::assistant) assistants.add(at, 1);
    if (licence == Licence::social_worker) social_workers.add(at, 1);
    if (licence == Licence::senior) seniors.add(at, 1);
    if (licence != Licence::none) licensed.add(at, e, 1);
    quits.add(at, workers.quit[row]);
    sitters.add(at, workers.sat[row]);
    posts_before.add(at, workers.quit[row]);
    const Employer worked = worked_for(city, row);
    team_hours.add(at, kind(worked), workers.hours[row]);
    if (worked == Employer::station) station_hours.add(at, std::min(workers.hours[row], workers.load[row]));
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
    station_staff.add(at, 1);
    generalists.add(at, workers.generalist[row]);
  }
  for (const Id<Communities> place : city.communities.rows())
    vacancies.add(city.communities.district[place],
                  std::max<std::int64_t>(0, station_posts(city, place) - station[place.value]));
}

// Who had the post before this month, in quarters by the work asked of an hour they had; equal loads stay together.
void Tally::count_quits(const City& city) {
  const Workers& workers = city.workers;
  struct Post {
    float load;  // per hour
    std::uint8_t district, quit;
  };
  std::vector<Post> had;
  for (const Id<Workers> row : workers.rows()) {
    const bool stayed = workers.employer[row] != Employer::none && workers.hired[row] < city.month();
    if ((stayed || workers.quit[row] != 0) && workers.hours[row] > 0)
      had.push_back({workers.load[row] / workers.hours[row], workers.district[row], workers.quit[row]});
  }
  std::sort(had.begin(), had.end(), [](const Post& a, const Post& b) { return a.load < b.load; });
  for (std::size_t i = 0; i < had.size();) {
    std::size_t next = i;
    while (next < had.size() && had[next].load == had[i].load) ++next;
    const std::size_t quarter = (i + next - 1) / 2 * quarters / had.size();  // that of the middle one of equals
    for (; i < next; ++i) {
      posts_by_load.add(had[i].district, quarter, 1);
      quits_by_load.add(had[i].district, quarter, had[i].quit);
    }
  }
}

void Tally::count_organizations(const City& city) {
  const Organizations& all = city.organizations;
  std::vector<std::int32_t> staff = headcounts(city, Employer::organization, all.size());
  for (const Id<Organizations> row : all.rows()) staff[row.value] += all.staff[row];
  Lists<std::int32_t> legal_staffs(d);
  Lists<Fen> revenues(d);
  for (const Id<Organizations> row : all.rows()) {
    for (std::size_t i = 0; i < s; ++i) largest.raise(city.communities.district[all.home[row]], i, all.served(row, i));
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
    count(deregistered, all.deregistered[row] == city.month());
    if (entered) registration_months.add(at, kind, all.registered_on[row] - all.applied[row]);
    if (died) {
      dissolved.add(at, kind * statuses + status, 1);
      dissolved_status.add(at, status, 1);
    }
    const bool in_house = all.incubator[row] && all.graduated[row] == never, left_house = all.graduated[row] != never;
    count(dissolved_incubated, died && in_house);
    count(dissolved_graduates, died && left_house);
    count(graduated, all.graduated[row] == city.month());
    count(inspected, all.inspected[row] == city.month());
    count(failed, all.inspected[row] == city.month() && all.failed[row] > 0);
    count(revoked, all.revoked[row] == city.month());
    const Fen granted = all.grants[row] + all.aid[row];
    fees.add(at, kind, all.income[row] - all.gifts[row] - all.subsidies[row]);
    gifts.add(at, kind, all.gifts[row]);
    subsidies.add(at, kind, all.subsidies[row]);
    revenue.add(at, kind, all.income[row] + granted + all.micro_grants[row]);
    honoured.add(at, all.honoured[row] == city.month() ? 1 : 0);
    public_revenue.add(at, kind, all.subsidies[row] + granted);
    at_risk.add(at, status, 1);
    at_start.add(at, born ? 0 : 1);
    if (all.alive[row] == 0) continue;
    count(legal ? registered : filing ? filed : informal, true);
    count(dormant, all.dormant[row] != 0);
    count(incubated, in_house);
    count(graduates, left_house);
    if (city.classes[kind].community && (legal || filing)) {
      const bool village = city.communities.rural[all.home[row]] != 0;
      (village ? village_groups : town_groups).add(at, 1);
      (village ? village_professionals : town_professionals).add(at, city.classes[kind].professional ? 1 : 0);
    }
    if (legal) {
      legal_age.add(at, city.month() - all.founded[row]);
      legal_ages.add(at, ::city::kind(organization_age(city.month() - all.registered_on[row])), 1);
      legal_staff.add(at, kind, staff[row.value]);
      legal_revenue.add(at, kind, all.income[row] + granted + all.micro_grants[row]);
      legal_staffs.add(at, staff[row.value]);
    }
    count(applying, all.applying[row] != 0);
    revenues.add(at, all.income[row] + granted + all.micro_grants[row]);
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

}  // namespace city
