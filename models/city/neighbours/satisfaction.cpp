#include "models/city/neighbours/satisfaction.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "models/city/state/city.hpp"
#include "sim/parallel.hpp"

namespace city {
namespace {

constexpr double middle = 0.5, year = 12;

// Of one community's cases this month: what those helped and those who waited say, together, and how many they are.
struct Said {
  std::array<double, 2> content{}, cases{};
};

double judged(const Satisfaction& rule, double gain, int months) {
  return std::clamp(middle + gain - rule.wait * months, 0.0, 1.0);
}

}  // namespace

void Satisfaction::operator()(City& city, sim::Draws) const {
  Organizations& all = city.organizations;
  if (city.now.month() == 1) all.praise.reset();
  struct Judgement {
    Id<Communities> place;
    Id<Organizations> organization;  // of help that has ended
    double content;
    bool ended;
  };
  const Cases& cases = city.cases;
  const auto judge = [&](std::size_t i, std::vector<Judgement>& out) {
    const Id<Cases> row(i);
    const Closure closure = cases.closure[row];
    const bool well = closure == Closure::resolved, ended = well || closure == Closure::unresolved,
               gave_up = closure == Closure::gave_up;
    if (!ended && !gave_up && cases.progress[row] != Progress::waiting) return;
    const int waited = (ended ? cases.taken[row] : city.month()) - cases.sought[row];
    const double content = judged(*this, well ? outcome : ended || gave_up ? -outcome : 0, waited);
    out.push_back({cases.community[row], ended ? cases.organization[row] : Id<Organizations>(), content, ended});
  };
  std::vector<Said> said(city.communities.size());
  for (const Judgement& one : sim::gather<Judgement>(cases.size(), sim::row_grain, judge)) {
    Said& here = said[one.place.value];
    here.content[one.ended ? 0 : 1] += one.content;
    here.cases[one.ended ? 0 : 1] += 1;
    if (one.organization) all.praise[one.organization] += static_cast<float>(one.content - middle);
  }
  Communities& places = city.communities;
  const auto others = static_cast<std::size_t>(Touched::neighbours);
  sim::each(places, [&](Id<Communities> place) {
    const Said& here = said[place.value];
    for (const std::size_t i : {0U, 1U}) {
      const double before = places.touched(place, i) * (1 - 1 / year), now = before + here.cases[i];
      if (now > 0)
        places.content(place, i) = static_cast<float>((before * places.content(place, i) + here.content[i]) / now);
      places.touched(place, i) = static_cast<float>(now);
    }
    const double spoke = here.cases[0] + here.cases[1], people = places.population[place];
    double level = places.content(place, others);
    level += forgets * (middle - level);
    if (spoke > 0 && people > 0) {
      const double hear = std::min(1.0, told * places.cohesion[place] * spoke / people);
      level += hear * ((here.content[0] + here.content[1]) / spoke - level);
    }
    places.content(place, others) = static_cast<float>(level);
    places.regard[place] = static_cast<float>(city.trust.hearsay * (places.content(place, others) - middle));
  });
}

}  // namespace city
