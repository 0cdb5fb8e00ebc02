// Tables and lines of words that all texts of comparisons are made with.
#pragma once

#include <string>
#include <vector>

namespace sim {

using Row = std::vector<std::string>;

/// Cells with tabs between them: laid_out() puts them in columns.
std::string table(const std::vector<Row>& rows);

/// A sentence, set in: laid_out() gives it lines.
std::string wrapped(const std::string& text);

}  // namespace sim
