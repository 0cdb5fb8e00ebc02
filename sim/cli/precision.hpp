// --precision: how narrow 95 % intervals are to be, and how many replicates that takes.
//
//   runs so far --> spread of each series asked for --> replicates in all --> more runs, or enough
//
// Of two scenarios or more it is the interval of the paired difference from the first; of one alone that of its mean.
// The number of replicates hangs on results alone, so that the same command makes the same file. An interval that ends
// the runs as soon as it is narrow enough is, by that choice, a little too narrow: with 5 replicates to begin with, and
// never more than twice as many at once, by some percent.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/cli/options.hpp"
#include "sim/output/run_file.hpp"

namespace sim {

/// How near a series is to what was asked of it.
struct Reached {
  std::string series, scenario;
  double asked = 0, half = 0;  ///< half the interval, in the series' unit; NaN where it is not defined
  std::size_t needed = 0;      ///< replicates, at the spread seen so far
  bool enough() const { return half <= asked; }  ///< never without a number
};

class Precision {
 public:
  /// Reads --precision and --most-replicates. Throws Failure (Exit::usage).
  Precision(const Given& given, const Layout& layout);

  bool asked() const { return !goals_.empty(); }
  std::uint32_t least() const { return 5; }  ///< replicates: below it the spread itself is hardly known
  std::uint32_t most() const { return most_; }
  std::vector<std::string> series() const;
  /// " served=2%, at most 100: " and nothing when none is asked.
  std::string text() const;
  /// Of runs of these scenarios; a row for each series and scenario that is compared. `records` as condensed().
  std::vector<Reached> reached(const std::vector<std::string>& scenarios, const std::vector<RunRecord>& records) const;
  /// Replicates in all to go on to; as many as there are when it is enough or no more are allowed.
  std::uint32_t wanted(const std::vector<Reached>& reached, std::uint32_t now) const;

 private:
  struct Goal {
    std::string series;
    double width = 0;
    bool percent = false;
  };
  std::vector<Goal> goals_;
  std::uint32_t most_ = 0;
};

/// "served of policy: +/- 812 (asked 1,000)", a line each.
std::string to_text(const std::vector<Reached>& reached);

}  // namespace sim
