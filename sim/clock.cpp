#include "sim/clock.hpp"

#include <array>
#include <chrono>

namespace sim {

int Month::days() const {
  using namespace std::chrono;
  const sys_days epoch = std::chrono::year(epoch_year) / 1 / 1;
  const sys_days first = std::chrono::year(year()) / month() / 1;
  return static_cast<int>((first - epoch).count());
}

std::string text(When when) {
  if (when.at_start) return when.months == 0 ? "at start" : "at start and " + text(When{when.months, false});
  if (when.months == monthly.months) return "monthly";
  static constexpr std::array<const char*, 12> names = {"January",   "February", "March",    "April",
                                                        "May",       "June",     "July",     "August",
                                                        "September", "October",  "November", "December"};
  std::string out;
  for (std::size_t m = 0; m < 12; ++m)
    if (when.months >> m & 1) out += (out.empty() ? "" : ", ") + std::string(names[m]);
  return out;
}

}  // namespace sim
