// What a month came to: totals by district and kind, counted once for all series in a single pass over each table.
//
//   communities, cases, organizations, workers, governments, contracts --Tally(city)--> grids --series.cpp--> outputs
//
// Made once a month before recording, and read by nothing but series: it is no part of the state.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/city/state/city.hpp"

namespace city {

/// Who pays for casework.
enum class Means : std::uint8_t { in_house, fair, off_fair, user, volunteers };
constexpr std::array<std::string_view, 5> words(Means) {
  return {"in_house", "fair", "off_fair", "user", "volunteers"};
}
/// Household registration of a resident.
enum class Hukou : std::uint8_t { local, migrant };
constexpr std::array<std::string_view, 2> words(Hukou) { return {"local", "migrant"}; }
enum class AgeGroup : std::uint8_t { minor, adult, elder, old };
constexpr std::array<std::string_view, 4> words(AgeGroup) { return {"0-17", "18-59", "60-79", "80+"}; }
enum class Zone : std::uint8_t { town, village };
constexpr std::array<std::string_view, 2> words(Zone) { return {"town", "village"}; }
/// Years since an organization was registered.
enum class OrganizationAge : std::uint8_t { below_1, from_1, from_3, from_5, from_10 };
constexpr std::array<std::string_view, 5> words(OrganizationAge) { return {"0-1", "1-3", "3-5", "5-10", "10+"}; }
/// Purposes of the ledger that are public spending, or come back of it.
std::vector<std::size_t> spending_purposes();
/// A quarter of social workers by caseload.
enum class Quarter : std::uint8_t { lowest, second, third, highest };
constexpr std::array<std::string_view, 4> words(Quarter) { return {"lowest", "second", "third", "highest"}; }

/// A value for the whole city and for each district, by something (a service, a class ...).
template <class V>
class Grid {
 public:
  explicit Grid(std::size_t districts, std::size_t kinds = 1) : kinds_(kinds), values_((districts + 1) * kinds) {}
  /// Adds to a district and to the city.
  void add(std::size_t district, std::size_t kind, V amount) {
    (*this)(0, kind) += amount;
    (*this)(district + 1, kind) += amount;
  }
  void add(std::size_t district, V amount) { add(district, 0, amount); }
  /// The greatest so far of a district and of the city.
  void raise(std::size_t district, std::size_t kind, V amount) {
    for (V* most : {&(*this)(0, kind), &(*this)(district + 1, kind)}) *most = std::max(*most, amount);
  }
  /// Row 0 is the city, row d + 1 district d.
  V& operator()(std::size_t row, std::size_t kind = 0) {
    assert(kind < kinds_);
    return values_[row * kinds_ + kind];
  }
  const V& operator()(std::size_t row, std::size_t kind = 0) const {
    assert(kind < kinds_);
    return values_[row * kinds_ + kind];
  }
  Grid operator+(const Grid& other) const {
    Grid sum = *this;
    for (std::size_t i = 0; i < values_.size(); ++i) sum.values_[i] += other.values_[i];
    return sum;
  }
  V total(std::size_t row) const {
    V sum{};
    for (std::size_t k = 0; k < kinds_; ++k) sum += (*this)(row, k);
    return sum;
  }
  std::vector<V> row(std::size_t row) const {
    return {values_.begin() + static_cast<std::ptrdiff_t>(row * kinds_),
            values_.begin() + static_cast<std::ptrdiff_t>((row + 1) * kinds_)};
  }
  std::size_t kinds() const { return kinds_; }

 private:
  std::size_t kinds_;
  std::vector<V> values_;
};

/// The totals of one month. Counts and fen are integers; sums of real-valued columns are taken in row order.
struct Tally {
  static constexpr std::size_t statuses = sim::word_count<LegalStatus>, levels = sim::word_count<Level>,
                               employers = sim::word_count<Employer>, hukous = sim::word_count<Hukou>,
                               incomes = sim::word_count<Income>, age_groups = sim::word_count<AgeGroup>,
                               means = sim::word_count<Means>, quarters = sim::word_count<Quarter>,
                               zones = sim::word_count<Zone>, so_ages = sim::word_count<OrganizationAge>,
                               personnel = sim::word_count<Personnel>;
  using Counts = Grid<std::int64_t>;
  using Sums = Grid<double>;

  explicit Tally(const City& city);

  std::size_t d = 0, s = 0, k = 0;  // districts, services, organization classes

  // Residents.
  Counts people{d}, elders{d}, migrants{d}, urban{d}, dibao{d}, volunteers{d}, members{d}, without_room{d}, births{d},
      deaths{d}, arrivals{d}, departures{d};
  Counts invited{d}, attended{d}, motions{d}, passed{d}, fund{d}, fund_granted{d};  // of this month's meetings, funds
  static constexpr std::size_t touches = sim::word_count<Touched>;
  Sums content{d, touches}, touched{d, touches}, trusting{d, touches}, trusters{d, touches};
  Counts funerals{d}, frugal{d};
  Counts affected{d}, relieved{d};  // by a disaster
  Sums responders{d}, team_days{d}, duplicated_days{d};
  Counts honoured{d}, reforms{d};  // organizations with an award of this month; reforms copied so far
  Sums cohesion{d};                // of communities, times residents
  Sums aware{d, s};                // residents who know of a service
  Sums reachable{d, s}, village_reach{d}, town_reach{d};  // hours within reach per 1,000, times residents
  Sums reach_gini{d};
  Sums covered{d, s};  // coverage times residents
  Counts group_events{d}, group_reach{d};

  // Cases, by service: events of the month, and stocks at its end.
  Counts needs{d, s}, asked{d, s}, served{d, s}, resolved{d, s}, unresolved{d, s}, gave_up{d, s}, faded{d, s},
      lost{d, s};
  Counts latent{d, s}, waiting{d, s}, active{d, s}, open{d, s}, unmet{d, s}, ended{d, s};
  Counts waited{d, s};                          // months that those taken up this month have waited, together
  Sums wait_p90{d};                             // their 90th percentile, direct services apart
  static constexpr int horizon = 24;            // months from onset
  Counts taken_24{d, s}, decided_24{d, s};      // taken up within them; or not any more
  Counts beside_queue{d, s};                    // cases that wait beside idle hours
  Counts cases_worked_on{d}, beneficiaries{d};  // and with them people reached by group events
  Counts largest{d, s};                         // person-times of the organization with most since the first month
  Counts disputes{d}, disputes_settled{d};      // of services that go straight to the committee
  Counts served_hukou{d, hukous}, served_income{d, incomes}, served_age{d, age_groups};
  Counts rural{d}, zone_served{d, zones*s}, zone_waited{d, zones*s};
  Sums given_hours{d, s* means};    // of casework given: in house, fair, outside the fair, users, volunteers
  Counts given_value{d, s* means};  // the same in fen at the standard price of an hour
  static constexpr int trust_steps = 10000;
  Counts trust{d};  // of those with an open case, in steps of that part

  // Organizations, by class.
  Counts registered{d, k}, filed{d, k}, informal{d, k}, dormant{d, k}, recognized{d, k}, applying{d, k};
  Counts founded{d, k}, filings{d, k}, registrations{d, k}, relabelled{d, k}, upgrades{d, k}, deregistered{d, k};
  Counts dissolved{d, k*statuses}, dissolved_status{d, statuses}, at_risk{d, statuses}, at_start{d};
  Counts registration_months{d, k};
  Counts incubated{d, k}, graduates{d, k}, graduated{d, k}, dissolved_incubated{d, k}, dissolved_graduates{d, k};
  Counts inspected{d, k}, failed{d, k}, revoked{d, k};
  Counts legal_ages{d, so_ages};
  Counts legal_age{d}, legal_staff{d, k}, legal_revenue{d, k};  // of legal persons: months, staff, fen, together
  Sums median_staff{d};
  Counts town_groups{d}, town_professionals{d}, village_groups{d}, village_professionals{d};
  Counts fees{d, k}, gifts{d, k}, subsidies{d, k}, revenue{d, k}, public_revenue{d, k};
  Counts fair_revenue{d, k}, off_fair_revenue{d, k};
  Sums revenue_hhi{d}, revenue_top10{d};
  Sums volunteer_hours{d}, fundraising{d, k};
  Counts unserved{d, k};  // what households would pay a month and find nobody for

  // Money, in fen; accounts and purposes of the whole city.
  Counts money_in{0, account_count*purpose_count}, money_out{0, account_count*purpose_count},
      money_held{0, account_count}, spending{0, spending_purposes().size()};
  Counts lines{0, levels}, lines_left{0, levels};  // January's, of the whole city
  Counts purchase{d, levels*s}, fair_spending{d, s}, off_fair_spending{d, s};
  Counts payroll{d}, direct{d}, social_spending{d}, receivables{d}, unspent{d}, clawed{d};
  Counts instalments{d}, paid_late{d};  // instalments of the month; each times the months it came late
  Counts incubator_line{d}, incubator_left{d}, incubator_paid{d};
  Counts lottery_in{0}, lottery_lines{0}, lottery_elders{0};  // the whole city: its own part belongs to no district

  // The fair and contracts.
  Counts posted{d, s}, awarded{d, s}, offered{d, s}, award_value{d, s}, off_fair_value{d, s};
  Sums promised{d}, offered_hours{d};  // of casework, under contracts in force
  Counts bidders{d}, bids{d}, incumbents{d}, late{d}, renewals{d, s}, off_fair_awards{d, s};
  Sums median_award{d}, award_top10{d};

  // Social workers.
  Counts assistants{d}, social_workers{d}, seniors{d}, licensed{d, employers}, posts{d, employers}, quits{d},
      posts_before{d}, carried{d, employers}, vacancies{d};
  Counts hired{d, employers}, left{d, employers}, searching{d}, newcomers{d}, gone{d};
  Counts supervisors{d}, supervised{d}, sitters{d};
  Counts quits_by_load{d, quarters}, posts_by_load{d, quarters};  // of those who had the post before
  Sums burnout{d, employers}, station_hours{d}, team_hours{d, employers};
  Counts station_staff{d}, generalists{d};
  Sums hours_had{0, personnel}, hours_spent{0, personnel*uses};  // of the whole city

  // Stations and tasks.
  Counts stations{d}, task_spending{d};
  Sums admin{d}, errands{d}, counter_minutes{d};
  Sums task_hours{d}, moved_up{d}, contracted_out{d}, negotiated{d}, autonomous{d}, overreach{d}, misallocated{d},
      errand_travel{d}, undone{d}, returning{d};
  Sums case_hours{d};                // of those that wait or are worked on
  Sums task_gap{d}, case_gap{d};     // hours that nobody gives
  Sums owed_hours{d}, gap_hours{d};  // both

 private:
  Tally(std::size_t districts, std::size_t services, std::size_t classes) : d(districts), s(services), k(classes) {}
  void count_places(const City& city);
  void count_neighbours(const City& city);
  void count_help(const City& city);
  void count_taken_up(const City& city);
  void count_beginnings_and_ends(const City& city);
  void count_open_cases(const City& city);
  void count_organizations(const City& city);
  void count_stations(const City& city);
  void count_workers(const City& city);
  void count_quits(const City& city);
  void count_governments(const City& city);
  void count_money(const City& city);
  void count_contracts(const City& city);
};

}  // namespace city
