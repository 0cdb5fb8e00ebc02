// The run file that `reproduce` holds new runs against.
//
//   FILE --read whole in a child process, then here--> scenario of each run (text, swept values over it)
//   RunRecord, as this file would store it  --deviations-->  where it is not what the file has
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/output/reader.hpp"
#include "sim/settings/scenario.hpp"

namespace sim {

/// A series of one run that is not what the file has.
struct Deviation {
  std::string series;
  std::string reason;         ///< why it cannot be compared; else empty
  std::string moment, place;  ///< the first value that differs: month or year, labels
  double was = 0, is = 0;     ///< in the file and now; NaN where not defined
  double largest = 0;         ///< the largest difference of all values
  std::size_t count = 0, of = 0;
};

class Original {
 public:
  /// Of `most` runs, spread over the file; of all where that is 0. Throws Failure: no_input, and bad_data where the
  /// file is damaged or not by this model.
  Original(const std::filesystem::path& path, const MakeModel& make, std::size_t most, Verify verify);

  const RunReader& file() const { return file_; }
  const std::vector<std::size_t>& runs() const { return runs_; }  ///< their numbers in the file
  /// Values that are compared, all runs together.
  std::size_t values() const;
  /// What tells the scenario of a run from others: runs of equal keys differ in luck alone.
  std::string scenario_key(std::size_t run) const;
  /// The scenario of a run as the file embeds it. Throws Failure (bad_data) where this program cannot read it.
  Scenario scenario(std::size_t run) const;
  std::vector<Deviation> deviations(std::size_t run, const RunRecord& record) const;

 private:
  Overrides swept(std::size_t run) const;
  Deviation compared(std::size_t run, std::size_t series, const RunRecord& record) const;

  MakeModel make_;
  RunReader file_;
  std::string name_;
  Layout layout_;
  std::vector<std::size_t> runs_;
};

}  // namespace sim
