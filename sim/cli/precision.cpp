#include "sim/cli/precision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "sim/cli/common.hpp"
#include "sim/compare/differences.hpp"
#include "sim/compare/statistics.hpp"
#include "sim/error.hpp"
#include "sim/say.hpp"
#include "sim/wording.hpp"

namespace sim {

namespace {

// The least number whose interval is narrow enough; `most` if none up to there is.
std::size_t needed_for(double half, double spread, std::size_t most) {
  std::size_t low = 1, high = most;
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    (half_interval(middle, spread) <= half ? high : low) = middle;
  }
  return high;
}

// Of one scenario: the series' own values, one a run.
Paired values(const std::vector<RunRecord>& records, const std::string& series) {
  std::vector<double> out;
  for (const RunRecord& r : records)
    for (std::size_t s = 0; s < r.series.size(); ++s)
      if (r.series[s].name == series) out.push_back(headline(r, s, period_of(r)));
  return paired(out);
}

}  // namespace

Precision::Precision(const Given& given, const Layout& layout)
    : most_(static_cast<std::uint32_t>(given.whole("most-replicates", 100, 1, most_replicates))) {
  for (const auto& [series, typed] : given.pairs("precision", "SERIES=2%")) {
    Goal goal{series, 0, typed.ends_with('%')};
    const char* const end = typed.data() + typed.size() - (goal.percent ? 1 : 0);
    const auto [last, error] = std::from_chars(typed.data(), end, goal.width);
    if (error != std::errc() || last != end || !(goal.width > 0) || !std::isfinite(goal.width))
      throw Failure(Exit::usage, say("--precision {} is \"{}\"", series, typed),
                    say("write --precision SERIES=2% (of its mean) or --precision SERIES=50 (in its unit)"));
    std::vector<std::string> names;
    for (const SeriesInfo& s : layout.series)
      if (!s.yearly()) names.push_back(s.name);
    if (std::find(names.begin(), names.end(), series) == names.end()) {
      const std::string near = nearest(series, names);
      throw Failure(Exit::usage, say("--precision asks for {}, which is no monthly series of these runs", series),
                    near.empty() ? say("`describe series` lists them") : say("did you mean {}?", near));
    }
    const auto info = std::find_if(layout.series.begin(), layout.series.end(),
                                   [&goal](const SeriesInfo& s) { return s.name == goal.series; });
    if (const Join join(*info, layout.axes, {}, layout.series); !join.unjoined().empty())
      throw Failure(Exit::usage,
                    say("--precision asks for {}, which is no one number over {}", series, listed(join.unjoined())),
                    say("choose a series without these groups, or a count"));
    goals_.push_back(goal);
  }
  if (!asked() && given.has("most-replicates"))
    throw Failure(Exit::usage, say("--most-replicates does nothing without --precision"),
                  say("give the number with --replicates"));
  if (asked() && most_ < least())
    throw Failure(Exit::usage, say("--most-replicates is {}", most_),
                  say("a precision takes {} replicates at least", least()));
}

std::vector<std::string> Precision::series() const {
  std::vector<std::string> out;
  for (const Goal& g : goals_) out.push_back(g.series);
  return out;
}

std::string Precision::text() const {
  std::string out;
  for (const Goal& g : goals_) out += fmt::format(" {}={}{}", g.series, g.width, g.percent ? "%" : "");
  return out.empty() ? out : say("{}, at most {}: ", out, most_);
}

std::vector<Reached> Precision::reached(const std::vector<std::string>& scenarios,
                                        const std::vector<RunRecord>& records) const {
  std::vector<Reached> out;
  const auto add = [this, &out](const Goal& g, const std::string& scenario, double mean, double spread, std::size_t n) {
    Reached r{g.series, scenario, g.percent ? g.width / 100 * std::abs(mean) : g.width, undefined, n};
    if (n >= 2 && !std::isnan(spread)) r.half = half_interval(n, spread);
    if (!std::isnan(r.half) && !r.enough()) r.needed = needed_for(r.asked, spread, most_ + std::size_t{1});
    out.push_back(std::move(r));
  };
  for (const Goal& g : goals_) {
    if (scenarios.size() == 1) {
      const Paired all = values(records, g.series);
      add(g, scenarios[0], all.mean, all.spread, all.count);
      continue;
    }
    for (const Difference& d : differences(std::vector{g.series}, scenarios, records))
      add(g, d.scenario, d.found.before, d.found.difference.spread, d.found.difference.count);
  }
  return out;
}

std::uint32_t Precision::wanted(const std::vector<Reached>& reached, std::uint32_t now) const {
  std::size_t most = now;
  for (const Reached& r : reached)
    if (!r.enough() && !std::isnan(r.half)) most = std::max({most, r.needed, std::size_t{now} + 1});
  return static_cast<std::uint32_t>(std::min({most, std::size_t{now} * 2, std::size_t{std::max(most_, now)}}));
}

std::string to_text(const std::vector<Reached>& reached) {
  std::string out;
  for (const Reached& r : reached)
    out += say("  {} of {}: +/- {} (asked {}){}\n", r.series, r.scenario, readable(r.half), readable(r.asked),
               r.enough() ? "" : say(", not reached"));
  return out;
}

}  // namespace sim
