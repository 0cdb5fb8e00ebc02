// The labour market: who enters the field, who is hired by whom.
//
//   newcomers + those without a post --skill, licence--> applicants, best first
//   stations, institutions, organizations --empty posts--> pay less travel, inside the district or across --> employ
#pragma once

#include <algorithm>
#include <vector>

#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace city {

struct Labour {
  static constexpr std::string_view about =
      "Newcomers enter the field; employers rank applicants by skill and licence, applicants rank posts by pay and "
      "distance, and are matched";
  double entry = 0.30, leave = 0.08, search = 0.7;
  double licence_worth = 0.2, across_districts = 0.3, travel = 0.15;

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
    v(licence_worth, {.name = "licence_worth",
                      .least = 0,
                      .most = 5,
                      .meaning = "What a step of licence is worth to employers, in units of skill",
                      .source = "assumed"});
    v(across_districts, {.name = "across_districts",
                         .least = 0,
                         .most = 1,
                         .meaning = "Share of social workers whom employers of other districts may hire; hukou, "
                                    "personal files and titles bar the others",
                         .source = "assumed; the talent lever of Beijing's five measures"});
    v(travel, {.name = "travel",
               .least = 0,
               .most = 1,
               .meaning = "Share of a wage that work in another district costs in travel",
               .source = "assumed"});
  }

  void operator()(City& city, sim::Draws draws) const {
    if (city.now.month() == 1) raise_wages(city);
    enter(city, draws);
    Workers& workers = city.workers;
    std::vector<Applicant> applicants;
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
      } else if (sim::unit(words[1]) < search) {
        const double merit = workers.skill[row] + licence_worth * static_cast<double>(workers.licence[row]);
        applicants.push_back({-merit, words[2], workers.key[row], row});
      }
    }
    std::vector<std::vector<Vacancy>> vacancies = open_posts(city, station, institution, draws);
    // Employers are of one mind about applicants: the only stable matching is that the best choose first.
    std::sort(applicants.begin(), applicants.end());
    const sim::Draws lasting = draws.lasting();
    for (const Applicant& a : applicants) {
      const std::size_t home = workers.district[a.worker];
      const bool free = lasting.uniform(a.key) < across_districts;
      Choice best;
      for (std::size_t d = free ? 0 : home; d < (free ? vacancies.size() : home + 1); ++d)
        for (std::size_t i = 0; i < vacancies[d].size(); ++i) {
          const double pay = vacancies[d][i].share * (d == home ? 1.0 : 1.0 - travel);
          best = std::max(best, Choice{pay, sim::combine(a.key, vacancies[d][i].key), d, i});
        }
      if (best.pay <= 0) continue;
      std::vector<Vacancy>& open = vacancies[best.district];
      const Vacancy post = open[best.index];
      open[best.index] = open.back();
      open.pop_back();
      employ(city, a.worker, post.employer, post.workplace, post.share);
    }
  }

 private:
  struct Applicant {
    double rank = 0;  // best first
    std::uint32_t luck = 0;
    std::uint64_t key = 0;
    Id<Workers> worker;
    auto operator<=>(const Applicant&) const = default;
  };
  struct Vacancy {
    std::uint64_t key = 0;  // lasts: rows of organizations differ between scenarios
    Employer employer = Employer::none;
    std::uint32_t workplace = 0;
    float share = 1;
  };
  struct Choice {
    double pay = 0;          // share of a full wage, less travel
    std::uint64_t luck = 0;  // of this applicant with this post
    std::size_t district = 0, index = 0;
    auto operator<=>(const Choice&) const = default;
  };

  static void raise_wages(City& city) {
    Workers& workers = city.workers;
    sim::each(workers, [&](Id<Workers> row) {
      if (workers.employer[row] == Employer::none) return;
      const double bonus = workers.licence[row] == Licence::none ? 0 : city.economy.licence_bonus;
      workers.wage[row] = static_cast<std::int32_t>(fen(city.wage() + bonus));
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
    const auto post = [&](std::size_t district, Employer employer, std::uint32_t workplace, std::uint64_t key,
                          std::int64_t count, float share) {
      for (std::int64_t i = 0; i < count; ++i) {
        const std::uint64_t own = sim::combine(key, static_cast<std::uint64_t>(i));
        if (draws.chance(search, own, 3)) out[district].push_back({own, employer, workplace, share});
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
             station_posts(city, place) - station[c], 1);
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
