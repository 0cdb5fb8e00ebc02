// What the runs came to, for people: the headline series of each scenario against the first, in pairs of equal luck.
//
//   finished runs --condensed--> small ones --headline: one number a run and series--> pairs --concluded--> Differences
//   Differences --difference_text--> the closing summary of `run`;  --comparison_text--> the table of `compare`
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/compare/comparison.hpp"
#include "sim/compare/headline.hpp"
#include "sim/output/reader.hpp"
#include "sim/run/run.hpp"

namespace sim {

/// One series of one scenario against the baseline.
struct Difference {
  std::string baseline, scenario;
  SeriesInfo series;
  Period period;             ///< what is compared
  Selection selection = {};  ///< of which cells
  Terms terms = {};
  Comparison found = {};
  std::string method = {};  ///< how the points of a sweep were chosen; "" if that is not known, or without a sweep
  /// That nothing differs, when all series of the scenario are looked at together (Holm); NaN without enough pairs.
  double p_together = undefined;

  /// Below it the noise itself is hardly known.
  bool enough() const { return found.difference.count >= 5; }
  bool stands_out() const { return p_together <= 0.05; }
  /// Whether the difference is there, but the interval of its mean has 0 in it.
  bool doubtful() const { return found.needed > 0; }
};

/// Whether points chosen by a design's method are a sample of its ranges.
bool is_sample(const std::string& method);

/// What the intervals are of: "simulation noise only", or what the parameters leave uncertain (and that).
std::string_view noise(const Difference& difference);

/// Of what the interval is: "mean (Student's t)", "95 % of the points" or "all points".
std::string_view extent(const Difference& difference);

/// Why there is neither an interval of the mean nor a verdict; "" where there are.
std::string why_no_verdict(const Difference& difference);

/// Two runs of equal luck at the same point, by their places in a list.
struct RunPair {
  std::size_t before, after, point;
};

/// Runs of the scenario with those of the baseline that have the same replicate and seed, and the same point of a sweep
/// if `points` has a number for each run.
std::vector<RunPair> pairs(const std::string& baseline, const std::string& scenario, std::span<const RunName> runs,
                           std::span<const std::size_t> points = {});

/// A difference before it is known: the numbers of its pairs.
struct Measured {
  Difference difference;
  std::vector<Pair> pairs;
};

/// All series of one scenario. With more than one point they are of a sweep, whose points were chosen by `method`.
std::vector<Difference> concluded(std::vector<Measured> series, const std::string& method = "");

/// One difference over another one of the same scenario, in the same pairs: what one more of `under` comes with in
/// `over`.
struct RatioOfDifferences {
  std::string baseline, scenario;
  SeriesInfo over, under;
  Period period;
  Selection selection = {};
  Terms terms = {};
  Counted counted = Counted::pairs;
  std::size_t count = 0;  ///< pairs or points in which both are defined
  Quotient found = {};    ///< of the means; not defined where the interval of the mean of `under` has 0 in it
  std::string_view method() const { return counted == Counted::pairs ? "Fieller" : "bootstrap over points"; }
};

/// Of two series of one scenario, whose pairs are in the same order; of points chosen otherwise than as a sample
/// nothing is known but the value.
RatioOfDifferences ratio_of_differences(const Measured& over, const Measured& under, const std::string& method = "");

/// A line each.
std::string ratio_text(std::span<const RatioOfDifferences> ratios);

/// Every scenario but the first against the first, for each headline that both have, in the months that both have.
/// `scales`: shares of the world that the runs are, if that is known.
std::vector<Difference> differences(std::span<const std::string> headlines, std::span<const std::string> scenarios,
                                    std::span<const RunRecord> records, const std::vector<double>& scales = {});

/// Each headline of one scenario by itself, over its runs: without a baseline, and `found.difference` is of the values.
std::vector<Difference> alone(std::span<const std::string> headlines, std::span<const RunRecord> records);

/// What such runs came to: a table. All texts here are for laid_out(), which gives them lines and columns.
std::string alone_text(std::span<const Difference> alone);

/// What scenarios are called by their files, and their titles.
std::string titles_text(std::span<const std::pair<std::string, std::string>> titles);

/// A paragraph a scenario. Says in words what the intervals mean and which differences stand out; or that the pairs are
/// too few to say.
std::string difference_text(std::span<const Difference> differences);

/// The same with all that is known of each difference, and of the doubtful ones what it would take to know more.
std::string comparison_text(std::span<const Difference> differences);

/// Seconds, share and calls of each phase over all runs, a line each.
std::string timing_text(std::span<const Timing> timings);

/// What a user may type next, in lines of at most `width` columns; `pairs`: there is something to compare.
std::string next_steps(const std::string& program, const std::string& file, const std::string& series, bool pairs,
                       const std::string& python, std::size_t width);

}  // namespace sim
