// Social workers tire, quit, sit exams and take jobs (job demands-resources: Demerouti et al. 2001).
#pragma once

#include <algorithm>
#include <vector>

#include "models/city/city.hpp"
#include "models/city/register.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

struct Burnout {
  static constexpr std::string_view about =
      "Overload and administration exhaust, supervision and rest restore; the exhausted quit";
  double overload = 0.06, admin = 0.02, supervision = 0.04, recovery = 0.02;
  double quit = 0.009, quit_burnout = 1.5, quit_wage = 1.5, outside_wage = 1;
  double studios = 0, supervised = 148;

  template <class V>
  void visit(V& v) {
    v(overload, {.name = "overload",
                 .unit = "1/month",
                 .least = 0,
                 .most = 1,
                 .meaning = "Burnout per unit of load above hours",
                 .source = "assumed; form after the job demands-resources model"});
    v(admin, {.name = "admin",
              .unit = "1/month",
              .least = 0,
              .most = 1,
              .meaning = "Burnout per share of time in administration",
              .source = "assumed"});
    v(supervision, {.name = "supervision",
                    .unit = "1/month",
                    .least = 0,
                    .most = 1,
                    .meaning = "Relief of those who are supervised",
                    .source = "assumed"});
    v(recovery, {.name = "recovery",
                 .unit = "1/month",
                 .least = 0,
                 .most = 1,
                 .meaning = "Share of burnout that passes by itself",
                 .source = "assumed"});
    v(quit, {.name = "quit",
             .unit = "1/month",
             .least = 0,
             .most = 1,
             .meaning = "Hazard of quitting when rested and paid as elsewhere",
             .source = "assumed, so that turnover is near the surveyed 20 % a year"});
    v(quit_burnout, {.name = "quit_burnout",
                     .least = 0,
                     .most = 10,
                     .meaning = "Log hazard per unit of burnout",
                     .source = "assumed"});
    v(quit_wage, {.name = "quit_wage",
                  .least = 0,
                  .most = 10,
                  .meaning = "Elasticity of quitting to outside over own wage",
                  .source = "assumed"});
    v(outside_wage, {.name = "outside_wage",
                     .least = 0,
                     .most = 10,
                     .meaning = "Wage outside the field relative to an unlicensed wage in it",
                     .source = "assumed"});
    v(studios, {.name = "studios",
                .unit = "count",
                .least = 0,
                .most = 10000,
                .meaning = "Supervision studios of the whole city",
                .source = "Nanjing 2016: 10 studios with 56 supervisors"});
    v(supervised, {.name = "supervised",
                   .unit = "count",
                   .least = 0,
                   .most = 10000,
                   .meaning = "Social workers a studio's supervisors can see a month",
                   .source = "derived: 5.6 supervisors a studio, each seeing about 26 workers"});
  }

  void operator()(City& city, sim::Draws draws) const {
    Workers& workers = city.workers;
    double sampled = 0, all = 0;
    for (std::size_t c = 0; c < city.communities.size(); ++c) sampled += city.communities.share[Id<Communities>(c)];
    all = static_cast<double>(city.districts.size());
    std::size_t employed = 0;
    for (const Employer e : std::as_const(workers).employer.all()) employed += e == Employer::none ? 0 : 1;
    const double seats = studios * supervised * sampled / all;
    const double coverage = employed > 0 ? std::min(1.0, seats / static_cast<double>(employed)) : 0;
    const double outside = outside_wage * city.wage() * 100;
    const sim::Draws lasting = draws.lasting();
    sim::each(workers, [&](Id<Workers> row) {
      const Employer employer = workers.employer[row];
      double x = workers.burnout[row];
      if (employer == Employer::none) {
        workers.burnout[row] = static_cast<float>(x * (1 - recovery));
        return;
      }
      const double load = workers.hours[row] > 0 ? static_cast<double>(workers.load[row]) / workers.hours[row] : 0;
      const double office = employer == Employer::station ? city.station.admin_share : 0.2;
      const double seen = lasting.uniform(workers.key[row]) < coverage ? supervision : 0;
      x += overload * std::max(0.0, load - 1) + admin * office - seen * x - recovery * x;
      x = std::clamp(x, 0.0, 3.0);
      workers.burnout[row] = static_cast<float>(x);
      const double hazard =
          quit * sim::exp(quit_burnout * x) * sim::pow(outside / std::max(1, workers.wage[row]), quit_wage);
      if (!draws.chance(1 - sim::exp(-hazard), workers.key[row])) return;
      workers.quit[row] = 1;
      dismiss(city, row);
    });
  }
};

struct Licensing {
  static constexpr std::string_view about = "In June social workers who want a licence, or a higher one, sit the exam";
  double interest = 0.15, interest_bonus = 0.003, pass = 0.2, pass_skill = 2.0, upgrade = 0.25;
  bool senior = false;

  template <class V>
  void visit(V& v) {
    v(interest, {.name = "interest",
                 .least = -10,
                 .most = 10,
                 .meaning = "Log-odds that an unlicensed worker ever sits the exam",
                 .source = "assumed"});
    v(interest_bonus, {.name = "interest_bonus",
                       .unit = "1",
                       .least = 0,
                       .most = 1,
                       .meaning = "Added log-odds per yuan of monthly licence bonus",
                       .source = "assumed"});
    v(pass, {.name = "pass",
             .least = 0,
             .most = 1,
             .meaning = "Chance to pass with average skill",
             .source = "recalled, unverified: about 20 % nationwide"});
    v(pass_skill, {.name = "pass_skill",
                   .least = -10,
                   .most = 10,
                   .meaning = "Log-odds of passing per unit of skill above one half",
                   .source = "assumed"});
    v(upgrade, {.name = "upgrade",
                .least = 0,
                .most = 1,
                .meaning = "Share of licensed assistants who sit for the next licence a year",
                .source = "assumed"});
    v(senior,
      {.name = "senior", .meaning = "Whether the senior licence exists", .source = "national exams began in 2019"});
  }

  void operator()(City& city, sim::Draws draws) const {
    Workers& workers = city.workers;
    const sim::Draws lasting = draws.lasting();
    sim::each(workers, [&](Id<Workers> row) {
      if (workers.gone[row] != 0) return;
      const Licence licence = workers.licence[row];
      const std::uint64_t key = workers.key[row];
      if (licence == Licence::senior || (licence == Licence::social_worker && !senior)) return;
      const bool sits =
          licence == Licence::none
              ? lasting.uniform(key) < sim::logistic(interest + interest_bonus * city.economy.licence_bonus)
              : draws.chance(licence == Licence::assistant ? upgrade : upgrade / 5, key, 1);
      if (!sits) return;
      const double odds = sim::log(std::clamp(pass, 0.001, 0.999) / (1 - std::clamp(pass, 0.001, 0.999))) +
                          pass_skill * (workers.skill[row] - 0.5);
      if (!draws.chance(sim::logistic(odds), key, 2)) return;
      const bool degree = lasting.uniform(key, 1) < 0.25;  // graduates sit the second level at once
      workers.licence[row] = licence == Licence::none ? (degree ? Licence::social_worker : Licence::assistant)
                                                      : static_cast<Licence>(static_cast<int>(licence) + 1);
      workers.licensed[row] = city.month();
      workers.skill[row] = std::min(0.95F, workers.skill[row] + 0.05F);
      if (workers.employer[row] != Employer::none)
        workers.wage[row] +=
            static_cast<std::int32_t>(licence == Licence::none ? City::fen(city.economy.licence_bonus) : 0);
    });
  }
};

struct Labour {
  static constexpr std::string_view about =
      "Newcomers enter the field; vacancies and applicants of a district are matched";
  double entry = 0.30, leave = 0.08, search = 0.7;

  template <class V>
  void visit(V& v) {
    v(entry, {.name = "entry",
              .unit = "count",
              .least = 0,
              .most = 100,
              .meaning = "Newcomers to the field a month per 10,000 residents",
              .source = "assumed"});
    v(leave, {.name = "leave",
              .unit = "1/month",
              .least = 0,
              .most = 1,
              .meaning = "Chance a month that someone without a post leaves the field; the licence stays",
              .source = "assumed"});
    v(search, {.name = "search",
               .least = 0,
               .most = 1,
               .meaning = "Chance a month that a vacancy or an applicant is in the market",
               .source = "assumed"});
  }

  void operator()(City& city, sim::Draws draws) const {
    if (city.now.month() == 1) raise_wages(city);
    enter(city, draws);
    Workers& workers = city.workers;
    std::vector<std::vector<Applicant>> applicants(city.districts.size());
    std::vector<std::int32_t> station(city.communities.size()), institution(city.communities.size());
    for (std::size_t w = 0; w < workers.size(); ++w) {
      const Id<Workers> row(w);
      if (workers.employer[row] == Employer::station) ++station[workers.workplace[row]];
      if (workers.employer[row] == Employer::institution) ++institution[workers.workplace[row]];
      if (workers.employer[row] != Employer::none || workers.gone[row] != 0 || workers.quit[row] != 0) continue;
      const sim::Draws::Words words = draws.four(workers.key[row]);
      if (sim::unit(words[0]) < leave) {
        workers.gone[row] = 1;
        workers.gone_on[row] = city.month();
      } else if (sim::unit(words[1]) < search)
        applicants[workers.district[row]].push_back(
            {-(workers.skill[row] + 0.2F * static_cast<float>(workers.licence[row])), words[2], row});
    }
    std::vector<std::vector<Vacancy>> vacancies = open_posts(city, station, institution, draws);
    sim::each(city.districts.size(), 1, [&](std::size_t d) {
      std::sort(applicants[d].begin(), applicants[d].end());
      std::sort(vacancies[d].begin(), vacancies[d].end());
      for (std::size_t i = 0; i < std::min(applicants[d].size(), vacancies[d].size()); ++i)
        employ(city, applicants[d][i].worker, vacancies[d][i].employer, vacancies[d][i].workplace,
               vacancies[d][i].share);
    });
  }

 private:
  struct Applicant {
    float rank = 0;  // best first
    std::uint32_t luck = 0;
    Id<Workers> worker;
    auto operator<=>(const Applicant&) const = default;
  };
  struct Vacancy {
    std::uint32_t luck = 0;
    Employer employer = Employer::none;
    std::uint32_t workplace = 0;
    float share = 1;
    auto operator<=>(const Vacancy&) const = default;
  };

  static void raise_wages(City& city) {
    Workers& workers = city.workers;
    sim::each(workers, [&](Id<Workers> row) {
      if (workers.employer[row] == Employer::none) return;
      const double bonus = workers.licence[row] == Licence::none ? 0 : city.economy.licence_bonus;
      workers.wage[row] = static_cast<std::int32_t>(City::fen(city.wage() + bonus));
    });
  }

  void enter(City& city, sim::Draws draws) const {
    for (std::size_t c = 0; c < city.communities.size(); ++c) {
      const Id<Communities> place(c);
      const std::uint64_t stem = sim::combine(city.communities.key[place], static_cast<std::uint64_t>(city.now.index));
      const std::int64_t count = draws.round(entry * city.communities.population[place] / 10000, stem);
      for (std::int64_t i = 0; i < count; ++i)
        add_worker(city, city.communities.district[place], sim::combine(stem, static_cast<std::uint64_t>(i)), draws);
    }
  }

  std::vector<std::vector<Vacancy>> open_posts(const City& city, const std::vector<std::int32_t>& station,
                                               const std::vector<std::int32_t>& institution, sim::Draws draws) const {
    std::vector<std::vector<Vacancy>> out(city.districts.size());
    // `key` lasts: rows of organizations differ between scenarios.
    const auto post = [&](std::size_t district, Employer employer, std::uint32_t workplace, std::uint64_t key,
                          std::int64_t count, float share) {
      for (std::int64_t i = 0; i < count; ++i) {
        const sim::Draws::Words words = draws.four(sim::combine(key, static_cast<std::uint64_t>(i)), 3);
        if (sim::unit(words[0]) < search) out[district].push_back({words[1], employer, workplace, share});
      }
    };
    for (std::size_t c = 0; c < city.communities.size(); ++c) {
      const Id<Communities> place(c);
      const std::size_t d = city.communities.district[place];
      const auto number = static_cast<std::uint32_t>(c);
      const std::int64_t posts = draws.lasting().round(
          city.station.institution_staff * city.communities.population[place] / 10000, city.communities.key[place]);
      if (city.governments.cash[city.communities.street[place]] > 0)
        post(d, Employer::station, number, sim::combine(city.communities.key[place], 1),
             sim::nearest_integer(city.station.staff) - station[c], 1);
      post(d, Employer::institution, number, sim::combine(city.communities.key[place], 2), posts - institution[c], 1);
    }
    for (std::size_t o = 0; o < city.organizations.size(); ++o) {
      const Id<Organizations> row(o);
      if (city.organizations.alive[row] != 0)
        post(district_of(city, row), Employer::organization, static_cast<std::uint32_t>(o), city.organizations.key[row],
             city.organizations.vacancies[row], city.organizations.post[row]);
    }
    return out;
  }
};

}  // namespace city
