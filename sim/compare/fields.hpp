// Differences as data: one list of named fields for every JSON and CSV that has them.
#pragma once

#include <span>
#include <string>

#include "sim/compare/answer.hpp"
#include "sim/json.hpp"

namespace sim {

/// All that is known of a difference, in the order of CSV's columns.
Json fields(const Difference& difference);

/// One difference over another: null where it is not defined, which `undefined` says.
Json fields(const RatioOfDifferences& ratio);

/// Which scenario is best at how many points.
Json fields(const Rank& rank, std::span<const std::string> scenarios);

/// The whole answer.
std::string to_json(const std::string& file, const Answer& answer);

/// A header line and a line a difference (RFC 4180); what is not defined is empty.
std::string to_csv(std::span<const Difference> differences);

}  // namespace sim
