#include "models/city/neighbours/recognition.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

#include "models/city/state/city.hpp"

namespace city {
namespace {

enum RecognitionQuestion : std::uint32_t { jury = 0, how_many = 1, copies = 2 };  // of an organization or a government

const Id<Governments> whole(0U);

// The best of the year, as the jury sees them.
void honour(const Recognition& rule, City& city, sim::Draws draws) {
  Organizations& all = city.organizations;
  std::vector<std::tuple<double, std::uint64_t, Id<Organizations>>> seen;
  for (const Id<Organizations> row : all.rows())
    if (all.alive[row] != 0 && all.praise[row] > 0)
      seen.emplace_back(-all.praise[row] * sim::exp(rule.noise * draws.normal(all.key[row], RecognitionQuestion::jury)),
                        all.key[row], row);
  std::sort(seen.begin(), seen.end());
  double people = 0;
  for (const std::int32_t here : city.communities.population.all()) people += here;
  const auto number = static_cast<std::size_t>(
      draws.round(rule.awards * people / 1e6, city.governments.key[whole], RecognitionQuestion::how_many));
  for (std::size_t i = 0; i < std::min(number, seen.size()); ++i) {
    const Id<Organizations> row = std::get<2>(seen[i]);
    all.record[row] += static_cast<float>(rule.record) * (1 - all.record[row]);
    all.honoured[row] = city.month();
  }
}

// Satisfaction of a district's residents: of those helped, those who waited, the others, as many as they are.
std::vector<double> contentment(const City& city) {
  std::vector<double> sum(city.districts.size()), people(sum.size());
  const Communities& places = city.communities;
  for (const Id<Communities> place : places.rows()) {
    const std::size_t d = places.district[place];
    const double touched = places.touched(place, 0) + places.touched(place, 1);
    const double others = std::max(0.0, places.population[place] - touched);
    for (const std::size_t i : {0U, 1U})
      sum[d] += static_cast<double>(places.content(place, i)) * places.touched(place, i);
    sum[d] += places.content(place, static_cast<std::size_t>(Touched::neighbours)) * others;
    people[d] += touched + others;
  }
  for (std::size_t d = 0; d < sum.size(); ++d) sum[d] = people[d] > 0 ? sum[d] / people[d] : 0;
  return sum;
}

// Districts copy what was recognised before this year; then the year's best is recognised for what it has.
void diffuse(const Recognition& rule, City& city, sim::Draws draws) {
  Governments& governments = city.governments;
  const std::vector<double> content = contentment(city);
  std::size_t best = 0;
  double most = -1;
  for (std::size_t d = 0; d < content.size(); ++d) {
    const Id<Governments> row = city.district_government(d);
    const sim::Draws::Words words = draws.four(governments.key[row], RecognitionQuestion::copies);
    const auto missing = static_cast<std::uint8_t>(governments.recognised[whole] & ~governments.practised[row]);
    if (missing != 0 && sim::unit(words[0]) < rule.copying) governments.copied[row] |= missing;
    const double seen =
        content[d] * sim::exp(rule.noise * draws.normal(governments.key[row], RecognitionQuestion::jury));
    if (seen > most) {
      most = seen;
      best = d;
    }
  }
  if (!content.empty()) governments.recognised[whole] |= governments.practised[city.district_government(best)];
}

}  // namespace

void Recognition::operator()(City& city, sim::Draws draws) const {
  if (awards > 0) honour(*this, city, draws);
  if (copying > 0) diffuse(*this, city, draws);
}

}  // namespace city
