// The city: its data, its tables, its money, its month. Behaviours speak to each other only through it.
#pragma once

#include <algorithm>
#include <cassert>
#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/city/data/buyer.hpp"
#include "models/city/data/donors.hpp"
#include "models/city/data/economy.hpp"
#include "models/city/data/founders.hpp"
#include "models/city/data/geography.hpp"
#include "models/city/data/incubator.hpp"
#include "models/city/data/organization_class.hpp"
#include "models/city/data/procurement.hpp"
#include "models/city/data/registration.hpp"
#include "models/city/data/service.hpp"
#include "models/city/data/spending.hpp"
#include "models/city/data/spin_up.hpp"
#include "models/city/data/station.hpp"
#include "models/city/data/supervision.hpp"
#include "models/city/data/taking_part.hpp"
#include "models/city/data/task.hpp"
#include "models/city/data/trust.hpp"
#include "models/city/state/ledger.hpp"
#include "models/city/state/tables.hpp"
#include "sim/clock.hpp"
#include "sim/math.hpp"
#include "sim/random.hpp"

namespace city {

struct City {
  sim::Month now;
  sim::Month first{never};  ///< that is recorded; the kernel says so
  bool starting = true;     ///< while the world is built; the kernel says so

  // Data of the scenario, and parameters that several behaviours share.
  std::vector<Service> services;
  std::vector<OrganizationClass> classes;
  std::vector<District> districts;
  std::vector<Buyer> buyer_kinds;
  std::vector<IncubatorKind> incubator_kinds;
  std::vector<Task> tasks;
  std::vector<Census> censuses;
  std::vector<AgeBand> ages;
  Economy economy;
  Station station;
  Travel travel;
  Supervision supervision;
  Registration registration;
  Filing filing;
  Seed seed;
  Founders founders;
  Reach reach;
  Spending spending;
  Volunteers volunteers;
  Members members;
  Trust trust;
  Procurement procurement;
  Events events;
  Transfers transfers;
  Donors donors;
  PopulationData population_data;
  SpinUp spin_up;

  // The state.
  Residents residents;
  Strata strata;
  ClassFacts class_facts;
  Governments governments;
  Communities communities;
  Yearbook yearbook;  // a row for each community
  Organizations organizations;
  Incubators incubators;
  Buyers buyers;
  Workers workers;
  Contracts contracts;
  Cases cases;
  Ledger ledger;
  struct {
    int month = never;
    double growth = 0, level = 0;
  } level_now;  // the wage level that this month opened with: a power is slow

  template <class V>
  void rows(V& v) {
    v("service", "Kinds of need", services);
    v("organization_class", "Classes of social organizations", classes);
    v("buyer", "Institutions that buy from organizations", buyer_kinds);
    v("incubator", "Kinds of incubators", incubator_kinds);
    v("district", "Districts", districts);
    v("task", "Tasks of a community besides casework", tasks);
    v("census", "City totals at mid-year", censuses);
    v("age_band", "Ages, youngest first", ages);
  }
  template <class V>
  void groups(V& v) {
    v("economy", economy);
    v("station", station);
    v("travel", travel);
    v("supervision", supervision);
    v("registration", registration);
    v("filing", filing);
    v("seed", seed);
    v("founders", founders);
    v("reach", reach);
    v("spending", spending);
    v("volunteers", volunteers);
    v("members", members);
    v("trust", trust);
    v("procurement", procurement);
    v("events", events);
    v("transfers", transfers);
    v("donors", donors);
    v("population_data", population_data);
    v("spin_up", spin_up);
  }
  template <class V>
  void tables(V& v) {
    v("residents", residents);
    v("strata", strata);
    v("class_facts", class_facts);
    v("governments", governments);
    v("communities", communities);
    v("yearbook", yearbook);
    v("organizations", organizations);
    v("incubators", incubators);
    v("buyers", buyers);
    v("workers", workers);
    v("contracts", contracts);
    v("cases", cases);
    v("ledger", ledger);
  }

  /// Gives columns that are declared by a row list of the scenario their width: of one table, or of all; while empty.
  template <class T>
  void widen(T& table) const {
    table.widen([this](std::string_view by) {
      assert(by == "service" || by == "organization_class" || by == "task");
      return by == "service" ? services.size() : by == "task" ? tasks.size() : classes.size();
    });
  }
  void widen() {
    auto one = [this](std::string_view, auto& table) { widen(table); };
    tables(one);
  }
  /// Columns that last a month begin it anew.
  void open_month() {
    level_now = {today().index, economy.wage_growth, sim::pow(1 + economy.wage_growth, today().index / 12.0)};
    auto one = [](std::string_view, auto& table) { table.open_month(); };
    tables(one);
  }

  /// Residents of a community: slots first .. first + slots - 1.
  Id<Residents> slot(Id<Communities> place, std::uint32_t index) const {
    return Id<Residents>(communities.first[place] + index);
  }
  /// A resident's lasting key: independent of sampling and of how many slots other places have.
  std::uint64_t luck(Id<Communities> place, Id<Residents> who) const {
    return luck(communities.key[place], who.value - communities.first[place], residents.born[who]);
  }
  static constexpr std::uint64_t luck(std::uint64_t place_key, std::uint64_t slot, std::int16_t born) {
    return place_key << 40 | slot << 16 | static_cast<std::uint16_t>(born);
  }
  /// For loops over cases: their residents stand anywhere in large columns, so memory is asked for those of later rows.
  template <class... Columns>
  void fetch(Id<Cases> row, const Columns&... of_residents) const {
    fetch_where([](Id<Cases>) { return true; }, row, of_residents...);
  }
  /// The same where only some of the cases are looked at so closely: test(later row).
  template <class Test, class... Columns>
  void fetch_where(Test test, Id<Cases> row, const Columns&... of_residents) const {
    const Id<Cases> later(row.value + sim::rows_ahead);
    if (later.value < cases.size() && test(later)) (of_residents.fetch(cases.resident[later]), ...);
  }
  std::int16_t month() const { return static_cast<std::int16_t>(now.index); }
  /// Months that are lived before the first, for the kernel.
  int lead() const { return static_cast<int>(spin_up.months); }
  /// Before the first month the city comes to rest: what is slow stands still.
  bool resting() const { return now < first; }
  /// The date of what is slow: ages, numbers of people, wages, prices. It stands still until the first month.
  sim::Month today() const { return std::max(now, first); }
  std::size_t age_band(int months) const {
    std::size_t band = 0;
    while (band + 1 < ages.size() && ages[band + 1].least_age * 12 <= months) ++band;
    return band;
  }
  int age_months(Id<Residents> who) const { return today().index - residents.born[who]; }
  Id<Governments> district_government(std::size_t district) const { return Id<Governments>(1 + district); }
  /// Wages now relative to January 2010, in the field and outside it.
  double wage_level() const {
    if (level_now.month == today().index && level_now.growth == economy.wage_growth) return level_now.level;
    return sim::pow(1 + economy.wage_growth, today().index / 12.0);
  }
  /// The government above the city; none in a city made by hand.
  Id<Governments> region() const { return governments.parent[Id<Governments>(0U)]; }
  /// Whether a government is over several districts.
  bool over_districts(Id<Governments> g) const {
    return governments.level[g] == Level::city || governments.level[g] == Level::region;
  }
  /// The district whose own values hold for what a government does; the city and the region follow the city's.
  std::size_t decides(Id<Governments> g) const {
    return over_districts(g) ? sim::no_place : std::size_t{governments.district[g]};
  }
  /// The path of wages, in yuan a month of full time: the field's own raise is not in it.
  double going_wage() const { return economy.wage * wage_level(); }
  /// Yuan a month of an unlicensed social worker, full time.
  double wage() const { return going_wage() * economy.field_wage; }
  /// What those who could do social work earn outside the field; median.
  double outside_wage() const { return going_wage() * economy.outside_wage; }
  /// Yuan of an hour of casework now, all in.
  double hour_cost() const {
    return wage() * (1 + economy.wage_surcharge) / economy.direct_share / economy.worker_hours;
  }
  /// All together, for loops over many organizations: a power is slow.
  struct Prices {
    double level = 1, going = 0, wage = 0, hour = 0;
  };
  Prices prices() const { return {wage_level(), going_wage(), wage(), hour_cost()}; }
  /// A bit for each row of a list that `names` has, with spaces between; unknown names give no bit and go to `unknown`.
  template <class Row>
  static std::uint16_t bits_of(std::string_view names, const std::vector<Row>& rows,
                               std::vector<std::string>* unknown = nullptr) {
    std::uint16_t out = 0;
    for (std::size_t at = 0; at < names.size();) {
      const std::size_t end = std::min(names.find(' ', at), names.size());
      const std::string_view name = names.substr(at, end - at);
      const auto found = std::find_if(rows.begin(), rows.end(), [name](const Row& row) { return row.name == name; });
      if (found != rows.end())
        out |= static_cast<std::uint16_t>(1U << (found - rows.begin()));
      else if (!name.empty() && unknown != nullptr)
        unknown->emplace_back(name);
      at = end + 1;
    }
    return out;
  }
  /// The services that a class names; all of them when it names none.
  std::uint16_t services_of(const OrganizationClass& kind, std::vector<std::string>* unknown = nullptr) const {
    const std::string_view names = kind.serves;
    if (names.find_first_not_of(' ') == std::string_view::npos)
      return static_cast<std::uint16_t>((1U << services.size()) - 1);
    return bits_of(names, services, unknown);
  }
  /// Hours of one case-month of a service.
  double case_hours(const Service& s) const { return s.price / economy.hour_price / static_cast<double>(s.months); }
  /// Hours a month on the way to a case in a community and back, beyond what its hours include; no buyer pays for them.
  double way(Id<Communities> place) const {
    const double further = std::max(0.0, communities.extent[place] - travel.included);
    return travel.visits * 2 * further * travel.detour / travel.speed;
  }
  /// Kilometres as the crow flies.
  double distance(Id<Communities> a, Id<Communities> b) const {
    const double east = communities.x[b] - communities.x[a], north = communities.y[b] - communities.y[a];
    return std::sqrt(east * east + north * north);
  }
  /// Hours a month on the way to another community and back for so many hours of work there; no buyer pays for them.
  double journeys(Id<Communities> home, Id<Communities> place, double hours) const {
    return hours / travel.day * 2 * distance(home, place) * travel.detour / travel.trip_speed;
  }
  /// Hours of one case-month of a service for who carries it: parties come to the committee, others are visited at
  /// home.
  double effort(const Service& s, Id<Communities> place) const { return case_hours(s) + (s.direct ? 0 : way(place)); }
  /// Hours a month that the mediators of a community's committee have.
  double mediators(Id<Communities> place) const { return station.mediation * communities.population[place] / 1000; }
};

inline bool serves(const City& city, std::size_t kind, std::size_t service) {
  return (city.class_facts.serves[Id<ClassFacts>(kind)] >> service & 1) != 0;
}

inline bool buys(const City& city, std::size_t buyer, std::size_t kind) {
  return (city.class_facts.buyers[Id<ClassFacts>(kind)] >> buyer & 1) != 0;
}

/// There and not dormant.
inline bool at_work(const City& city, Id<Organizations> row) {
  return city.organizations.alive[row] != 0 && city.organizations.dormant[row] == 0;
}

/// For a task besides casework: it buys neither cases nor events.
inline bool is_for_task(const City& city, Id<Contracts> row) { return city.contracts.task[row] != 0; }
/// Awarded, and its months are not over; they may not have begun.
inline bool agreed(const City& city, Id<Contracts> row) {
  return city.contracts.awarded[row] != 0 && city.contracts.over[row] == 0;
}
/// Agreed and begun.
inline bool in_force(const City& city, Id<Contracts> row) {
  return agreed(city, row) && city.contracts.starts[row] <= city.month();
}
/// In force, for cases: not for a task besides casework.
inline bool is_for_cases(const City& city, Id<Contracts> row) { return in_force(city, row) && !is_for_task(city, row); }
/// The month after its last.
inline int end_of(const City& city, Id<Contracts> row) {
  return city.contracts.starts[row] + city.contracts.months[row];
}
/// The month in which its first instalment is due by its terms.
inline int first_due(const City& city, Id<Contracts> row) {
  return std::max(city.contracts.starts[row], city.contracts.sealed[row]);
}
/// All its instalments are paid.
inline bool settled(const City& city, Id<Contracts> row) { return city.contracts.instalments[row] == last_instalment; }
/// Months that a contract has left, this one included.
inline int months_left(const City& city, Id<Contracts> row) {
  return std::max(1, end_of(city, row) - std::max(city.month(), city.contracts.starts[row]));
}

/// The district that an organization's home is in.
inline std::size_t district_of(const City& city, Id<Organizations> row) {
  return city.communities.district[city.organizations.home[row]];
}

}  // namespace city
