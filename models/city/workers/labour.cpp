#include "models/city/workers/labour.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "models/city/shared/staff.hpp"
#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

enum LabourQuestion : std::uint32_t { searches = 0, is_filled = 3 };

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

void raise_wages(City& city) {
  Workers& workers = city.workers;
  sim::each(workers, [&](Id<Workers> row) {
    if (workers.employer[row] != Employer::none) workers.wage[row] = licence_wage(city, workers.licence[row]);
  });
}

// Who has no post turns to the field or leaves it, waits or applies; the best applicants first. Nobody looks for what
// pays no more than they have outside.
std::vector<Applicant> applicants(const Labour& rule, City& city, sim::Draws draws) {
  Workers& workers = city.workers;
  const std::array<double, 2> field = {field_pay(city, Licence::none), field_pay(city, Licence::assistant)};
  const double outside = city.outside_wage();
  auto out = sim::gather<Applicant>(workers.size(), sim::row_grain, [&](std::size_t i, std::vector<Applicant>& found) {
    const Id<Workers> row(i);
    if (workers.employer[row] != Employer::none || workers.quit[row] != 0) return;
    const bool pays = field[workers.licence[row] == Licence::none ? 0 : 1] > outside * workers.outside[row];
    const bool away = workers.gone[row] != 0;
    if (away && !pays) return;
    const sim::Draws::Words words = draws.four(workers.key[row], LabourQuestion::searches);
    if (away) {
      if (sim::unit(words[3]) >= rule.look) return;
      workers.gone[row] = 0;
      workers.entered[row] = city.month();
    } else if (!pays || sim::unit(words[0]) < rule.leave) {
      workers.gone[row] = 1;
      workers.gone_on[row] = city.month();
      return;
    } else if (sim::unit(words[1]) >= rule.search) {
      return;
    }
    workers.searched[row] = city.month();
    const double merit = workers.skill[row] + rule.licence_worth * static_cast<double>(workers.licence[row]);
    found.push_back({-merit, words[2], workers.key[row], row});
  });
  std::sort(out.begin(), out.end());
  return out;
}

// Posts that employers would fill and that are in the market this month, by district.
std::vector<std::vector<Vacancy>> open_posts(const Labour& rule, const City& city, sim::Draws draws) {
  const Communities& places = city.communities;
  std::vector<std::vector<Vacancy>> out(city.districts.size());
  const auto post = [&](std::size_t district, Employer employer, std::uint32_t workplace, std::uint64_t key,
                        std::int64_t count, float share) {
    for (std::int64_t i = 0; i < count; ++i) {
      const std::uint64_t own = sim::combine(key, static_cast<std::uint64_t>(i));
      if (draws.chance(rule.search, own, LabourQuestion::is_filled))
        out[district].push_back({own, employer, workplace, share});
    }
  };
  const std::vector<std::int32_t> station = headcounts(city, Employer::station, places.size()),
                                  institution = headcounts(city, Employer::institution, places.size());
  for (const Id<Communities> place : places.rows()) {
    const std::size_t d = places.district[place];
    if (city.governments.cash[places.street[place]] > 0)
      post(d, Employer::station, place.value, posts_key(city, place, Employer::station),
           station_posts(city, place) - station[place.value], 1);
    const std::int64_t posts = draws.lasting().round(institution_posts(city, place), places.key[place]);
    post(d, Employer::institution, place.value, posts_key(city, place, Employer::institution),
         posts - institution[place.value], 1);
  }
  const Organizations& all = city.organizations;
  for (const Id<Organizations> row : all.rows())
    if (all.alive[row] != 0)
      post(district_of(city, row), Employer::organization, row.value, all.key[row], all.vacancies[row], all.post[row]);
  return out;
}

// Districts of a sample are too thin for a market each: as many as make up a whole one share theirs, neighbours from
// north to south. In the whole city each has its own, and so it is where nobody may be hired across their borders.
void share_markets(const Labour& rule, City& city) {
  const std::size_t n = city.districts.size();
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return city.districts[a].y > city.districts[b].y; });
  std::size_t whole = 0;
  for (const District& d : city.districts) whole += static_cast<std::size_t>(d.communities);
  const std::size_t count = std::clamp<std::size_t>((n * city.communities.size() + whole / 2) / whole, 1, n);
  for (std::size_t i = 0; i < n; ++i)
    city.governments.market[city.district_government(order[i])] =
        rule.across_districts > 0 && count < n ? static_cast<std::uint8_t>(i * count / n + 1) : std::uint8_t{0};
}

}  // namespace

void Labour::operator()(City& city, sim::Draws draws) const {
  if (city.now.month() == 1) raise_wages(city);
  share_markets(*this, city);
  std::vector<Applicant> ranked;
  std::vector<std::vector<Vacancy>> vacancies;
  sim::together([&] { ranked = applicants(*this, city, draws); }, [&] { vacancies = open_posts(*this, city, draws); });
  // Employers are of one mind about applicants: the only stable matching is that the best choose first.
  const sim::Draws lasting = draws.lasting();
  for (const Applicant& a : ranked) {
    const std::size_t home = city.workers.district[a.worker];
    const bool free = lasting.uniform(a.key) < across_districts;
    // Share of the field's pay that is worth as much as what they would earn outside: a shorter post leaves time for
    // it.
    const double least = outside_pay(city, a.worker) / field_pay(city, city.workers.licence[a.worker]);
    Choice best;
    for (std::size_t d = 0; d < vacancies.size(); ++d) {
      const bool near = labour_market(city, d) == labour_market(city, home);
      if (!near && !free) continue;
      const double full = near ? 1.0 : 1.0 - travel;
      if (full <= least) continue;
      for (std::size_t i = 0; i < vacancies[d].size(); ++i)
        best = std::max(best, Choice{vacancies[d][i].share * full, sim::combine(a.key, vacancies[d][i].key), d, i});
    }
    if (best.pay <= 0) continue;
    std::vector<Vacancy>& open = vacancies[best.district];
    const Vacancy post = open[best.index];
    open[best.index] = open.back();
    open.pop_back();
    employ(city, a.worker, post.employer, post.workplace, post.share);
  }
}

}  // namespace city
