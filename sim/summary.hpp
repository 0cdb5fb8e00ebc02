// What the runs came to, for people: the headline series of each scenario against the first, in pairs of equal luck.
//
//   finished runs --condensed--> small ones --headline: one number a run and series--> Differences
//   Differences --difference_text--> the closing summary, or --json
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/output.hpp"
#include "sim/run.hpp"
#include "sim/statistics.hpp"

namespace sim {

/// One headline of one scenario against the first scenario.
struct Difference {
  std::string baseline, scenario;
  SeriesInfo series;
  Month from, until;             ///< the months that both have, the last included
  double before = 0, after = 0;  ///< means over the pairs
  Paired paired;
};

/// One number for one series of a run and some of its months: a flow's total, a stock at the end, a rate's mean over
/// the last 12. Of an axis "district" the first label is taken, which is the whole; over other axes counts and money
/// are added up, and the mean is taken of the rest. NaN where nothing is defined.
double headline(const RunRecord& record, std::size_t series, Month from, Month until);

/// A run without all that headlines do not need: those series alone, a number a month. Its headlines are the same.
RunRecord condensed(const RunRecord& record, std::span<const std::string> headlines);

/// Every scenario but the first against the first, for each headline that all have; runs are paired by replicate.
std::vector<Difference> differences(std::span<const std::string> headlines, std::span<const std::string> scenarios,
                                    std::span<const RunRecord> records);

/// A paragraph a scenario. Says in words what the intervals mean and which differences stand out; or that the pairs are
/// too few to say.
std::string difference_text(std::span<const Difference> differences);

/// Seconds, share and calls of each phase over all runs, a line each.
std::string timing_text(std::span<const Timing> timings);

/// What a user may type next.
std::string next_steps(const std::string& program, const std::string& file, const std::string& series);

}  // namespace sim
