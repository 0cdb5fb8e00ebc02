// Numbers as people read them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace sim {

/// "12,345,678", "-1,234.5", "0.4745": about four digits that matter, thousands apart; "undefined" for NaN.
std::string readable(double value);
/// "0.8 s", "42 s", "3 min 05 s", "2 h 10 min"
std::string readable_duration(double seconds);
/// "812 B", "3.4 MB", "1.9 GB"
std::string readable_bytes(double bytes);
/// "1 run", "12,000 runs"
std::string counted(std::size_t count, const std::string& noun);
/// "a, b and c"
std::string listed(const std::vector<std::string>& items);
/// The same of few; of very many the first and how many more there are.
std::string first_listed(const std::vector<std::string>& items);
/// A field of CSV (RFC 4180): in quotes where it must be. Semicolons and tabs too, which other readers split at.
std::string csv_field(const std::string& text);
/// The word as a shell takes it: in quotes where it must be.
std::string shell_word(const std::string& word);

}  // namespace sim
