// One number for one series of a run: what differences are of.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/compare/selection.hpp"
#include "sim/model.hpp"
#include "sim/output/run_file.hpp"

namespace sim {

/// Months, the last included.
struct Period {
  Month from, until;
  auto operator<=>(const Period&) const = default;
};

/// The months that a run has; those that two have.
Period period_of(const RunRecord& record);
Period shared(const Period& one, const Period& other);

/// In which terms counts, money and other totals are told. Means stay what they are.
struct Terms {
  double per = 0;                       ///< so many heads, month by month; 0: as they are
  std::vector<std::string> heads = {};  ///< series that count them, a monthly and a yearly one
  bool whole = false;                   ///< brought to the whole world: an estimate
  std::string cells = {};               ///< what is selected, as it is called
  std::vector<double> scales = {};      ///< shares of the world that runs are; none where it is not known

  /// Of this series: the one that counts heads; "" where none is needed.
  std::string heads_of(const SeriesInfo& series) const;
  /// " per 10,000"; "" where nothing is divided by heads.
  std::string per_text(const SeriesInfo& series) const;
  /// "scale 0.02", "scales 0.01 to 0.1", "the whole, estimated from scale 0.02"; "" where it is not known.
  std::string scale_text() const;
};

/// One number for one series of a run and some of its months: a flow's total, a stock at the end, a rate's mean over
/// the last 12; of a yearly series the same of whole years. Of an axis the cells that count become one number (Join);
/// NaN where nothing is defined, or no one number is. `scale`: the run's.
double headline(const RunRecord& record, std::size_t series, const Period& period, const Selection& selection = {},
                const Terms& terms = {}, double scale = 1);

/// What that number is of: the series without axes, and which labels it is without.
SeriesInfo of_headline(SeriesInfo info, std::span<const Axis> axes, const Selection& selection = {});

/// The months that it is of: of a yearly series those of whole years.
Period months_of(const SeriesInfo& series, const Period& period);

/// A run without all that headlines do not need: those series alone, a number a month. Its headlines are the same.
RunRecord condensed(const RunRecord& record, std::span<const std::string> headlines);

}  // namespace sim
