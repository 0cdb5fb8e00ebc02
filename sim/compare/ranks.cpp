#include "sim/compare/ranks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/compare/text.hpp"
#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace {

// At one point the share of each scenario in being best: all of it, or a part where several are the same.
std::vector<double> best_at(const std::vector<double>& values, bool least) {
  constexpr double same = 5e-10;  // see rounded()
  const double best =
      least ? *std::min_element(values.begin(), values.end()) : *std::max_element(values.begin(), values.end());
  std::vector<double> out;
  out.reserve(values.size());
  for (const double v : values) out.push_back(std::abs(v - best) <= same * std::abs(best) ? 1 : 0);
  const auto many = static_cast<double>(std::count(out.begin(), out.end(), 1));
  for (double& share : out) share /= many;
  return out;
}

}  // namespace

Rank ranked(const SeriesInfo& series, std::span<const std::vector<double>> values, bool is_sample, bool of_pairs) {
  constexpr std::uint32_t times = 10'000;
  Rank out{series, series.better == Better::less, of_pairs};
  std::vector<std::vector<double>> best;
  for (const std::vector<double>& point : values)
    if (std::none_of(point.begin(), point.end(), [](double v) { return !std::isfinite(v); }))
      best.push_back(best_at(point, out.least));
  out.points = best.size();
  if (best.empty()) return out;
  const std::size_t scenarios = best[0].size();
  const auto total = [&](const auto& which) {
    std::vector<double> sums(scenarios);
    for (std::size_t i = 0; i < best.size(); ++i)
      for (std::size_t s = 0; s < scenarios; ++s) sums[s] += best[which(i)][s];
    return sums;
  };
  const std::vector<double> all = total([](std::size_t i) { return i; });
  out.first = static_cast<std::size_t>(std::max_element(all.begin(), all.end()) - all.begin());
  for (const double sum : all) out.shares.push_back(sum / static_cast<double>(best.size()));
  if (!is_sample || best.size() < 2) return out;
  std::uint32_t again = 0;
  for (std::uint32_t time = 0; time < times; ++time) {
    const std::vector<double> sums = total([&](std::size_t i) { return drawn_again(time, i, best.size()); });
    const double most = *std::max_element(sums.begin(), sums.end());
    if (sums[out.first] == most && std::count(sums.begin(), sums.end(), most) == 1) ++again;
  }
  out.sure = static_cast<double>(again) / times;
  return out;
}

std::string rank_text(std::span<const Rank> ranks, std::span<const std::string> scenarios) {
  const auto percent = [](double value) { return std::isnan(value) ? "" : fmt::format("{:.0f} %", 100 * value); };
  std::vector<Row> rows = {{"", "first", "in", "sure", "next", "in"}};
  bool unsaid = false, sure = false;
  std::size_t most = 0;
  for (const Rank& r : ranks) {
    if (r.points == 0) continue;
    most = std::max(most, r.points);
    sure = sure || !std::isnan(r.sure);
    unsaid = unsaid || r.series.better == Better::unsaid;
    std::vector<double> others = r.shares;
    others[r.first] = -1;
    const auto next = static_cast<std::size_t>(std::max_element(others.begin(), others.end()) - others.begin());
    const std::string_view best = r.series.better == Better::unsaid ? "largest" : r.least ? "least" : "most";
    rows.push_back({fmt::format("{}{}, {}", r.series.name, r.series.without.empty() ? "" : "*", best),
                    scenarios[r.first], percent(r.shares[r.first]), percent(r.sure), scenarios[next],
                    percent(r.shares[next])});
  }
  if (rows.size() == 1) return "";
  const bool pairs = ranks[0].of_pairs;
  const std::string many = counted(most, pairs ? "pair" : "point");
  std::string out = say("\nBest in what share of {}, of all scenarios:\n{}", many, table(rows));
  out +=
      wrapped(pairs ? say("sure: in how many of 10,000 new draws of as many of these pairs the first is first again, "
                          "simulation noise only")
                    : say("sure: in how many of 10,000 new draws of as many of these points the first is first again"));
  if (!sure)
    out += wrapped(most < 2 ? say("sure is empty, as one is too few")
                            : say("sure is empty, as the points are no sample of the ranges"));
  if (unsaid) out += wrapped(say("largest: nobody says whether more of it is better"));
  return out;
}

}  // namespace sim
