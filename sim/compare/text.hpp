// Tables and lines of words that all texts of comparisons are made with.
#pragma once

#include <string>
#include <vector>

namespace sim {

using Row = std::vector<std::string>;

/// Columns as wide as their longest cell, the first to the left, the others to the right.
std::string table(const std::vector<Row>& rows);

/// A sentence's words in lines of their own.
std::string wrapped(std::string text);

}  // namespace sim
