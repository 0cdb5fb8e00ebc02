// The tables: the whole state of the city, a struct each, columns named once.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "models/city/data/organization_class.hpp"
#include "models/city/state/money.hpp"
#include "sim/table.hpp"

namespace city {

using sim::Id;
using sim::Lasting;
using sim::Table;
inline constexpr std::int16_t never = -32768;  ///< a month that has not come

enum class Income : std::uint8_t { dibao, low, middle, high };
constexpr std::array<std::string_view, 4> words(Income) { return {"dibao", "low", "middle", "high"}; }
enum class Living : std::uint8_t { family, alone, empty_nest, left_behind };
enum class LegalStatus : std::uint8_t { informal, filed, registered };
constexpr std::array<std::string_view, 3> words(LegalStatus) { return {"informal", "filed", "registered"}; }
/// For what an organization's founder gives hours to offices.
enum class Papers : std::uint8_t { none, filing, leaving };
enum class Licence : std::uint8_t { none, assistant, social_worker, senior };
enum class Employer : std::uint8_t { none, station, organization, institution };
constexpr std::array<std::string_view, 4> words(Employer) { return {"none", "station", "organization", "institution"}; }
enum class Progress : std::uint8_t { latent, waiting, active, closed };
enum class Closure : std::uint8_t { open, resolved, unresolved, gave_up, by_itself, moved, died };
enum class Payer : std::uint8_t { none, in_house, contract, user, volunteers };

/// Whose hands did a task, or left it.
enum class Doer : std::uint8_t { station, street, contractors, groups, residents, nobody };

/// Whose hours of a month are told: of social workers at stations, organizations and institutions; of organizations'
/// other staff, and of their founders and members; of committees' mediators.
enum class Personnel : std::uint8_t { station, organization, institution, aides, members, mediators };
constexpr std::array<std::string_view, 6> words(Personnel) {
  return {"station", "organization", "institution", "aides", "members", "mediators"};
}
/// What an hour went into.
enum class Use : std::uint8_t {
  casework,
  way,
  events,
  bids,
  tasks,
  errands,
  mediation,
  office,  // reports and meetings
  supervision,
  training,
  fundraising,
  papers,
  exhaustion,  // at the desk, and nothing came of it
  other,       // outside the model: what institutions and fees pay for
  idle
};
constexpr std::array<std::string_view, 15> words(Use) {
  return {"casework",    "way",      "events",      "bids",   "tasks",      "errands", "mediation", "office",
          "supervision", "training", "fundraising", "papers", "exhaustion", "other",   "idle"};
}
inline constexpr std::size_t uses = sim::word_count<Use>;
constexpr std::size_t index_of(Use use) { return static_cast<std::size_t>(use); }

/// Whether a case's owner knows of help, and has asked themselves once.
enum class Heard : std::uint8_t { no, yes };

inline constexpr std::uint16_t middling_trust = 20000;  ///< trust is counted from 0 to twice that
inline constexpr int never_waited = 255;
inline constexpr float nobody_would = -1000;  ///< log-odds before anybody was asked

/// Reforms of a district that another may copy: a bit each.
struct Reform {
  static constexpr std::uint8_t deliberation = 1, micro_fund = 2;
};

/// How the help around touched somebody in the last year: they were helped, they waited, or they heard of both.
enum class Touched : std::uint8_t { helped, waited, neighbours };
constexpr std::array<std::string_view, 3> words(Touched) { return {"helped", "waited", "neighbours"}; }

/// One resident: 13 bytes. A community's residents stand together in slots, empty ones among them.
struct Residents : Table<Residents> {
  Of<std::int16_t> born{};                     // month of birth, counted from January 2010
  Of<std::uint16_t> traits{};                  // see Traits
  Of<std::uint16_t> open{};                    // a bit per service with an open need
  Of<std::uint16_t> trust{1, middling_trust};  // see shared/trust
  Of<std::int16_t> trusted{};
  Of<std::uint8_t> wait{1, never_waited};
  Of<std::int16_t> waited_on{};
  template <class V>
  void visit(V& v) {
    v(born, {"born", "month", "Month of birth from January 2010"});
    v(traits,
      {"traits", "1",
       "Presence, sex, hukou, disability, income, living arrangement, was served, volunteers, would be a member"});
    v(open, {"open", "1", "A bit for each service with an open need"});
    v(trust, {"trust", "2.5e-5", "Trust in the services around when it last moved, 0..40000"});
    v(trusted, {"trusted", "month", "When it last moved"});
    v(wait, {"wait", "month", "Own last wait for help; 255 if there was none"});
    v(waited_on, {"waited_on", "month", "When that ended"});
  }
};

/// The packed traits of a resident.
struct Traits {
  std::uint16_t bits = 0;
  static constexpr std::uint16_t present = 1, female = 2, migrant = 4, disabled = 8, served = 256, died = 512,
                                 volunteer = 1024, member = 2048,  // what they would, where they are asked
      moved = 4096;
  /// What need depends on besides age: sex, hukou, disability, income, living arrangement.
  static constexpr std::uint16_t lasting = present | female | migrant | disabled | 0xf0;  ///< of their like
  static constexpr std::size_t strata = 128;
  std::size_t stratum() const { return bits >> 1 & 127; }
  bool has(std::uint16_t bit) const { return (bits & bit) != 0; }
  Income income() const { return static_cast<Income>(bits >> 4 & 3); }
  Living living() const { return static_cast<Living>(bits >> 6 & 3); }
  void set(std::uint16_t bit, bool on) { bits = static_cast<std::uint16_t>(on ? bits | bit : bits & ~bit); }
  void set(Income income) { bits = static_cast<std::uint16_t>((bits & ~0x30) | static_cast<int>(income) << 4); }
  void set(Living living) { bits = static_cast<std::uint16_t>((bits & ~0xc0) | static_cast<int>(living) << 6); }
};

/// Residents who are alike to the hazards of need: zone x year of age x traits.
struct Strata : Table<Strata> {
  static constexpr int ages = 101;
  static constexpr std::size_t rows = std::size_t{2} * ages * Traits::strata;
  static Id<Strata> of(bool rural, int age_months, Traits traits) {
    const auto year = static_cast<std::size_t>(age_months < (ages - 1) * 12 ? age_months / 12 : ages - 1);
    return Id<Strata>(((rural ? ages : 0) + year) * Traits::strata + traits.stratum());
  }
  Of<std::int32_t> initial{};
  template <class V>
  void visit(V& v) {
    v(initial, {"initial", "1", "Residents at the start"});
  }
};

/// What the scenario's organization classes come to: a row each, in their order.
struct ClassFacts : Table<ClassFacts> {
  Of<std::uint16_t> serves{};  // a bit per service
  Of<std::uint16_t> buyers{};  // a bit per kind of buyer
  template <class V>
  void visit(V& v) {
    v(serves, {"serves", "1", "A bit for each service that organizations of the class work in"});
    v(buyers, {"buyers", "1", "A bit for each kind of institution that buys from the class"});
  }
};

/// A government; row 0 is the city, then come the districts, the streets, and last the region above the city.
struct Governments : Table<Governments> {
  Of<std::uint64_t> key{};  // lasting luck: the city's, the district's, the street's place in the unsampled city
  Of<Level> level{};
  Of<Id<Governments>> parent{};
  Of<std::uint8_t> district{};  // from 0; of city and region 0 and unused
  Of<Fen> cash{};
  Of<Fen> fair_budget{}, off_fair_budget{};  // a value per service: what is left of this year's lines
  Of<Fen> fair_line{}, off_fair_line{};      // a value per service: the lines of own money as January drew them
  Of<std::int32_t> asked{};                  // a value per service
  Of<Fen> lottery{}, lottery_in{}, lottery_lines{}, lottery_elders{};
  Of<Fen> committed{};  // instalments promised and not yet paid
  Of<Fen> payroll{};    // this month
  Of<Fen> incubator_line{}, incubator_left{}, incubator_paid{};
  Of<Fen> posts_line{}, posts_left{}, means{};
  Of<std::uint8_t> market{};                             // of a district: its labour market, from 1
  Of<std::uint8_t> practised{}, copied{}, recognised{};  // bits of Reform
  template <class V>
  void visit(V& v) {
    v(key, {"key", "1", "Lasting key of its luck"});
    v(level, {"level", "1", "City, district, street or region"});
    v(parent, {"parent", "1", "The government above"});
    v(district, {"district", "1", "District, from 0"});
    v(cash, {"cash", "0.01 CNY", "Money in hand"});
    v(fair_budget, {.name = "fair_budget",
                    .unit = "0.01 CNY",
                    .meaning = "Left of this year's line for projects at the fair",
                    .by = "service"});
    v(off_fair_budget, {.name = "off_fair_budget",
                        .unit = "0.01 CNY",
                        .meaning = "Left of this year's line for purchase outside the fair",
                        .by = "service"});
    v(fair_line, {.name = "fair_line",
                  .unit = "0.01 CNY",
                  .meaning = "This year's line for projects at the fair",
                  .by = "service"});
    v(asked, {.name = "asked",
              .unit = "1",
              .meaning = "Cases whose owners first sought help here since the lines were drawn",
              .by = "service"});
    v(off_fair_line, {.name = "off_fair_line",
                      .unit = "0.01 CNY",
                      .meaning = "This year's line of own money outside the fair",
                      .by = "service"});
    v(lottery, {"lottery", "0.01 CNY", "Lottery money for purchase that is not yet in a line"});
    v(lottery_in, {"lottery_in", "0.01 CNY", "Lottery fund received this month"});
    v(lottery_lines, {"lottery_lines", "0.01 CNY", "Lottery money in this year's lines"});
    v(lottery_elders, {"lottery_elders", "0.01 CNY", "Of it, for elders' services"});
    v(committed, {"committed", "0.01 CNY", "Instalments promised and not yet paid"});
    v(incubator_line, {"incubator_line", "0.01 CNY", "This year's line for incubators"});
    v(incubator_left, {"incubator_left", "0.01 CNY", "Left of it"});
    v(incubator_paid, {.name = "incubator_paid",
                       .unit = "0.01 CNY",
                       .meaning = "Paid for incubators and their graduates' rooms this month",
                       .lasts = Lasting::month});
    v(posts_line, {"posts_line", "0.01 CNY", "This year's line for station posts in place of projects"});
    v(posts_left, {"posts_left", "0.01 CNY", "Left of it"});
    v(means, {"means", "0.01 CNY", "Revenue and transfers since January, less what it passed on"});
    v(payroll,
      {.name = "payroll", .unit = "0.01 CNY", .meaning = "Station wages paid this month", .lasts = Lasting::month});
    v(market, {"market", "1", "Of a district: the labour market that it shares, from 1; 0: its own"});
    v(practised, {"practised", "1", "Of a district: a bit for each reform that it has"});
    v(copied, {"copied", "1", "Of a district: a bit for each reform that it has from another"});
    v(recognised, {"recognised", "1", "Of the city: a bit for each reform that was recognised in a district"});
  }
};

/// A community: place, residents' slots, station, and what its residents know.
struct Communities : Table<Communities> {
  Of<std::uint32_t> key{};  // lasting luck: place in the unsampled city
  Of<std::uint8_t> district{};
  Of<Id<Governments>> street{};
  Of<std::uint8_t> rural{}, was_rural{};
  Of<float> x{}, y{}, extent{};  // synthetic
  Of<float> cohesion{}, cohesion_at_rest{};
  Of<std::uint32_t> first{}, slots{}, cursor{};
  Of<double> share{};  // of the district's residents
  Of<std::int32_t> population{}, elders{}, migrants{}, mothers{}, births{}, deaths{}, arrivals{}, departures{};
  Of<std::int32_t> incomes{sim::enumerators<Income>()};
  Of<std::uint64_t> part_luck{};
  Of<float> contact{}, volunteer_level{1, nobody_would}, member_level{1, nobody_would};
  Of<std::int32_t> volunteers{}, willing{}, members{};
  Of<Fen> unserved{};                                                                  // by class, this month
  Of<float> awareness{}, within_reach{}, coverage{1, -1.0F}, paid_coverage{1, -1.0F};  // by service
  Of<float> mediated{};                                                                // this month
  Of<float> queue{}, take_ups{};                                                       // by service, fading over a year
  Of<std::int32_t> onsets{}, groups{}, reach{};   // group events this month; the others by service
  Of<float> shown{};                              // by service
  Of<std::int32_t> voiced{};                      // by service
  Of<float> admin_before{}, admin{}, casework{};  // shares of station time
  Of<float> own_casework{}, line_posts{};
  Of<float> errands{}, counter_wait{}, contest_hours{};
  Of<float> practice{}, serving{};                                                          // by task
  Of<float> hands{sim::enumerators<Doer>()}, overreach{}, misallocated{}, errand_travel{};  // hours of tasks this month
  Of<float> undone{};                                                                       // by task: a stock
  Of<float> returning{}, distrust{};
  Of<std::int32_t> beside_queue{};  // by service
  Of<float> hours_had{sim::word_count<Personnel>}, hours_spent{sim::word_count<Personnel> * uses};
  Of<std::int16_t> met{1, never};                                              // of deliberation: the last meeting
  Of<std::int32_t> invited{}, attended{}, motions{}, passed{}, carried_out{};  // of that meeting
  Of<float> attendance{3}, disappointed{}, wanted{};                           // the last by service
  Of<std::uint8_t> binding{};
  Of<Fen> fund{}, fund_granted{};
  Of<float> content{sim::word_count<Touched>, 0.5F}, touched{2}, regard{};
  Of<float> frugal{1, -1.0F};
  Of<std::int32_t> funerals{}, frugal_funerals{};          // this month
  Of<std::int32_t> affected{}, relieved{};                 // by a disaster, this month
  Of<float> responders{}, team_days{}, duplicated_days{};  // this month
  template <class V>
  void visit(V& v) {
    v(key, {"key", "1", "Lasting key of its luck"});
    v(district, {"district", "1", "District, from 0"});
    v(street, {"street", "1", "Its street's government"});
    v(rural, {"rural", "1", "1 if a village"});
    v(was_rural, {"was_rural", "1", "1 if it was one when the city began"});
    v(x, {"x", "km", "East of the city's centre; synthetic"});
    v(y, {"y", "km", "North of the city's centre; synthetic"});
    v(extent, {"extent", "km", "From its station to a resident's door, mean; synthetic"});
    v(cohesion, {"cohesion", "1", "0 strangers, 0.5 semi-acquaintance, 1 acquaintance"});
    v(cohesion_at_rest, {"cohesion_at_rest", "1", "Cohesion that it returns to while moves are usual"});
    v(first, {"first", "1", "First slot of its residents"});
    v(slots, {"slots", "1", "Slots, empty ones included"});
    v(cursor, {"cursor", "1", "Where the search for an empty slot goes on"});
    v(share, {"share", "1", "Share of its district's residents, before sampling"});
    v(population, {"population", "1", "Residents"});
    v(elders, {"elders", "1", "Residents of 60 and more"});
    v(migrants, {"migrants", "1", "Residents without local hukou"});
    v(incomes, {"incomes", "1", "Residents by income band: the households of a community, in cells"});
    v(part_luck, {"part_luck", "1", "Lasting luck of its residents' taking part"});
    v(contact, {"contact", "1", "People reached by group events in the last months, fading over a year, per resident"});
    v(volunteer_level, {"volunteer_level", "1", "Log-odds of volunteering with which its residents were last asked"});
    v(member_level, {"member_level", "1", "Log-odds of joining a group with which they were last asked"});
    v(volunteers, {"volunteers", "1", "Residents who volunteer"});
    v(willing, {"willing", "1", "Residents who are members of a group, or would be if one had room"});
    v(members, {"members", "1", "Of them, those for whom groups of the street have room"});
    v(unserved, {.name = "unserved",
                 .unit = "0.01 CNY",
                 .meaning = "What its households would pay organizations of the class a month if they found one",
                 .by = "organization_class"});
    v(mothers, {"mothers", "1", "Women of the ages at which children are born"});
    v(births, {"births", "1", "This month"});
    v(deaths, {"deaths", "1", "This month"});
    v(arrivals, {"arrivals", "1", "This month"});
    v(departures, {"departures", "1", "This month"});
    v(awareness,
      {.name = "awareness", .unit = "1", .meaning = "Share of residents who know of the service", .by = "service"});
    v(within_reach, {.name = "within_reach",
                     .unit = "hour",
                     .meaning = "Case hours within reach a month per 1,000 residents who share them",
                     .by = "service"});
    v(coverage, {.name = "coverage",
                 .unit = "1",
                 .meaning = "Hours within reach per hour of the need that arises, over the last months; below 0 before "
                            "the first",
                 .by = "service"});
    v(paid_coverage, {.name = "paid_coverage",
                      .unit = "1",
                      .meaning = "What paid providers add to it for who can pay",
                      .by = "service"});
    v(mediated, {"mediated", "hour", "Casework asked of the committee's mediators this month"});
    v(queue, {.name = "queue",
              .unit = "1",
              .meaning = "Cases that wait at a month's end, over the last months",
              .by = "service"});
    v(take_ups, {.name = "take_ups",
                 .unit = "1/month",
                 .meaning = "Cases taken up a month, over the last months",
                 .by = "service"});
    v(onsets, {.name = "onsets", .unit = "1", .meaning = "New needs this month", .by = "service"});
    v(groups, {"groups", "1", "Group events this month"});
    v(reach, {.name = "reach", .unit = "1", .meaning = "People reached by group events this month", .by = "service"});
    v(shown, {.name = "shown",
              .unit = "1",
              .meaning = "People whom incubators' showcases of the service reached this month",
              .by = "service"});
    v(voiced, {.name = "voiced",
               .unit = "1",
               .meaning = "Needs nobody sought help for that consulted organizations spoke of, at the last posting",
               .by = "service"});
    v(admin_before, {"admin_before", "1", "Share of station time that tasks and counters took at the start"});
    v(admin, {"admin", "1", "Share of station time that tasks and counters take"});
    v(casework, {"casework", "1", "Share of station time for cases"});
    v(own_casework, {"own_casework", "1", "Share of time for cases of those in regular posts of the station"});
    v(line_posts, {"line_posts", "1", "Posts of the station that this year's lines pay in place of projects"});
    v(errands, {"errands", "1", "Errands at the station's counters this month"});
    v(counter_wait, {"counter_wait", "minute", "Mean wait of them"});
    v(contest_hours, {.name = "contest_hours",
                      .unit = "hour",
                      .meaning = "Station time that went into a contest this month",
                      .lasts = Lasting::month});
    v(practice, {.name = "practice",
                 .unit = "1",
                 .meaning = "Errands of the kind that those at its station have done, former ones fading, together",
                 .by = "task"});
    v(serving, {.name = "serving", .unit = "1", .meaning = "Counters at which its errands are served", .by = "task"});
    v(hands, {"hands", "hour", "Tasks done by station, street, contractors, groups and gifts, residents, nobody"});
    v(overreach, {"overreach", "hour", "Tasks that government did though residents or organizations were able to"});
    v(misallocated, {"misallocated", "hour", "Other tasks that others did than their owner, who was able to"});
    v(errand_travel, {"errand_travel", "hour", "Residents' further way for errands moved up"});
    v(undone, {.name = "undone",
               .unit = "hour",
               .meaning = "Work that nobody did, of this month and, fading, of those before",
               .by = "task"});
    v(returning, {"returning", "1", "Errands this month for what was left undone before"});
    v(distrust, {"distrust", "1", "What undone work took off its residents' trust"});
    v(beside_queue, {.name = "beside_queue",
                     .unit = "1",
                     .meaning = "Cases that wait though a door they may use has the hours",
                     .lasts = Lasting::month,
                     .by = "service"});
    v(hours_had, {.name = "hours_had",
                  .unit = "hour",
                  .meaning = "Hours of people at work here, by whose they are",
                  .lasts = Lasting::month});
    v(hours_spent, {.name = "hours_spent",
                    .unit = "hour",
                    .meaning = "What these went into, by whose they are and by use",
                    .lasts = Lasting::month});
    v(met, {"met", "month", "Its last meeting"});
    v(invited, {"invited", "1", "Residents who could come to the last meeting and had a reason to"});
    v(attended, {"attended", "1", "Of them, who came"});
    v(motions, {"motions", "1", "Motions for grants put to the last meeting"});
    v(passed, {"passed", "1", "Of them, passed"});
    v(carried_out, {"carried_out", "1", "Of these, paid"});
    v(attendance, {"attendance", "1", "Share of the invited who came to each of the last three meetings, last first"});
    v(disappointed, {"disappointed", "1", "Share of the last meetings' decisions of which nothing came, fading"});
    v(wanted, {.name = "wanted",
               .unit = "1",
               .meaning = "What the last meeting wanted, a share for each service; 0 where nobody said",
               .by = "service"});
    v(binding, {"binding", "1", "1 if what the last meeting wanted is what is posted and paid"});
    v(fund, {"fund", "0.01 CNY", "Money in its micro-fund"});
    v(fund_granted,
      {.name = "fund_granted", .unit = "0.01 CNY", .meaning = "Granted this month", .lasts = Lasting::month});
    v(content, {"content", "1", "Satisfaction of those helped, of those who waited, of the others, 0..1"});
    v(touched, {"touched", "1", "Cases helped, and cases that waited, fading over a year"});
    v(regard, {"regard", "1", "What others' satisfaction adds to everybody's trust"});
    v(frugal, {"frugal", "1", "Share of frugal ones among the last funerals; below 0 before anybody thought of it"});
    v(funerals, {.name = "funerals", .unit = "1", .meaning = "This month", .lasts = Lasting::month});
    v(frugal_funerals, {.name = "frugal_funerals", .unit = "1", .meaning = "Of them, frugal", .lasts = Lasting::month});
    v(affected, {.name = "affected",
                 .unit = "1",
                 .meaning = "Residents whom a disaster left in need this month",
                 .lasts = Lasting::month});
    v(relieved,
      {.name = "relieved", .unit = "1", .meaning = "Of them, reached by responders", .lasts = Lasting::month});
    v(responders, {.name = "responders",
                   .unit = "1",
                   .meaning = "Teams on site, mean of the month's days",
                   .lasts = Lasting::month});
    v(team_days, {.name = "team_days", .unit = "day", .meaning = "Days of teams on site", .lasts = Lasting::month});
    v(duplicated_days, {.name = "duplicated_days",
                        .unit = "day",
                        .meaning = "Of them, more than the site had need of",
                        .lasts = Lasting::month});
  }
};

/// What this year came to so far in each community: flows, added up for the yearly series. No rule reads it.
struct Yearbook : Table<Yearbook> {
  Of<std::int32_t> needs{}, asked{}, served{}, waited{};  // by service
  Of<Fen> purchase{};                                     // by service
  Of<double> admin{}, station_hours{}, volunteer_hours{};
  template <class V>
  void visit(V& v) {
    v(needs, {.name = "needs", .unit = "1", .meaning = "Needs that arose", .by = "service"});
    v(asked, {.name = "asked", .unit = "1", .meaning = "Needs for which help was first sought", .by = "service"});
    v(served, {.name = "served", .unit = "1", .meaning = "Cases taken up for the first time", .by = "service"});
    v(waited, {.name = "waited", .unit = "month", .meaning = "What these have waited, together", .by = "service"});
    v(purchase, {.name = "purchase", .unit = "0.01 CNY", .meaning = "Paid under contracts", .by = "service"});
    v(admin, {"admin", "1", "Shares of station time that tasks and counters took, a month each, together"});
    v(station_hours, {"station_hours", "hour", "Casework of station staff"});
    v(volunteer_hours, {"volunteer_hours", "hour", "Volunteer hours of organizations at home here"});
  }
};

struct Organizations;

/// An incubator of a kind: its place, who pays, and its year as January planned it.
struct Incubators : Table<Incubators> {
  Of<std::uint8_t> kind{};          // row of the incubator list
  Of<Id<Governments>> place{};      // its street or district
  Of<Id<Communities>> community{};  // none: it is the street's or the district's
  Of<Id<Governments>> payer{};      // the district
  Of<std::int32_t> seats{};
  Of<Fen> seat{}, coaching{}, grants{}, courses{}, showcases{}, office{};  // a month; courses a year
  template <class V>
  void visit(V& v) {
    v(kind, {"kind", "1", "Row of incubator"});
    v(place, {"place", "1", "Its street's or district's government"});
    v(community, {"community", "1", "Its community, if it is a community's"});
    v(payer, {"payer", "1", "The district that pays"});
    v(seats, {"seats", "1", "Seats this year"});
    v(seat, {"seat", "0.01 CNY", "Rent of one a month"});
    v(coaching, {"coaching", "0.01 CNY", "For coaches a month"});
    v(grants, {"grants", "0.01 CNY", "For grants a month"});
    v(courses, {"courses", "0.01 CNY", "For courses a year"});
    v(showcases, {"showcases", "0.01 CNY", "For showcases a month"});
    v(office, {"office", "0.01 CNY", "For its office a month"});
  }
};

/// An institution that buys from organizations, and keeps one provider.
struct Buyers : Table<Buyers> {
  Of<std::uint64_t> key{};
  Of<std::uint8_t> kind{};  // row of the buyer list
  Of<Id<Communities>> community{};
  Of<Id<Organizations>> provider{};  // none: nobody within reach suits
  template <class V>
  void visit(V& v) {
    v(key, {"key", "1", "Lasting key of its luck"});
    v(kind, {"kind", "1", "Row of buyer"});
    v(community, {"community", "1", "Where"});
    v(provider, {"provider", "1", "The legal person it buys from"});
  }
};

/// A social organization, from informal group to legal person.
struct Organizations : Table<Organizations> {
  Of<std::uint64_t> key{};  // lasting luck: the attempt that made it
  Of<std::uint8_t> kind{};  // row of the class list
  Of<LegalStatus> status{};
  Of<std::uint8_t> alive{}, dormant{}, applying{}, relabelled{}, was_filed{};
  Of<std::int16_t> founded{}, registered_on{1, never}, idle{}, status_since{}, applied{}, ended{1, never};
  Of<Papers> papers{};
  Of<float> papers_left{}, paper_hours{};  // hours still to give; of them this month
  Of<std::int16_t> deregistered{1, never};
  Of<Id<Communities>> home{};
  Of<std::uint8_t> niche{};  // row of the service list
  Of<float> skill{1, 0.5F}, weight{1, 1.0F}, record{1, 0.5F};
  Of<std::int32_t> staff{};
  Of<float> fundraising{};          // hours of its founder and members a month
  Of<float> yielding{};             // of them, those that paid work is worth more than
  Of<float> volunteered{}, sold{};  // casework asked of its volunteers, and of its staff by paying users, this month
  Of<float> own_hours{};            // contract work by its founder and members this month
  Of<float> own_events{};           // of it, for group events
  Of<float> own_tasks{};            // of their hours, for tasks under contract
  Of<float> bid_debt{};             // that bids took and they have not worked off
  Of<float> bid_hours{};            // that they lost to bids this month
  Of<float> way_hours{};            // that they lost on the way to contracts this month
  Of<float> learned{};              // by service
  Of<std::int32_t> served{};        // by service, person-times since the first month
  Of<float> pull{}, volunteers{};   // weight among those who seek volunteers; hours this month
  Of<Fen> cash{}, income{};         // money in hand; fees, gifts and subsidies this month
  Of<Fen> gifts{}, subsidies{};     // of that income
  Of<Fen> grants{};                 // contract instalments received this month
  Of<Fen> voted{}, micro_grants{};  // this month: by its community's meeting, paid by the fund
  Of<Fen> for_events{};             // of micro-grants, what is left for events
  Of<float> praise{};               // of those it helped this year
  Of<std::int16_t> honoured{1, never};
  Of<std::int32_t> vacancies{}, arrears{};
  Of<float> post{1, 1.0F};  // share of full time of each vacancy
  Of<std::int16_t> last_bid{1, never};
  Of<Id<Incubators>> incubator{};  // where it sits or sat
  Of<std::int16_t> admitted{1, never}, stays_until{1, never}, graduated{1, never};
  Of<Fen> free_rent{}, aid{};   // a month; this month
  Of<float> coached{}, ties{};  // what incubators' functions leave, a column each
  Of<std::uint8_t> published{}, standard{}, design{}, venue{};
  Of<Fen> rebate{};
  Of<std::int16_t> inspected{1, never}, revoked{1, never};
  Of<std::uint8_t> failed{};
  template <class V>
  void visit(V& v) {
    v(key, {"key", "1", "Lasting key of its luck"});
    v(kind, {"kind", "1", "Row of organization_class"});
    v(status, {"status", "1", "Informal, filed or registered"});
    v(alive, {"alive", "1", "0 once dissolved"});
    v(dormant, {"dormant", "1", "1 while nothing is done"});
    v(applying, {"applying", "1", "1 while it seeks registration, 2 once its papers lie on the registrar's desk"});
    v(relabelled, {"relabelled", "1", "1 if it existed before it was registered"});
    v(was_filed, {"was_filed", "1", "1 if it was a filed group before it was registered"});
    v(founded, {"founded", "month", "From January 2010"});
    v(registered_on, {"registered_on", "month", "From January 2010"});
    v(idle, {"idle", "month", "Months since it last did anything"});
    v(status_since, {"status_since", "month", "Month of its present legal status"});
    v(applied, {"applied", "month", "Month in which it applied for registration"});
    v(ended, {"ended", "month", "Month of dissolution"});
    v(papers, {"papers", "1", "For what it gives hours to offices: nothing, filing, leaving the register"});
    v(papers_left, {"papers_left", "hour", "Papers and visits still to do"});
    v(paper_hours, {"paper_hours", "hour", "Hours of its founder and members that go into them this month"});
    v(deregistered, {"deregistered", "month", "Month in which it left the register"});
    v(home, {"home", "1", "Its community"});
    v(niche, {"niche", "1", "The service it is best at"});
    v(skill, {"skill", "1", "Quality of its casework, 0..1"});
    v(weight, {"weight", "1", "In its market, 1 on average"});
    v(record, {"record", "1", "Observed record, 0..1"});
    v(staff, {"staff", "1", "Staff besides social workers"});
    v(fundraising, {"fundraising", "hour", "Hours a month in which its founder and members ask donors"});
    v(yielding, {"yielding", "hour", "Of these, the hours that it would give up for paid work"});
    v(volunteered, {"volunteered", "hour", "Casework asked of its volunteers this month"});
    v(sold, {"sold", "hour", "Casework asked of its staff by paying users this month"});
    v(own_hours,
      {"own_hours", "hour", "Casework and group events asked of its founder and members this month, paid by the hour"});
    v(own_events,
      {.name = "own_events", .unit = "hour", .meaning = "Of it, for group events", .lasts = Lasting::month});
    v(own_tasks, {.name = "own_tasks",
                  .unit = "hour",
                  .meaning = "Tasks under contract that its founder and members did this month, paid by the hour",
                  .lasts = Lasting::month});
    v(bid_debt, {"bid_debt", "hour", "Hours that its bids took and that are not worked off yet"});
    v(bid_hours, {.name = "bid_hours",
                  .unit = "hour",
                  .meaning = "Hours that its founder and members lost to bids this month",
                  .lasts = Lasting::month});
    v(way_hours, {.name = "way_hours",
                  .unit = "hour",
                  .meaning = "Hours that they lost on the way to contracts away from home this month",
                  .lasts = Lasting::month});
    v(learned, {.name = "learned",
                .unit = "1",
                .meaning = "How far it has learned a service besides its niche by doing it, 0..1",
                .by = "service"});
    v(served, {.name = "served",
               .unit = "1",
               .meaning = "Months of cases and people at its events, since the first month",
               .by = "service"});
    v(pull, {"pull", "1", "Its weight among those who seek volunteers; 0 when it tired"});
    v(volunteers, {"volunteers", "hour", "Volunteer hours this month"});
    v(cash, {"cash", "0.01 CNY", "Money in hand"});
    v(income, {.name = "income",
               .unit = "0.01 CNY",
               .meaning = "Fees, dues, gifts and subsidies this month",
               .lasts = Lasting::month});
    v(gifts, {.name = "gifts", .unit = "0.01 CNY", .meaning = "Of that income, gifts", .lasts = Lasting::month});
    v(subsidies, {.name = "subsidies",
                  .unit = "0.01 CNY",
                  .meaning = "Of that income, the district's operating subsidies",
                  .lasts = Lasting::month});
    v(grants,
      {.name = "grants", .unit = "0.01 CNY", .meaning = "Instalments received this month", .lasts = Lasting::month});
    v(voted, {.name = "voted",
              .unit = "0.01 CNY",
              .meaning = "What its community's meeting would grant it this month",
              .lasts = Lasting::month});
    v(micro_grants, {.name = "micro_grants",
                     .unit = "0.01 CNY",
                     .meaning = "Received of the micro-fund this month",
                     .lasts = Lasting::month});
    v(for_events, {"for_events", "0.01 CNY", "Of micro-grants, what events have not used up"});
    v(praise, {"praise", "1", "Satisfaction above the middle of all whom it helped this year, together"});
    v(honoured, {"honoured", "month", "When it last had an award"});
    v(vacancies, {"vacancies", "1", "Posts it would fill this month"});
    v(post, {"post", "1", "Share of full time of each of them"});
    v(arrears, {"arrears", "month", "Months in a row in which it could not pay what it owed"});
    v(last_bid, {"last_bid", "month", "Month of its latest bid"});
    v(incubator, {"incubator", "1", "The incubator in which it sits, or sat"});
    v(admitted, {"admitted", "month", "Month in which it was given the seat"});
    v(stays_until, {"stays_until", "month", "Month in which it is to leave it"});
    v(graduated, {"graduated", "month", "Month in which it left it"});
    v(free_rent, {"free_rent", "0.01 CNY", "Rent a month that others pay for it"});
    v(aid, {.name = "aid", .unit = "0.01 CNY", .meaning = "An incubator's grant this month", .lasts = Lasting::month});
    v(coached, {"coached", "1", "What coaches taught it, as a share of what it lacked in skill"});
    v(ties, {"ties", "1", "Communities, and as many governments, of its district that it was introduced to"});
    v(published, {"published", "1", "1 while an incubator publishes its record"});
    v(standard, {"standard", "1", "1 once it reports its work in standard forms"});
    v(design, {"design", "1", "1 once it has a design of a project in its niche, to be adapted"});
    v(venue, {"venue", "1", "1 while the state's venues are open to its events"});
    v(rebate, {.name = "rebate",
               .unit = "0.01 CNY",
               .meaning = "Social insurance of its social workers that its district paid back this month",
               .lasts = Lasting::month});
    v(inspected, {"inspected", "month", "Month of its latest inspection"});
    v(failed, {"failed", "1", "Inspections that it failed one after the other, up to the latest"});
    v(revoked, {"revoked", "month", "Month in which its registration was revoked"});
  }
};

/// Who does social work or could: licensed or not, in post, looking for one, or at work outside the field.
struct Workers : Table<Workers> {
  Of<std::uint64_t> key{};
  Of<std::uint8_t> district{};
  Of<Licence> licence{};
  Of<Employer> employer{};
  Of<std::uint32_t> workplace{};  // row of communities or organizations, after `employer`
  Of<float> skill{1, 0.5F}, burnout{1, 0.3F}, load{}, hours{};
  Of<float> spent{uses};     // hours this month
  Of<float> share{1, 1.0F};  // of full time
  Of<std::int32_t> wage{};   // fen a month, full time
  Of<float> outside{1, 1.0F};
  Of<std::int16_t> hired{}, licensed{}, entered{1, never}, gone_on{1, never}, searched{1, never};
  Of<std::uint8_t> quit{}, gone{}, generalist{}, knows{}, sat{}, prepared{};
  Of<Employer> left{};  // this month
  Of<std::uint8_t> supervised{};
  Of<float> supervising{};
  Of<std::int32_t> cases{};
  template <class V>
  void visit(V& v) {
    v(key, {"key", "1", "Lasting key of its luck"});
    v(district, {"district", "1", "District lived in, from 0"});
    v(licence, {"licence", "1", "None, assistant, social worker, senior"});
    v(employer, {"employer", "1", "None, station, organization, institution"});
    v(workplace, {"workplace", "1", "Row of communities or organizations"});
    v(skill, {"skill", "1", "0..1"});
    v(burnout, {"burnout", "1", "Exhaustion, 0..1 and beyond"});
    v(load, {"load", "hour", "Case hours asked of them this month"});
    v(hours, {"hours", "hour", "Case hours they have this month"});
    v(spent, {.name = "spent",
              .unit = "hour",
              .meaning = "What the hours of the month went into, by use",
              .lasts = Lasting::month});
    v(share, {"share", "1", "Of full time"});
    v(wage, {"wage", "0.01 CNY", "A month of full time"});
    v(hired, {"hired", "month", "Since when in the post"});
    v(licensed, {"licensed", "month", "Since when licensed"});
    v(outside, {"outside", "1", "What they would earn outside the field, relative to the median there"});
    v(entered, {"entered", "month", "When they came into the field, last"});
    v(gone_on, {"gone_on", "month", "When they left it, last"});
    v(searched, {"searched", "month", "When they were last in the market for a post"});
    v(knows, {"knows", "1", "1 once they know of the exam"});
    v(sat, {.name = "sat", .unit = "1", .meaning = "1 if they sat the exam this month", .lasts = Lasting::month});
    v(prepared, {"prepared", "1", "1 from May to June if a course for the exam was paid"});
    v(supervised, {"supervised", "1", "1 if a supervisor saw them this month"});
    v(supervising, {"supervising", "hour", "Hours they supervise a month; not for cases"});
    v(left, {.name = "left",
             .unit = "1",
             .meaning = "Employer whose post they lost or quit this month",
             .lasts = Lasting::month});
    v(quit, {.name = "quit",
             .unit = "1",
             .meaning = "1 if they left a post of their own will this month",
             .lasts = Lasting::month});
    v(gone, {"gone", "1", "1 while they are outside the field; a licence stays"});
    v(generalist, {"generalist", "1", "1 once trained for all errands of a station"});
    v(cases, {"cases", "1", "Cases carried this month"});
  }
};

inline constexpr std::uint8_t last_instalment = 3;

/// A project posted by a community, and the contract it may become; or one for a task besides casework.
struct Contracts : Table<Contracts> {
  Of<std::uint64_t> key{};
  Of<Id<Communities>> community{};
  Of<std::uint8_t> service{}, task{}, fair{}, awarded{}, over{};
  Of<Id<Governments>> payer{};
  Of<Id<Organizations>> provider{};
  Of<std::int16_t> posted{}, won{1, never}, sealed{1, never}, starts{}, months{};
  Of<Id<Contracts>> follows{};
  Of<Fen> asked{}, value{}, advance{}, paid{}, paid_now{}, coming{}, clawed{}, clawed_now{};
  Of<std::int64_t> late_now{};
  Of<float> groups{};                         // share of the value that is for group events
  Of<float> hours{}, used{}, rate{}, load{};  // casework hours bought, delivered; a month: on offer, asked
  Of<float> offered{};                        // of the month's rate, what its provider had hours for
  Of<float> events{};                         // group events bought
  Of<std::int32_t> held{};                    // group events delivered
  Of<std::int32_t> bids{};
  Of<std::uint8_t> instalments{}, incumbent{};
  Of<std::uint8_t> years{}, reserved{}, renewal{};
  template <class V>
  void visit(V& v) {
    v(key, {"key", "1", "Lasting key of its luck"});
    v(community, {"community", "1", "Where"});
    v(service, {"service", "1", "Row of service; of no meaning for a task"});
    v(task, {"task", "1", "0 for casework and events; else a row of task, from 1"});
    v(fair, {"fair", "1", "1 at the fair, 0 outside it"});
    v(awarded, {"awarded", "1", "1 once a provider is found"});
    v(over, {"over", "1", "1 once ended or withdrawn"});
    v(payer, {"payer", "1", "The government that pays"});
    v(provider, {"provider", "1", "The organization that won it"});
    v(posted, {"posted", "month", "From January 2010"});
    v(won, {"won", "month", "Month of the award"});
    v(sealed, {"sealed", "month", "Month in which it is signed: nothing is paid before"});
    v(starts, {"starts", "month", "From January 2010"});
    v(months, {"months", "month", "Length"});
    v(follows, {"follows", "1", "The same provider's contract whose place it takes when that ends"});
    v(asked, {"asked", "0.01 CNY", "What was posted: the output that is agreed"});
    v(value, {"value", "0.01 CNY", "Agreed price"});
    v(advance, {"advance", "0.01 CNY", "Paid when it was signed"});
    v(paid, {"paid", "0.01 CNY", "Paid so far, less what was clawed back"});
    v(paid_now, {.name = "paid_now", .unit = "0.01 CNY", .meaning = "Paid this month", .lasts = Lasting::month});
    v(coming, {"coming", "0.01 CNY", "The next instalment by its terms"});
    v(clawed, {"clawed", "0.01 CNY", "Clawed back for hours and events not delivered"});
    v(clawed_now,
      {.name = "clawed_now", .unit = "0.01 CNY", .meaning = "Clawed back this month", .lasts = Lasting::month});
    v(late_now, {.name = "late_now",
                 .unit = "0.01 CNY month",
                 .meaning = "What was paid this month times how late it was",
                 .lasts = Lasting::month});
    v(groups, {"groups", "1", "Share of its value that buys group events"});
    v(hours, {"hours", "hour", "Casework bought, or work on the task"});
    v(used, {"used", "hour", "Of it, delivered"});
    v(rate, {"rate", "hour", "Of it, a month"});
    v(load, {.name = "load", .unit = "hour", .meaning = "Casework asked of it this month", .lasts = Lasting::month});
    v(offered, {.name = "offered",
                .unit = "hour",
                .meaning = "Of the month's, what its provider had hours for",
                .lasts = Lasting::month});
    v(events, {"events", "1", "Group events bought"});
    v(held, {"held", "1", "Group events delivered"});
    v(bids, {"bids", "1", "Organizations that bid"});
    v(instalments, {"instalments", "1", "Paid so far"});
    v(incumbent, {"incumbent", "1", "1 if the winner held such a contract here before"});
    v(years, {"years", "1", "Further years it is meant to run"});
    v(reserved, {"reserved", "1", "1 while its next year's money is set aside"});
    v(renewal, {"renewal", "1", "1 if it goes on from one that ended"});
  }
};

/// One resident's need for one service.
struct Cases : Table<Cases> {
  Of<Id<Residents>> resident{};
  Of<Id<Communities>> community{};
  Of<std::uint64_t> key{};
  Of<std::uint8_t> service{}, severity{};
  Of<Progress> progress{};
  Of<Closure> closure{};
  Of<Payer> payer{};
  Of<Heard> heard{};
  Of<std::int16_t> opened{}, sought{1, never}, taken{1, never}, left{};  // months; `left`: of casework to do
  Of<Id<Organizations>> organization{};                                  // none: the station
  Of<Id<Contracts>> contract{};
  Of<Id<Workers>> worker{};
  Of<float> given{};  // months' worth of hours received
  Of<float> hours{};  // of casework received this month
  template <class V>
  void visit(V& v) {
    v(resident, {"resident", "1", "Whose"});
    v(community, {"community", "1", "Where"});
    v(key, {"key", "1", "Lasting key of its luck"});
    v(service, {"service", "1", "Row of service"});
    v(severity, {"severity", "1", "0, 1, 2"});
    v(progress, {"progress", "1", "Latent, waiting, active, closed"});
    v(closure, {"closure", "1", "Why closed"});
    v(payer, {"payer", "1", "Who pays: street in house, contract, user, volunteers' time"});
    v(heard, {"heard", "1", "Whether its owner knows of help and may have it"});
    v(opened, {"opened", "month", "Onset"});
    v(sought, {"sought", "month", "Help first sought"});
    v(taken, {"taken", "month", "First taken up"});
    v(left, {"left", "month", "Casework still to do"});
    v(organization, {"organization", "1", "Provider; none is the community's station"});
    v(contract, {"contract", "1", "Under which contract"});
    v(worker, {"worker", "1", "Who carries it"});
    v(given, {"given", "month", "Months' worth of hours received"});
    v(hours, {"hours", "hour", "Casework received this month"});
  }
};

}  // namespace city
