// One series of one run as the file has it: in the layout's months (or years) and cells, what the run has not filled
// in.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "sim/output/run_file.hpp"

namespace sim {

inline constexpr std::int32_t no_count = -2147483647;  // netCDF's own fill value
inline constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

inline bool is_count(const SeriesInfo& series) { return series.unit == "count"; }

/// Throws Failure (Exit::bad_data) where a file cannot hold a value of a month or a year: no whole number of 32 bits
/// for a count, more than whole hundredths go for money, an infinity.
void want_holdable(const SeriesInfo& series, std::span<const double> values, const std::string& when);

/// Series number `series` of the record. A value that the file cannot hold throws Failure.
std::vector<std::int32_t> counts(const RunRecord& record, std::size_t series, const Layout& layout);
std::vector<double> numbers(const RunRecord& record, std::size_t series, const Layout& layout);

}  // namespace sim
