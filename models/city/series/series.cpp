// The table of outputs: a row each. Names are those of the model's specification; what a total counts is in tally.hpp.
//
// Flows are totals of the month, stocks are of its end, rates are of the month and undefined (NaN) where nobody is
// there to take a mean of; after what reads them stands what a mean is weighted by, if a series tells it, and which of
// two values is better, if that can be said. Axis `district` begins with the whole city. Yearly snapshots of
// communities are in by_community.cpp.
#include "models/city/series/from_tally.hpp"

namespace city {

namespace {

using from_tally::ratio, from_tally::total, from_tally::yuan;
using enum sim::Measure;
using enum sim::Better;
using T = Tally;

using Axes = std::vector<std::string>;

void studios(const Reading& month, const sim::Cells& out) { out() = month.city.supervision.studios; }

// Of all that organizations pay to others than governments.
void overhead(const Reading& month, const sim::Cells& out) {
  const auto moved = [&](Purpose purpose) { return static_cast<double>(month.city.ledger.moved(purpose)); };
  const double overhead = moved(Purpose::rent) + moved(Purpose::setup) + moved(Purpose::settlement);
  const double all = overhead + moved(Purpose::wage) + moved(Purpose::materials) + moved(Purpose::group_event);
  out() = all > 0 ? overhead / all : undefined;
}

// Money of the whole city, by account and purpose.
template <auto grid>
void money(const Reading& month, const sim::Cells& out) {
  const std::size_t kinds = out.extent(0) * out.extent(1);
  for (std::size_t i = 0; i < kinds; ++i)
    out(i / out.extent(1), i % out.extent(1)) = city::yuan(((*month.tally).*grid)(0, i));
}

void spent(const Reading& month, const sim::Cells& out) {
  for (std::size_t i = 0; i < out.extent(0); ++i) out(i) = city::yuan(month.tally->spending(0, i));
}

// Cases taken up per resident in villages, relative to towns.
void rural_urban(const Reading& month, const sim::Cells& out) {
  const T& t = *month.tally;
  for (std::size_t row = 0; row < out.extent(0); ++row) {
    std::int64_t in_towns = 0, in_villages = 0;
    for (std::size_t s = 0; s < t.s; ++s) {
      in_towns += t.zone_served(row, s);
      in_villages += t.zone_served(row, t.s + s);
    }
    const auto village = static_cast<double>(in_villages * t.urban(row));
    const auto town = static_cast<double>(in_towns * t.rural(row));
    out(row) = town > 0 ? village / town : undefined;
  }
}

// One total per another, over all services but those that go straight to the committee.
template <auto top, auto bottom>
void apart(const Reading& month, const sim::Cells& out) {
  const T& t = *month.tally;
  for (std::size_t row = 0; row < out.extent(0); ++row) {
    double above = 0, below = 0;
    for (std::size_t s = 0; s < t.s; ++s) {
      if (month.city.services[s].direct) continue;
      above += static_cast<double>((t.*top)(row, s));
      below += static_cast<double>((t.*bottom)(row, s));
    }
    out(row) = below > 0 ? above / below : undefined;
  }
}

// Totals of the whole city by up to two kinds.
template <auto grid>
void of_city(const Reading& month, const sim::Cells& out) {
  for (std::size_t i = 0; i < out.extent(0); ++i)
    for (std::size_t j = 0; j < out.extent(1); ++j) out(i, j) = ((*month.tally).*grid)(0, i * out.extent(1) + j);
}

// Of a total its kinds' shares.
template <auto grid>
void shares(const Reading& month, const sim::Cells& out) {
  from_tally::fill(out, [&](std::size_t row, std::size_t kind, std::size_t) {
    const auto all = static_cast<double>(((*month.tally).*grid).total(row));
    return all > 0 ? static_cast<double>(((*month.tally).*grid)(row, kind)) / all : undefined;
  });
}

}  // namespace

const std::vector<sim::Series<Reading>>& all_series() {
  static const Axes city = {}, place = {"district"}, service = {"district", "service"},
                    kind = {"district", "org_class"}, status = {"district", "legal_status"},
                    kind_status = {"district", "org_class", "legal_status"},
                    payer = {"district", "gov_level", "service"}, employer = {"district", "employer"},
                    level = {"gov_level"}, accounts = {"account"}, payments = {"account", "purpose"},
                    means = {"district", "service", "means"}, hukou = {"district", "hukou"},
                    income = {"district", "income"}, age = {"district", "age_group"},
                    quarter = {"district", "caseload_quarter"}, zone = {"district", "zone", "service"},
                    so_age = {"district", "so_age"}, touched = {"district", "touched"}, spending = {"spending"},
                    personnel = {"personnel"}, use = {"personnel", "use"};
  // clang-format off
  static const std::vector<sim::Series<Reading>> monthly = {
      // Residents
      {"population", "count", "Residents", stock, place, total<&T::people>},
      {"share_60plus", "1", "Residents of 60 and more per resident", stock, place, ratio<&T::elders, &T::people>, "population"},
      {"share_migrant", "1", "Residents without local hukou per resident", stock, place, ratio<&T::migrants, &T::people>, "population"},
      {"share_urban", "1", "Residents of urban communities per resident", stock, place, ratio<&T::urban, &T::people>, "population"},
      {"dibao_persons", "count", "Residents on minimum income support (dibao)", stock, place, total<&T::dibao>},
      {"births", "count", "Children born", flow, place, total<&T::births>},
      {"deaths", "count", "Residents who died", flow, place, total<&T::deaths>},
      {"arrivals", "count", "Residents who moved in", flow, place, total<&T::arrivals>},
      {"departures", "count", "Residents who moved away", flow, place, total<&T::departures>},
      {"cohesion_mean", "1", "Cohesion of communities (0 strangers, 1 acquaintances), mean of residents", stock, place, ratio<&T::cohesion, &T::people>, "population"},

      // Need
      {"need_incidence", "count", "Needs that arose", flow, service, total<&T::needs>},
      {"need_prevalence", "count", "Needs that are open: latent, waiting or in casework", stock, service, total<&T::open>},
      {"expressed_demand", "count", "Needs for which help was first sought", flow, service, total<&T::asked>},
      {"latent_demand", "count", "Open needs for which no help was sought yet", stock, service, total<&T::latent>, {}, less},
      {"awareness_rate", "1", "Residents who know of the service, per resident", stock, service, ratio<&T::aware, &T::people>, "population", more},
      {"take_up_rate", "1", "Needs in casework per open need", stock, service, ratio<&T::active, &T::open>, "need_prevalence", more},

      // Help
      {"cases_served", "count", "Cases taken up for the first time", flow, service, total<&T::served>, {}, more},
      {"cases_resolved", "count", "Cases that casework ended well", flow, service, total<&T::resolved>, {}, more},
      {"cases_unresolved", "count", "Cases that casework ended without success", flow, service, total<&T::unresolved>, {}, less},
      {"cases_active", "count", "Cases in casework", stock, service, total<&T::active>},
      {"backlog", "count", "Cases that wait: help was sought and is not given now", stock, service, total<&T::waiting>, {}, less},
      {"unmet_need", "count", "Open needs that are not in casework: latent or waiting", stock, service, total<&T::unmet>, {}, less},
      {"unmet_need_rate", "1", "Open needs that are not in casework, per open need; direct services (mediation) apart", stock, place, apart<&T::unmet, &T::open>, "need_prevalence", less},
      {"wait_mean", "month", "From seeking help to casework, mean of cases taken up; direct services (mediation) apart", rate, place, apart<&T::waited, &T::served>, "cases_served", less},
      {"wait_by_service", "month", "From seeking help to casework, mean of cases taken up", rate, service, ratio<&T::waited, &T::served>, "cases_served", less},
      {"wait_by_zone", "month", "From seeking help to casework, mean of cases taken up, in towns and in villages", rate, zone, ratio<&T::zone_waited, &T::zone_served>, "served_by_zone", less},
      {"wait_p90", "month", "From seeking help to casework, 90th percentile of cases taken up; direct services (mediation) apart", rate, place, total<&T::wait_p90>, {}, less},
      {"waiting_person_months", "count", "Cases that wait at the month's end, so many months of waiting; given up later or not", flow, service, total<&T::waiting>, {}, less},
      {"needs_taken_24", "count", "Needs taken up for the first time within 24 months of onset", flow, service, total<&T::taken_24>, {}, more},
      {"needs_decided_24", "count", "These, and needs of which it is known since this month that they were not (closed before, or 24 months old)", flow, service, total<&T::decided_24>},
      {"taken_up_24", "1", "Share of needs taken up within 24 months of onset, of those of which it is known since this month", rate, service, ratio<&T::taken_24, &T::decided_24>, "needs_decided_24", more},
      {"idle_beside_queue", "count", "Cases that wait though a door that they may use has the hours, by a second look after hours are claimed; always 0", flow, service, total<&T::beside_queue>, {}, less},
      {"reneged_cases", "count", "Cases given up while waiting", flow, service, total<&T::gave_up>, {}, less},
      {"cases_faded", "count", "Needs that passed by themselves before casework", flow, service, total<&T::faded>},
      {"cases_lost", "count", "Needs of residents who died or moved away", flow, service, total<&T::lost>, {}, less},
      {"service_quality", "1", "Cases ended well per case ended by casework", rate, service, ratio<&T::resolved, &T::ended>, {}, more},
      {"largest_person_times", "1", "Person-times (as beneficiary_person_times) since the first month of the organization that has most", stock, service, total<&T::largest>},
      {"beneficiary_person_times", "count", "Cases worked on (in casework at the month's end or ended by it) and people reached by group events", flow, place, total<&T::beneficiaries>},
      {"group_events", "count", "Group events held under contracts and with micro-grants", flow, place, total<&T::group_events>},
      {"group_reach", "count", "People who attended group events, each time counted", flow, place, total<&T::group_reach>},
      {"disputes_mediated", "count", "Cases ended by casework in services that go straight to the committee (mediation)", flow, place, total<&T::disputes>, {}, more},
      {"mediation_success_rate", "1", "Share of them that ended well", rate, place, ratio<&T::disputes_settled, &T::disputes>, "disputes_mediated", more},
      {"accessibility_2sfca", "hour", "Case hours within reach a month per 1,000 residents who share them (two-step floating catchment), mean of residents", stock, service, ratio<&T::reachable, &T::people>, "population", more},
      {"coverage", "1", "Hours within reach a month per hour of need that arises at the standard, fading over a year, mean of residents", stock, service, ratio<&T::covered, &T::people>, "population", more},
      {"accessibility_rural", "hour", "Case hours within reach a month per 1,000 residents, mean of residents of villages, all services", stock, place, ratio<&T::village_reach, &T::rural>, {}, more},
      {"accessibility_urban", "hour", "Case hours within reach a month per 1,000 residents, mean of residents of towns, all services", stock, place, ratio<&T::town_reach, &T::urban>, {}, more},
      {"accessibility_gini", "1", "Gini coefficient of case hours within reach among residents, all services", stock, place, total<&T::reach_gini>, {}, less},
      {"rural_urban_service_ratio", "1", "Cases taken up per resident of rural communities, relative to urban ones", rate, place, rural_urban},
      {"served_by_hukou", "count", "Cases taken up for the first time, by hukou of the resident", flow, hukou, total<&T::served_hukou>},
      {"served_by_zone", "count", "Cases taken up for the first time, in towns and in villages", flow, zone, total<&T::zone_served>},
      {"served_by_income", "count", "Cases taken up for the first time, by income band of the resident", flow, income, total<&T::served_income>},
      {"served_by_age", "count", "Cases taken up for the first time, by age of the resident", flow, age, total<&T::served_age>},
      {"trust", "1", "Trust in services, from 0 to 1, mean over open needs", stock, place, ratio<&T::trust, &T::open, 1, T::trust_steps>, {}, more},

      {"need_met_value", "CNY", "Worth of the casework given at the standard price of an hour (economy.hour_price), by service and by who pays for it", flow, means, yuan<&T::given_value>, {}, more},
      {"casework_hours", "hour", "Casework given, by service and by who pays for it: the street in house, contracts of the fair and outside it, users, volunteers' time", flow, means, total<&T::given_hours>, {}, more},

      // Organizations
      {"so_registered", "count", "Registered organizations (legal persons), dormant ones included", stock, kind, total<&T::registered>},
      {"so_filed", "count", "Filed organizations, dormant ones included", stock, kind, total<&T::filed>},
      {"so_informal", "count", "Informal groups, dormant ones included", stock, kind, total<&T::informal>},
      {"so_dormant", "count", "Organizations of any legal status that do nothing", stock, kind, total<&T::dormant>},
      {"so_per_10k", "1", "Registered and filed organizations per 10,000 residents", stock, place, ratio<&T::recognized, &T::people, 10'000>, "population"},
      {"applications", "count", "Organizations that seek registration", stock, kind, total<&T::applying>},
      {"foundings", "count", "Organizations founded, of any legal status", flow, kind, total<&T::founded>},
      {"filings", "count", "Organizations that became filed", flow, kind, total<&T::filings>},
      {"registrations", "count", "Organizations that became registered", flow, kind, total<&T::registrations>},
      {"registrations_relabelled", "count", "Of them, those that existed for more than a year before", flow, kind, total<&T::relabelled>},
      {"upgrades_filed_to_registered", "count", "Of them, those that were filed until then", flow, kind, total<&T::upgrades>},
      {"deregistrations", "count", "Legal persons that left the register and go on as groups", flow, kind, total<&T::deregistered>},
      {"dissolutions", "count", "Organizations dissolved, by the legal status they had", flow, kind_status, total<&T::dissolved>},
      {"founding_rate", "1/year", "Organizations founded per organization at the month's beginning, times twelve", rate, place, ratio<&T::founded, &T::at_start, 12>},
      {"dissolution_rate", "1/year", "Organizations dissolved per organization of that legal status, times twelve", rate, status, ratio<&T::dissolved_status, &T::at_risk, 12>},
      {"registration_wait", "month", "From application to registration, mean of those that became registered", rate, kind, ratio<&T::registration_months, &T::registrations>, "registrations", less},
      {"incubated_stock", "count", "Organizations that sit in an incubator", stock, kind, total<&T::incubated>},
      {"graduated_stock", "count", "Organizations that sat in one", stock, kind, total<&T::graduates>},
      {"incubator_graduates", "count", "Organizations that left one when their time was over", flow, kind, total<&T::graduated>},
      {"dissolutions_incubated", "count", "Of those dissolved, that sat in an incubator", flow, kind, total<&T::dissolved_incubated>},
      {"dissolutions_graduated", "count", "Of those dissolved, that had sat in one", flow, kind, total<&T::dissolved_graduates>},
      {"inspection_fail_rate", "1", "Legal persons that failed the yearly inspection, per inspected this month", rate, kind, ratio<&T::failed, &T::inspected>},
      {"revocations", "count", "Legal persons whose registration was revoked this month", flow, kind, total<&T::revoked>},
      {"so_age_share", "1", "Share of registered organizations, by years since they were registered", stock, so_age, shares<&T::legal_ages>},
      {"mean_age", "year", "Age of registered organizations since founding, mean", stock, place, ratio<&T::legal_age, &T::registered, 1, 12>, "so_registered"},
      {"mean_staff", "1", "Paid staff of registered organizations, mean", stock, place, ratio<&T::legal_staff, &T::registered>, "so_registered"},
      {"median_staff", "1", "Paid staff of registered organizations, median", stock, place, total<&T::median_staff>},
      {"so_staff", "count", "Paid staff of registered organizations", stock, kind, total<&T::legal_staff>},
      {"so_revenue", "CNY", "Revenue of registered organizations: fees, gifts, subsidies, instalments, grants of incubators", flow, kind, yuan<&T::legal_revenue>},
      {"professional_share_urban", "1", "Professional ones among registered and filed community organizations of urban communities", stock, place, ratio<&T::town_professionals, &T::town_groups>},
      {"professional_share_rural", "1", "Professional ones among registered and filed community organizations of rural communities", stock, place, ratio<&T::village_professionals, &T::village_groups>},
      {"revenue_hhi", "1", "Concentration of organizations' revenue this month: sum of squared shares (Herfindahl and Hirschman)", rate, place, total<&T::revenue_hhi>},
      {"top10_revenue_share", "1", "Share of the ten largest in organizations' revenue this month", rate, place, total<&T::revenue_top10>},
      {"government_dependence", "1", "Instalments, subsidies and grants of incubators per revenue of organizations", rate, kind, ratio<&T::public_revenue, &T::revenue>},
      {"fair_revenue", "CNY", "Paid under contracts of the fair, by class of the provider and by district of the contract", flow, kind, yuan<&T::fair_revenue>},
      {"off_fair_revenue", "CNY", "Paid under contracts outside the fair, by class of the provider and by district of the contract", flow, kind, yuan<&T::off_fair_revenue>},
      {"volunteers", "hour", "Volunteer hours that organizations have", flow, place, total<&T::volunteer_hours>},
      {"volunteer_persons", "count", "Residents who volunteer, asked this month or not", stock, place, total<&T::volunteers>},
      {"group_members", "count", "Residents who are members of neighbourhood groups", stock, place, total<&T::members>},
      {"members_without_room", "count", "Residents who would be members if a group of their street had room", stock, place, total<&T::without_room>, {}, less},

      // Money
      {"public_spending", "CNY", "Spent by governments, by the ledger's purposes; transfers among them and what goes back to the treasury apart, what organizations pay back taken off", flow, spending, spent, {}, less},
      {"purchase_lines", "CNY", "This year's lines for purchase, incubators and posts in their place, by level, lottery money of before among them", stock, level, money<&T::lines>},
      {"purchase_lines_left", "CNY", "Left of them", stock, level, money<&T::lines_left>},
      {"purchase_spending", "CNY", "Paid to organizations under contracts, by level of the payer and by district of the contract", flow, payer, yuan<&T::purchase>},
      {"fair_spending", "CNY", "Of it, under contracts of the fair", flow, service, yuan<&T::fair_spending>},
      {"off_fair_spending", "CNY", "Of it, under contracts outside the fair", flow, service, yuan<&T::off_fair_spending>},
      {"fees", "CNY", "Fees and dues that organizations took", flow, kind, yuan<&T::fees>},
      {"fees_unserved", "CNY", "What households would have paid organizations of the class if they had found one that they can pay", flow, kind, yuan<&T::unserved>, {}, less},
      {"donations", "CNY", "Gifts that organizations took", flow, kind, yuan<&T::gifts>},
      {"fundraising_hours", "hour", "Hours in which organizations' founders and members ask donors", flow, kind, total<&T::fundraising>},
      {"overhead_share", "1", "Share of what organizations spend that goes into rent, accounts, papers and setting up", rate, city, overhead},
      {"subsidies", "CNY", "Operating subsidies that organizations took from their district", flow, kind, yuan<&T::subsidies>},
      {"incubator_spending", "CNY", "Paid by districts for incubators: rooms, coaches and offices, grants, courses, showcases, graduates' rent", flow, place, yuan<&T::incubator_paid>},
      {"incubator_appropriation", "CNY", "Districts' lines for incubators, in January for the year", flow, place, yuan<&T::incubator_line>},
      {"incubator_unspent", "CNY", "Left of them", stock, place, yuan<&T::incubator_left>},
      {"lottery_fund_in", "CNY", "Local half of the lottery's welfare fund that the city and its districts received", flow, city, yuan<&T::lottery_in>},
      {"lottery_fund_elder_share", "1", "Share of elders' services in the lottery money of this year's purchase lines", stock, city, ratio<&T::lottery_elders, &T::lottery_lines>},
      {"station_payroll", "CNY", "Wages of station staff that streets paid, with social insurance", flow, place, yuan<&T::payroll>},
      {"government_direct_spending", "CNY", "Of it, for the share of time that is for cases", flow, place, yuan<&T::direct>},
      {"cost_per_case", "CNY", "Purchase and direct spending per case taken up", rate, place, ratio<&T::social_spending, &T::served, 1, 100>, {}, less},
      {"cost_per_resolved_case", "CNY", "Purchase and direct spending per case resolved", rate, place, ratio<&T::social_spending, &T::resolved, 1, 100>, {}, less},
      {"spending_per_need", "CNY", "Purchase and direct spending per need that arose", rate, place, ratio<&T::social_spending, &T::needs, 1, 100>},
      {"clawbacks", "CNY", "Paid back by organizations for casework and events that contracts did not deliver", flow, place, yuan<&T::clawed>},
      {"receivables", "CNY", "Agreed value of contracts in force that is not yet paid", stock, place, yuan<&T::receivables>},

      {"money_in", "CNY", "Received by each account, by purpose: every payment there is", flow, payments, money<&T::money_in>},
      {"money_out", "CNY", "Paid by each account, by purpose: every payment there is", flow, payments, money<&T::money_out>},
      {"money_held", "CNY", "Held by governments and organizations; by the others, what they received less what they paid since the start", stock, accounts, money<&T::money_held>},

      // The fair and contracts
      {"projects_posted", "count", "Projects that communities posted for the fair", flow, service, total<&T::posted>},
      {"projects_awarded", "count", "Projects that found a provider at the fair", flow, service, total<&T::awarded>},
      {"award_value", "CNY", "Agreed value of contracts made at the fair", flow, service, yuan<&T::award_value>},
      {"off_fair_award_value", "CNY", "Agreed value of contracts made outside the fair", flow, service, yuan<&T::off_fair_value>},
      {"fill_rate", "1", "Projects awarded per project offered, in the month of the fair", rate, service, ratio<&T::awarded, &T::offered>},
      {"fair_bidders", "count", "Organizations that bid at the fair, by their home", flow, place, total<&T::bidders>},
      {"bidders_per_project", "1", "Bids per project offered, in the month of the fair", rate, place, ratio<&T::bids, &T::offered>},
      {"mean_contract_value", "CNY", "Value of contracts made at the fair, mean", rate, place, ratio<&T::award_value, &T::awarded, 1, 100>},
      {"median_contract_value", "CNY", "Value of contracts made at the fair, median", rate, place, total<&T::median_award>},
      {"incumbent_win_share", "1", "Contracts made at the fair with a provider that had one there before, per contract", rate, place, ratio<&T::incumbents, &T::awarded>},
      {"top10_award_share", "1", "Share of the ten most successful in the value of contracts made at the fair", rate, place, total<&T::award_top10>},
      {"off_fair_contracts", "count", "Contracts made outside the fair", flow, service, total<&T::off_fair_awards>},
      {"contracts_renewed", "count", "Contracts that went on into another year without a new award", flow, service, total<&T::renewals>},
      {"contracts_late", "count", "Contracts with an instalment that is due by their terms and not paid", stock, place, total<&T::late>, {}, less},
      {"payment_delay", "month", "From when instalments were due by the terms to when they were paid, mean of the money paid", rate, place, ratio<&T::paid_late, &T::instalments>, {}, less},
      {"delivered_share", "1", "Casework hours that providers had for their contracts this month, per hour that these promise", rate, place, ratio<&T::offered_hours, &T::promised>, {}, more},
      {"contracts_unspent", "CNY", "Value of the casework that contracts ending this month did not deliver", flow, place, yuan<&T::unspent>, {}, less},

      // Social workers
      {"licensed_assistant", "count", "Licensed assistant social workers, in post or not", stock, place, total<&T::assistants>},
      {"licensed_social_worker", "count", "Licensed social workers of the middle grade, in post or not", stock, place, total<&T::social_workers>},
      {"licensed_senior", "count", "Licensed senior social workers, in post or not", stock, place, total<&T::seniors>},
      {"licensed_per_10k", "1", "Licence holders per 10,000 residents", stock, place, ratio<&T::licensed, &T::people, 10'000>, "population"},
      {"licensed_by_employer", "count", "Licence holders by employer", stock, employer, total<&T::licensed>},
      {"posts_filled", "count", "Social workers in post, licensed or not, by employer", stock, employer, total<&T::posts>},
      {"vacancies", "count", "Open posts of organizations and empty ones of stations", stock, place, total<&T::vacancies>},
      {"caseload", "1", "Cases carried per social worker in post, by employer", rate, employer, ratio<&T::carried, &T::posts>, "posts_filled"},
      {"burnout", "1", "Exhaustion of social workers in post, from 0 to 1 and beyond, mean, by employer", stock, employer, ratio<&T::burnout, &T::posts>, "posts_filled", less},
      {"workers_hired", "count", "Social workers who took a post, by employer", flow, employer, total<&T::hired>},
      {"workers_left", "count", "Social workers who quit or lost a post, by employer", flow, employer, total<&T::left>},
      {"workers_searching", "count", "Social workers without a post who are still in the field", stock, place, total<&T::searching>},
      {"field_entries", "count", "People who came into the field", flow, place, total<&T::newcomers>},
      {"field_exits", "count", "Social workers without a post who left the field", flow, place, total<&T::gone>},
      {"worker_hours", "hour", "Case hours that social workers in post had, by employer", flow, employer, total<&T::team_hours>},
      {"exam_sitters", "count", "People who sat the national exam for a licence, first or next", flow, place, total<&T::sitters>},
      {"supervisors", "count", "Social workers who supervise others", stock, place, total<&T::supervisors>},
      {"supervised_share", "1", "Social workers whom a supervisor saw this month, per post filled", rate, place, ratio<&T::supervised, &T::posts>, "posts_filled"},
      {"studios", "1", "Supervision studios of the whole city, sampled or not", stock, city, studios},
      {"turnover_rate", "1/year", "Social workers who quit per post filled before, times twelve", rate, place, ratio<&T::quits, &T::posts_before, 12>, {}, less},
      {"turnover_by_caseload", "1/year", "Social workers who quit per post filled before, times twelve, in quarters of them by work asked per hour they have for cases, equal ones in one quarter", rate, quarter, ratio<&T::quits_by_load, &T::posts_by_load, 12>, {}, less},

      // Stations and tasks
      {"personnel_hours", "hour", "Hours that people have for work: of social workers in post, other staff, founders and members of organizations at work, mediators", flow, personnel, of_city<&T::hours_had>},
      {"hours_by_use", "hour", "What these went into", flow, use, of_city<&T::hours_spent>},
      {"admin_time_share", "1", "Share of station time that tasks and counters take, mean over stations", rate, place, ratio<&T::admin, &T::stations>, {}, less},
      {"station_casework_hours", "hour", "Hours that station staff gave to cases", flow, place, total<&T::station_hours>},
      {"generalist_share", "1", "Station staff trained for all errands, per member of station staff", stock, place, ratio<&T::generalists, &T::station_staff>},
      {"counter_wait", "minute", "Wait at stations' counters, mean over errands", rate, place, ratio<&T::counter_minutes, &T::errands>, {}, less},
      {"task_hours", "hour", "Work of all tasks besides casework, done or not", flow, place, total<&T::task_hours>},
      {"tasks_moved_up", "hour", "Of it, done by streets instead of stations", flow, place, total<&T::moved_up>},
      {"tasks_contracted_out", "hour", "Of it, done by organizations for the street's money", flow, place, total<&T::contracted_out>},
      {"tasks_negotiated", "hour", "Of it, done by groups, or by people whom gifts pay", flow, place, total<&T::negotiated>},
      {"tasks_autonomous", "hour", "Of it, done by residents", flow, place, total<&T::autonomous>},
      {"task_spending", "CNY", "Paid by streets to organizations for tasks", flow, place, yuan<&T::task_spending>},
      {"errand_travel", "hour", "Residents' further way for errands moved up to the street", flow, place, total<&T::errand_travel>, {}, less},
      {"undone_work", "hour", "Work that nobody did: of this month and, fading, of those before", stock, place, total<&T::undone>, {}, less},
      {"returning_errands", "1", "Errands with which residents came back for what was left undone", flow, place, total<&T::returning>, {}, less},
      {"overreach_index", "1", "Hours of tasks that station or street did though they belong to organizations or residents, as far as these had hours left, per hour of tasks", rate, place, ratio<&T::overreach, &T::task_hours>, {}, less},
      {"misallocation_index", "1", "Hours of tasks that another did than the owner (station for street, street for station, society for government, organizations for residents or the reverse), as far as the owner had hours left and over-reach did not take them, per hour of tasks", rate, place, ratio<&T::misallocated, &T::task_hours>, {}, less},
      {"gap_index", "1", "Hours of tasks that nobody did and hours that waiting cases ask for, per hour of tasks and of cases that wait or are worked on", rate, place, ratio<&T::gap_hours, &T::owed_hours>, {}, less},

      // Neighbours and shocks
      {"deliberation_participation", "1", "Residents who attended this month's meetings per resident who could and had a reason to", rate, place, ratio<&T::attended, &T::invited>},
      {"meeting_attendants", "count", "Residents who attended this month's meetings", flow, place, total<&T::attended>},
      {"motions_put", "count", "Motions for grants of micro-funds put to meetings", flow, place, total<&T::motions>},
      {"motions_passed", "count", "Of them, passed by majority", flow, place, total<&T::passed>},
      {"micro_fund_balance", "CNY", "Money in communities' micro-funds", stock, place, yuan<&T::fund>},
      {"micro_fund_grants", "CNY", "Granted by micro-funds to groups and organizations", flow, place, yuan<&T::fund_granted>},
      {"satisfaction_index", "1", "Satisfaction with help (sense of gain), from 0 to 1, mean of residents", stock, place, ratio<&T::content, &T::touched>, {}, more},
      {"satisfaction_by_group", "1", "Satisfaction with help (sense of gain), from 0 to 1, mean of those who were helped, of those who waited, of the others", stock, touched, ratio<&T::content, &T::touched>, {}, more},
      {"trust_by_group", "1", "Trust in services, from 0 to 1, of those in casework this month, of those who wait, of the others", stock, touched, ratio<&T::trusting, &T::trusters>, {}, more},
      {"awards_given", "count", "Organizations that were honoured", flow, place, total<&T::honoured>},
      {"reforms_copied", "count", "Reforms that districts copied of others", stock, place, total<&T::reforms>},
      {"frugal_funeral_share", "1", "Frugal funerals per funeral", rate, place, ratio<&T::frugal, &T::funerals>, "deaths"},
      {"affected", "count", "Residents whom a disaster left in need", flow, place, total<&T::affected>},
      {"affected_coverage", "1", "Share of them whom responders reached", rate, place, ratio<&T::relieved, &T::affected>, "affected", more},
      {"responders_on_site", "1", "Teams at a disaster's sites, mean of the month's days", rate, place, total<&T::responders>},
      {"duplicate_effort_share", "1", "Share of their days in which the site had enough without them", rate, place, ratio<&T::duplicated_days, &T::team_days>, {}, less},
  };
  // clang-format on
  static const std::vector<sim::Series<Reading>> table = [] {
    std::vector<sim::Series<Reading>> all = monthly;
    for (sim::Series<Reading>& yearly : series_by_community()) all.push_back(std::move(yearly));
    return all;
  }();
  return table;
}

}  // namespace city
