// What the runs came to, for people: the headline series of each scenario against the first, in pairs of equal luck.
//
//   finished runs --condensed--> small ones --headline: one number a run and series--> pairs --analysis--> Differences
//   Differences --difference_text--> the closing summary of `run`;  --comparison_text--> the table of `compare`
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/comparison.hpp"
#include "sim/output.hpp"
#include "sim/run.hpp"

namespace sim {

/// One series of one scenario against the baseline.
struct Difference {
  std::string baseline, scenario;
  SeriesInfo series;
  Month from, until;  ///< the months that are compared, the last included
  analysis::Comparison found;
  /// That nothing differs, when all series of the scenario are looked at together (Holm); NaN without enough pairs.
  double p_together = analysis::undefined;

  /// Below it the noise itself is hardly known.
  bool enough() const { return found.difference.count >= 5; }
  bool stands_out() const { return p_together <= 0.05; }
  /// Whether the difference is there, but its interval has 0 in it.
  bool doubtful() const { return found.needed > 0; }
};

/// What the intervals are of: "simulation noise only", or that and what the parameters leave uncertain.
std::string noise(const Difference& difference);

/// One number for one series of a run and some of its months: a flow's total, a stock at the end, a rate's mean over
/// the last 12. Of an axis "district" the first label is taken, which is the whole; over other axes counts and money
/// are added up, and the mean is taken of the rest. NaN where nothing is defined.
double headline(const RunRecord& record, std::size_t series, Month from, Month until);

/// A run without all that headlines do not need: those series alone, a number a month. Its headlines are the same.
RunRecord condensed(const RunRecord& record, std::span<const std::string> headlines);

/// Every scenario but the first against the first, for each headline that both have. Pairs are runs of the same
/// replicate and seed, at the same point of a sweep if `points` has a number for each run; compared are the months that
/// both have, until `at` if it is given.
std::vector<Difference> differences(std::span<const std::string> headlines, std::span<const std::string> scenarios,
                                    std::span<const RunRecord> records, std::span<const std::size_t> points = {},
                                    std::optional<Month> at = {});

/// A paragraph a scenario. Says in words what the intervals mean and which differences stand out; or that the pairs are
/// too few to say.
std::string difference_text(std::span<const Difference> differences);

/// The same with all that is known of each difference, and of the doubtful ones what it would take to know more.
std::string comparison_text(std::span<const Difference> differences);

/// Seconds, share and calls of each phase over all runs, a line each.
std::string timing_text(std::span<const Timing> timings);

/// What a user may type next; `pairs`: there is something to compare.
std::string next_steps(const std::string& program, const std::string& file, const std::string& series, bool pairs);

}  // namespace sim
