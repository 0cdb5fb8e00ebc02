// Months and calendar dates. The clock ticks in whole months; month 0 is January 2010, the epoch of every output file.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sim {

inline constexpr int epoch_year = 2010;

/// A calendar month, counted from January 2010.
struct Month {
  std::int32_t index = 0;

  static constexpr Month of(int year, int month) { return {(year - epoch_year) * 12 + month - 1}; }
  constexpr int year() const { return epoch_year + (index >= 0 ? index / 12 : -((11 - index) / 12)); }
  constexpr int month() const { return index - (year() - epoch_year) * 12 + 1; }  ///< 1..12
  constexpr Month operator+(int months) const { return {index + months}; }
  constexpr Month operator-(int months) const { return {index - months}; }
  constexpr int operator-(Month other) const { return index - other.index; }
  constexpr auto operator<=>(const Month&) const = default;

  /// Days from 2010-01-01 to the first of this month (proleptic Gregorian).
  int days() const;
  /// "2013-07"
  std::string text() const {
    const std::string m = std::to_string(month());
    return std::to_string(year()) + (m.size() == 1 ? "-0" : "-") + m;
  }
};

/// The last day that a person means by "2018", "2018-06" or "2018-06-15"; nothing for what is no day.
std::optional<std::chrono::year_month_day> last_day(std::string_view text);

/// The calendar years that lie whole within a span of months.
struct Years {
  int first = epoch_year, count = 0;
  constexpr int end() const { return first + count; }  ///< the year after the last
  static constexpr Years within(Month start, int months) {
    const int first = start.year() + (start.month() > 1 ? 1 : 0), end = (start + months).year();
    return {first, end > first ? end - first : 0};
  }
};

/// When a phase runs: once while the world is built, in given months of every year, or both.
struct When {
  std::uint16_t months = 0;  ///< bit m-1 for month m
  bool at_start = false;
  constexpr bool includes(Month m) const { return (months >> (m.month() - 1) & 1) != 0; }
  constexpr When operator|(When other) const {
    return {static_cast<std::uint16_t>(months | other.months), at_start || other.at_start};
  }
};

inline constexpr When at_start{0, true};
inline constexpr When monthly{0xfff, false};
inline constexpr When january{1 << 0}, february{1 << 1}, march{1 << 2}, april{1 << 3}, may{1 << 4}, june{1 << 5},
    july{1 << 6}, august{1 << 7}, september{1 << 8}, october{1 << 9}, november{1 << 10}, december{1 << 11};

/// "monthly", "at start", "July", "March, April", "at start and monthly": for docs.
std::string text(When when);

}  // namespace sim
