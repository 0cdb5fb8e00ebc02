#include "sim/clock.hpp"

#include <algorithm>

#include <array>
#include <chrono>

#include "sim/say.hpp"

namespace sim {

int Month::days() const {
  using namespace std::chrono;
  const sys_days epoch = std::chrono::year(epoch_year) / 1 / 1;
  const sys_days first = std::chrono::year(year()) / month() / 1;
  return static_cast<int>((first - epoch).count());
}

std::string text(When when) {
  if (when.at_start) return when.months == 0 ? say("at start") : say("at start and {}", text(When{when.months, false}));
  if (when.months == monthly.months) return say("monthly");
  const std::array<std::string, 12> names = {say("January"),   say("February"), say("March"),    say("April"),
                                             say("May"),       say("June"),     say("July"),     say("August"),
                                             say("September"), say("October"),  say("November"), say("December")};
  std::string out;
  for (std::size_t m = 0; m < 12; ++m)
    if (when.months >> m & 1) out += (out.empty() ? "" : ", ") + names[m];
  return out;
}

std::optional<std::chrono::year_month_day> last_day(std::string_view text) {
  const auto number = [text](std::size_t from, std::size_t count) {
    int out = 0;
    for (const char c : text.substr(std::min(from, text.size()), count)) {
      if (c < '0' || c > '9') return -1;
      out = 10 * out + (c - '0');
    }
    return out;
  };
  const std::size_t size = text.size();
  if (size != 4 && (size != 7 || text[4] != '-') && (size != 10 || text[4] != '-' || text[7] != '-')) return {};
  const int month = size == 4 ? 12 : number(5, 2);
  if (number(0, 4) < 0 || month < 1) return {};
  const std::chrono::year_month date{std::chrono::year(number(0, 4)), std::chrono::month(static_cast<unsigned>(month))};
  if (size < 10) return date.ok() ? std::optional(std::chrono::year_month_day(date / std::chrono::last)) : std::nullopt;
  if (number(8, 2) < 1) return {};
  const std::chrono::year_month_day day = date / std::chrono::day(static_cast<unsigned>(number(8, 2)));
  return day.ok() ? std::optional(day) : std::nullopt;
}

}  // namespace sim
