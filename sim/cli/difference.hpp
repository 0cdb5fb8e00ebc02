// Differences as data: one list of named fields for every JSON and CSV that has them.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "sim/compare/differences.hpp"

namespace sim {

/// Text of JSON as commands print it. Bytes of a file name that are no UTF-8 are replaced; NaN becomes null.
std::string dumped(const nlohmann::ordered_json& json);

/// All that is known of a difference, in the order of CSV's columns.
nlohmann::ordered_json fields(const Difference& difference);

/// A header line and a line a difference (RFC 4180); what is not defined is empty.
std::string to_csv(std::span<const Difference> differences);

}  // namespace sim
