#include "sim/wording.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "sim/say.hpp"

namespace sim {

namespace {
// Commas between the thousands of a number in digits.
std::string with_thousands(std::string digits) {
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = std::min(digits.find('.'), digits.size()); at > first + 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}
}  // namespace

std::string readable(double value) {
  if (std::isnan(value)) return "undefined";
  const double size = std::abs(value);
  if (value == std::trunc(value) || size >= 1000) return with_thousands(fmt::format("{:.0f}", value + 0.0));
  if (size >= 1e-4) return fmt::format("{:.4g}", value);
  return fmt::format("{:.3g}", value);
}

std::string readable_duration(double seconds) {
  const auto whole = static_cast<long>(std::lround(seconds));
  if (seconds < 9.95) return fmt::format("{:.1f} s", seconds);
  if (whole < 120) return fmt::format("{} s", whole);
  if (whole < 7200) return say("{} min {:02} s", whole / 60, whole % 60);
  return say("{} h {:02} min", whole / 3600, whole / 60 % 60);
}

std::string readable_bytes(double bytes) {
  constexpr const char* units[] = {"kB", "MB", "GB", "TB"};
  if (bytes < 1000) return fmt::format("{:.0f} B", bytes);
  std::size_t unit = 0;
  for (bytes /= 1000; bytes >= 999.5 && unit + 1 < std::size(units); ++unit) bytes /= 1000;
  return fmt::format("{:.{}f} {}", bytes, bytes < 9.95 ? 1 : 0, units[unit]);
}

std::string counted(std::size_t count, const std::string& noun) {
  return fmt::format("{} {}{}", readable(static_cast<double>(count)), noun, count == 1 ? "" : "s");
}

std::string listed(const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i)
    out.append(i == 0 ? "" : i + 1 == items.size() ? " and " : ", ").append(items[i]);
  return out;
}

std::string first_listed(const std::vector<std::string>& items) {
  constexpr std::size_t most = 20;
  if (items.size() <= most) return listed(items);
  const auto end = items.begin() + static_cast<std::ptrdiff_t>(most);
  return say("{} and {} more", fmt::join(items.begin(), end, ", "), items.size() - most);
}

std::string shell_word(const std::string& word) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+=:,@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) out.append(c == '\'' ? "'\\''" : std::string(1, c));
  return out.append("'");
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",;\t\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out.append(c == '"' ? 2 : 1, c);
  return out + "\"";
}

}  // namespace sim
